package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hotspotmap/data/project"
	"hotspotmap/geo"
)

// decision is a review of the project, held against the sites that are there. It holds as a whole or not at all: once one of
// its sites has closed, moved or gone, somebody has to look again.
type decision struct {
	project.Review
	sites []geo.Site  // in the order named
	stale []geo.Issue // why it does not hold; empty when it does
}

// decide holds the reviews of lists of sites, which stand in the project file at a path, against their sites. Those that leave sites out
// come first; the others are about what is left.
func decide(path string, lists []project.Sites, sites []geo.Site) []decision {
	var decisions []decision
	for _, keep := range []string{project.KeepFirst, project.KeepAll} {
		left, _ := leaveOut(decisions, sites, nil)
		named := byKindAndName(left)
		for _, list := range lists {
			for _, r := range list.Reviewed {
				if r.Keep == keep {
					decisions = append(decisions, hold(path, r, named[list.Kind]))
				}
			}
		}
	}
	return decisions
}

// byKindAndName returns open sites by kind and by what a review calls them. Of those that it calls the same, public ones come first: it
// cannot say which of them is to stay, and what everybody may use is not to be lost by that.
func byKindAndName(sites []geo.Site) map[string]map[string][]geo.Site {
	named := map[string]map[string][]geo.Site{}
	publicFirst := func(a, b geo.Site) int { // "public" comes before "restricted"
		return cmp.Or(cmp.Compare(a.Access, b.Access), bySourceAndRow(a, b))
	}
	for _, s := range slices.SortedStableFunc(slices.Values(sites), publicFirst) {
		if s.Closed {
			continue
		}
		if named[s.Kind] == nil {
			named[s.Kind] = map[string][]geo.Site{}
		}
		name := project.SiteName(s)
		named[s.Kind][name] = append(named[s.Kind][name], s)
	}
	return named
}

// hold finds the sites of a review among those of its kind.
func hold(path string, r project.Review, named map[string][]geo.Site) decision {
	d := decision{Review: r}
	fails := func(name, problem, remedy string) {
		why := geo.Issue{Severity: geo.SeverityWarn, File: path, Row: r.Line, Value: name, Problem: "this decision does not hold: " + problem, Remedy: remedy}
		if !slices.Contains(d.stale, why) { // of two sites with one name and place
			d.stale = append(d.stale, why)
		}
	}
	const again = "look at its sites again, and correct or remove it"
	times := map[string]int{}
	for _, name := range r.Sites {
		if times[name]++; times[name] <= len(named[name]) {
			d.sites = append(d.sites, named[name][times[name]-1])
		}
	}
	for i, name := range r.Sites {
		switch found := len(named[name]); {
		case slices.Contains(r.Sites[:i], name):
		case found == 0:
			fails(name, "no open site of its kind has this name and place", again)
		case found != times[name]:
			fails(name, fmt.Sprintf("it is listed %s and named %s", geo.Counted(found, "time", "times"), geo.Counted(times[name], "time", "times")), again)
		}
	}
	if !d.holds() {
		return d
	}
	tied := tiedToFirst(d.sites)
	for i, s := range d.sites {
		if r.Keep == project.KeepFirst {
			if problem, remedy := notFirst(d.sites[0], s); problem != "" {
				fails(r.Sites[i], problem, remedy)
			}
		} else if !tied[s.ID] {
			fails(r.Sites[i], fmt.Sprintf("it seems to be neither %q nor any that is tied to it: its name is another, or they are too far apart", r.Sites[0]),
				"take it out of the decision; sites elsewhere need a decision of their own")
		}
	}
	return d
}

// tiedToFirst returns the ids of the first site, of those that seem to be it, of those that seem to be one of these, and so on.
func tiedToFirst(sites []geo.Site) map[string]bool {
	tied := map[string]bool{sites[0].ID: true}
	for reached := []geo.Site{sites[0]}; len(reached) > 0; reached = reached[1:] {
		for _, s := range sites {
			if !tied[s.ID] && alike(reached[0], s) {
				tied[s.ID], reached = true, append(reached, s)
			}
		}
	}
	return tied
}

// notFirst says why a site cannot be left out for the first of a decision, and what to do; "" when it can. It has to seem to be the
// first itself: through a third one it could be anywhere. Nor is a place that everybody may use left out for one that only some may.
func notFirst(first, s geo.Site) (problem, remedy string) {
	list := func(s geo.Site) string { return strings.TrimPrefix(s.Source, sitesPrefix) }
	switch name := project.SiteName(first); {
	case !alike(first, s):
		return fmt.Sprintf("it does not seem to be %q, which is to stay: its name is another, or they are too far apart", name),
			"take it out of the decision, or name first the site that all the others seem to be"
	case first.Access == geo.Restricted && s.Access != geo.Restricted:
		return fmt.Sprintf("it is %s by the list %q, and %q, which is to stay, is %s by the list %q", s.Access, list(s), name, first.Access, list(first)),
			fmt.Sprintf("name it first if everybody may use it; if not, remove it from the file of %q, and this decision with it", list(s))
	}
	return "", ""
}

// holds reports whether a decision is to be carried out.
func (d decision) holds() bool { return len(d.stale) == 0 }

// leaveOut returns the sites that remain after decisions, and their sources with what was left out counted as not used.
func leaveOut(decisions []decision, sites []geo.Site, sources []geo.Source) ([]geo.Site, []geo.Source) {
	out := map[string]bool{} // by id
	sources = slices.Clone(sources)
	for _, d := range decisions {
		if !d.holds() || d.Keep != project.KeepFirst {
			continue
		}
		for _, s := range d.sites[1:] {
			out[s.ID] = true
			for i := range sources {
				if sources[i].ID == s.Source {
					sources[i].Rows.Used--
					sources[i].Rows.Unmatched++
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(sites), func(s geo.Site) bool { return out[s.ID] }), sources
}

// pairs are sites of which somebody has decided that they are not one, by their ids.
type pairs map[[2]string]bool

// apartBy returns the pairs that decisions keep.
func apartBy(decisions []decision) pairs {
	apart := pairs{}
	for _, d := range decisions {
		if !d.holds() || d.Keep != project.KeepAll {
			continue
		}
		for _, a := range d.sites {
			for _, b := range d.sites {
				apart[[2]string{a.ID, b.ID}] = true
			}
		}
	}
	return apart
}

// reviewed says what was decided of which sites, by whom and why, and which decisions do not hold.
func reviewed(decisions []decision, path string, files map[string]string) []geo.Issue {
	var issues []geo.Issue
	for _, d := range decisions {
		issues = append(issues, d.stale...)
		if !d.holds() {
			continue
		}
		add := func(s, twin geo.Site, decided, remedy string) {
			issues = append(issues, geo.Issue{Severity: geo.SeverityReviewed, File: files[s.Source], Row: s.Row, Value: s.Name,
				Problem: fmt.Sprintf("%s; %s decided to %s: %s", seemsToBe(s, twin, files), d.By, decided, d.Reason),
				Remedy:  fmt.Sprintf("%s; the decision is on line %d of %s", remedy, d.Line, path)})
		}
		if d.Keep == project.KeepFirst {
			first := d.sites[0]
			for _, s := range d.sites[1:] {
				decided, remedy := fmt.Sprintf("leave this one out and keep %s:%d", files[first.Source], first.Row), "nothing"
				if others := differences(first, s); len(others) > 0 {
					decided += ", which differs in " + geo.List(others, "and")
					remedy = "nothing, if what is kept is right"
				}
				add(s, first, decided, remedy)
			}
			continue
		}
		sorted := slices.SortedStableFunc(slices.Values(d.sites), bySourceAndRow)
		for i, s := range sorted {
			if first := slices.IndexFunc(sorted[:i], func(other geo.Site) bool { return alike(other, s) }); first >= 0 {
				add(s, sorted[first], "keep both", "nothing")
			}
		}
	}
	return issues
}

// differences names what is known of two sites and is not the same, besides their names and places.
func differences(a, b geo.Site) []string {
	var names []string
	if a.Access != b.Access {
		names = append(names, "access")
	}
	if a.Postcode != b.Postcode {
		names = append(names, "postcode")
	}
	for _, f := range slices.Concat(a.Facts, b.Facts) {
		if !(slices.Contains(a.Facts, f) && slices.Contains(b.Facts, f)) && !slices.Contains(names, f.Key) {
			names = append(names, f.Key)
		}
	}
	return names
}

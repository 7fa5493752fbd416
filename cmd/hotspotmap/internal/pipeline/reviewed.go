package pipeline

import (
	"fmt"
	"slices"

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

// byKindAndName returns open sites by kind and by what a review calls them.
func byKindAndName(sites []geo.Site) map[string]map[string][]geo.Site {
	named := map[string]map[string][]geo.Site{}
	for _, s := range slices.SortedStableFunc(slices.Values(sites), bySourceAndRow) {
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
	fails := func(name, problem string) {
		d.stale = append(d.stale, geo.Issue{Severity: geo.SeverityWarn, File: path, Row: r.Line, Value: name,
			Problem: "this decision does not hold: " + problem, Remedy: "look at its sites again, and correct or remove it"})
	}
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
			fails(name, "no open site of its kind has this name and place")
		case found != times[name]:
			fails(name, fmt.Sprintf("it is listed %s and named %s", geo.Counted(found, "time", "times"), geo.Counted(times[name], "time", "times")))
		}
	}
	if !d.holds() {
		return d
	}
	for i, s := range d.sites {
		if !slices.ContainsFunc(d.sites, func(other geo.Site) bool { return other.ID != s.ID && alike(other, s) }) {
			fails(r.Sites[i], "it seems to be none of the others: its name is another, or they are too far apart")
		}
	}
	return d
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
		add := func(s, twin geo.Site, decided string) {
			issues = append(issues, geo.Issue{Severity: geo.SeverityReviewed, File: files[s.Source], Row: s.Row, Value: s.Name,
				Problem: fmt.Sprintf("%s; %s decided to %s: %s", seemsToBe(s, twin, files), d.By, decided, d.Reason),
				Remedy:  fmt.Sprintf("nothing; the decision is on line %d of %s", d.Line, path)})
		}
		if d.Keep == project.KeepFirst {
			for _, s := range d.sites[1:] {
				add(s, d.sites[0], "leave this one out")
			}
			continue
		}
		sorted := slices.SortedStableFunc(slices.Values(d.sites), bySourceAndRow)
		for i, s := range sorted {
			if first := slices.IndexFunc(sorted[:i], func(other geo.Site) bool { return alike(other, s) }); first >= 0 {
				add(s, sorted[first], "keep both")
			}
		}
	}
	return issues
}

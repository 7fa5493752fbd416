package pipeline

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"hotspotmap/data/project"
	"hotspotmap/geo"
	"hotspotmap/geo/locate"
)

// twinM is how far apart two sites of one kind and name may be and still be taken for one. Postcodes place a site to within
// a street, and two lists rarely agree on the door.
const twinM = 300

// listedTwice finds the open sites that seem to be on the map already, and by the id of each, the one that it seems to be:
// of its kind, and with the same name nearby or at the very same place. A closed site is nobody's twin: it is listed beside
// its successor on purpose. Nor are two twins of which somebody has decided that they are apart.
func listedTwice(sites []geo.Site, apart pairs) map[string]geo.Site {
	type named struct{ kind, name string }
	type placed struct {
		kind string
		at   orb.Point
	}
	byName, byPlace := map[named][]geo.Site{}, map[placed][]geo.Site{}
	twins := map[string]geo.Site{}
	for _, s := range slices.SortedStableFunc(slices.Values(sites), bySourceAndRow) {
		if s.Closed {
			continue
		}
		name, place := named{s.Kind, plainName(s)}, placed{s.Kind, s.At}
		undecided := func(first geo.Site) bool { return !apart[[2]string{first.ID, s.ID}] }
		near := func(first geo.Site) bool {
			return name.name != "" && locate.DistanceM(first.At, s.At) <= twinM && undecided(first)
		}
		if i := slices.IndexFunc(byName[name], near); i >= 0 {
			twins[s.ID] = byName[name][i]
		} else if i := slices.IndexFunc(byPlace[place], undecided); i >= 0 {
			twins[s.ID] = byPlace[place][i]
		}
		byName[name], byPlace[place] = append(byName[name], s), append(byPlace[place], s)
	}
	return twins
}

// alike reports whether two open sites seem to be one.
func alike(a, b geo.Site) bool {
	name := plainName(a)
	return a.Kind == b.Kind && (a.At == b.At || name != "" && name == plainName(b) && locate.DistanceM(a.At, b.At) <= twinM)
}

func bySourceAndRow(a, b geo.Site) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Row, b.Row))
}

// plainName is a site's name less what two lists spell differently: case, punctuation, and the word for what it is.
func plainName(s geo.Site) string {
	words := strings.FieldsFunc(strings.ToLower(s.Name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
	kept := words[:0]
	for _, w := range words {
		if w = strings.NewReplacer("'", "", "’", "").Replace(w); w != "the" && w != s.Kind && w != unnamed {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// unnamed is what a site without a name is called, in small letters.
const unnamed = "unnamed"

// oddSites says which sites seem to be listed twice, which have closed and which are not in one place.
func oddSites(sites []geo.Site, twins map[string]geo.Site, files map[string]string) []geo.Issue {
	var issues []geo.Issue
	add := func(s geo.Site, severity geo.Severity, problem, remedy string) {
		issues = append(issues, geo.Issue{Severity: severity, File: files[s.Source], Row: s.Row, Value: s.Name, Problem: problem, Remedy: remedy})
	}
	for _, s := range slices.SortedStableFunc(slices.Values(sites), bySourceAndRow) {
		if twin, twice := twins[s.ID]; twice {
			add(s, geo.SeverityWarn, seemsToBe(s, twin, files), fmt.Sprintf("mark the one that has closed, or correct its place; or say under [[sites.reviewed]] of %q what you decide: sites = [%s, %s]",
				strings.TrimPrefix(s.Source, sitesPrefix), inTOML(project.SiteName(twin)), inTOML(project.SiteName(s))))
		}
		if s.Closed {
			problem := "has closed"
			if s.ClosedOn != "" {
				problem += " (" + s.ClosedOn + ")"
			}
			add(s, geo.SeverityInfo, problem+": shown on the map as closed, never counted as provision", "")
		} else if isMobile(s) {
			add(s, geo.SeverityInfo, "is a mobile site, but is counted as if it were always where it is kept",
				"leave the row out of the file, or give its stops as sites")
		}
	}
	return issues
}

// seemsToBe says which site another one seems to be, and how far off that is.
func seemsToBe(s, twin geo.Site, files map[string]string) string {
	where := fmt.Sprintf("%.0f m away", locate.DistanceM(s.At, twin.At))
	if s.At == twin.At {
		where = "at the same coordinates"
	}
	return fmt.Sprintf("listed twice? %q (%s:%d) is of the same kind, %s", twin.Name, files[twin.Source], twin.Row, where)
}

// inTOML is the name of a site as a project file has it, so that it can be copied there.
func inTOML(name string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// isMobile reports whether a site's name or type says that it moves.
func isMobile(s geo.Site) bool {
	if strings.Contains(strings.ToLower(s.Name), "mobile "+s.Kind) {
		return true
	}
	return slices.ContainsFunc(s.Facts, func(f geo.Fact) bool {
		return strings.Contains(strings.ToLower(f.Key), "type") && strings.Contains(strings.ToLower(f.Value), "mobile")
	})
}

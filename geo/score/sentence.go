package score

import (
	"fmt"

	"hotspotmap/geo"
)

// Sentence says how complete the index is: "650 of 659 neighbourhoods have an index; 9 lack too many of its indicators. 4
// indexes rest on fewer than all the indicators."
func (r Result) Sentence(g geo.Geography) string {
	all := geo.Counted(len(r.Index.Values), g.Singular, g.Plural)
	scored, partly := r.Index.Present(), 0
	for area, absent := range r.Absent {
		if absent > 0 && r.Index.Flags[area] == geo.Present {
			partly++
		}
	}
	var s string
	switch without := len(r.Index.Values) - scored; {
	case without == 0:
		s = fmt.Sprintf("All %s have an index.", all)
	case scored == 0:
		s = fmt.Sprintf("None of the %s has an index: each lacks too many of its indicators.", all)
	default:
		s = fmt.Sprintf("%s of %s %s an index; %s %s too many of its indicators.",
			geo.Count(scored), all, geo.Noun(scored, "has", "have"), geo.Count(without), geo.Noun(without, "lacks", "lack"))
	}
	if partly > 0 {
		s += fmt.Sprintf(" %s on fewer than all the indicators.", geo.Counted(partly, "index rests", "indexes rest"))
	}
	return s
}

package pipeline

import (
	"cmp"
	"slices"

	"hotspotmap/data/release"
)

// searchFile lists what a person may type to find a place.
func searchFile(s study) release.Search {
	var out release.Search
	for _, l := range append([]level{s.small}, s.parents...) {
		for i := range l.codes {
			aid := uint32(i + 1)
			out.Areas = append(out.Areas,
				release.AreaKey{Key: release.FoldKey(l.names[i]), Geography: l.ID, AID: aid},
				release.AreaKey{Key: release.FoldKey(l.codes[i]), Geography: l.ID, AID: aid})
		}
	}
	slices.SortFunc(out.Areas, func(a, b release.AreaKey) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Geography, b.Geography), cmp.Compare(a.AID, b.AID))
	})
	for _, p := range s.postcodes {
		if p.AID > 0 {
			out.Postcodes = append(out.Postcodes, release.PostcodeKey{Postcode: p.Postcode, AID: p.AID, Lon: p.At[0], Lat: p.At[1]})
		}
	}
	return out
}

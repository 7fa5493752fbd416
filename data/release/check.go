package release

import (
	"fmt"
	"slices"

	"hotspotmap/geo"
)

// checkAreas refuses areas whose columns differ in length, or whose order is not the aids'.
func checkAreas(g geo.Geography, areas Areas) error {
	n := len(areas.Codes)
	if areas.ID != g.ID || n != g.Areas {
		return fmt.Errorf("it holds %d areas of %q, and the manifest says %d of %q", n, areas.ID, g.Areas, g.ID)
	}
	for name, length := range map[string]int{"names": len(areas.Names), "lon": len(areas.Lon), "lat": len(areas.Lat)} {
		if length != n {
			return fmt.Errorf("%d %s for %d areas", length, name, n)
		}
	}
	if len(areas.BBox) != 4*n {
		return fmt.Errorf("%d numbers in bbox for %d areas", len(areas.BBox), n)
	}
	if areas.People != nil && len(areas.People) != n {
		return fmt.Errorf("%d people for %d areas", len(areas.People), n)
	}
	for parent, aids := range areas.Parents {
		if len(aids) != n {
			return fmt.Errorf("%d parents in %s for %d areas", len(aids), parent, n)
		}
	}
	for i := 1; i < n; i++ {
		if areas.Codes[i-1] >= areas.Codes[i] {
			return fmt.Errorf("codes %q and %q are not in order", areas.Codes[i-1], areas.Codes[i])
		}
	}
	return nil
}

// checkSearch refuses keys that lead to no area, and an order in which they would not be found.
func checkSearch(search Search, areas map[string]Areas, smallAreas string) error {
	for _, key := range search.Areas {
		if key.AID == 0 || int(key.AID) > len(areas[key.Geography].Codes) {
			return fmt.Errorf("key %q leads to area %d of %q", key.Key, key.AID, key.Geography)
		}
	}
	for _, key := range search.Postcodes {
		if int(key.AID) > len(areas[smallAreas].Codes) {
			return fmt.Errorf("postcode %q leads to area %d", key.Postcode, key.AID)
		}
	}
	if !slices.IsSortedFunc(search.Areas, compareAreaKeys) || !slices.IsSortedFunc(search.Postcodes, comparePostcodeKeys) {
		return fmt.Errorf("its keys are not in order")
	}
	return nil
}

// checkWeek refuses hours that are not those of a week.
func checkWeek(week *geo.Week) error {
	if week == nil {
		return nil
	}
	for _, w := range week.Reach {
		for what, values := range map[string][]int{"open": w.Open, "areas": w.Areas, "people": w.People, "need": w.Need} {
			if optional := what == "people" || what == "need"; len(values) != geo.HoursAWeek && !(optional && values == nil) {
				return fmt.Errorf("%d hours of %s within %d m of %q", len(values), what, w.LimitM, w.Kind)
			}
		}
		if w.Best != nil && (*w.Best < 0 || *w.Best >= geo.HoursAWeek) {
			return fmt.Errorf("hour %d is best within %d m of %q", *w.Best, w.LimitM, w.Kind)
		}
	}
	return nil
}

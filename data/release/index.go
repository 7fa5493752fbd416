package release

import (
	"cmp"
	"slices"
	"strings"
)

// BuildSearch returns the keys that find these areas and postcodes, in the order look-up wants.
func BuildSearch(geographies []Areas, postcodes []PostcodeKey) Search {
	search := Search{Areas: []AreaKey{}, Postcodes: []PostcodeKey{}}
	for _, areas := range geographies {
		for i, code := range areas.Codes {
			aid := uint32(i + 1)
			search.Areas = append(search.Areas,
				AreaKey{Key: FoldKey(code), Geography: areas.ID, AID: aid},
				AreaKey{Key: FoldKey(areas.Names[i]), Geography: areas.ID, AID: aid})
		}
	}
	search.Areas = slices.DeleteFunc(search.Areas, func(key AreaKey) bool { return key.Key == "" })
	slices.SortFunc(search.Areas, compareAreaKeys)
	search.Areas = slices.Compact(search.Areas)
	for _, key := range postcodes {
		key.Postcode = foldPostcode(key.Postcode)
		search.Postcodes = append(search.Postcodes, key)
	}
	slices.SortFunc(search.Postcodes, comparePostcodeKeys)
	search.Postcodes = slices.CompactFunc(search.Postcodes, func(a, b PostcodeKey) bool { return a.Postcode == b.Postcode })
	return search
}

func compareAreaKeys(a, b AreaKey) int {
	return cmp.Or(strings.Compare(a.Key, b.Key), strings.Compare(a.Geography, b.Geography), cmp.Compare(a.AID, b.AID))
}

func comparePostcodeKeys(a, b PostcodeKey) int { return strings.Compare(a.Postcode, b.Postcode) }

// foldPostcode writes a postcode, or what there is of one, in upper case without spaces.
func foldPostcode(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), "")) }

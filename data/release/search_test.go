package release_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func TestSearch(t *testing.T) {
	r := open(t, 0)
	tests := map[string]struct {
		query string
		want  []string // kind, label and note of the first hits
	}{
		"a whole name":                        {"ash & elm", []string{"area: Ash & Elm, ward"}},
		"and for &":                           {"Ash and Elm", []string{"area: Ash & Elm, ward"}},
		"a later word":                        {"elm", []string{"area: Ash & Elm, ward"}},
		"no apostrophe":                       {"ST BRIDES", []string{"area: St Bride’s, ward"}},
		"no accent":                           {"ynys", []string{"area: Ŷnys Wen, ward"}},
		"a code":                              {"e01000004", []string{"area: Testham 004, neighbourhood in St Bride’s"}},
		"the beginning of a code":             {"E0500000", []string{"area: Ash & Elm, ward", "area: St Bride’s, ward", "area: Ŷnys Wen, ward"}},
		"a site":                              {"old lib", []string{"site: Old Library, library, closed"}},
		"areas before sites":                  {"testham", []string{"area: Testham 001, neighbourhood in Ash & Elm", "area: Testham 002, neighbourhood in Ash & Elm"}},
		"a postcode":                          {"TT1 5AA", []string{"postcode: TT1 5AA, postcode in Testham 005"}},
		"a postcode without its space":        {"tt15aa", []string{"postcode: TT1 5AA, postcode in Testham 005"}},
		"a postcode outside":                  {"TT2 1AA", []string{"postcode: TT2 1AA, postcode outside Testham"}},
		"a sector":                            {"TT1 5", []string{"postcodes: TT1 5, 3 postcodes", "area: Testham 005, neighbourhood with 2 postcodes of TT1 5", "area: Testham 002, neighbourhood with 1 postcode of TT1 5"}},
		"a sector without its space":          {"tt15", []string{"postcodes: TT1 5, 3 postcodes"}},
		"a district is not a longer one":      {"TT1", []string{"postcodes: TT1, 4 postcodes"}},
		"a district that looks like a sector": {"TT11", []string{"postcodes: TT11, 1 postcode", "area: Testham 009, neighbourhood with 1 postcode of TT11"}},
		"a space makes it a sector":           {"TT1 1", []string{"postcodes: TT1 1, 1 postcode", "area: Testham 001, neighbourhood with 1 postcode of TT1 1"}},
		"an unknown sector":                   {"TT1 9", nil},
		"nothing":                             {"", nil},
		"only punctuation":                    {" ,;'' ", nil},
		"nonsense":                            {"zzz", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, hit := range r.Search(test.query, 10) {
				got = append(got, fmt.Sprintf("%s: %s, %s", hit.Kind, hit.Label, hit.Note))
			}
			if test.want != nil && len(got) > len(test.want) {
				got = got[:len(test.want)]
			}
			if diff := cmp.Diff(test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if hits := r.Search("testham", 2); len(hits) != 2 {
		t.Errorf("limit 2 gave %d", len(hits))
	}
	if hits := r.Search("testham", -1); len(hits) != 0 {
		t.Errorf("limit -1 gave %d", len(hits))
	}
}

func TestSearchTellsWhere(t *testing.T) {
	r := open(t, 0)
	hit := r.Search("TT1 5AA", 1)[0]
	if hit.Geography != releasetest.SmallAreas || hit.Code != "E01000005" || hit.BBox != nil {
		t.Errorf("%+v", hit)
	}
	ward := r.Search("Ash & Elm", 1)[0]
	if ward.Code != "E05000001" || ward.BBox == nil || !(ward.BBox[0] < ward.Lon && ward.Lon < ward.BBox[2]) {
		t.Errorf("%+v", ward)
	}
	if sector := r.Search("TT1 5", 1)[0]; sector.BBox == nil || sector.BBox[1] >= sector.BBox[3] {
		t.Errorf("%+v", sector)
	}
}

func TestFoldKey(t *testing.T) {
	tests := map[string]string{
		"Bordesley & Highgate": "bordesley and highgate",
		"St Paul’s":            "st pauls",
		"St. Paul's":           "st pauls",
		"Ynys Môn / Anglesey":  "ynys mon anglesey",
		"  Stoke-on-Trent  ":   "stoke on trent",
		"E01009158":            "e01009158",
		"Birmingham 074C":      "birmingham 074c",
		"R&D":                  "r and d",
		"&":                    "and",
		"":                     "",
		"ﬁne":                  "fine",
	}
	for name, want := range tests {
		if got := release.FoldKey(name); got != want {
			t.Errorf("%q folds to %q: want %q", name, got, want)
		}
		if again := release.FoldKey(want); again != want {
			t.Errorf("%q folds on to %q", want, again)
		}
	}
}

func TestBuildSearchIsInOrderAndWithoutRepeats(t *testing.T) {
	areas := release.Areas{ID: "x", Codes: []string{"B", "A1"}, Names: []string{"b", ""}}
	got := release.BuildSearch([]release.Areas{areas}, []release.PostcodeKey{{Postcode: "b1 1ab"}, {Postcode: "B11AA"}, {Postcode: "B1 1AB"}})
	want := release.Search{
		Areas:     []release.AreaKey{{Key: "a1", Geography: "x", AID: 2}, {Key: "b", Geography: "x", AID: 1}},
		Postcodes: []release.PostcodeKey{{Postcode: "B11AA"}, {Postcode: "B11AB"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

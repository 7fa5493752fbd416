package export

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestShapeNames(t *testing.T) {
	for _, test := range []struct {
		name        string
		given, want []string
	}{
		{"short enough", []string{"code", "lad24_code"}, []string{"code", "lad24_code"}},
		{"words", []string{"ward24_code", "component_access", "distance_device_loan"}, []string{"war_code", "com_access", "dis_dev_lo"}},
		{"one word", []string{"connectivity"}, []string{"connectivi"}},
		{"no word is left at the end", []string{"one_two_abcdefghij", "one_two_three_four"}, []string{"one_two_ab", "one_two_th"}},
		// The digits are what sha256sum begins with for each name.
		{"two alike", []string{"one_rather_long_name", "need", "one_rather_longer_name"}, []string{"one_ra9179", "need", "one_ra8ca5"}},
		{"like a short one", []string{"com_access", "component_access"}, []string{"com_access", "compon84fe"}},
		{"like a short one that follows", []string{"component_access", "com_access"}, []string{"compon84fe", "com_access"}},
	} {
		if diff := cmp.Diff(test.want, shapeNames(named(test.given))); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func named(names []string) []field {
	fields := make([]field, len(names))
	for i, name := range names {
		fields[i].name = name
	}
	return fields
}

func TestShapeNamesAreShortAndDifferent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.SliceOfDistinct(rapid.StringMatching(`[a-c]{1,4}(_[a-c]{1,5}){0,3}`), rapid.ID[string]).Draw(t, "names")
		met := map[string]bool{}
		for i, name := range shapeNames(named(given)) {
			if name == "" || len(name) > 10 || met[strings.ToLower(name)] || len(given[i]) <= 10 && name != given[i] {
				t.Fatalf("%v are called %v", given, shapeNames(named(given)))
			}
			met[strings.ToLower(name)] = true
		}
	})
}

func TestTextsAShapefileCuts(t *testing.T) {
	l := layer{rows: 2, fields: []field{
		{name: "short", value: func(int) any { return "a" }},
		{name: "notes", value: func(row int) any { return strings.Repeat("é", 127+row) }}, // 254 and 256 bytes
	}}
	want := []string{"1 text of notes is cut to 254 bytes, as a shapefile has no room for more: the other formats have all of it"}
	if diff := cmp.Diff(want, cutTexts(l)); diff != "" {
		t.Error(diff)
	}
}

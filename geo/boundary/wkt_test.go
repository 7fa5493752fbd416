package boundary

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func TestParseWKT(t *testing.T) {
	triangle := orb.MultiPolygon{{{{0, 50}, {0, 51}, {1, 51}, {0, 50}}}}
	tests := []struct {
		name, text string
		want       orb.Geometry
		problem    string
	}{
		{"point", "POINT (-1.9 52.4)", orb.Point{-1.9, 52.4}, ""},
		{"with a height", "point z(-1.9 52.4 7)", orb.Point{-1.9, 52.4}, ""},
		{"polygon", "POLYGON ((0 50,0 51,1 51,0 50))", triangle, ""},
		{"multipolygon with a system", "SRID=4326;MULTIPOLYGON (((0 50,0 51,1 51,0 50)))", triangle, ""},
		{"line", "LINESTRING (0 50,0 51)", nil, "is a LINESTRING, not a point or an area"},
		{"empty", "POINT EMPTY", nil, "is an empty point"},
		{"open", "POLYGON ((0 50,0 51,1 51))", triangle, ""},
		{"open and closed", "MULTIPOLYGON(((0 50, 0 51,1 51, 0  50)),(( 2 50,2 51,3 51)))", orb.MultiPolygon{triangle[0], {{{2, 50}, {2, 51}, {3, 51}, {2, 50}}}}, ""},
		{"flat", "POLYGON ((0 50,0 51))", nil, "has a ring of fewer than 4 points"},
		{"words", "Main Street", nil, "is not well-known text"},
		{"cut short", "POLYGON ((0 50,0 51", nil, "is not well-known text"},
		{"long", "POINT (" + strings.Repeat("1", mostWKT), nil, "is longer than 16 MB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseWKT(test.text)
			if test.problem != "" {
				if err == nil || !strings.Contains(err.Error(), test.problem) {
					t.Errorf("%v, want %q", err, test.problem)
				}
			} else if err != nil || !orb.Equal(got, test.want) {
				t.Errorf("%v, %v; want %v", got, err, test.want)
			}
		})
	}
}

func FuzzParseWKT(f *testing.F) {
	for _, seed := range []string{"POINT (1 2)", "POLYGON ((0 50,0 51,1 51,0 50),EMPTY)", "MULTIPOLYGON EMPTY", "SRID=1;POINT M(1 2 3)", "GEOMETRYCOLLECTION(POINT(1 2))"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := ParseWKT(text); (got == nil) != (err != nil) {
			t.Fatalf("%v, %v", got, err)
		}
	})
}

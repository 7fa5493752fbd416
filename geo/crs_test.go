package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
)

func TestParseCRS(t *testing.T) {
	tests := []struct {
		name  string
		want  CRS
		known bool
	}{
		{"EPSG:4326", LonLat, true},
		{"epsg:27700", NationalGrid, true},
		{"27700", NationalGrid, true},
		{"urn:ogc:def:crs:OGC:1.3:CRS84", LonLat, true},
		{"urn:ogc:def:crs:EPSG::27700", NationalGrid, true},
		{"http://www.opengis.net/def/crs/EPSG/0/4326", LonLat, true},
		{"OGC:CRS84", LonLat, true},
		{"EPSG:3857", "", false},
		{"", "", false},
	}
	for _, test := range tests {
		if got, known := ParseCRS(test.name); got != test.want || known != test.known {
			t.Errorf("ParseCRS(%q) = %q, %v", test.name, got, known)
		}
	}
}

func TestDoubt(t *testing.T) {
	tests := []struct {
		name string
		crs  CRS
		at   orb.Point
		want string
	}{
		{"Birmingham", LonLat, orb.Point{-1.9, 52.48}, ""},
		{"Birmingham on the grid", NationalGrid, orb.Point{406_700, 286_800}, ""},
		{"Sydney", LonLat, orb.Point{151.2, -33.9}, ""},
		{"latitude first", LonLat, orb.Point{52.48, -1.9}, "52.48, -1.9 has latitude before longitude"},
		{"latitude first, Sydney", LonLat, orb.Point{-33.9, 151.2}, "-33.9, 151.2 is not a longitude and latitude"},
		{"metres said to be degrees", LonLat, orb.Point{406_700, 286_800}, "406700, 286800 is in metres, but the source is said to be in degrees (EPSG:4326)"},
		{"degrees said to be metres", NationalGrid, orb.Point{-1.9, 52.48}, "-1.9, 52.48 is in degrees, but the source is said to be in grid metres (EPSG:27700)"},
		{"off the grid", NationalGrid, orb.Point{900_000, 286_800}, "900000, 286800 is outside the British National Grid"},
		{"huge", LonLat, orb.Point{1e308, 0}, "1e+308, 0 is not a longitude and latitude"},
		{"not a number", LonLat, orb.Point{math.NaN(), 0}, "NaN, 0 is not a place"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			problem, remedy := test.crs.Doubt(test.at)
			if problem != test.want || (problem == "") != (remedy == "") {
				t.Errorf("%q, %q; want %q", problem, remedy, test.want)
			}
		})
	}
}

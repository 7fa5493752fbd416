package hotspot_test

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/locate"
	"hotspotmap/geo/topology"
)

// spdepAreas are areas of one of spData's sets with points inside them and the neighbours that spdep finds, by its property.
type spdepAreas struct {
	areas      []geo.Area
	inside     []orb.Point
	neighbours map[string]geo.Neighbours
}

func readSpdepAreas(t *testing.T, set string) spdepAreas {
	t.Helper()
	f, err := os.Open("testdata/" + set + ".geojson.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var collection struct {
		Features []struct {
			Properties struct {
				Code                          string
				Lon, Lat                      float64
				Queen, Rook, Nearest4, Within string
			}
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.NewDecoder(r).Decode(&collection); err != nil {
		t.Fatal(err)
	}
	s := spdepAreas{neighbours: map[string]geo.Neighbours{}}
	for _, f := range collection.Features {
		geometry := make(orb.MultiPolygon, 1)
		if f.Geometry.Type == "MultiPolygon" {
			err = json.Unmarshal(f.Geometry.Coordinates, &geometry)
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &geometry[0])
		}
		if err != nil {
			t.Fatal(err)
		}
		s.areas = append(s.areas, geo.Area{Code: f.Properties.Code, Geometry: geometry})
		s.inside = append(s.inside, orb.Point{f.Properties.Lon, f.Properties.Lat})
		for rule, positions := range map[string]string{
			"queen": f.Properties.Queen, "rook": f.Properties.Rook, "nearest4": f.Properties.Nearest4, "within": f.Properties.Within,
		} {
			var list []int32
			for _, position := range strings.Fields(positions) {
				j, err := strconv.Atoi(position)
				if err != nil {
					t.Fatal(err)
				}
				list = append(list, int32(j-1))
			}
			s.neighbours[rule] = append(s.neighbours[rule], list)
		}
	}
	return s
}

// Borders that coincide, which is what spdep looks for, are found alike; those that only nearly do are topology's own to test.
func TestNeighboursAgreeWithSpdep(t *testing.T) {
	for set, withinM := range map[string]float64{"columbus": 60_000, "nc_sids": 60_000, "boston": 5_000} {
		s := readSpdepAreas(t, set)
		mesh, _, err := topology.Build(s.areas, topology.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for rule, got := range map[string]geo.Neighbours{
			"queen": mesh.Neighbours(), "rook": mesh.Rook(), "nearest4": locate.KNearest(s.inside, 4), "within": locate.WithinM(s.inside, withinM),
		} {
			for i, want := range s.neighbours[rule] {
				if !slices.Equal(got[i], want) {
					t.Errorf("%s, %s: area %d has neighbours %v, spdep has %v", set, rule, i+1, got[i], want)
				}
			}
		}
	}
}

package topology

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// realFile returns the path of a file of real data, which is kept beside the repository and not in it.
func realFile(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = parent
	}
	path := filepath.Join(dir, "..", "shared", "realdata", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("real data is not here: %v", err)
	}
	return path
}

// readGeoJSON reads a FeatureCollection of areas, sorted by code.
func readGeoJSON(t testing.TB, name, code string) []geo.Area {
	t.Helper()
	f, err := os.Open(realFile(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	var collection struct {
		Features []struct {
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.NewDecoder(r).Decode(&collection); err != nil {
		t.Fatal(err)
	}
	var areas []geo.Area
	for i, feature := range collection.Features {
		var polygons orb.MultiPolygon
		switch feature.Geometry.Type {
		case "Polygon":
			var polygon orb.Polygon
			err = json.Unmarshal(feature.Geometry.Coordinates, &polygon)
			polygons = orb.MultiPolygon{polygon}
		default:
			err = json.Unmarshal(feature.Geometry.Coordinates, &polygons)
		}
		if err != nil {
			t.Fatal(err)
		}
		areas = append(areas, geo.Area{Code: feature.Properties[code].(string), Geometry: polygons, Feature: i + 1})
	}
	sort.SliceStable(areas, func(i, j int) bool { return areas[i].Code < areas[j].Code })
	return areas
}

func birmingham(t testing.TB) []geo.Area {
	return readGeoJSON(t, "birmingham/lsoa21_bsc_wgs84.geojson", "LSOA21CD")
}

// greaterManchester has four polygons that touch themselves.
func greaterManchester(t testing.TB) []geo.Area {
	return readGeoJSON(t, "greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson", "area_code")
}

package build

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/topology"
	"hotspotmap/tiles/tilestest"
)

// realAreas reads a GeoJSON file of real areas, sorted by code.
func realAreas(t testing.TB, file, code string) []geo.Area {
	t.Helper()
	text, err := os.ReadFile(tilestest.RealData(t, file))
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(file, ".gz") {
		unpacker, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if text, err = io.ReadAll(unpacker); err != nil {
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
	if err := json.Unmarshal(text, &collection); err != nil {
		t.Fatal(err)
	}
	var areas []geo.Area
	for i, f := range collection.Features {
		area := geo.Area{Code: f.Properties[code].(string), Feature: i + 1}
		if f.Geometry.Type == "Polygon" {
			area.Geometry = make(orb.MultiPolygon, 1)
			err = json.Unmarshal(f.Geometry.Coordinates, &area.Geometry[0])
		} else {
			err = json.Unmarshal(f.Geometry.Coordinates, &area.Geometry)
		}
		if err != nil {
			t.Fatal(err)
		}
		areas = append(areas, area)
	}
	slices.SortFunc(areas, func(a, b geo.Area) int { return strings.Compare(a.Code, b.Code) })
	return areas
}

// realMesh returns the mesh of a file of real areas and their codes.
func realMesh(t testing.TB, file, code string) (*topology.Mesh, []string) {
	t.Helper()
	areas := realAreas(t, file, code)
	mesh, _, err := topology.Build(areas, topology.Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	return mesh, codes
}

// birmingham returns the mesh of Birmingham's small areas and their codes.
func birmingham(t testing.TB) (*topology.Mesh, []string) {
	return realMesh(t, "birmingham/lsoa21_bsc_wgs84.geojson", "LSOA21CD")
}

package boundary

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/geojson"

	"hotspotmap/geo"
)

// realData returns the unpacked content of a file of the real data beside the repository, or skips the test.
func realData(t testing.TB, name string) []byte {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			break
		}
		folder = filepath.Dir(folder)
	}
	f, err := os.Open(filepath.Join(folder, "..", "shared", "realdata", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("no real data: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestRealFiles(t *testing.T) {
	tests := []struct {
		file, code, name string
		areas            int
		problem          string // when it is refused
	}{
		{file: "birmingham/lsoa21_bsc_wgs84.geojson", code: "LSOA21CD", name: "LSOA21NM", areas: 659},
		{file: "birmingham/bsol_lsoa11_bfc_bng.geojson.gz", code: "LSOA11", areas: 773},
		{file: "birmingham/bsol_lsoa21_wgs84.geojson", code: "LSOA21", name: "LSOA21NM", areas: 793},
		{file: "birmingham/bsol_wards_bng.geojson", code: "WardCode", name: "Ward", areas: 86},
		{file: "greater_manchester/local_authority_2023_gm_local_authority_generalised.geojson", code: "area_code", name: "area_name", areas: 10},
		{file: "national/lad24_uk_wgs84.geojson.gz", code: "LAD24CD", name: "LAD24NM", areas: 361},
		{file: "national/lsoa11_ew_bsc_wgs84.geojson.gz", code: "LSOA11CD", name: "LSOA11NM", areas: 34753},
		{file: "national/wards22_uk_wgs84.geojson.gz", code: "WD22CD", name: "WD22NM", problem: "is the code of feature 6794"},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			areas, rows, issues, err := Read(bytes.NewReader(realData(t, test.file)), test.file, Options{Code: test.code, Name: test.name})
			if test.problem != "" {
				if err == nil || !strings.Contains(err.Error(), test.problem) {
					t.Fatalf("error %v, want %q", err, test.problem)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(areas) != test.areas || len(issues) > 0 || rows != (geo.Rows{Read: test.areas, Used: test.areas}) {
				t.Errorf("%d areas, rows %+v, issues %v", len(areas), rows, issues)
			}
			england := orb.Bound{Min: orb.Point{-8.7, 49.8}, Max: orb.Point{1.8, 60.9}}
			for _, area := range areas {
				if b := area.Geometry.Bound(); !england.Contains(b.Min) || !england.Contains(b.Max) {
					t.Fatalf("%s is at %v", area.Code, b)
				}
			}
		})
	}
}

// go-geom reads the national file to the same geometry, vertex by vertex.
func TestRealNationalAgainstGoGeom(t *testing.T) {
	if testing.Short() {
		t.Skip("go-geom takes seconds for it")
	}
	content := realData(t, "national/lsoa21_ew_bsc_wgs84.geojson.gz")
	areas, _, _, err := Read(bytes.NewReader(content), "lsoa21.geojson", Options{Code: "LSOA21CD", Name: "LSOA21NM"})
	if err != nil {
		t.Fatal(err)
	}
	var collection geojson.FeatureCollection
	if err := collection.UnmarshalJSON(content); err != nil {
		t.Fatal(err)
	}
	if len(areas) != len(collection.Features) {
		t.Fatalf("%d areas, go-geom has %d features", len(areas), len(collection.Features))
	}
	for _, area := range areas {
		feature := collection.Features[area.Feature-1]
		if feature.Properties["LSOA21CD"] != area.Code || feature.Properties["LSOA21NM"] != area.Name || !area.Geometry.Equal(fromGoGeom(feature.Geometry)) {
			t.Fatalf("feature %d differs from go-geom's", area.Feature)
		}
	}
}

func fromGoGeom(g geom.T) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, rings := range g.(*geom.MultiPolygon).Coords() {
		var polygon orb.Polygon
		for _, ring := range rings {
			var points orb.Ring
			for _, c := range ring {
				points = append(points, orb.Point{c.X(), c.Y()})
			}
			polygon = append(polygon, points)
		}
		out = append(out, polygon)
	}
	return out
}

func BenchmarkReadNational(b *testing.B) {
	content := realData(b, "national/lsoa21_ew_bsc_wgs84.geojson.gz")
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		areas, rows, issues, err := Read(bytes.NewReader(content), "lsoa21.geojson", Options{Code: "LSOA21CD", Name: "LSOA21NM"})
		if err != nil || len(areas) != 35672 {
			b.Fatal(rows, issues, err)
		}
	}
}

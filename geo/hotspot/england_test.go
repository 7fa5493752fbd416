package hotspot_test

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/hotspot"
	"hotspotmap/geo/topology"
)

// realFile opens a file of the real data, which are kept beside the repository and not in it.
func realFile(t testing.TB, name string) *gzip.Reader {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../shared/realdata", name))
	if err != nil {
		t.Skipf("the real data are not here: %v", err)
	}
	t.Cleanup(func() { file.Close() })
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	return unpacked
}

// england is the index of multiple deprivation of each neighbourhood of England, and who touches whom.
func england(t testing.TB) ([]float64, geo.Neighbours) {
	t.Helper()
	areas, _, _, err := boundary.Read(realFile(t, "national/lsoa21_ew_bsc_wgs84.geojson.gz"), "lsoa21", boundary.Options{Code: "LSOA21CD", Name: "LSOA21NM"})
	if err != nil {
		t.Fatal(err)
	}
	areas = slices.DeleteFunc(areas, func(a geo.Area) bool { return a.Code[0] != 'E' })
	rows, err := csv.NewReader(realFile(t, "national/imd2025_england_lsoa21.csv.gz")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at, scores := slices.Index(rows[0], "IMD_score"), map[string]float64{}
	for _, row := range rows[1:] {
		if scores[row[0]], err = strconv.ParseFloat(row[at], 64); err != nil {
			t.Fatal(err)
		}
	}
	mesh, _, err := topology.Build(areas, topology.Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	values := make([]float64, len(areas))
	for i, a := range areas {
		values[i] = scores[a.Code]
	}
	return values, mesh.Neighbours()
}

// The bar: 0.1 s without permutations, 3 s with 999 on two cores.
func BenchmarkEngland(b *testing.B) {
	values, n := england(b)
	for _, permutations := range []int{0, 999, 9999} {
		b.Run(fmt.Sprintf("%dPermutations", permutations), func(b *testing.B) {
			for b.Loop() {
				r, err := hotspot.Test(values, n, hotspot.Options{Style: hotspot.RowStandardised, Permutations: permutations, Seed: 1})
				if err != nil {
					b.Fatal(err)
				}
				hotspot.Classify(r, 0.05)
			}
		})
	}
}

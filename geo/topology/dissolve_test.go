package topology

import (
	"compress/gzip"
	"encoding/csv"
	"math"
	"os"
	"slices"
	"sort"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

func TestDissolve(t *testing.T) {
	m, _, err := Build([]geo.Area{
		area(orb.Polygon{box(0, 0, 1, 1)}), area(orb.Polygon{box(1, 0, 2, 1)}),
		area(orb.Polygon{box(0, 1, 1, 2)}), area(orb.Polygon{box(1, 1, 2, 2)}),
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		parents []uint32
		n       int
		want    []int64 // twice the area in fixture units
		parts   []int
		arcs    int
	}{
		"rows":              {[]uint32{1, 1, 2, 2}, 2, []int64{4, 4}, []int{1, 1}, 3},
		"diagonals":         {[]uint32{1, 2, 2, 1}, 2, []int64{4, 4}, []int{2, 2}, 8},
		"one":               {[]uint32{1, 1, 1, 1}, 1, []int64{8}, []int{1}, 1},
		"one dropped":       {[]uint32{1, 1, 1, 0}, 1, []int64{6}, []int{1}, 1},
		"a childless third": {[]uint32{1, 1, 2, 2}, 3, []int64{4, 4, 0}, []int{1, 1, 0}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			d := m.Dissolve(c.parents, c.n)
			checkMesh(t, d)
			if len(d.Arcs) != c.arcs || d.Len() != c.n {
				t.Errorf("%d arcs of %d areas, want %d of %d", len(d.Arcs), d.Len(), c.arcs, c.n)
			}
			for i := range c.n {
				aid := uint32(i + 1)
				if got := doubledArea(d, aid) / unit / unit; got != c.want[i] || len(d.Polygons(aid)) != c.parts[i] {
					t.Errorf("parent %d: %d half units in %d polygons, want %d in %d", aid, got, len(d.Polygons(aid)), c.want[i], c.parts[i])
				}
			}
			if zoomed, err := d.AtZoom(10, tiles); err != nil {
				t.Error(err)
			} else {
				checkMesh(t, zoomed)
			}
			if p := d.InsidePoint(uint32(c.n)); math.IsNaN(p[0]) != (c.want[c.n-1] == 0) {
				t.Errorf("inside point %v", p)
			}
		})
	}
}

// TestWardsOfBirmingham dissolves the areas through the publisher's lookup.
func TestWardsOfBirmingham(t *testing.T) {
	areas := birmingham(t)
	m, _, err := Build(areas, Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	wardOf := readWards(t)
	var wards []string
	for _, a := range areas {
		wards = append(wards, wardOf[a.Code])
	}
	sort.Strings(wards)
	wards = slices.Compact(wards)
	if len(wards) != 69 {
		t.Fatalf("%d wards, want 69", len(wards))
	}
	parents := make([]uint32, len(areas))
	sums := make([]int64, len(wards))
	for i, a := range areas {
		position, _ := slices.BinarySearch(wards, wardOf[a.Code])
		parents[i] = uint32(position + 1)
		sums[position] += doubledArea(m, uint32(i+1))
	}
	dissolved := m.Dissolve(parents, len(wards))
	checkMesh(t, dissolved)
	for i, sum := range sums {
		if got := doubledArea(dissolved, uint32(i+1)); got != sum || got == 0 {
			t.Errorf("ward %s is %d, its areas %d", wards[i], got, sum)
		}
	}
}

// readWards reads which ward of 2024 each area of 2021 is in.
func readWards(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(realFile(t, "national/lookup_lsoa21_wd24_lad24_england_wales.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(unzipped).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	area, ward := slices.Index(rows[0], "LSOA21CD"), slices.Index(rows[0], "WD24CD")
	wards := make(map[string]string, len(rows))
	for _, row := range rows[1:] {
		wards[row[area]] = row[ward]
	}
	return wards
}

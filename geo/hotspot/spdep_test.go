package hotspot

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"hotspotmap/geo"
)

// record is a row of a table, by column.
type record map[string]string

func (r record) number(t *testing.T, column string) float64 {
	t.Helper()
	if r[column] == "" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func readTable(t *testing.T, path string) []record {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var records []record
	for _, row := range rows[1:] {
		named := record{}
		for i, cell := range row {
			named[rows[0][i]] = cell
		}
		records = append(records, named)
	}
	return records
}

// agree compares to nine digits.
func agree(a, b float64) bool { return near(a, b, 1e-9) }

func TestLatticeAgreesWithSpdep(t *testing.T) {
	rows := readTable(t, "testdata/lattice.csv")
	values := make([]float64, len(rows))
	for i, row := range rows {
		values[i] = row.number(t, "x")
	}
	r := must(t, values, grid(8, 8))
	hot := 0
	for i, row := range rows {
		if !near(r.Z[i], row.number(t, "z"), 1e-12) || !near(r.P[i], row.number(t, "p"), 1e-12) || !near(r.PAdjusted[i], row.number(t, "adjusted"), 1e-12) {
			t.Errorf("cell %d: z %v p %v adjusted %v, spdep has %v", i, r.Z[i], r.P[i], r.PAdjusted[i], row)
		}
		if Classify(r, 0.05)[i] == geo.HotspotArea {
			hot++
		}
	}
	if r.Tested != 64 || hot == 0 {
		t.Errorf("%d tested, %d hot: the case should test all 64 and find some hot", r.Tested, hot)
	}
}

// dataSet is one variable of one of spData's sets.
type dataSet struct {
	rows       []record
	values     []float64
	neighbours geo.Neighbours
}

// dataSets reads testdata/spdep_areas.csv.gz, by set and variable.
func dataSets(t *testing.T) map[string]*dataSet {
	t.Helper()
	sets := map[string]*dataSet{}
	for _, row := range readTable(t, "testdata/spdep_areas.csv.gz") {
		name := row["set"] + " " + row["variable"]
		if sets[name] == nil {
			sets[name] = &dataSet{}
		}
		d := sets[name]
		d.rows = append(d.rows, row)
		d.values = append(d.values, row.number(t, "x"))
		var list []int32
		for _, field := range strings.Fields(row["neighbours"]) {
			j, err := strconv.Atoi(field)
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, int32(j-1))
		}
		d.neighbours = append(d.neighbours, list)
	}
	return sets
}

func TestLocalStatisticsAgreeWithSpdep(t *testing.T) {
	quadrants := map[string]geo.Quadrant{
		"": geo.NoQuadrant, "High-High": geo.HighHigh, "Low-Low": geo.LowLow, "Low-High": geo.LowHigh, "High-Low": geo.HighLow,
	}
	for name, d := range dataSets(t) {
		for style, suffix := range map[Style]string{Binary: "_b", RowStandardised: "_w"} {
			t.Run(name+suffix, func(t *testing.T) {
				r, err := Test(d.values, d.neighbours, Options{Style: style})
				if err != nil {
					t.Fatal(err)
				}
				for i, row := range d.rows {
					for column, got := range map[string]float64{"gi": r.Gi.Z[i], "gistar": r.Z[i], "i": r.Local.I[i], "zi": r.Local.Z[i]} {
						if want := row.number(t, column+suffix); !agree(got, want) {
							t.Errorf("area %d: %s %v, spdep has %v", i+1, column, got, want)
						}
					}
					if want := quadrants[row["quadrant"]]; r.Local.Quadrant[i] != want {
						t.Errorf("area %d: quadrant %d, spdep has %s", i+1, r.Local.Quadrant[i], row["quadrant"])
					}
				}
			})
		}
	}
}

func TestGlobalMoranAgreesWithSpdep(t *testing.T) {
	sets := dataSets(t)
	for _, row := range readTable(t, "testdata/spdep_moran.csv") {
		style := map[string]Style{"B": Binary, "W": RowStandardised}[row["style"]]
		d := sets[row["set"]+" "+row["variable"]]
		r, err := Test(d.values, d.neighbours, Options{Style: style})
		if err != nil {
			t.Fatal(err)
		}
		m := r.Global
		for column, got := range map[string]float64{
			"i": m.I, "expected": m.Expected, "variance_normal": m.VarianceNormal, "variance_random": m.Variance,
			"z_normal": m.ZNormal, "z_random": m.Z, "p_normal": m.PNormal, "p_random": m.P,
		} {
			want := row.number(t, column)
			if !agree(got, want) || math.Abs(got-want) > 1e-9*math.Abs(want) {
				t.Errorf("%s, %s, %s: %s %v, spdep has %v", row["set"], row["variable"], style, column, got, want)
			}
		}
	}
}

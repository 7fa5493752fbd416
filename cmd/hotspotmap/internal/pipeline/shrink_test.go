package pipeline

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"hotspotmap/geo/score"
)

// claims are counts of a few people among few or many, in every square: square i has i%5 of 5, or of 500 in the last column.
func claims(d district) (table string, numerator, denominator []float64) {
	table = "square,claims,people\n"
	for i := range side * side {
		n, r := 5, i%5
		if i%side == side-1 {
			n, r = 500, 100*(i%5)
		}
		numerator, denominator = append(numerator, float64(r)), append(denominator, float64(n))
		table += fmt.Sprintf("%s,%d,%d\n", d.code(i), r, n)
	}
	return table, numerator, denominator
}

func TestRatesDrawnTowardsTheirParent(t *testing.T) {
	d := newDistrict(t)
	content, numerator, denominator := claims(d)
	d.write(t, "claims.csv", content)
	d.edit(t, "hotspotmap.toml", "[people]\n", `[[table]]
file = "claims.csv"
geography = "square"
code = "square"
publisher = "Office C"
  [[table.indicator]]
  id = "claims"
  title = "Claims"
  numerator = "claims"
  denominator = "people"
  unit = "%"
  higher = "worse"
  shrink = "ward"

[people]
`)
	r, _ := openDistrict(t, d)
	wards := make([]uint32, side*side)
	for i := range wards {
		wards[i] = 1
		if i%side >= side/2 {
			wards[i] = 2
		}
	}
	shrunk, _ := r.Column("square", "claims")
	plain, _ := r.Column("square", "claims_unshrunk")
	for i, want := range score.Shrink(numerator, denominator, wards) {
		if got := shrunk.Values[i]; got != math.Round(100*100*want)/100 || plain.Values[i] != 100*numerator[i]/denominator[i] {
			t.Errorf("square %d: %v, as counted %v; want %v, %v", i+1, got, plain.Values[i], 100*want, 100*numerator[i]/denominator[i])
		}
	}
	info, _ := r.ColumnInfo("square", "claims")
	counted, _ := r.ColumnInfo("square", "claims_unshrunk")
	if info.Unshrunk != "claims_unshrunk" || !strings.HasPrefix(info.Note, "drawn towards the rate of its ward") || counted.Title != "Claims, as counted" {
		t.Errorf("%+v, %+v", info, counted)
	}

	used := t.TempDir()
	d.build(t, used)
	// Other wards, other rates: the table is read again although it has not changed.
	d.edit(t, "wards.csv", "Q01,W1,West", "Q01,W2,East")
	if after, fresh := d.build(t, used), d.build(t, t.TempDir()); after.Release != fresh.Release {
		t.Error("the rates are those of the wards before")
	}
	d.edit(t, "hotspotmap.toml", "  shrink = \"ward\"\n", "")
	r, _ = openDistrict(t, d)
	if column, _ := r.Column("square", "claims"); column.Values[1] != 20 {
		t.Errorf("without shrink: %v, want 20", column.Values[1])
	}
	if _, kept := r.Column("square", "claims_unshrunk"); kept {
		t.Error("without shrink there are two columns")
	}
}

package export

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// TestWhatIsNotThereNeverBecomesZero writes columns of any values and flags, and holds that each comes back as it was: a value
// as the same number, a flag as its words beside nothing.
func TestWhatIsNotThereNeverBecomesZero(t *testing.T) {
	dir := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		decimals := rapid.IntRange(0, 6).Draw(t, "decimals")
		column := geo.NewColumn(geo.Indicator{ID: "v", Decimals: decimals}, rapid.IntRange(1, 8).Draw(t, "n"))
		for i := range column.Values {
			column.Flags[i] = rapid.SampledFrom([]geo.Flag{geo.Present, geo.Missing, geo.Suppressed, geo.NotApplicable, geo.Rejected}).Draw(t, "flag")
			column.Values[i] = math.NaN()
			if column.Flags[i] == geo.Present {
				stored := rapid.OneOf(rapid.Just(int32(0)), rapid.Int32Range(-geo.MaxStored, geo.MaxStored)).Draw(t, "stored")
				column.Values[i], _ = geo.Load(stored, decimals)
			}
		}
		l := layer{id: "squares", key: "aid", rows: len(column.Values), points: make([]orb.Point, len(column.Values)), fields: []field{
			{name: "code", unique: true, value: func(i int) any { return strconv.Itoa(i) }},
			valueField(release.ColumnInfo{Indicator: column.Indicator}, column), noteField("v", column)}}

		content, err := l.csv()
		must(t, err)
		rows, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
		must(t, err)
		path := filepath.Join(dir, strconv.Itoa(round)+".gpkg")
		must(t, data.WriteGeoPackage(t.Context(), path, []data.PackageLayer{l.packaged()}))
		packaged := queryPackage(t, path)
		for i, flag := range column.Flags {
			var properties map[string]any
			must(t, json.Unmarshal(l.appendProperties(nil, i), &properties))
			inJSON, there := properties["v"]
			inCSV, note := rows[i+1][1], rows[i+1][2]
			if flag == geo.Present {
				number, err := strconv.ParseFloat(inCSV, 64)
				_, written, _ := strings.Cut(inCSV, ".")
				if err != nil || number != column.Values[i] || note != "" || len(written) != decimals {
					t.Fatalf("%v is %q (%q) in CSV", column.Values[i], inCSV, note)
				}
				if inJSON != column.Values[i] || properties["v_note"] != nil {
					t.Fatalf("%v is %v in JSON", column.Values[i], inJSON)
				}
				if packaged[i] != fmt.Sprintf("%v <nil>", column.Values[i]) {
					t.Fatalf("%v is %v in a GeoPackage", column.Values[i], packaged[i])
				}
				continue
			}
			if inCSV != geo.CSVMark(flag) || note != flag.String() || there || properties["v_note"] != flag.String() || packaged[i] != "<nil> "+flag.String() {
				t.Fatalf("%v is %q (%q) in CSV, %v in JSON and %s in a GeoPackage", flag, inCSV, note, properties, packaged[i])
			}
		}
	})
}

// queryPackage reads the values and notes of a layer.
func queryPackage(t *rapid.T, path string) []string {
	db, err := openSQL(path)
	must(t, err)
	defer db.Close()
	rows, err := db.Query("SELECT v, v_note FROM squares ORDER BY aid")
	must(t, err)
	defer rows.Close()
	var all []string
	for rows.Next() {
		var v, note any
		must(t, rows.Scan(&v, &note))
		if whole, ok := v.(int64); ok {
			v = float64(whole)
		}
		all = append(all, fmt.Sprintf("%v %v", v, note))
	}
	must(t, rows.Err())
	return all
}

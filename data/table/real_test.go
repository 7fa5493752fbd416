package table

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hotspotmap/geo"
)

// realData returns a file of the real data that stands beside the repository, or skips the test.
func realData(t testing.TB, name string) string {
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
	path := filepath.Join(folder, "..", "shared", "realdata", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no real data: %v", err)
	}
	return path
}

func open(t testing.TB, path string) *File {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func codesOf(t testing.TB, name, column string) []string {
	f := open(t, realData(t, name))
	rows, err := openRows(name, f)
	if err != nil {
		t.Fatal(err)
	}
	header := columns{names: rows.header()}
	at := header.find("", column)
	var codes []string
	seen := map[string]bool{}
	for {
		row, err := rows.next()
		if err == io.EOF {
			return codes
		}
		if c := row.cell(at); !seen[c] {
			seen[c] = true
			codes = append(codes, c)
		}
	}
}

func TestSpeed(t *testing.T) {
	codes := codesOf(t, "national/lookup_lsoa21_wd24_lad24_england_wales.csv.gz", "LSOA21CD")
	for _, c := range [][]string{codes, codes[:659]} {
		start := time.Now()
		f := open(t, realData(t, "national/household_tenure21_lsoa21.csv.gz"))
		cols, rows, issues, err := ReadIndicators("tenure", f, Spec{Code: "lsoa21_code", Geography: "lsoa21", Indicators: []IndicatorSpec{{
			Indicator: geo.Indicator{ID: "social", Unit: "%"}, Numerator: "n", Denominator: "total_households",
			Where: Where{"tenure": {"Social rented: Rents from council or Local Authority", "Social rented: Other social rented"}}}}}, c)
		t.Log(time.Since(start), rows, issues, err, cols[0].Values[:3], cols[0].Indicator)
		start = time.Now()
		f = open(t, realData(t, "national/imd2025_england_lsoa21_indicators.csv.gz"))
		cols, rows, issues, err = ReadIndicators("imd", f, Spec{Code: "lsoa21_code", Geography: "lsoa21", Indicators: []IndicatorSpec{{
			Indicator: geo.Indicator{ID: "digi"}, Column: "digital_connectivity_broadband_download_and_upload_speeds"}, {Indicator: geo.Indicator{ID: "skills"}, Column: "adult_skills_and_english_language_proficiency_indicator"}}}, c)
		t.Log(time.Since(start), rows, issues, err, cols[0].Values[:3], cols[0].Indicator)
	}
	start := time.Now()
	f := open(t, realData(t, "national/household_tenure21_lsoa21.csv.gz"))
	b, _ := io.ReadAll(f)
	t.Log("gunzip", time.Since(start))
	start = time.Now()
	rr, _ := openRows("x", bytes.NewReader(b))
	for {
		if _, err := rr.next(); err != nil {
			break
		}
	}
	t.Log("csv", time.Since(start))
}

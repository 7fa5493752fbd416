package table

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// realData returns a file of the real data that stands beside the repository, or skips the test.
func realData(t testing.TB, name string) *File {
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
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

const nationalLookup = "national/lookup_lsoa21_wd24_lad24_england_wales.csv.gz"

// nationalCodes are the 35,672 LSOAs of England and Wales, in code order.
func nationalCodes(t testing.TB) []string {
	t.Helper()
	return codesWhere(t, func(row) bool { return true })
}

// birminghamCodes are the 659 LSOAs of Birmingham, in code order.
func birminghamCodes(t testing.TB) []string {
	t.Helper()
	return codesWhere(t, func(r row) bool { return r.cell(4) == "Birmingham" })
}

func codesWhere(t testing.TB, keep func(row) bool) []string {
	t.Helper()
	rows, err := openRows(nationalLookup, realData(t, nationalLookup), Layout{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for {
		r, err := rows.next()
		if err != nil {
			slices.Sort(codes)
			return codes
		}
		if keep(r) {
			codes = append(codes, r.cell(1))
		}
	}
}

var tenureSpec = Spec{Code: "lsoa21_code", Geography: "lsoa21", Indicators: []IndicatorSpec{{
	Indicator:   geo.Indicator{ID: "social_rent", Unit: "%"},
	Numerators:  []string{"n"},
	Denominator: "total_households",
	Where:       Where{"tenure": {"Social rented: Rents from council or Local Authority", "Social rented: Other social rented"}},
}}}

func TestRealTenure(t *testing.T) {
	const file = "national/household_tenure21_lsoa21.csv.gz"
	codes := birminghamCodes(t)
	columns, rows, issues, err := ReadIndicators(file, realData(t, file), tenureSpec, codes)
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 285376, Used: 2 * 659, Unmatched: 285376 - 2*659})
	wantIssues(t, issues, file+`: column "lsoa21_code": codes not in lsoa21, such as E01000001, E01000002, E01000003: left out (280104 rows)`)
	if n := columns[0].Present(); n != 659 {
		t.Errorf("%d of 659 have a value", n)
	}
	// By hand from the file: (107 + 27) / 583.
	if codes[0] != "E01008881" || columns[0].Values[0] != 22.98 {
		t.Errorf("%s: %v %%", codes[0], columns[0].Values[0])
	}
}

func TestRealDeprivation(t *testing.T) {
	const file = "national/imd2025_england_lsoa21_indicators.csv.gz"
	columns, rows, _, err := ReadIndicators(file, realData(t, file), deprivationSpec, nationalCodes(t))
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 33755, Used: 33755})
	// 35,672 LSOAs less 1,917 in Wales; the README counts 21 and 34 cells without a value.
	for i, want := range []int{33755, 33755 - 21, 33755 - 34} {
		if got := columns[i].Present(); got != want {
			t.Errorf("%s: %d values, want %d", columns[i].Indicator.ID, got, want)
		}
	}
}

var deprivationSpec = Spec{Code: "lsoa21_code", Geography: "lsoa21", Indicators: []IndicatorSpec{
	{Indicator: geo.Indicator{ID: "broadband"}, Column: "digital_connectivity_broadband_download_and_upload_speeds"},
	{Indicator: geo.Indicator{ID: "employment"}, Column: "employment_domain_numerator"},
	{Indicator: geo.Indicator{ID: "entry_to_he"}, Column: "entry_to_higher_education_indicator"},
}}

func TestRealLookup(t *testing.T) {
	lookup, rows, _, err := ReadLookup(nationalLookup, realData(t, nationalLookup), LookupSpec{From: "LSOA21CD", Code: "WD24CD", Name: "WD24NM", Geography: "lsoa21"}, birminghamCodes(t))
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 35672, Used: 659, Unmatched: 35672 - 659})
	if len(lookup.Codes) != 69 || lookup.Names[0] != "Acocks Green" {
		t.Errorf("%d wards, the first %s", len(lookup.Codes), lookup.Names[0])
	}
}

func TestRealLibraries(t *testing.T) {
	const postcodes, libraries = "birmingham/wm_postcodes.csv.gz", "birmingham/libraries_council_birmingham_city_council.csv"
	places, rows, issues, err := ReadPostcodes(postcodes, realData(t, postcodes), PostcodesSpec{Postcode: "Postcode", Lon: "LONG", Lat: "LAT"})
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 88482, Used: 88482})
	wantIssues(t, issues)

	sites, rows, issues, err := ReadSites(libraries, realData(t, libraries), SitesSpec{
		ID: "libraries", Kind: "library", Name: "Library name", Postcode: "Postcode", Postcodes: places, Access: geo.Public, ClosedColumn: "Year closed",
		Facts: []FactColumn{{"address", "Address 1"}},
		Hours: []string{"Monday staffed hours", "Tuesday staffed hours", "Wednesday staffed hours", "Thursday staffed hours",
			"Friday staffed hours", "Saturday staffed hours", "Sunday staffed hours"},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 44, Used: 44})
	wantIssues(t, issues)
	closed, withHours := 0, 0
	for _, s := range sites {
		if s.Closed {
			closed++
		}
		if n := len(s.Facts); n > 0 && s.Facts[n-1].Key == "opening_hours" {
			withHours++
		}
	}
	if closed != 7 || withHours != 37 {
		t.Errorf("%d closed, %d with hours", closed, withHours)
	}
	// Aston has an old site, closed, and a new one whose hours are not known.
	for _, want := range []geo.Site{
		{ID: "libraries-2", Row: 3, Name: "Aston Library", Postcode: "B66EJ", Closed: true, ClosedOn: "2022", At: orb.Point{-1.891315, 52.504605},
			Facts: []geo.Fact{{Key: "address", Value: "99 Whitehead Road"}, {Key: "opening_hours", Value: "Tu 15:00-16:45; Th 15:00-16:45; Sa 09:00-16:45"}}},
		{ID: "libraries-3", Row: 4, Name: "Aston Library", Postcode: "B66ED", At: orb.Point{-1.893691, 52.505087}, Facts: []geo.Fact{{Key: "address", Value: "Aston Fire Station Ettington Road"}}},
		{ID: "libraries-8", Row: 9, Name: "Bloomsbury Library", Postcode: "B74NX", At: orb.Point{-1.876649, 52.493239},
			Facts: []geo.Fact{{Key: "address", Value: "The POD Oliver Street, Nechells Parkway"}, {Key: "opening_hours", Value: "Mo 09:00-16:00; Tu-We 09:00-17:00; Th-Fr 09:00-16:00"}}},
	} {
		want.Kind, want.Access = "library", geo.Public
		if diff := cmp.Diff(want, sites[want.Row-2]); diff != "" {
			t.Error(diff)
		}
	}
}

func BenchmarkReadTenure(b *testing.B) {
	benchmarkIndicators(b, "national/household_tenure21_lsoa21.csv.gz", tenureSpec)
}

func BenchmarkReadDeprivation(b *testing.B) {
	benchmarkIndicators(b, "national/imd2025_england_lsoa21_indicators.csv.gz", deprivationSpec)
}

// benchmarkIndicators reads a packed file for the areas of one city.
func benchmarkIndicators(b *testing.B, file string, spec Spec) {
	codes := birminghamCodes(b)
	b.ReportAllocs()
	for b.Loop() {
		f := realData(b, file)
		if _, rows, _, err := ReadIndicators(file, f, spec, codes); err != nil || rows.Used == 0 {
			b.Fatal(rows, err)
		}
	}
}

package table

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

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

// birminghamLookup assigns two wards and no more, so that the codes asked for are those of a lookup that is known.
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
	rows, err := openRows(nationalLookup, realData(t, nationalLookup))
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

func TestRealTenure(t *testing.T) {
	const file = "national/household_tenure21_lsoa21.csv.gz"
	codes := birminghamCodes(t)
	if len(codes) != 659 {
		t.Fatalf("%d LSOAs in Birmingham", len(codes))
	}
	columns, rows, issues, err := ReadIndicators(file, realData(t, file), tenureSpec, codes)
	if err != nil {
		t.Fatal(err)
	}
	if want := (geo.Rows{Read: 285376, Used: 2 * 659, Unmatched: 285376 - 2*659}); rows != want {
		t.Errorf("rows = %+v, want %+v", rows, want)
	}
	if n := columns[0].Present(); n != 659 {
		t.Errorf("%d of 659 have a value", n)
	}
	// E01008881: 42 of 781 households rent from the council, 29 from another social landlord… by hand from the file.
	t.Log(columns[0].Values[0], codes[0], issues)
}

var tenureSpec = Spec{Code: "lsoa21_code", Geography: "lsoa21", Indicators: []IndicatorSpec{{
	Indicator:   geo.Indicator{ID: "social_rent", Unit: "%"},
	Numerator:   "n",
	Denominator: "total_households",
	Where:       Where{"tenure": {"Social rented: Rents from council or Local Authority", "Social rented: Other social rented"}},
}}}

func TestRealLibraries(t *testing.T) {
	const postcodes, libraries = "birmingham/wm_postcodes.csv.gz", "birmingham/libraries_council_birmingham_city_council.csv"
	places, rows, issues, err := ReadPostcodes(postcodes, realData(t, postcodes), PostcodesSpec{Postcode: "Postcode", Lon: "LONG", Lat: "LAT"})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(rows, issues, len(places))
	sites, rows, issues, err := ReadSites(libraries, realData(t, libraries), SitesSpec{
		ID: "libraries", Kind: "library", Name: "Library name", Postcode: "Postcode", Postcodes: places, Access: geo.Public,
		ClosedColumn: "Year closed",
		Facts:        []FactColumn{{"address", "Address 1"}, {"notes", "Notes"}},
		Hours: []string{"Monday staffed hours", "Tuesday staffed hours", "Wednesday staffed hours", "Thursday staffed hours",
			"Friday staffed hours", "Saturday staffed hours", "Sunday staffed hours"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(rows, issues)
	for _, s := range sites {
		t.Log(s)
	}
}

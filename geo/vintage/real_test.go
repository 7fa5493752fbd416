package vintage

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"hotspotmap/geo"
)

// realRows reads one of the real files that stand beside the repository, the plain way, or skips the test.
func realRows(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../shared/realdata/national", name))
	if err != nil {
		t.Skipf("no real data: %v", err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, len(records)-1)
	for i, record := range records[1:] {
		rows[i] = map[string]string{}
		for k, header := range records[0] {
			rows[i][header] = record[k]
		}
	}
	return rows
}

const exactFit = "LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv.gz"

// national is the conversion of all of England and Wales, and what ONS says became of each area of 2021.
func national(t *testing.T) (c *Conversion, codes []string, published map[string]string) {
	t.Helper()
	var links []Link
	published = map[string]string{}
	for _, row := range realRows(t, exactFit) {
		links = append(links, Link{row["LSOA11CD"], row["LSOA21CD"]})
		published[row["LSOA21CD"]] = row["CHGIND"]
	}
	for code := range published {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return conversion(t, links, codes), codes, published
}

// columnOfFile is a column of a file beside some codes; what is not a number is missing.
func columnOfFile(t *testing.T, file, code, value string, codes []string, decimals int) geo.Column {
	t.Helper()
	c := geo.NewColumn(geo.Indicator{ID: value, Decimals: decimals}, len(codes))
	for _, row := range realRows(t, file) {
		at, found := slices.BinarySearch(codes, row[code])
		if v, err := strconv.ParseFloat(row[value], 64); found && err == nil {
			c.Values[at], c.Flags[at] = v, geo.Present
		}
	}
	return c
}

func realPeople(t *testing.T, c *Conversion) People {
	return People{
		From: columnOfFile(t, "population20_lsoa11.csv.gz", "lsoa11_code", "total_population", c.From(), 0).Values,
		To:   columnOfFile(t, "disability21_lsoa21_ew.csv.gz", "lsoa21_code", "total_residents", c.To(), 0).Values,
	}
}

func TestChangesAreThePublishers(t *testing.T) {
	c, codes, published := national(t)
	letters := map[Kind]string{Unchanged: "U", Split: "S", Merged: "M", Complex: "X"}
	for i, change := range c.Changes() {
		if letters[change.Kind()] != published[codes[i]] {
			t.Errorf("%s is %v, ONS has %s", codes[i], change, published[codes[i]])
		}
	}
	if len(codes) != 35_672 || len(c.From()) != 34_753 {
		t.Errorf("%d areas from %d", len(codes), len(c.From()))
	}
}

// The population of 2011's areas, summed here from the file, is the population of 2021's: in all, and in each local authority but
// for those that a complex change touches.
func TestPopulationIsKept(t *testing.T) {
	c, codes, _ := national(t)
	old := columnOfFile(t, "population20_lsoa11.csv.gz", "lsoa11_code", "total_population", c.From(), 0)
	result, err := c.Counts(old, realPeople(t, c))
	if err != nil {
		t.Fatal(err)
	}
	if result.Present() != 35_672 || result.Unweighted != 0 {
		t.Errorf("%d of 35,672 areas have a value, %d lack weights", result.Present(), result.Unweighted)
	}
	before, after := 0, 0
	for _, row := range realRows(t, "population20_lsoa11.csv.gz") {
		n, err := strconv.Atoi(row["total_population"])
		if err != nil {
			t.Fatal(err)
		}
		before += n
	}
	for _, v := range result.Values {
		after += int(v)
	}
	if before != after {
		t.Errorf("%d people became %d", before, after)
	}

	district, moved, balance := map[string]string{}, map[string]bool{}, map[string]int{}
	for _, row := range realRows(t, exactFit) {
		district[row["LSOA11CD"]], district[row["LSOA21CD"]] = row["LAD22CD"], row["LAD22CD"]
		moved[row["LAD22CD"]] = moved[row["LAD22CD"]] || row["CHGIND"] == "X"
	}
	for i, code := range c.From() {
		balance[district[code]] += int(old.Values[i])
	}
	for i, code := range codes {
		balance[district[code]] -= int(result.Values[i])
	}
	for code, difference := range balance {
		if difference != 0 && !moved[code] {
			t.Errorf("%s lost %d people", code, difference)
		}
	}
}

// Suppressed counts stay unknown, and every area without a value has a reason. What is left is what the known old areas had, but
// for those merged with an unknown one.
func TestSuppressedCountsAreKept(t *testing.T) {
	c, codes, _ := national(t)
	old := columnOfFile(t, "imd2019_england_lsoa11_indicators.csv.gz", "lsoa11_code", "income_domain_numerator", c.From(), 0)
	result, err := c.Counts(old, realPeople(t, c))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]int{}
	for i, code := range c.From() {
		if old.Flags[i] == geo.Present {
			known[code] = int(old.Values[i])
		}
	}
	sources := map[string][]string{}
	for _, row := range realRows(t, exactFit) {
		sources[row["LSOA21CD"]] = append(sources[row["LSOA21CD"]], row["LSOA11CD"])
	}
	before, after, lost := 0, 0, 0
	for _, n := range known {
		before += n
	}
	for i, code := range codes {
		all := true
		for _, s := range sources[code] {
			_, present := known[s]
			all = all && present
		}
		if all != (result.Flags[i] == geo.Present) {
			t.Errorf("%s is %v", code, result.Flags[i])
		}
		if all {
			after += int(result.Values[i])
			continue
		}
		for _, s := range sources[code] {
			lost += known[s]
		}
	}
	if before != after+lost {
		t.Errorf("%d became %d, with %d lost beside an unknown part", before, after, lost)
	}
}

// Each value of the Digital Propensity Index is the old area's, or lies between those of its old areas.
func TestDigitalPropensity(t *testing.T) {
	c, codes, _ := national(t)
	old := columnOfFile(t, "ons_digital_propensity_index_2021_lsoa11_with_normalised.csv.gz", "LSOAcode", "Score", c.From(), 1)
	result, err := c.Rates(old, realPeople(t, c))
	if err != nil {
		t.Fatal(err)
	}
	from, low, high := c.From(), map[string]float64{}, map[string]float64{}
	for _, row := range realRows(t, exactFit) {
		at, _ := slices.BinarySearch(from, row["LSOA11CD"])
		v, code := old.Values[at], row["LSOA21CD"]
		if before, seen := low[code]; !seen || v < before {
			low[code] = v
		}
		high[code] = max(high[code], v)
	}
	for i, code := range codes {
		if v := result.Values[i]; result.Flags[i] != geo.Present || v < low[code] || v > high[code] {
			t.Errorf("%s has %v, its old areas %v to %v", code, v, low[code], high[code])
		}
	}
}

const bestFitWard22 = "Lower_Layer_Super_Output_Area_(2021)_to_Ward_(2022)_to_LAD_(2022)_Lookup_in_England_and_Wales_v3.csv.gz"

// Wards across a review: disabled people, added up here to the wards of 2022, are shared out among the small areas of each and, by a
// conversion of those, added up again to the wards of 2024. None is lost in any ward of 2022, and a ward that the review left alone has what it had.
func TestWardsAcrossAReview(t *testing.T) {
	var links []Link
	var codes []string
	wards22, wards24 := map[string][]string{}, map[string][]string{}
	for _, row := range realRows(t, bestFitWard22) {
		links, codes = append(links, Link{row["WD22CD"], row["LSOA21CD"]}), append(codes, row["LSOA21CD"])
		wards22[row["WD22CD"]] = append(wards22[row["WD22CD"]], row["LSOA21CD"])
	}
	for _, row := range realRows(t, "lookup_lsoa21_wd24_lad24_england_wales.csv.gz") {
		wards24[row["WD24CD"]] = append(wards24[row["WD24CD"]], row["LSOA21CD"])
	}
	slices.Sort(codes)
	c := conversion(t, links, codes)
	disabled := map[string]int{}
	for _, row := range realRows(t, "disability21_lsoa21_ew.csv.gz") {
		if n, err := strconv.Atoi(row["n"]); err != nil {
			t.Fatal(err)
		} else if row["disability"] == "Disabled under the Equality Act" {
			disabled[row["lsoa21_code"]] = n
		}
	}
	sum := func(areas []string, of map[string]int) (n int) {
		for _, code := range areas {
			n += of[code]
		}
		return n
	}
	old := geo.NewColumn(geo.Indicator{ID: "disabled"}, len(c.From()))
	for i, ward := range c.From() {
		old.Values[i], old.Flags[i] = float64(sum(wards22[ward], disabled)), geo.Present
	}
	people := columnOfFile(t, "disability21_lsoa21_ew.csv.gz", "lsoa21_code", "total_residents", c.To(), 0).Values
	result, err := c.Counts(old, People{To: people})
	if err != nil {
		t.Fatal(err)
	}
	if result.Present() != 35_672 || result.Unweighted != 0 {
		t.Errorf("%d of 35,672 areas have a value, %d lack weights", result.Present(), result.Unweighted)
	}
	converted := map[string]int{}
	for i, code := range codes {
		converted[code] = int(result.Values[i])
	}
	for ward, areas := range wards22 {
		if before, after := sum(areas, disabled), sum(areas, converted); before != after {
			t.Errorf("%s had %d disabled people, its areas %d", ward, before, after)
		}
	}
	var onward []Link
	for ward, areas := range wards24 {
		for _, code := range areas {
			onward = append(onward, Link{code, ward})
		}
	}
	up := conversion(t, onward, slices.Sorted(maps.Keys(wards24)))
	summed, err := up.Counts(result.Column, People{})
	if err != nil {
		t.Fatal(err)
	}
	for i, ward := range up.To() {
		if n := sum(wards24[ward], converted); summed.Values[i] != float64(n) {
			t.Errorf("%s has %v, its small areas %d", ward, summed.Values[i], n)
		}
	}
	same, total := 0, 0
	for ward, areas := range wards24 {
		total += sum(areas, converted)
		slices.Sort(areas)
		before := wards22[ward]
		slices.Sort(before)
		if slices.Equal(areas, before) {
			same++
			if a, b := sum(areas, disabled), sum(areas, converted); a != b {
				t.Errorf("%s, left alone, had %d and has %d", ward, a, b)
			}
		}
	}
	if national := sum(codes, disabled); total != national || same < 5000 {
		t.Errorf("%d of %d people, %d wards left alone", total, national, same)
	}
}

package table

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hotspotmap/geo"
)

var codes = []string{"Z01", "Z02", "Z03"}

func wide(columns ...string) Spec {
	spec := Spec{Code: "code", Geography: "z21"}
	for _, c := range columns {
		spec.Indicators = append(spec.Indicators, IndicatorSpec{Indicator: geo.Indicator{ID: strings.ToLower(c)}, Column: c})
	}
	return spec
}

// long is the share of the rows whose kind is one of those given.
func long(kinds ...string) Spec {
	return Spec{Code: "code", Geography: "z21", Indicators: []IndicatorSpec{{
		Indicator: geo.Indicator{ID: "share", Unit: "%"}, Numerators: []string{"n"}, Denominator: "all", Where: Where{"kind": kinds},
	}}}
}

func readIndicators(text string, spec Spec) ([]geo.Column, geo.Rows, []geo.Issue, error) {
	return ReadIndicators("t.csv", strings.NewReader(text), spec, codes)
}

// nan stands for no value in expected columns.
var nan = math.NaN()

func wantColumn(t *testing.T, c geo.Column, decimals int, values []float64, flags []geo.Flag) {
	t.Helper()
	if c.Indicator.Decimals != decimals {
		t.Errorf("%d decimals, want %d", c.Indicator.Decimals, decimals)
	}
	if diff := cmp.Diff(values, c.Values, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(flags, c.Flags); diff != "" {
		t.Error(diff)
	}
}

const p, missing, suppressed, rejected = geo.Present, geo.Missing, geo.Suppressed, geo.Rejected

func TestReadWide(t *testing.T) {
	columns, rows, issues, err := readIndicators("name,code,A,B\nThree,Z03,0.125,[c]\nOne, Z01 ,-7,1200\nTwo,Z02,12.5,\nFour,Z04,1,1\n", wide("A", "B"))
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 3, []float64{-7, 12.5, 0.125}, []geo.Flag{p, p, p})
	wantColumn(t, columns[1], 0, []float64{1200, nan, nan}, []geo.Flag{p, missing, suppressed})
	wantRows(t, rows, geo.Rows{Read: 4, Used: 3, Unmatched: 1})
	wantIssues(t, issues, `t.csv: column "code": codes not in z21, such as Z04: left out`)
}

func TestReadWideFaults(t *testing.T) {
	columns, rows, issues, err := readIndicators("code,A,B\nZ01,high,2\nZ02,3,low\n,9,9\nZ03\n", wide("A", "B"))
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 0, []float64{nan, 3, nan}, []geo.Flag{rejected, p, missing})
	wantColumn(t, columns[1], 0, []float64{2, nan, nan}, []geo.Flag{p, rejected, missing})
	wantRows(t, rows, geo.Rows{Read: 4, Used: 2, Rejected: 2})
	wantIssues(t, issues,
		`t.csv:2: column "A": value "high": is not a number — correct it, or say what the mark means with flags = { "high" = "suppressed" }`,
		`t.csv:3: column "B": value "low": is not a number — correct it, or say what the mark means with flags = { "low" = "suppressed" }`,
		`t.csv:4: column "code": has no code — give the row a code or remove it`,
		`t.csv:5: the number of cells is 1, the header's 3 — check the separators and quotation marks of this row`,
		`t.csv: column "code": no row for 1 of the 3 areas of z21, such as Z03: their values are missing`)
}

// The first row is no exception: an empty code is not the first area's.
func TestReadWideFirstCodeEmpty(t *testing.T) {
	columns, rows, _, err := readIndicators("code,A\n,9\nZ01,1\nZ02,2\nZ03,3\n", wide("A"))
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 0, []float64{1, 2, 3}, []geo.Flag{p, p, p})
	wantRows(t, rows, geo.Rows{Read: 4, Used: 3, Rejected: 1})
}

// A row of which nothing can be used is rejected, so that the count says what the issues say.
func TestReadWideNothingUsable(t *testing.T) {
	_, rows, _, err := readIndicators("code,A\nZ01,high\nZ02,2\nZ03,3\n", wide("A"))
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 3, Used: 2, Rejected: 1})
}

func TestReadOwnMarks(t *testing.T) {
	spec := wide("A")
	spec.Indicators[0].Flags = map[string]geo.Flag{"low": geo.Suppressed, "n.a.": geo.NotApplicable}
	columns, _, issues, err := readIndicators("code,A\nZ01,low\nZ02,n.a.\nZ03,1\n", spec)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 0, []float64{nan, nan, 1}, []geo.Flag{suppressed, geo.NotApplicable, p})
	wantIssues(t, issues)
}

func TestReadDecimals(t *testing.T) {
	one := 1
	tests := []struct {
		name, cells string // of Z01, Z02, Z03
		decimals    *int
		want        int
		values      []float64
	}{
		{"whole", "1 2 3", nil, 0, []float64{1, 2, 3}},
		{"as the source", "1 2.50 3", nil, 2, []float64{1, 2.5, 3}},
		{"four at most", "1 2.123456 3", nil, 4, []float64{1, 2.1235, 3}},
		{"fewer when a value is large", "1 2.1234 3000000", nil, 2, []float64{1, 2.12, 3000000}},
		{"as asked", "1 2.25 -2.25", &one, 1, []float64{1, 2.3, -2.3}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cells := strings.Fields(test.cells)
			spec := wide("A")
			spec.Indicators[0].Decimals = test.decimals
			columns, _, _, err := readIndicators(fmt.Sprintf("code,A\nZ01,%s\nZ02,%s\nZ03,%s\n", cells[0], cells[1], cells[2]), spec)
			if err != nil {
				t.Fatal(err)
			}
			wantColumn(t, columns[0], test.want, test.values, []geo.Flag{p, p, p})
		})
	}
}

func TestReadPercent(t *testing.T) {
	spec := wide("A")
	spec.Indicators[0].Indicator.Unit = "%"
	columns, _, issues, err := readIndicators("code,A\nZ01,12.5%\nZ02,3\nZ03,0.4\n", spec)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 1, []float64{12.5, 3, 0.4}, []geo.Flag{p, p, p})
	wantIssues(t, issues)

	_, _, issues, err = readIndicators("code,A\nZ01,0.125\nZ02,0.03\nZ03,0.4\n", spec)
	if err != nil {
		t.Fatal(err)
	}
	wantIssues(t, issues, `t.csv: column "A": unit = "%" but every value lies between 0 and 1: these look like fractions — give numerator and denominator in place of the column, or write another unit`)
}

const longTable = `code,all,kind,n
Z01,200,council,30
Z01,200,other social,20
Z01,200,owned,150
Z02,3,council,1
Z02,3,other social,1
Z02,3,owned,1
Z03,0,council,0
Z03,0,other social,0
Z03,0,owned,0
`

func TestReadLong(t *testing.T) {
	columns, rows, issues, err := readIndicators(longTable, long("council", "other social"))
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 2, []float64{25, 66.67, nan}, []geo.Flag{p, p, geo.NotApplicable})
	wantRows(t, rows, geo.Rows{Read: 9, Used: 6, Unmatched: 3})
	wantIssues(t, issues, `t.csv: column "n": the denominator is 0 in 1 of the 3 areas, such as Z03: not applicable`)
}

func TestReadLongCounts(t *testing.T) {
	spec := long("council", "owned")
	spec.Indicators[0].Denominator, spec.Indicators[0].Indicator.Unit = "", "households"
	columns, _, _, err := readIndicators(longTable, spec)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 0, []float64{180, 2, 0}, []geo.Flag{p, p, p})
}

func TestReadLongSummedDenominator(t *testing.T) {
	spec := long("council")
	spec.Indicators[0].Denominator, spec.Indicators[0].SumDenominator = "n", true
	columns, _, _, err := readIndicators("code,kind,n\nZ01,council,1\nZ01,owned,3\nZ02,council,2\nZ02,owned,\nZ03,owned,5\n", spec)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 2, []float64{25, nan, nan}, []geo.Flag{p, missing, missing})
}

// A sum with a part nobody may know is not known.
func TestReadLongSuppressedPart(t *testing.T) {
	columns, _, _, err := readIndicators(strings.Replace(longTable, "other social,20", "other social,[c]", 1), long("council", "other social"))
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 2, []float64{nan, 66.67, nan}, []geo.Flag{suppressed, p, geo.NotApplicable})
}

// Where on two columns, and a plain column of a long table.
func TestReadLongColumn(t *testing.T) {
	spec := wide("n")
	spec.Indicators[0].Where = Where{"kind": {"owned"}, "sex": {"all"}}
	columns, rows, issues, err := readIndicators("code,kind,sex,n\nZ01,owned,all,5\nZ01,owned,women,3\nZ02,owned,all,7\nZ03,rented,all,1\n", spec)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 0, []float64{5, 7, nan}, []geo.Flag{p, p, missing})
	wantRows(t, rows, geo.Rows{Read: 4, Used: 2, Unmatched: 2})
	wantIssues(t, issues, `t.csv: column "n": rows, but none that where selects, for 1 of the 3 areas, such as Z03: their values are missing`)
}

func TestReadIndicatorsRefuses(t *testing.T) {
	tests := []struct {
		name, text string
		spec       Spec
		want       string
	}{
		{"columns that are not there", "Code,a,kind\nZ01,1,x\n", wide("A", "Kind"),
			`t.csv:1: column "code": is not in the header (code in the project file) — did you mean "Code"?` + "\n" +
				`t.csv:1: column "A": is not in the header (column in the project file) — did you mean "a"?` + "\n" +
				`t.csv:1: column "Kind": is not in the header (column in the project file) — did you mean "kind"?`},
		{"a column twice", "code,A,A\nZ01,1,2\n", wide("A"), `t.csv:1: column "A": stands in the header twice, as columns 2 and 3 — rename one of them in the file`},
		{"an area twice", "code,A\nZ01,1\nZ02,2\nZ01,1\n", wide("A"), `t.csv:4: column "code": value "Z01": the area already has a row, line 2 (for a) — remove one of the two; in a long table choose rows with where = { column = ["…"] }`},
		{"a row twice in a long table", longTable + "Z01,200,council,30\n", long("council"), `t.csv:11: column "code": value "Z01": is the same as line 2 and would be counted twice (for share) — remove one of the two`},
		{"a category that does not occur", longTable, long("council", "Other social"), `t.csv: column "kind": value "Other social": no row has this cell, which where asks for — did you mean "other social"?`},
		{"denominators that differ", strings.Replace(longTable, "Z01,200,owned", "Z01,201,owned", 1), long("council"), `t.csv:4: column "all": value "201": differs from the same area's 200 on line 2 — a denominator is one number an area; if this column is a part of it, write sum_denominator = true`},
		{"another place", "code,A\nE01009158,1\nE01009159,2\n", wide("A"), `t.csv: column "code": value "E01009158": none of the 2 codes is in z21: the table has LSOAs (E01009158), the boundaries have codes of another kind (Z01) — use a table of the same geography and vintage, or one for the same place`},
		{"another column holds the codes", "code,area,A\n1,Z01,1\n2,Z02,2\n", wide("A"), `t.csv: column "code": value "1": none of the 2 codes is in z21: the table has codes of another kind (1), the boundaries have codes of another kind (Z01) — column "area" has matching codes: write code = "area"`},
		{"no rows", "code,A\n", wide("A"), `t.csv: column "code": no row has a code — fetch or save the file again, or name another column as code`},
		{"a number too large", "code,A\nZ01,1e300\n", wide("A"), `t.csv:2: column "A": value "1e+300": the value of Z01 is too large — correct it, or give the figures in thousands or millions and say so in the unit: the largest that fits is 2,147,483,644`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, _, err := readIndicators(test.text, test.spec)
			wantIssue(t, err, test.want)
		})
	}
}

func TestReadOldVintage(t *testing.T) {
	_, _, issues, err := ReadIndicators("t.csv", strings.NewReader("code,A\nE01000001,1\nE01000002,2\n"), Spec{Code: "code", Geography: "lsoa21", Indicators: wide("A").Indicators}, []string{"E01000001", "E01034001"})
	if err != nil {
		t.Fatal(err)
	}
	wantIssues(t, issues,
		`t.csv: column "code": codes not in lsoa21, such as E01000002: left out`,
		`t.csv: column "code": no row for 1 of the 2 areas of lsoa21, such as E01034001: their values are missing — the table looks like LSOAs of 2011, the boundaries like those of 2021: use a table for those, or describe the ONS lookup "LSOA (2011) to LSOA (2021) Exact Fit" in a [[conversion]] and name that in the table with codes = "…"`)
}

func TestReadPeople(t *testing.T) {
	spec := PeopleSpec{Code: "code", Column: "n", Geography: "z21"}
	people, rows, issues, err := ReadPeople("t.csv", strings.NewReader("code,n\nZ01,\"1,500\"\nZ02,900\nZ03,..\n"), spec, codes)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, people, 0, []float64{1500, 900, nan}, []geo.Flag{p, p, missing})
	wantRows(t, rows, geo.Rows{Read: 3, Used: 3})
	wantIssues(t, issues)

	_, _, _, err = ReadPeople("t.csv", strings.NewReader("code,n\nZ01,-1\n"), spec, codes)
	wantIssue(t, err, `t.csv: column "n": value "-1": the number of people in Z01 is negative — correct it or name another column`)
}

func TestDescribeCodes(t *testing.T) {
	for _, test := range []struct{ code, want string }{
		{"E05011118", "wards (E05011118)"},
		{"W06000001", "local authorities (W06000001)"},
		{"B1 1AA", "postcodes (B1 1AA)"},
		{"Birmingham 067A", "what look like names (Birmingham 067A)"},
		{"17", "codes of another kind (17)"},
	} {
		if got := describeCodes([]string{test.code}); got != test.want {
			t.Errorf("describeCodes(%q) = %q, want %q", test.code, got, test.want)
		}
	}
}

// What is made of the counts stands beside the plain rates, with the same flags, and what makes no share is rejected.
func TestSharesOfCounts(t *testing.T) {
	spec := long("x")
	spec.Indicators[0].Indicator.Title = "Share"
	spec.Indicators[0].Shares = func(numerator, denominator []float64) []float64 {
		if diff := cmp.Diff([][]float64{{1, 9, nan}, {4, 3, nan}}, [][]float64{numerator, denominator}, cmpopts.EquateNaNs()); diff != "" {
			t.Error(diff)
		}
		return []float64{0.33333, nan, 0.5}
	}
	columns, _, _, err := readIndicators("code,kind,n,all\nZ01,x,1,4\nZ02,x,9,3\nZ03,x,[c],5\n", spec)
	if err != nil || len(columns) != 2 {
		t.Fatalf("%d columns, %v", len(columns), err)
	}
	wantColumn(t, columns[0], 2, []float64{33.33, nan, nan}, []geo.Flag{p, rejected, suppressed})
	wantColumn(t, columns[1], 2, []float64{25, 300, nan}, []geo.Flag{p, p, suppressed})
	if ids := [2]string{columns[0].Indicator.ID, columns[1].Indicator.ID}; ids != [2]string{"share", PlainID("share")} || columns[1].Indicator.Title != "Share, as counted" {
		t.Errorf("%v, titled %q", ids, columns[1].Indicator.Title)
	}
}

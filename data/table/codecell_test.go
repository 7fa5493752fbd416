package table

import (
	"strings"
	"testing"

	"hotspotmap/geo"
)

func TestCodeIn(t *testing.T) {
	for cell, want := range map[string]string{
		"Z01": "Z01", "Z01 : Testbridge 001A": "Z01", "'Z01": "Z01", "Upper: Lower": "Upper: Lower", "": "", " : ": "",
	} {
		if got := codeIn(cell); got != want {
			t.Errorf("codeIn(%q) = %q", cell, got)
		}
	}
}

func TestMangled(t *testing.T) {
	for code, want := range map[string]bool{
		"1.01E+10": true, "1E9": true, "01/12/2021": true, "2021-12-01 00:00:00": true, "1-Dec": true, "Sep-01": true,
		"E01009158": false, "00CN": false, "S12000033": false, "B1 1AA": false, "95AA01S1": false, "12345": false,
	} {
		if got := mangled(code) != ""; got != want {
			t.Errorf("mangled(%q) = %v", code, got)
		}
	}
}

// A download of Nomis: lines above the header, a blank one below it, codes with names, notes at the end.
const nomis = "RM999 - Sex by age,,\r\nUnits      :,Persons,\r\n,,\r\narea,Total,\"Aged 65, 66\"\r\n,,\r\n" +
	"Z01 : Testbridge 001A,200,20\r\nZ02 : Testbridge 001B,100,5\r\nZ03 : Testbridge 001C,300,3\r\nZ04 : Elsewhere 002A,9,9\r\n" +
	",,\r\n,\"In order to protect people, records\",\r\n,affected.,\r\nSource: census\r\n"

func TestReadNomis(t *testing.T) {
	spec := Spec{Code: "area", Geography: "z21", Indicators: []IndicatorSpec{{
		Indicator: geo.Indicator{ID: "old", Unit: "%"}, Numerators: []string{"Aged 65, 66"}, Denominator: "Total",
	}}}
	columns, rows, issues, err := readIndicators(nomis, spec)
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 2, []float64{10, 5, 1}, []geo.Flag{p, p, p})
	wantRows(t, rows, geo.Rows{Read: 4, Used: 3, Unmatched: 1})
	wantIssues(t, issues,
		`t.csv:4: the column names were found here; above them 3 lines were left out`,
		`t.csv:11: value "In order to protect people, records": below the table 3 lines of notes were left out`,
		`t.csv: column "area": codes not in z21, such as Z04: left out`)
}

// What looks like notes but is followed by data is rows that cannot be used.
func TestReadAsidesInTheMiddle(t *testing.T) {
	_, rows, issues, err := readIndicators("code,A,B\nZ01,1,1\n,see below,\nNorth side,,\nZ02,1,1\nZ03,,\n", wide("A", "B"))
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 5, Used: 3, Rejected: 2})
	wantIssues(t, issues,
		`t.csv:3: column "code": has no code — give the row a code or remove it`,
		`t.csv:4: column "code": value "North side": has no values — remove the row`)
}

func TestReadMangledCodes(t *testing.T) {
	columns, rows, issues, err := readIndicators("code,A\n'Z01,1\nZ02,2\nZ03,3\n1.01E+10,4\n01/12/2021,5\n", wide("A"))
	if err != nil {
		t.Fatal(err)
	}
	wantColumn(t, columns[0], 0, []float64{1, 2, 3}, []geo.Flag{p, p, p})
	wantRows(t, rows, geo.Rows{Read: 5, Used: 3, Rejected: 2})
	const remedy = "format the column as text in the spreadsheet it came from, and save it again"
	wantIssues(t, issues,
		`t.csv:5: column "code": value "1.01E+10": is a number in scientific notation, which a spreadsheet has made of a code — `+remedy,
		`t.csv:6: column "code": value "01/12/2021": is a date, which a spreadsheet has made of a code — `+remedy)
}

func FuzzReadNomis(f *testing.F) {
	f.Add(nomis)
	f.Add(strings.ReplaceAll(nomis, "\r\n", "\n"))
	f.Add("area;Total\n'Z01;1\nnote of some kind\n")
	f.Fuzz(func(t *testing.T, text string) {
		spec := Spec{Code: "area", Geography: "z21", Indicators: []IndicatorSpec{{Indicator: geo.Indicator{ID: "n"}, Column: "Total"}}}
		_, rows, issues, err := readIndicators(text, spec)
		accounted(t, rows, issues, err)
	})
}

package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

func TestNormalisePostcode(t *testing.T) {
	tests := []struct {
		text, want string
		ok         bool
	}{
		{"B1 1AA", "B11AA", true},
		{"B11AA", "B11AA", true},
		{" b27  7xh ", "B277XH", true},
		{"EC1A\u00a01BB", "EC1A1BB", true},
		{"W1T 4AA", "W1T4AA", true},
		{"M60 1NW", "M601NW", true},
		{"CR2 6XH", "CR26XH", true},
		{"DN55 1PT", "DN551PT", true},
		{"B1", "B1", false},
		{"B1 1A", "B11A", false},
		{"B111 1AA", "B1111AA", false},
		{"1B 1AA", "1B1AA", false},
		{"BIRMINGHAM", "BIRMINGHAM", false},
		{"", "", false},
		{"B1-1AA", "", false},
		{"B1 1ÅA", "", false},
	}
	for _, test := range tests {
		if got, ok := NormalisePostcode(test.text); got != test.want || ok != test.ok {
			t.Errorf("NormalisePostcode(%q) = %q, %v; want %q, %v", test.text, got, ok, test.want, test.ok)
		}
	}
}

func FuzzNormalisePostcode(f *testing.F) {
	for _, seed := range []string{"B1 1AA", "ec1a1bb", "", "\u00a0", "B1\x001AA", "ſ1 1AA"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		code, ok := NormalisePostcode(text)
		if !ok {
			return
		}
		if again, ok := NormalisePostcode(code); !ok || again != code {
			t.Errorf("%q became %q, and that %q", text, code, again)
		}
		if spaced, ok := NormalisePostcode(" " + strings.ToLower(code[:len(code)-3]) + " " + code[len(code)-3:]); !ok || spaced != code {
			t.Errorf("%q is not found again with a space in it", code)
		}
	})
}

func TestReadPostcodes(t *testing.T) {
	text := "Postcode,LAT,LONG\nB2 4AA,52.48,-1.90\nb1 1aa,52.47,-1.91\nB1 1AA,52.40,-1.99\nnowhere,52,-1\nB3 3AA,,\nB4 4AA,99.999999,0\nB5 5AA,-1.9,52.4\n"
	postcodes, rows, issues, err := ReadPostcodes("p.csv", strings.NewReader(text), PostcodesSpec{Postcode: "Postcode", Lat: "LAT", Lon: "LONG"})
	if err != nil {
		t.Fatal(err)
	}
	want := Postcodes{{"B11AA", orb.Point{-1.91, 52.47}}, {"B24AA", orb.Point{-1.90, 52.48}}}
	if diff := cmp.Diff(want, postcodes); diff != "" {
		t.Error(diff)
	}
	wantRows(t, rows, geo.Rows{Read: 7, Used: 2, Rejected: 5})
	wantIssues(t, issues,
		`p.csv:4: column "Postcode": value "B11AA": stands in the file already; the first one is used — remove one of the two`,
		`p.csv:5: column "Postcode": value "nowhere": is not a postcode — correct or remove it`,
		`p.csv:6: column "Postcode": value "B3 3AA": has no coordinates — give them, or remove the row`,
		`p.csv:7: column "LONG": value "0": 0, 99.999999 is not a longitude and latitude — check that lon = "LONG" and lat = "LAT" are the right columns, in degrees`,
		`p.csv:8: column "LONG": value "52.4": 52.4, -1.9 has latitude before longitude — check that lon = "LONG" and lat = "LAT" are the right columns, in degrees`)
	if at, ok := postcodes.Find("B24AA"); !ok || at != (orb.Point{-1.90, 52.48}) {
		t.Errorf("B2 4AA is at %v, %v", at, ok)
	}
	if _, ok := postcodes.Find("B25AA"); ok {
		t.Error("B2 5AA is found")
	}
}

func TestReadPostcodesSwappedColumns(t *testing.T) {
	_, _, _, err := ReadPostcodes("p.csv", strings.NewReader("Postcode,LAT,LONG\nB2 4AA,52.48,-1.90\n"), PostcodesSpec{Postcode: "Postcode", Lat: "LONG", Lon: "LAT"})
	wantIssue(t, err, `p.csv:2: column "LAT": value "52.48": no row can be used; this one 52.48, -1.9 has latitude before longitude — check that lon = "LAT" and lat = "LONG" are the right columns, in degrees`)
}

package table

import (
	"errors"
	"math"
	"strings"
	"testing"

	"hotspotmap/geo"
)

// accounted checks what holds of every read, whatever the file: rows add up, and what is missing is explained.
func accounted(t *testing.T, rows geo.Rows, issues []geo.Issue, err error) (ok bool) {
	t.Helper()
	var issue geo.Issue
	if err != nil {
		if !errors.As(err, &issue) {
			t.Fatalf("the error is a %T: %v", err, err)
		}
		return false
	}
	if rows.Read != rows.Used+rows.Unmatched+rows.Rejected {
		t.Fatalf("rows do not add up: %+v", rows)
	}
	if rows.Rejected > 0 && len(issues) == 0 {
		t.Fatalf("%d rows are rejected without a word", rows.Rejected)
	}
	return true
}

func FuzzReadIndicators(f *testing.F) {
	for _, seed := range []string{longTable, "code,n,all,kind\nZ01,1,2,owned\n", "code;n;all;kind\nZ01;\"1,000\";2;owned\nZ02;[c];x;owned", "\"code\",\"n\"\n\"Z01", "PK\x03\x04", "{}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, spec := range []Spec{long("owned"), wide("n")} {
			columns, rows, issues, err := readIndicators(text, spec)
			if !accounted(t, rows, issues, err) {
				continue
			}
			for _, c := range columns {
				for i, v := range c.Values {
					stored, err := geo.Store(v, c.Flags[i], c.Indicator.Decimals)
					if err != nil {
						t.Fatalf("a value that cannot be stored: %v", err)
					}
					back, flag := geo.Load(stored, c.Indicator.Decimals)
					if flag != c.Flags[i] || flag == geo.Present && back != v || flag != geo.Present && !math.IsNaN(v) {
						t.Fatalf("%v, %v is stored as %v, %v", v, c.Flags[i], back, flag)
					}
				}
			}
		}
	})
}

func FuzzReadLookup(f *testing.F) {
	for _, seed := range []string{"small,ward,wardname\nZ01,W1,A\nZ02,W1,A\nZ03,W2,B\n", "small,ward,wardname\nZ01,,\n", "small"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lookup, rows, issues, err := readLookup(text)
		if !accounted(t, rows, issues, err) {
			return
		}
		for _, parent := range lookup.Parents {
			if parent < 1 || int(parent) > len(lookup.Codes) {
				t.Fatalf("parent %d of %d", parent, len(lookup.Codes))
			}
		}
	})
}

func FuzzReadSites(f *testing.F) {
	for _, seed := range []string{siteHeader + "A,B,B1 1AA,,,9am-5pm,,,,,,\n", siteHeader + "A,B,,,2017,x,,,,,,\n",
		`{"type":"FeatureCollection","features":[{"properties":{"Name":"A","Address":[1]},"geometry":{"type":"Point","coordinates":[-1.9,52.4]}}]}`, "{", "{}"} {
		f.Add(seed)
	}
	named := SitesSpec{ID: "s", Name: "Name", Grid: grid}
	f.Fuzz(func(t *testing.T, text string) {
		for _, spec := range []SitesSpec{siteSpec, named} {
			sites, rows, issues, err := readSites(text, spec)
			if !accounted(t, rows, issues, err) {
				continue
			}
			if len(sites) != rows.Used {
				t.Fatalf("%d sites of %d rows", len(sites), rows.Used)
			}
			for _, s := range sites {
				if !(math.Abs(s.At[0]) <= 180 && math.Abs(s.At[1]) <= 90) || s.Name == "" || !strings.HasPrefix(s.ID, spec.ID+"-") {
					t.Fatalf("site %+v", s)
				}
			}
		}
	})
}

func FuzzReadPostcodes(f *testing.F) {
	f.Add("Postcode,LAT,LONG\nB2 4AA,52.48,-1.90\n")
	f.Add("Postcode,LAT,LONG\nB2 4AA,NaN,1e999\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		postcodes, rows, issues, err := ReadPostcodes("p.csv", strings.NewReader(text), PostcodesSpec{Postcode: "Postcode", Lat: "LAT", Lon: "LONG"})
		if !accounted(t, rows, issues, err) {
			return
		}
		for _, p := range postcodes {
			if at, ok := postcodes.Find(p.Code); !ok || at != p.At {
				t.Fatalf("%v is not found", p)
			}
		}
	})
}

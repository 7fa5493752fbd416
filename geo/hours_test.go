package geo

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseHours(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a week", "Mo-Fr 09:00-17:00; Sa 10:00-13:00", "Mo-Fr 09:00-17:00; Sa 10:00-13:00"},
		{"always", "24/7", "24/7"},
		{"never", "off", "off"},
		{"every day", "9:00-17:00", "Mo-Su 09:00-17:00"},
		{"several spans, out of order", "Mo 13:00-17:00, 09:00-12:00", "Mo 09:00-12:00,13:00-17:00"},
		{"spans that touch stay two", "Mo 09:00-12:00,12:00-17:00", "Mo 09:00-12:00,12:00-17:00"},
		{"a later rule takes the place of an earlier", "Mo-Fr 09:00-17:00; We off; Fr 09:00-12:00", "Mo-Tu 09:00-17:00; Th 09:00-17:00; Fr 09:00-12:00"},
		{"a rule after a comma adds", "Mo-Tu 09:00-12:00, Tu 13:00-15:00", "Mo 09:00-12:00; Tu 09:00-12:00,13:00-15:00"},
		{"past midnight", "Fr-Sa 18:00-02:00", "Fr-Sa 18:00-02:00"},
		{"past midnight, counted on", "Fr 18:00-26:00", "Fr 18:00-02:00"},
		{"to midnight", "Mo 18:00-24:00", "Mo 18:00-24:00"},
		{"to midnight, as the next day's", "Mo 18:00-00:00", "Mo 18:00-24:00"},
		{"round the weekend", "Sa-Mo 10:00-11:00", "Mo 10:00-11:00; Sa-Su 10:00-11:00"},
		{"a list of days", "Mo,We,Fr 10:00-11:00", "Mo 10:00-11:00; We 10:00-11:00; Fr 10:00-11:00"},
		{"holidays", "Mo-Fr,PH 10:00-11:00; PH off; SH 09:00-10:00", "Mo-Fr 10:00-11:00"},
		{"a comment", `Mo 10:00-11:00 "ring the bell; twice"; "by appointment"`, "Mo 10:00-11:00"},
		{"a colon after the days", "Mo-Tu: 10:00-11:00", "Mo-Tu 10:00-11:00"},
		{"a last semicolon", "Mo 10:00-11:00;", "Mo 10:00-11:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseHours(test.text)
			if err != nil || got.String() != test.want {
				t.Errorf("%v, %v; want %s", got, err, test.want)
			}
		})
	}
}

func TestParseHoursRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", " ", "says no hours"},
		{"a comment alone", `"by appointment"`, "says no hours"},
		{"holidays alone", "PH 10:00-12:00", "says no hours"},
		{"words", "ask inside", `"ask inside" is not hours`},
		{"a season", "Apr-Sep Mo-Fr 09:00-17:00", "is not hours"},
		{"sunset", "Mo 09:00-sunset", "is not hours"},
		{"an open end", "Mo 09:00-17:00+", `"+" stands after`},
		{"the second Monday", "Mo[2] 09:00-17:00", "is not hours"},
		{"no such hour", "Mo 09:00-49:00", "is not a span"},
		{"no such minute", "Mo 09:00-17:75", "no such minute"},
		{"round the clock from nine", "Mo 09:00-09:00", "is not a span"},
		{"overlap", "Mo 09:00-12:00,11:00-13:00", "overlap"},
		{"overlap of a rule that adds", "Mo 09:00-12:00, Mo 11:00-13:00", "overlap"},
		{"too long", strings.Repeat("Mo 09:00-10:00;", 1000), "too long"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseHours(test.text)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, %v; want %q", got, err, test.want)
			}
		})
	}
}

func TestHoursRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var h Hours
		for day := range h {
			opens := rapid.IntRange(0, 400).Draw(t, "opens")
			for range rapid.IntRange(0, 3).Draw(t, "spans") {
				closes := opens + rapid.IntRange(1, 360).Draw(t, "minutes")
				h[day] = append(h[day], Span{opens, closes})
				if opens = closes + rapid.IntRange(0, 60).Draw(t, "break"); opens >= minutesADay {
					break
				}
			}
		}
		back, err := ParseHours(h.String())
		if err != nil || !reflect.DeepEqual(*back, h) {
			t.Fatalf("%v is written %q and read as %v, %v", [7][]Span(h), h, back, err)
		}
	})
}

// FuzzParseHours checks that what can be read is written in a form that is read as the same.
func FuzzParseHours(f *testing.F) {
	for _, seed := range []string{"Mo-Fr 09:00-17:00; Sa 10:00-13:00", "24/7", "off", `Mo 9:00-12:00, Tu 13:00-15:00 "x"`, "Fr 18:00-26:00; PH off", "Mo 00:00-24:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, err := ParseHours(text)
		if err != nil {
			return
		}
		back, err := ParseHours(h.String())
		if err != nil || back.String() != h.String() {
			t.Fatalf("%q is written %q and read as %v, %v", text, h, back, err)
		}
	})
}

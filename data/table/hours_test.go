package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

func TestWeekOf(t *testing.T) {
	const day = "09:00-17:00"
	tests := []struct {
		name   string
		cells  []string
		want   string
		unread int
	}{
		{"days that differ", []string{"11:00-19:00", day, day, day, "", day, ""}, "Mo 11:00-19:00; Tu-Th 09:00-17:00; Sa 09:00-17:00", -1},
		{"all week", []string{day, day, day, day, day, day, day}, "Mo-Su 09:00-17:00", -1},
		{"two alike", []string{"", "", "", "", "", day, day}, "Sa-Su 09:00-17:00", -1},
		{"nothing known", []string{}, "", -1},
		{"closed in words", []string{"Closed", day, "closed", "-"}, "Tu 09:00-17:00", -1},
		{"two sessions", []string{"09:00-12:30, 13:30-17:00"}, "Mo 09:00-12:30,13:30-17:00", -1},
		{"sessions joined by and", []string{"9-12 and 1pm-5pm"}, "Mo 09:00-12:00,13:00-17:00", -1},
		{"am and pm", []string{"9am to 5.30pm", "12pm-12.15pm"}, "Mo 09:00-17:30; Tu 12:00-12:15", -1},
		{"without colons", []string{"0930-1700"}, "Mo 09:30-17:00", -1},
		{"dash", []string{"9:00 – 17:00"}, "Mo 09:00-17:00", -1},
		{"to midnight", []string{"9:00-24:00"}, "Mo 09:00-24:00", -1},
		{"past midnight", []string{"", "", "", "", "18:00-02:00"}, "Fr 18:00-02:00", -1},
		{"until midnight", []string{"18:00-00:00"}, "Mo 18:00-24:00", -1},
		{"closed all week", []string{"closed"}, "off", -1},
		{"sessions out of order", []string{"13:00-17:00, 09:00-12:00"}, "Mo 09:00-12:00,13:00-17:00", -1},
		{"sessions that overlap", []string{"09:00-12:00, 11:00-13:00"}, "", 0},
		{"words", []string{day, "by appointment"}, "", 1},
		{"backwards", []string{"17:00-09:00"}, "", 0},
		{"no such time", []string{"09:00-25:00"}, "", 0},
		{"no such minute", []string{"09:75-17:00"}, "", 0},
		{"13 pm", []string{"9am-13pm"}, "", 0},
		{"with seconds", []string{"09:00:00-17:30:00"}, "Mo 09:00-17:30", -1},
		{"one time of a workbook", []string{"0.375"}, "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			checkWeek(t, append(slices.Clone(test.cells), make([]string, 7-len(test.cells))...), test.want, test.unread)
		})
	}
}

// Opening and closing in columns of their own, two a day.
func TestWeekOfTwoCellsADay(t *testing.T) {
	tests := []struct {
		name   string
		cells  []string
		want   string
		unread int
	}{
		{"opening and closing, as a workbook has times", []string{"0.375", "0.729166666666667", "0.375", "0.72916666666666663", "", "", "", "", ".5", "0.9375"}, "Mo-Tu 09:00-17:30; Fr 12:00-22:30", -1},
		{"opening and closing in words", []string{"9am", "5.30pm", "closed", "Closed", "09:00", "17:00:00"}, "Mo 09:00-17:30; We 09:00-17:00", -1},
		{"no closing", []string{"0.375", "0.75", "0.375", ""}, "", 2},
		{"more than a day", []string{"0.375", "1.5"}, "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			checkWeek(t, append(slices.Clone(test.cells), make([]string, 14-len(test.cells))...), test.want, test.unread)
		})
	}
}

func checkWeek(t *testing.T, cells []string, want string, wantUnread int) {
	t.Helper()
	hours, unread := weekOf(cells)
	got := ""
	if hours != nil {
		got = hours.String()
	}
	if got != want || unread != wantUnread {
		t.Errorf("%q, %d; want %q, %d", got, unread, want, wantUnread)
	}
}

// Whatever week it is, a column a day, two columns a day as a workbook has them, and OpenStreetMap's syntax come to the same.
func TestHoursInEachFormComeToTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var week geo.Hours
		spans, pairs := make([]string, 7), make([]string, 14)
		for day := range week {
			if !rapid.Bool().Draw(t, "open") {
				continue
			}
			opens := rapid.IntRange(1, 22*60).Draw(t, "opens")
			span := geo.Span{Opens: opens, Closes: rapid.IntRange(opens+1, 24*60-1).Draw(t, "closes")}
			week[day] = []geo.Span{span}
			spans[day] = span.String()
			pairs[2*day], pairs[2*day+1] = fmt.Sprint(float64(span.Opens)/1440), fmt.Sprint(float64(span.Closes)/1440)
		}
		text := week.String()
		if text == "off" {
			return // cells without hours say nothing, not that it is closed
		}
		again, err := geo.ParseHours(text)
		if err != nil || again.String() != text {
			t.Fatalf("%s came back as %v, %v", text, again, err)
		}
		for _, cells := range [][]string{spans, pairs} {
			if hours, unread := weekOf(cells); unread >= 0 || hours.String() != text {
				t.Fatalf("%q is %v, want %s", cells, hours, text)
			}
		}
	})
}

// Every week of hours in a real list of libraries survives being written in one form and read again.
func TestRealHoursRoundTrip(t *testing.T) {
	const file = "birmingham/libraries_council_birmingham_city_council.csv"
	rows, err := openRows(file, realData(t, file), Layout{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	header := columnsOf(file, rows)
	var days []int
	for _, day := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		days = append(days, header.find("hours", day+" staffed hours"))
	}
	weeks := 0
	for {
		r, err := rows.next()
		if err != nil {
			break
		}
		var cells []string
		for _, day := range days {
			cells = append(cells, r.cell(day))
		}
		hours, unread := weekOf(cells)
		if unread >= 0 {
			t.Errorf("line %d: %q is not read", r.line, cells[unread])
		}
		if hours == nil {
			continue
		}
		weeks++
		again, err := geo.ParseHours(hours.String())
		if err != nil || again.String() != hours.String() {
			t.Errorf("line %d: %q became %v", r.line, cells, hours)
		}
		for day, cell := range cells {
			for _, span := range hours[day] {
				if !strings.Contains(strings.ReplaceAll(cell, " ", ""), span.String()) {
					t.Errorf("line %d: %q became %v", r.line, cell, span)
				}
			}
		}
	}
	if weeks < 30 {
		t.Errorf("%d weeks", weeks)
	}
}

// Whatever a cell holds, hours that are read from it can be written and read again.
func FuzzWeekOf(f *testing.F) {
	f.Add("11:00-19:00", "9am to 5.30pm")
	f.Add("0.375", ".7083333")
	f.Add("09:00-12:00 & 13:00:00-17:00:00", "closed")
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, cells := range [][]string{{a, b, "", a, b, "", b}, {a, b, "", "", b, a, "-", "-", a, a, "", "", "", ""}} {
			hours, _ := weekOf(cells)
			if hours == nil {
				continue
			}
			if again, err := geo.ParseHours(hours.String()); err != nil || again.String() != hours.String() {
				t.Fatalf("%q became %v, %v", cells, hours, err)
			}
		}
	})
}

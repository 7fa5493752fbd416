package main

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// birminghamLunch is when the list's notes say that a library is shut, in minutes since midnight, on which days, 0 for Monday.
var birminghamLunch = map[string]struct {
	from, to int
	days     []int
}{
	"":                                       {},
	"Closed for lunch 1-2pm":                 {780, 840, []int{0, 1, 2, 3, 4, 5, 6}},
	"Closed for lunch 1-2pm on Saturdays":    {780, 840, []int{5}},
	"Closed for lunch on Thurs 1-2pm.":       {780, 840, []int{3}},
	"Closed for lunch, Tues & Weds 1-1.30pm": {780, 810, []int{1, 2}},
}

// birminghamHours counts the open libraries at each hour of the week from the council's own list, read here the plain way.
func birminghamHours(t *testing.T, rel *release.Release) {
	file, err := os.Open(filepath.Join(realData, "birmingham", "libraries_council_birmingham_city_council.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[strings.TrimPrefix(name, "\ufeff")] = i
	}
	var open [geo.HoursAWeek]int
	libraries, timed, staffed := 0, 0, 0 // staffed in minutes a week
	for _, row := range rows[1:] {
		if row[column["Year closed"]] != "" {
			continue
		}
		libraries++
		lunch, read := birminghamLunch[row[column["Notes"]]]
		if !read {
			t.Fatalf("the list has another note: %q", row[column["Notes"]])
		}
		known := false
		for day, name := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
			hours := row[column[name+" staffed hours"]]
			if hours == "" {
				continue
			}
			known = true
			var from, fromMinute, to, toMinute int
			if _, err := fmt.Sscanf(hours, "%d:%d-%d:%d", &from, &fromMinute, &to, &toMinute); err != nil {
				t.Fatalf("%s: %v", hours, err)
			}
			for minute := 60*from + fromMinute; minute < 60*to+toMinute; minute++ {
				if lunch.from <= minute && minute < lunch.to && slices.Contains(lunch.days, day) {
					continue
				}
				if staffed++; minute%60 == 0 {
					open[24*day+minute/60]++
				}
			}
		}
		if known {
			timed++
		}
	}
	if libraries != 37 || timed != 36 {
		t.Errorf("%d libraries are open, %d of them say when", libraries, timed)
	}
	for day, want := range []int{4, 4, 3, 4, 5, 4, 0} { // counted by hand
		if n := open[24*day+13]; n != want {
			t.Errorf("by the list, %d libraries are open at 13:00 on day %d, want %d", n, day, want)
		}
	}
	offered := 0.0
	for _, s := range rel.Sites() {
		if hours := s.Hours(); hours != nil && s.Kind == "library" && !s.Closed {
			offered += hours.AWeek()
		}
	}
	if math.Abs(offered-float64(staffed)/60) > 1e-9 {
		t.Errorf("%v staffed hours a week, by the list %v", offered, float64(staffed)/60)
	}
	week := rel.Week()
	if week == nil || len(week.Reach) == 0 {
		t.Fatal("the release has no reach by hour")
	}
	for _, w := range week.Reach {
		if w.Kind != "library" || w.Sites != libraries || w.Timed != timed {
			t.Errorf("%d %s sites, %d with hours", w.Sites, w.Kind, w.Timed)
		}
		for h, n := range open {
			if w.Open[h] != n {
				t.Errorf("on %s, %d libraries are open, by the list %d", geo.Hour(h).Words(), w.Open[h], n)
			}
			if w.Need[h] > w.Need[*w.Best] || n == 0 && w.People[h] != 0 {
				t.Errorf("on %s, %d people and %d in need are in reach", geo.Hour(h).Words(), w.People[h], w.Need[h])
			}
		}
	}
	if week.Points != 34_694 || week.Without != 0 {
		t.Errorf("measured from %d postcodes, %d areas without", week.Points, week.Without)
	}
}

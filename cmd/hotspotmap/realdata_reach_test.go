package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

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
	libraries, timed := 0, 0
	for _, row := range rows[1:] {
		if row[column["Year closed"]] != "" {
			continue
		}
		libraries++
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
			for clock := range 24 {
				if 60*from+fromMinute <= 60*clock && 60*clock < 60*to+toMinute {
					open[24*day+clock]++
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

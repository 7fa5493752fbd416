package project

import (
	"fmt"
	"maps"
	"slices"

	"hotspotmap/geo"
)

func checkHours(f *faults, key string, s sitesDocument) {
	if len(s.Hours) == 0 {
		return
	}
	if len(s.Hours) != 7 && len(s.Hours) != 14 {
		f.at(key+".hours", fmt.Sprintf("hours lists %d columns", len(s.Hours)), "list seven, Monday first; or fourteen, when each day opens and when it closes")
	}
	if _, both := s.Facts[geo.HoursFact]; both {
		f.at(key+".hours", "hours and the fact opening_hours exclude each other", "remove one of them")
	}
	if slices.Contains(s.Hours, "") {
		f.at(key+".hours", "a column of hours has no name", "name seven columns or fourteen, Monday first")
	}
}

func checkBreaks(f *faults, key string, s sitesDocument) {
	b := s.Breaks
	if b.Column == "" && b.Cells == nil {
		return
	}
	f.required(key+".column", b.Column == "", "name the column that tells of them")
	if len(b.Cells) == 0 {
		f.at(key+".cells", "no cell is said to be a break", `write what a cell says and when that is: cells = { "Closed for lunch" = "13:00-14:00" }`)
	}
	if _, told := s.Facts[geo.HoursFact]; !told && len(s.Hours) == 0 {
		f.at(key, "breaks are cut out of opening hours, and these sites have none", "list the columns of hours, or remove breaks")
	}
	for _, cell := range slices.Sorted(maps.Keys(b.Cells)) {
		if _, err := geo.ParseHours(b.Cells[cell]); err != nil {
			f.at(key+".cells."+cell, fmt.Sprintf("the break of %q: %s", cell, err), `write "13:00-14:00", with days "Mo,We 13:00-14:00", or "off" if it is none`)
		}
	}
}

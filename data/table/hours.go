package table

import (
	"regexp"
	"strconv"
	"strings"

	"hotspotmap/geo"
)

// latestClosing is the last time after midnight, in minutes, at which a day's hours may end: a cell such as 17:00-09:00 is taken
// for a slip of the pen, not for a night.
const latestClosing = 6 * 60

// weekOf reads a week of cells such as "11:00-19:00", Monday first. A day with an empty cell is closed; a week of empty
// cells says nothing and gives nil. unread is the position of a cell that is not hours, -1 when there is none.
func weekOf(cells [7]string) (hours *geo.Hours, unread int) {
	var week geo.Hours
	known := false
	for day, cell := range cells {
		spans, ok := timeSpans(cell)
		if !ok {
			return nil, day
		}
		week[day] = spans
		known = known || strings.TrimSpace(cell) != ""
	}
	if !known {
		return nil, -1
	}
	return &week, -1
}

// timeSpan is 09:00-17:00, 9.30 - 17.00, 0930-1700 or 9am to 5.30pm.
var timeSpan = regexp.MustCompile(`^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$`)

// sessions separate the spans of one day.
var sessions = regexp.MustCompile(`\s*(?:,|;|&|/|\band\b)\s*`)

// timeSpans reads the hours of one day, none when closed.
func timeSpans(cell string) ([]geo.Span, bool) {
	cell = strings.ToLower(strings.TrimSpace(cell))
	if cell == "" || cell == "closed" || cell == "-" {
		return nil, true
	}
	var spans []geo.Span
	for _, session := range sessions.Split(cell, -1) {
		m := timeSpan.FindStringSubmatch(session)
		if m == nil {
			return nil, false
		}
		opens, ok1 := minutes(m[1], m[2], m[3])
		closes, ok2 := minutes(m[4], m[5], m[6])
		if !ok1 || !ok2 || closes <= opens && closes > latestClosing {
			return nil, false
		}
		span, err := geo.NewSpan(opens, closes)
		if err != nil {
			return nil, false
		}
		spans = append(spans, span)
	}
	ordered, err := geo.Ordered(spans)
	return ordered, err == nil
}

// minutes since midnight of a time of day.
func minutes(hour, minute, half string) (int, bool) {
	h, _ := strconv.Atoi(hour) // digits, by the expression
	m, _ := strconv.Atoi(minute)
	switch {
	case half != "" && (h < 1 || h > 12):
		return 0, false
	case half == "am" && h == 12:
		h = 0
	case half == "pm" && h != 12:
		h += 12
	}
	total := 60*h + m
	return total, m < 60 && total <= 24*60
}

package table

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"hotspotmap/geo"
)

// latestClosing is the last time after midnight, in minutes, at which a day's hours may end: a cell such as 17:00-09:00 is taken
// for a slip of the pen, not for a night.
const latestClosing = 6 * 60

// weekOf reads a week of cells, Monday first: one a day, such as "11:00-19:00", or two, when it opens and when it closes. A day with
// empty cells is closed; a week of them says nothing and gives nil. unread is the position of a cell that is not hours, -1 when there
// is none.
func weekOf(cells []string) (hours *geo.Hours, unread int) {
	var week geo.Hours
	known := false
	aDay := len(cells) / len(week)
	for day := range week {
		cell := cells[day*aDay]
		if aDay == 2 {
			cell = session(cell, cells[day*aDay+1])
		}
		spans, ok := timeSpans(cell)
		if !ok {
			return nil, day * aDay
		}
		week[day] = spans
		known = known || strings.TrimSpace(cell) != ""
	}
	if !known {
		return nil, -1
	}
	return &week, -1
}

// session joins the two cells of a day, unless they say the same: nothing, or that it is closed.
func session(opens, closes string) string {
	opens, closes = strings.TrimSpace(opens), strings.TrimSpace(closes)
	if strings.EqualFold(opens, closes) {
		return opens
	}
	return timeOfDay(opens) + "-" + timeOfDay(closes)
}

// partOfDay is how a workbook holds a time of day.
var partOfDay = regexp.MustCompile(`^0?\.\d+$`)

// timeOfDay writes a part of a day as a time, 0.375 as 09:00. What is none stays as it is.
func timeOfDay(cell string) string {
	if !partOfDay.MatchString(cell) {
		return cell
	}
	part, _ := strconv.ParseFloat(cell, 64) // digits, by the expression
	at := int(math.Round(part * 24 * 60))
	return fmt.Sprintf("%02d:%02d", at/60, at%60)
}

// timeSpan is 09:00-17:00, 9.30 - 17.00, 0930-1700, 09:00:00-17:00:00 or 9am to 5.30pm.
var timeSpan = regexp.MustCompile(`^(\d{1,2})(?:[:.]?(\d{2})(?::\d{2})?)?\s*(am|pm)?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.]?(\d{2})(?::\d{2})?)?\s*(am|pm)?$`)

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

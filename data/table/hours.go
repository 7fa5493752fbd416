package table

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// weekdays are OpenStreetMap's names, Monday first.
var weekdays = [7]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}

// openingHours joins a week of cells such as "11:00-19:00" to OpenStreetMap's opening_hours, "Mo 11:00-19:00; Tu-Th
// 09:00-17:00". A day with an empty cell is closed; a week of empty cells says nothing and gives "". unread is the
// position of a cell that is not hours, -1 when there is none.
func openingHours(cells [7]string) (hours string, unread int) {
	var days [7]string
	for day, cell := range cells {
		spans, ok := timeSpans(cell)
		if !ok {
			return "", day
		}
		days[day] = spans
	}
	var rules []string
	for day := 0; day < len(days); {
		last := day
		for last+1 < len(days) && days[last+1] == days[day] {
			last++
		}
		if days[day] != "" {
			rules = append(rules, weekdayRange(day, last)+" "+days[day])
		}
		day = last + 1
	}
	return strings.Join(rules, "; "), -1
}

func weekdayRange(first, last int) string {
	if first == last {
		return weekdays[first]
	}
	return weekdays[first] + "-" + weekdays[last]
}

// timeSpan is 09:00-17:00, 9.30 - 17.00, 0930-1700 or 9am to 5.30pm.
var timeSpan = regexp.MustCompile(`^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$`)

// sessions separate the spans of one day.
var sessions = regexp.MustCompile(`\s*(?:,|;|&|/|\band\b)\s*`)

// timeSpans reads the hours of one day: "09:00-12:00,13:00-17:00", "" when closed.
func timeSpans(cell string) (string, bool) {
	cell = strings.ToLower(strings.TrimSpace(cell))
	if cell == "" || cell == "closed" || cell == "-" {
		return "", true
	}
	var spans []string
	for _, session := range sessions.Split(cell, -1) {
		m := timeSpan.FindStringSubmatch(session)
		if m == nil {
			return "", false
		}
		opens, ok1 := minutes(m[1], m[2], m[3])
		closes, ok2 := minutes(m[4], m[5], m[6])
		if !ok1 || !ok2 || opens >= closes {
			return "", false
		}
		spans = append(spans, fmt.Sprintf("%02d:%02d-%02d:%02d", opens/60, opens%60, closes/60, closes%60))
	}
	return strings.Join(spans, ","), true
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

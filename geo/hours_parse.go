package geo

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	comment  = regexp.MustCompile(`"[^"]*"`)
	dayName  = `(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)`
	dayRange = dayName + `(?:\s*-\s*` + dayName + `)?`
	dayList  = dayRange + `(?:\s*,\s*` + dayRange + `)*`
	timeSpan = `\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}`
	timeList = timeSpan + `(?:\s*,\s*` + timeSpan + `)*`
	// hoursRule is one rule of a week: days, every day when there are none, and then hours or a word.
	hoursRule = regexp.MustCompile(`^\s*(` + dayList + `)?\s*:?\s*(24/7|off|closed|` + timeList + `)\s*`)
	spanTimes = regexp.MustCompile(`(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})`)
)

// mostHours bounds the text of one site's hours: OpenStreetMap keeps 255 characters.
const mostHours = 4096

var (
	errNoHours  = errors.New("says no hours of the week")
	errLongText = errors.New("is too long to be opening hours")
)

// ParseHours reads the weekly part of OpenStreetMap's opening_hours: weekdays, times, several spans a day, "24/7" and "off". A
// later rule takes the place of an earlier one on its days; one after a comma adds to it. Comments, and rules for public and
// school holidays alone, are passed over; dates, weeks, sunrise and open ends are errors, since what is left would be wrong.
func ParseHours(text string) (*Hours, error) {
	if len(text) > mostHours {
		return nil, errLongText
	}
	var h Hours
	said := false
	for rule := range strings.SplitSeq(comment.ReplaceAllString(text, ""), ";") {
		for adds := false; strings.TrimSpace(rule) != ""; adds = true {
			m := hoursRule.FindStringSubmatch(rule)
			if m == nil {
				return nil, fmt.Errorf("%q is not hours of the week such as Mo-Fr 09:00-17:00", strings.TrimSpace(rule))
			}
			spans, err := parseSpans(m[2])
			if err != nil {
				return nil, err
			}
			for _, day := range daysOf(m[1]) {
				said = true
				if adds {
					spans = append(h[day][:len(h[day]):len(h[day])], spans...)
				}
				if h[day], err = Ordered(spans); err != nil {
					return nil, err
				}
			}
			after, more := strings.CutPrefix(rule[len(m[0]):], ",")
			if rule = after; !more && strings.TrimSpace(rule) != "" {
				return nil, fmt.Errorf("%q stands after %q where nothing may", strings.TrimSpace(rule), strings.TrimSpace(m[0]))
			}
		}
	}
	if !said {
		return nil, errNoHours
	}
	return &h, nil
}

// parseSpans reads what hoursRule matched after the days.
func parseSpans(text string) ([]Span, error) {
	switch text {
	case "off", "closed":
		return nil, nil
	case "24/7":
		return []Span{{0, minutesADay}}, nil
	}
	var spans []Span
	for _, m := range spanTimes.FindAllStringSubmatch(text, -1) {
		var at [4]int
		for i := range at {
			at[i], _ = strconv.Atoi(m[i+1]) // digits, by the expression
		}
		if at[1] >= 60 || at[3] >= 60 {
			return nil, fmt.Errorf("%s has no such minute", m[0])
		}
		span, err := NewSpan(60*at[0]+at[1], 60*at[2]+at[3])
		if err != nil {
			return nil, err
		}
		spans = append(spans, span)
	}
	return spans, nil
}

// daysOf reads a list of days such as "Mo-We,Fr,PH"; holidays are left out, and no list is every day.
func daysOf(list string) []int {
	if list == "" {
		return []int{0, 1, 2, 3, 4, 5, 6}
	}
	number := map[string]int{}
	for i, name := range weekdays {
		number[name] = i
	}
	var days []int
	for part := range strings.SplitSeq(list, ",") {
		from, to, isRange := strings.Cut(part, "-")
		first, known := number[strings.TrimSpace(from)]
		last, ends := number[strings.TrimSpace(to)]
		if !isRange {
			last, ends = first, true
		}
		if !known || !ends {
			continue
		}
		for day := first; ; day = (day + 1) % len(weekdays) {
			days = append(days, day)
			if day == last {
				break
			}
		}
	}
	return days
}

package geo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Hours are the opening hours of an ordinary week, Monday first. A day without spans is closed; hours that are not known are a
// nil *Hours. The spans of a day are in order and do not overlap.
type Hours [7][]Span

// Span is a time of being open, in minutes since midnight of the day it opens: 0 ≤ Opens < 1440 and Opens < Closes. It ends
// within 24 hours; a Closes past 1440 is on the next day.
type Span struct{ Opens, Closes int }

// minutesADay is where the next day begins.
const minutesADay = 24 * 60

// weekdays are OpenStreetMap's names, Monday first.
var weekdays = [7]string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}

// NewSpan makes a span of two times of day; one that closes before it opens closes on the next day.
func NewSpan(opens, closes int) (Span, error) {
	if closes <= opens {
		closes += minutesADay
	}
	if opens < 0 || opens >= minutesADay || closes-opens > minutesADay || closes-opens == minutesADay && opens != 0 {
		return Span{}, fmt.Errorf("%s is not a span of less than a day", Span{opens, closes})
	}
	return Span{opens, closes}, nil
}

func (s Span) String() string {
	closes := s.Closes
	if closes > minutesADay {
		closes -= minutesADay
	}
	return clock(s.Opens) + "-" + clock(closes)
}

func clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

var errOverlap = errors.New("the hours of one day overlap")

// Ordered returns the spans of one day in order, or an error when two overlap.
func Ordered(spans []Span) ([]Span, error) {
	ordered := slices.SortedFunc(slices.Values(spans), func(a, b Span) int { return a.Opens - b.Opens })
	for i := 1; i < len(ordered); i++ {
		if ordered[i].Opens < ordered[i-1].Closes {
			return nil, errOverlap
		}
	}
	return ordered, nil
}

// String writes the hours in OpenStreetMap's syntax, https://wiki.openstreetmap.org/wiki/Key:opening_hours: "Mo-Fr 09:00-17:00;
// Sa 10:00-13:00", days alike together where they follow each other; "24/7" and "off" for the two extremes.
func (h Hours) String() string {
	always := [7][]Span{}
	for day := range always {
		always[day] = []Span{{0, minutesADay}}
	}
	if slices.EqualFunc(h[:], always[:], slices.Equal[[]Span]) {
		return "24/7"
	}
	var rules []string
	for day := 0; day < len(h); {
		last := day
		for last+1 < len(h) && slices.Equal(h[last+1], h[day]) {
			last++
		}
		if len(h[day]) > 0 {
			rules = append(rules, weekdayRange(day, last)+" "+joinSpans(h[day]))
		}
		day = last + 1
	}
	if rules == nil {
		return "off"
	}
	return strings.Join(rules, "; ")
}

func weekdayRange(first, last int) string {
	if first == last {
		return weekdays[first]
	}
	return weekdays[first] + "-" + weekdays[last]
}

func joinSpans(spans []Span) string {
	texts := make([]string, len(spans))
	for i, s := range spans {
		texts[i] = s.String()
	}
	return strings.Join(texts, ",")
}

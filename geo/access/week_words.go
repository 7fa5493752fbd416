package access

import (
	"fmt"
	"math"
	"strings"

	"hotspotmap/geo"
)

// weekSentence is "Reach is best on Thursday at 11:00: 33 of 37 libraries are open, and about 412,000 of 512,000 people in need are within 800 m of
// one on foot. In the daytime, 09:00 to 19:00, none is open on Sunday, nor on Saturday from 17:00 to 19:00."
func (s Study) weekSentence(w geo.WeekReach, kind Kind) string {
	if w.Sites == 0 {
		return fmt.Sprintf("No open public %s is listed, so reach is not known at any hour.", kind.Singular)
	}
	if w.Timed == 0 {
		return fmt.Sprintf("The opening hours of the %s are not known, so reach is not known at any hour.", kind.Counted(w.Sites))
	}
	if w.Best == nil {
		return fmt.Sprintf("Nobody is within %s m on foot of %s at any hour of the week.", geo.Count(w.LimitM), "a "+kind.Singular+" whose hours are known") + untimed(w, kind)
	}
	sentence := fmt.Sprintf("Reach is best on %s: %s, and %s.", w.Best.Words(), openOf(w, *w.Best, kind), s.within(w, *w.Best))
	return sentence + s.worst(w, kind) + untimed(w, kind)
}

// HourSentence is "On Tuesday at 18:00, 5 of 37 libraries are open; about 61,000 of 512,000 people in need are within 800 m of one on
// foot. At best, on Thursday at 11:00, it is about 412,000."
func (s Study) HourSentence(w geo.WeekReach, kind Kind, at geo.Hour) string {
	if w.Timed == 0 {
		return w.Sentence
	}
	sentence := fmt.Sprintf("On %s, %s; %s.", at.Words(), openOf(w, at, kind), s.within(w, at))
	if w.Best != nil && less(w, at, *w.Best) {
		sentence += fmt.Sprintf(" At best, on %s, it is %s.", w.Best.Words(), s.amount(w, *w.Best))
	}
	return sentence + untimed(w, kind)
}

// openOf is "5 of 37 libraries are open".
func openOf(w geo.WeekReach, at geo.Hour, kind Kind) string {
	switch {
	case w.Sites == 1 && w.Open[at] == 1:
		return fmt.Sprintf("the one %s is open", kind.Singular)
	case w.Sites == 1:
		return fmt.Sprintf("the one %s is not open", kind.Singular)
	case w.Open[at] == 0:
		return fmt.Sprintf("none of %s is open", kind.Counted(w.Sites))
	}
	return fmt.Sprintf("%s of %s %s open", geo.Count(w.Open[at]), kind.Counted(w.Sites), geo.Noun(w.Open[at], "is", "are"))
}

// within is "about 61,000 of 512,000 people in need are within 800 m of one on foot".
func (s Study) within(w geo.WeekReach, at geo.Hour) string {
	words := ""
	switch {
	case w.Need != nil:
		words = partOf(float64(w.Need[at]), s.Need.Total, "people in need") + " are"
	case w.People != nil:
		words = partOf(float64(w.People[at]), known(s.People), "people") + " are"
	default:
		words = fmt.Sprintf("%s of %s %s", geo.Count(w.Areas[at]), s.areas(len(s.Reach[0][0].Values)), geo.Noun(w.Areas[at], "is", "are"))
	}
	return fmt.Sprintf("%s within %s m of one on foot", words, geo.Count(w.LimitM))
}

// amount is "about 412,000", of what [Study.within] counts.
func (s Study) amount(w geo.WeekReach, at geo.Hour) string {
	switch {
	case w.Need != nil:
		return strings.TrimSuffix(geo.About(float64(w.Need[at])), " people")
	case w.People != nil:
		return strings.TrimSuffix(geo.About(float64(w.People[at])), " people")
	}
	return geo.Count(w.Areas[at])
}

// The daytime, in which few open sites are worth a word: from 9:00 to 19:00, every day.
const dayBegins, dayEnds = 9, 19

// worst names the hours of the daytime when nothing is open, or else the hour with least in reach.
func (s Study) worst(w geo.WeekReach, kind Kind) string {
	var none, days []string
	least := geo.Hour(-1)
	for day := range 7 {
		var shut []int
		for clock := dayBegins; clock <= dayEnds; clock++ {
			h := geo.Hour(24*day + clock)
			if w.Open[h] == 0 {
				shut = append(shut, clock)
			}
			if least < 0 || less(w, h, least) {
				least = h
			}
		}
		switch name := geo.Hour(24 * day).DayName(); {
		case len(shut) == dayEnds-dayBegins+1:
			days = append(days, name)
		case len(shut) > 0:
			none = append(none, name+" "+clocks(shut))
		}
	}
	const between = " In the daytime, 09:00 to 19:00,"
	switch {
	case len(days) == 0 && len(none) == 0 && !less(w, least, *w.Best):
		return " It is no less at any hour of the daytime, 09:00 to 19:00."
	case len(days) == 0 && len(none) == 0:
		return fmt.Sprintf("%s it is least on %s: %s, and %s.", between, least.Words(), openOf(w, least, kind), s.within(w, least))
	case len(none) == 0:
		return fmt.Sprintf("%s none is open on %s.", between, geo.List(days, "or"))
	case len(days) == 0:
		return fmt.Sprintf("%s none is open on %s.", between, geo.List(none, "and"))
	}
	return fmt.Sprintf("%s none is open on %s, nor on %s.", between, geo.List(days, "or"), geo.List(none, "and"))
}

// less compares two hours by those in reach.
func less(w geo.WeekReach, a, b geo.Hour) bool {
	switch {
	case w.Need != nil && w.Need[a] != w.Need[b]:
		return w.Need[a] < w.Need[b]
	case w.People != nil && w.People[a] != w.People[b]:
		return w.People[a] < w.People[b]
	}
	return w.Areas[a] < w.Areas[b]
}

// clocks writes hours of a day, those that follow each other together: "at 09:00 and from 18:00 to 19:00".
func clocks(hours []int) string {
	var runs []string
	for i := 0; i < len(hours); {
		j := i
		for j+1 < len(hours) && hours[j+1] == hours[j]+1 {
			j++
		}
		if i == j {
			runs = append(runs, fmt.Sprintf("at %02d:00", hours[i]))
		} else {
			runs = append(runs, fmt.Sprintf("from %02d:00 to %02d:00", hours[i], hours[j]))
		}
		i = j + 1
	}
	return geo.List(runs, "and")
}

// untimed says how many sites have no known hours.
func untimed(w geo.WeekReach, kind Kind) string {
	n := w.Sites - w.Timed
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" The hours of %s are not known, so %s at no hour.", kind.Counted(n), geo.Noun(n, "it counts", "they count"))
}

// known adds up the people of areas where they are known.
func known(people []float64) float64 {
	sum := 0.0
	for _, v := range people {
		if !math.IsNaN(v) {
			sum += v
		}
	}
	return sum
}

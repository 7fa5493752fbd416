package geo

import (
	"fmt"
	"strings"
)

// HoursAWeek is how many hours a week has.
const HoursAWeek = 7 * 24

// Hour is an hour of the week: 0 is Monday at midnight, 167 Sunday at 23:00.
type Hour int

// dayNames are the days of the week, Monday first.
var dayNames = [7]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// ParseHour reads an hour as [Hour.String] writes it: "tue-18".
func ParseHour(text string) (Hour, error) {
	for h := range Hour(HoursAWeek) {
		if strings.EqualFold(text, h.String()) {
			return h, nil
		}
	}
	return 0, fmt.Errorf("%.20q is not an hour of the week such as tue-18", text)
}

// Day is the day of an hour, 0 for Monday.
func (h Hour) Day() int { return int(h) / 24 }

// Clock is the time of an hour: 18 for 18:00.
func (h Hour) Clock() int { return int(h) % 24 }

// String is the hour's name in a URL: "tue-18".
func (h Hour) String() string {
	return fmt.Sprintf("%s-%02d", strings.ToLower(dayNames[h.Day()][:3]), h.Clock())
}

// Words is the hour in a sentence: "Tuesday at 18:00".
func (h Hour) Words() string { return h.DayName() + " at " + h.Time() }

// Time is the time of an hour as a clock shows it: "18:00".
func (h Hour) Time() string { return fmt.Sprintf("%02d:00", h.Clock()) }

// DayName is the day of an hour: "Tuesday".
func (h Hour) DayName() string { return dayNames[h.Day()] }

// Open reports whether a place with these hours is open at the full hour; one that closes then is not.
func (h Hours) Open(at Hour) bool {
	const minutesAWeek = 7 * minutesADay
	minute := 60 * int(at)
	for day, spans := range h {
		for _, s := range spans {
			opens, closes := day*minutesADay+s.Opens, day*minutesADay+s.Closes
			if opens <= minute && minute < closes || opens <= minute+minutesAWeek && minute+minutesAWeek < closes {
				return true
			}
		}
	}
	return false
}

// AWeek is how long a place with these hours is open in a week, in hours.
func (h Hours) AWeek() float64 {
	minutes := 0
	for _, spans := range h {
		for _, s := range spans {
			minutes += s.Closes - s.Opens
		}
	}
	return float64(minutes) / 60
}

// HoursFact is the key of the fact that holds a site's opening hours.
const HoursFact = "opening_hours"

// Hours returns the opening hours of a site; nil when they are not known, or are more than the hours of an ordinary week.
func (s Site) Hours() *Hours {
	for _, f := range s.Facts {
		if f.Key == HoursFact {
			if h, err := ParseHours(f.Value); err == nil {
				return h
			}
		}
	}
	return nil
}

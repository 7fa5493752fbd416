package table

import (
	"slices"
	"strings"

	"hotspotmap/geo"
)

// schedules are when a service, a location or the one at the other is open: version 1 of Open Referral UK has regular_schedules, of
// a service at a location regular_schedule; version 3 has schedules.
type schedules struct {
	V1       []schedule `json:"regular_schedules"`
	V1AtSite []schedule `json:"regular_schedule"`
	V3       []schedule `json:"schedules"`
}

// schedule is a rule of the iCalendar kind (RFC 5545 section 3.3.10), of which those of every week are read.
type schedule struct {
	Days     loose `json:"byday"`
	Freq     loose `json:"freq"`
	Interval loose `json:"interval"`
	Opens    loose `json:"opens_at"`
	Closes   loose `json:"closes_at"`
	ValidTo  loose `json:"valid_to"`
}

// scheduleDays are iCalendar's names of the days, Monday first.
var scheduleDays = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// weekOfSchedules writes the week that the first of several schedules to hold one amounts to; "" when none does. A rule that ends
// counts only where none goes on.
func weekOfSchedules(levels ...schedules) string {
	for _, level := range levels {
		all := slices.Concat(level.V1, level.V1AtSite, level.V3)
		lasting := slices.DeleteFunc(slices.Clone(all), func(s schedule) bool { return s.ValidTo != "" })
		for _, rules := range [][]schedule{lasting, all} {
			if hours := weekOfRules(rules); hours != nil {
				return hours.String()
			}
		}
	}
	return ""
}

// weekOfRules puts the rules of every week together; nil when there is none, or they contradict each other.
func weekOfRules(rules []schedule) *geo.Hours {
	var week geo.Hours
	known := false
	for _, rule := range rules {
		weekly := rule.Freq == "" || strings.EqualFold(string(rule.Freq), "WEEKLY")
		spans, ok := timeSpans(session(localTime(rule.Opens), localTime(rule.Closes)))
		if !weekly || rule.Interval != "" && rule.Interval != "1" || !ok || len(spans) == 0 {
			continue
		}
		for day := range strings.SplitSeq(strings.ToUpper(string(rule.Days)), ",") {
			i := slices.Index(scheduleDays, strings.TrimSpace(day))
			if i < 0 {
				continue
			}
			if !slices.Equal(week[i], spans) {
				week[i] = append(slices.Clip(week[i]), spans...)
			}
			known = true
		}
	}
	if !known {
		return nil
	}
	for day, spans := range week {
		ordered, err := geo.Ordered(spans)
		if err != nil {
			return nil
		}
		week[day] = ordered
	}
	return &week
}

// localTime drops the zone from a time of day: 10:00Z, 10:00:00+01:00. A place's own time is meant whatever it says.
func localTime(text loose) string {
	t := strings.TrimSpace(string(text))
	if i := strings.IndexAny(t, "Z+"); i > 0 {
		t = t[:i]
	}
	return t
}

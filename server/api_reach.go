package server

import (
	"net/http"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// handleAPIReach sends reach by hour of the week, capacity and equity.
func (s *Server) handleAPIReach(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	week := rel.Week()
	if week == nil {
		return notMeasured()
	}
	return s.respondJSON(w, r, week)
}

// handleAPIReachCSV sends a row for each kind, distance and hour of the week.
func (s *Server) handleAPIReachCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	week := rel.Week()
	if week == nil {
		return notMeasured()
	}
	t := table{header: []string{"kind", "within_m", "hour", "day", "time", "sites_open", "sites", "sites_without_hours", "areas_in_reach", "people_in_reach", "people_in_need_in_reach"}}
	for _, reach := range week.Reach {
		for h := range geo.Hour(geo.HoursAWeek) {
			t.add(text(reach.Kind), whole(reach.LimitM), text(h.String()), text(h.DayName()), text(h.Time()), whole(reach.Open[h]), whole(reach.Sites),
				whole(reach.Sites-reach.Timed), whole(reach.Areas[h]), atHour(reach.People, h), atHour(reach.Need, h))
		}
	}
	return s.respondCSV(w, r, "reach", t)
}

// atHour is a count at an hour; empty when it was not counted.
func atHour(counts []int, h geo.Hour) cell {
	if counts == nil {
		return text("")
	}
	return whole(counts[h])
}

func notMeasured() error {
	return notFound("Build the map again with this version of the program.", "This release was made before reach by hour of the week was measured.")
}

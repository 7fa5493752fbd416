package server

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hotspotmap/data/release"
)

// handleAPISiting sends where one more site helps most.
func (s *Server) handleAPISiting(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	found := rel.Siting()
	if found == nil {
		return noSiting()
	}
	return s.respondJSON(w, r, found)
}

// handleAPISitingCSV sends one row for each candidate, and which of the plans it is in.
func (s *Server) handleAPISitingCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	found := rel.Siting()
	if found == nil {
		return noSiting()
	}
	t := table{header: []string{"rank", "site", "name", "area", "people_in_need", "people", "areas", "in_best"}}
	for _, c := range found.Candidates {
		var plans []string
		for n, plan := range found.Plans {
			if slices.Contains(plan.Sites, c.Site) {
				plans = append(plans, strconv.Itoa(n+1))
			}
		}
		t.add(whole(c.Rank), text(c.Site), text(c.Name), text(c.Area), decimal(c.Gain.Need, 1), decimal(c.Gain.People, 1), whole(c.Gain.Areas),
			text(strings.Join(plans, " ")))
	}
	return s.respondCSV(w, r, "siting", t)
}

func noSiting() error {
	return notFound("Ask for it with [siting] in the project file.", "This release does not say where one more site helps most.")
}

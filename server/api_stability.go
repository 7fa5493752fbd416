package server

import (
	"net/http"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// handleAPIStability sends how far the ranking depends on the weights.
func (s *Server) handleAPIStability(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	found := rel.Stability()
	if found == nil {
		return noStability()
	}
	return s.respondJSON(w, r, found)
}

// handleAPIStabilityCSV sends one row for each area: its rank, the ranks that draws of the weights give it, and what they say.
func (s *Server) handleAPIStabilityCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	small := rel.Manifest().SmallAreas
	areas, _ := rel.Areas(small)
	var columns [5]geo.Column
	for i, id := range []string{rankColumn, "rank_median", lowRankColumn, highRankColumn, topShareColumn} {
		var known bool
		if columns[i], known = rel.Column(small, id); !known || rel.Stability() == nil {
			return noStability()
		}
	}
	t := table{header: []string{"code", "name", "rank", "rank_median", "rank_low", "rank_high", "top_share", "verdict"}}
	for i, code := range areas.Codes {
		cells := []cell{text(code), text(areas.Names[i])}
		for _, c := range columns {
			value, _ := valueCells(c, i)
			cells = append(cells, value)
		}
		verdict := ""
		if share := columns[4]; share.Flags[i] == geo.Present {
			verdict = string(score.VerdictOf(share.Values[i]))
		}
		t.add(append(cells, text(verdict))...)
	}
	return s.respondCSV(w, r, "stability", t)
}

func noStability() error {
	return notFound("Build the map again with this version of the program.", "This release does not say how far its ranking depends on the weights.")
}

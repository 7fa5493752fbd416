package server

import (
	"net/http"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// handleAPITargets sends the target areas with their reasons.
func (s *Server) handleAPITargets(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return s.respondJSON(w, r, rel.Targets())
}

// handleAPITargetsCSV sends the target areas, first first.
func (s *Server) handleAPITargetsCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	index, _ := rel.ColumnInfo(rel.Manifest().SmallAreas, "index")
	t := table{header: []string{"rank", "code", "name", "parent", "index", "people", "reasons"}}
	for _, target := range rel.Targets().Targets {
		t.add(whole(target.Rank), text(target.Code), text(target.Name), text(target.Parent),
			decimal(target.Index, index.Decimals), people(target.People), text(target.Sentence))
	}
	return s.respondCSV(w, r, "targets", t)
}

// handleAPIGaps sends who is out of reach of what.
func (s *Server) handleAPIGaps(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return s.respondJSON(w, r, rel.Gaps())
}

// handleAPIGapsCSV sends each gap as a whole, and then by parent area.
func (s *Server) handleAPIGapsCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	t := table{header: []string{"kind", "beyond_m", "sites", "code", "name", "areas_beyond", "areas", "people_beyond", "people_out_of_reach", "people_in_need_out_of_reach", "note"}}
	for _, gap := range rel.Gaps().Gaps {
		note := ""
		if gap.Sites == 0 {
			note = "no usable site of this kind is known: reach is unknown"
		}
		t.add(text(gap.Kind), whole(gap.BeyondM), whole(gap.Sites), text(""), text(rel.Manifest().Place),
			whole(gap.Areas), whole(gap.OfAreas), people(gap.People), people(gap.PeopleOut), people(gap.NeedOut), text(note))
		for _, parent := range gap.Parents {
			t.add(text(gap.Kind), whole(gap.BeyondM), whole(gap.Sites), text(parent.Code), text(parent.Name),
				whole(parent.Areas), whole(parent.OfAreas), people(parent.People), people(parent.PeopleOut), people(parent.NeedOut), text(note))
		}
	}
	return s.respondCSV(w, r, "gaps", t)
}

// handleAPIHotspots sends the clusters and the parameters of the test.
func (s *Server) handleAPIHotspots(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return s.respondJSON(w, r, rel.Hotspots())
}

// hotspotWords are the classes of the test.
var hotspotWords = map[geo.HotspotClass]string{geo.HotspotArea: "hotspot", geo.Coldspot: "coldspot"}

// handleAPIHotspotsCSV sends one row for each area of each cluster.
func (s *Server) handleAPIHotspotsCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	t := table{header: []string{"cluster", "class", "code", "name", "cluster_name"}}
	small := rel.Manifest().SmallAreas
	areas, _ := rel.Areas(small)
	for i, cluster := range rel.Hotspots().Clusters {
		for _, code := range cluster.Areas {
			name := ""
			if aid, ok := rel.AID(small, code); ok {
				name = areas.Names[aid-1]
			}
			t.add(whole(i+1), text(hotspotWords[cluster.Class]), text(code), text(name), text(cluster.Name))
		}
	}
	return s.respondCSV(w, r, "hotspots", t)
}

// people is a count of people, empty when it is not known.
func people(n float64) cell {
	if n == 0 {
		return text("")
	}
	return decimal(n, 0)
}

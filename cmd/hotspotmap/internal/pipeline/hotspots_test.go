package pipeline

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/geo"
)

// Four areas in a row, 1.1 km apart but for the last, which touches none.
func TestNeighboursOf(t *testing.T) {
	s := study{neighbours: geo.Neighbours{{1}, {0, 2}, {1}, nil}}
	for _, lat := range []float64{52, 52.01, 52.02, 52.05} {
		s.small.areas = append(s.small.areas, data.Area{Inside: orb.Point{0, lat}})
	}
	for _, c := range []struct {
		name             string
		hotspots         project.Hotspots
		tested, touching geo.Neighbours
		linked           []int
	}{
		{"touching", project.Hotspots{Neighbours: project.NeighboursQueen}, s.neighbours, s.neighbours, nil},
		{"touching, or linked", project.Hotspots{Neighbours: project.NeighboursRook, LinkIslands: true},
			geo.Neighbours{{1}, {0, 2}, {1, 3}, {2}}, geo.Neighbours{{1}, {0, 2}, {1, 3}, {2}}, []int{3}},
		{"within a distance", project.Hotspots{Neighbours: project.NeighboursDistance, DistanceM: 2500}, geo.Neighbours{{1, 2}, {0, 2}, {0, 1}, nil}, s.neighbours, nil},
		{"nearest", project.Hotspots{Neighbours: project.NeighboursNearest, Nearest: 1}, geo.Neighbours{{1}, {0}, {1}, {2}}, s.neighbours, nil},
		{"nearest, and what touches none linked", project.Hotspots{Neighbours: project.NeighboursNearest, Nearest: 1, LinkIslands: true},
			geo.Neighbours{{1}, {0}, {1}, {2}}, geo.Neighbours{{1}, {0, 2}, {1, 3}, {2}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			tested, touching, linked := neighboursOf(c.hotspots, s)
			if diff := cmp.Diff(c.tested, tested); diff != "" {
				t.Errorf("in the test: %s", diff)
			}
			if diff := cmp.Diff(c.touching, touching); diff != "" {
				t.Errorf("in clusters: %s", diff)
			}
			if diff := cmp.Diff(c.linked, linked); diff != "" {
				t.Errorf("linked: %s", diff)
			}
		})
	}
}

// A larger geography tells wards of one name apart; a smaller one, or none, does not.
func TestPlaceNames(t *testing.T) {
	parent := func(areas int, names ...string) level {
		return level{areas: make([]data.Area, areas), names: names, parents: []uint32{1, 1, 0}}
	}
	s := study{parents: []level{parent(2, "Park", "Castle"), parent(1, "Sheffield")}}
	if diff := cmp.Diff([]string{"Sheffield", "Sheffield", ""}, s.placeNames()); diff != "" {
		t.Error(diff)
	}
	for _, parents := range [][]level{nil, {parent(1, "Park")}, {parent(1, "Sheffield"), parent(2, "Park", "Castle")}} {
		if got := (study{parents: parents}).placeNames(); got != nil {
			t.Errorf("%d parents: %q", len(parents), got)
		}
	}
}

package topology

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// jittered moves every vertex of every area by up to some metres on its own, as if each had been drawn by itself.
func jittered(areas []geo.Area, metres float64) []geo.Area {
	random := rand.New(rand.NewPCG(1, 2))
	out := make([]geo.Area, len(areas))
	for i, a := range areas {
		out[i] = a
		out[i].Geometry = a.Geometry.Clone()
		for _, polygon := range out[i].Geometry {
			for _, r := range polygon {
				for j := range r {
					angle, d := random.Float64()*2*math.Pi, random.Float64()*metres/111_320
					r[j] = orb.Point{r[j][0] + d*math.Cos(angle)/math.Cos(r[j][1]*math.Pi/180), r[j][1] + d*math.Sin(angle)}
				}
				r[len(r)-1] = r[0]
			}
		}
	}
	return out
}

// TestSnapFindsNeighboursOfBadlyDrawnAreas: with every vertex off by up to 0.4 m no two borders match, and snapping
// within a metre gives back the neighbours of the good drawing, without gaps inside.
func TestSnapFindsNeighboursOfBadlyDrawnAreas(t *testing.T) {
	areas := birmingham(t)
	clean, _, err := Build(areas, Options{})
	if err != nil {
		t.Fatal(err)
	}
	bad := jittered(areas, 0.4)
	apart, _, err := Build(bad, Options{})
	if err != nil {
		t.Fatal(err)
	}
	snapped, report, err := Build(bad, Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	checkMesh(t, snapped)
	t.Logf("%d areas repaired; arcs: %d clean, %d apart, %d snapped", len(report.Repairs), len(clean.Arcs), len(apart.Arcs), len(snapped.Arcs))
	if !equalNeighbours(snapped.Rook(), clean.Rook()) {
		t.Errorf("other rook neighbours than the good drawing: %v", neighbourDifference(clean.Rook(), snapped.Rook()))
	}
	if !equalNeighbours(snapped.Neighbours(), clean.Neighbours()) {
		t.Errorf("other neighbours than the good drawing: %v", neighbourDifference(clean.Neighbours(), snapped.Neighbours()))
	}
	one := make([]uint32, len(areas))
	for i := range one {
		one[i] = 1
	}
	if got, want := len(snapped.Dissolve(one, 1).Arcs), len(clean.Dissolve(one, 1).Arcs); got != want {
		t.Errorf("the outline has %d arcs, the good drawing's %d", got, want)
	}
}

// neighbourDifference lists the pairs of positions in one and not in the other.
func neighbourDifference(a, b geo.Neighbours) (pairs [][2]uint32) {
	in := make(map[[2]uint32]int)
	for _, p := range pairsOf(a) {
		in[p]++
	}
	for _, p := range pairsOf(b) {
		in[p]--
	}
	for p, n := range in {
		if n != 0 {
			pairs = append(pairs, p)
		}
	}
	return pairs
}

package target

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"hotspotmap/geo"
	"hotspotmap/geo/score"
)

// BenchmarkPick picks targets of a nation, with near misses of every kind.
func BenchmarkPick(b *testing.B) {
	const n, parents = 33_755, 300
	random := rand.New(rand.NewPCG(1, 1))
	s := town()
	s.Codes, s.Names, s.Parents, s.Per.Parents, s.Per.Names = nil, nil, nil, nil, nil
	index, top, distance := geo.NewColumn(geo.Indicator{}, n), geo.NewColumn(geo.Indicator{}, n), geo.NewColumn(geo.Indicator{}, n)
	s.People, s.Test.Z, s.Test.PAdjusted = make([]float64, n), make([]float64, n), make([]float64, n)
	s.Nearest = [][]int{make([]int, n)}
	var hot []string
	for i := range n {
		code := fmt.Sprintf("E%08d", i)
		s.Codes, s.Names, s.Parents = append(s.Codes, code), append(s.Names, code), append(s.Parents, "North")
		s.Per.Parents = append(s.Per.Parents, uint32(i%parents)+1)
		index.Values[i], index.Flags[i] = float64(random.IntN(10_001))/1000, geo.Present
		top.Values[i], top.Flags[i] = random.Float64()*100, geo.Present
		distance.Values[i], distance.Flags[i] = random.Float64()*3000, geo.Present
		s.People[i], s.Test.Z[i], s.Test.PAdjusted[i] = 1500, random.NormFloat64(), random.Float64()
		if s.Test.Z[i] > 0 && s.Test.PAdjusted[i] < 0.1 {
			hot = append(hot, code)
		}
	}
	for i := range parents {
		s.Per.Names = append(s.Per.Names, fmt.Sprint(i))
	}
	s.Score.Index = index
	s.Score.Rank, s.Score.Decile = score.Rank(index)
	s.Stability.TopShare = top
	s.Hotspots.Clusters = []geo.Cluster{{Class: geo.HotspotArea, Areas: hot}}
	s.Distances, s.Kinds = []geo.Column{distance}, s.Kinds[:1]
	for b.Loop() {
		if _, err := Pick(s, Rule{Hotspot: true, FDR: 0.1, BeyondM: 800, Kinds: []string{"library"}, Detour: 1.3, AtMost: 400, OnePer: true, AtMostPeople: 550_000}); err != nil {
			b.Fatal(err)
		}
	}
}

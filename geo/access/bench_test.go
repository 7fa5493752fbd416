package access

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// random places in a box, the same each time.
func randomPlaces(n int, west, south, wide, high float64) []orb.Point {
	random := rand.New(rand.NewPCG(7, 7))
	places := make([]orb.Point, n)
	for i := range places {
		places[i] = orb.Point{west + random.Float64()*wide, south + random.Float64()*high}
	}
	return places
}

func randomSites(n int, west, south, wide, high float64) []geo.Site {
	sites := make([]geo.Site, n)
	for i, at := range randomPlaces(n, west, south, wide, high) {
		sites[i] = geo.Site{Kind: "library", At: at, Facts: []geo.Fact{{Key: geo.HoursFact, Value: "Mo-Fr 09:00-17:00; Sa 10:00-13:00"}}}
	}
	return sites
}

// England's size: the distance from 33,755 areas to the nearest of 5,000 sites.
func BenchmarkDistancesEngland(b *testing.B) {
	points := Inside(randomPlaces(33_755, -5, 50, 6, 5))
	sites := randomSites(5000, -5, 50, 6, 5)
	for b.Loop() {
		Distances(points, sites, []Kind{{Kind: "library"}})
	}
}

// A city's size: 659 areas with 35,000 postcodes and 40 sites; distances, shares within two distances, the week, capacity and equity.
func BenchmarkReachOfACity(b *testing.B) {
	at := randomPlaces(35_000, -2.03, 52.38, 0.3, 0.23)
	aids := make([]uint32, len(at))
	people, index := make([]float64, 659), geo.NewColumn(geo.Indicator{ID: "index"}, 659)
	for i := range at {
		aids[i] = uint32(i%659 + 1)
	}
	for i := range people {
		people[i], index.Values[i], index.Flags[i] = 1500, float64(i%100)/10, geo.Present
	}
	sites := randomSites(40, -2.03, 52.38, 0.3, 0.23)
	for b.Loop() {
		points, _ := Placed(at[:659], at, aids)
		s := Study{Kinds: []Kind{{Kind: "library", Singular: "library"}}, Sites: sites, LimitsM: []int{800, 1600}, Detour: 1.3, People: people}
		s.Need = NeedOf(people, index, 10)
		s.Distances, _ = Distances(points, sites, s.Kinds)
		s.Reach = Reach(points, sites, s.Kinds, s.LimitsM, s.Detour)
		Gaps(s)
		Week(s, points)
		column, _ := Capacity(s, points, Supply{Kind: s.Kinds[0], Fact: geo.HoursFact}, []geo.Band{{UpToM: 800, Weight: 1}, {UpToM: 1600, Weight: 0.68}, {UpToM: 2400, Weight: 0.22}})
		EquityOf(s, s.Kinds[0], 0, column)
	}
}

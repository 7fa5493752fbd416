package score

import (
	"fmt"
	"math"
	"math/rand/v2"

	"hotspotmap/geo"
)

// Uncertainty says how far the weights of a recipe are in doubt, and how that is looked into.
type Uncertainty struct {
	Draws int    // of weights
	Seed  uint64 // the same seed gives the same draws on every machine

	// Spread is how much a weight varies: the standard deviation of a weight of average size, as a share of that weight. Larger ones
	// vary by less of themselves, smaller ones by more.
	Spread float64

	Top int // how many areas are the top; 0 is a tenth of those with an index
}

// Stability is how far the ranking depends on the weights and the normalisation.
type Stability struct {
	Uncertainty             // Top is at least 1
	Normalisations []string // tried in turn, draw by draw
	Scored         int      // areas with an index, which are those ranked

	Median   geo.Column // "rank_median", "rank_low", "rank_high": the 50th, 5th and 95th in a hundred of the draws' ranks
	Low      geo.Column // the better rank: more at risk
	High     geo.Column
	TopShare geo.Column // "top_share": of the draws, %, in which the area is among the top
}

// Verdict is what the draws say of an area's place among the top.
type Verdict string

const (
	Robust  Verdict = "robust"
	Depends Verdict = "depends on the weights"
	Never   Verdict = "never"
)

// RobustShare is the share of the draws, %, from which an area's place among the top is called robust.
const RobustShare = 95

// VerdictOf puts a share of the draws, %, into words: robust from 95, never at 0.
func VerdictOf(topShare float64) Verdict {
	switch {
	case topShare >= RobustShare:
		return Robust
	case topShare > 0:
		return Depends
	}
	return Never
}

// RankStability ranks the areas that have an index again and again, each time with weights drawn around the recipe's own and with
// one normalisation of several in turn. The weights of the components, and those of the indicators inside each, are drawn from
// Dirichlet distributions whose mean is the recipe's weights. An error is an [*Error].
//
// Source: Saisana, Saltelli and Tarantola (2005), "Uncertainty and sensitivity analysis techniques as tools for the quality
// assessment of composite indicators", Journal of the Royal Statistical Society A 168, 307–323.
func RankStability(t geo.Table, r Recipe, u Uncertainty) (Stability, error) {
	index, err := Index(t, r)
	if err != nil {
		return Stability{}, err
	}
	if err := u.check(index.Index.Present()); err != nil {
		return Stability{}, err
	}
	s := Stability{Uncertainty: u, Normalisations: r.alternatives(), Scored: index.Index.Present()}
	s.Top = topOf(u.Top, s.Scored)
	s.columns(index.Index)
	if s.Scored == 0 {
		return s, nil
	}
	f, err := newField(t, r, index, s.Normalisations, 0)
	if err != nil {
		return Stability{}, err
	}
	drawn := f.draw(r, u)
	ranks := make([]uint32, u.Draws*s.Scored) // draw by draw
	each(u.Draws, func() func(int) {
		b := f.bench()
		return func(draw int) {
			f.rank(draw%len(f.scales), drawn[draw], b, ranks[draw*s.Scored:(draw+1)*s.Scored])
		}
	})
	s.summarise(f.areas, ranks)
	return s, nil
}

// mostRanks is how many ranks are kept at once: 4 bytes each, so 1 GiB.
const mostRanks = 1 << 28

// check refuses draws that have no meaning, or are too many for so many areas.
func (u Uncertainty) check(scored int) error {
	switch {
	case u.Draws < 1:
		return &Error{Problem: fmt.Sprintf("draws = %d", u.Draws), Remedy: "write how many times the weights are drawn, such as 1000"}
	case !(u.Spread > 0 && u.Spread < 1):
		return &Error{Problem: fmt.Sprintf("spread = %g", u.Spread), Remedy: "write how far a weight may vary, above 0 and below 1, such as 0.3"}
	case u.Draws*scored > mostRanks:
		return &Error{Problem: fmt.Sprintf("%s draws of %s make more ranks than are kept in memory at once", geo.Count(u.Draws), geo.Counted(scored, "area", "areas")),
			Remedy: fmt.Sprintf("write draws = %d or fewer", mostRanks/scored)}
	case u.Top < 0:
		return &Error{Problem: fmt.Sprintf("top = %d", u.Top), Remedy: "write how many areas are the top, or 0 for a tenth of them"}
	}
	return nil
}

// topOf is how many of the scored areas are the top.
func topOf(asked, scored int) int {
	if asked == 0 {
		asked = scored / deciles
	}
	return max(1, min(asked, scored))
}

// alternatives are the normalisations that a ranking is tried with: min–max, z-scores and percentile ranks, and the recipe's own if
// it is another. Under a geometric mean z-scores have to be put on a scale with ends, which makes them min–max again.
func (r Recipe) alternatives() []string {
	switch {
	case r.Aggregate == Geometric:
		return []string{MinMax, PercentileRank}
	case r.Normalise == Exponential:
		return []string{MinMax, ZScore, PercentileRank, Exponential}
	}
	return []string{MinMax, ZScore, PercentileRank}
}

// columns makes the columns, which are absent where the index is, for the same reason.
func (s *Stability) columns(index geo.Column) {
	column := func(id, title, unit string, higher geo.Direction, decimals int) geo.Column {
		c := geo.NewColumn(geo.Indicator{ID: id, Title: title, Unit: unit, Higher: higher, Decimals: decimals}, len(index.Flags))
		copy(c.Flags, index.Flags)
		return c
	}
	s.Median = column("rank_median", "Rank, median of the draws", "", geo.HigherIsBetter, 0)
	s.Low = column("rank_low", "Rank, 5th percentile of the draws", "", geo.HigherIsBetter, 0)
	s.High = column("rank_high", "Rank, 95th percentile of the draws", "", geo.HigherIsBetter, 0)
	decimals := 1
	if s.Draws > 1000 {
		decimals = 2 // so that one draw is not rounded to none
	}
	s.TopShare = column("top_share", fmt.Sprintf("Among the %s most at risk, whatever the weights", geo.Count(s.Top)), "%", geo.HigherIsWorse, decimals)
}

// gathered is how many areas' ranks are taken from the draws together, so that each line of memory is read once.
const gathered = 16

// summarise finds each area's quantiles among the draws' ranks. A quantile is the smallest rank that at least its share of the
// draws do not exceed.
func (s *Stability) summarise(areas []int, ranks []uint32) {
	n := len(areas)
	blocks := (n + gathered - 1) / gathered
	each(blocks, func() func(int) {
		var seen [gathered][]uint32
		for i := range seen {
			seen[i] = make([]uint32, s.Draws)
		}
		counts := make([]uint32, n+1) // by rank
		return func(block int) {
			from, to := block*gathered, min((block+1)*gathered, n)
			for draw := range s.Draws {
				for i, rank := range ranks[draw*n+from : draw*n+to] {
					seen[i][draw] = rank
				}
			}
			for i, area := range areas[from:to] {
				s.place(area, seen[i], counts)
			}
		}
	})
}

// place writes down the quantiles of one area's ranks. counts is working space, all zero before and after.
func (s *Stability) place(area int, ranks, counts []uint32) {
	least, most, top := ranks[0], ranks[0], 0
	for _, rank := range ranks {
		counts[rank]++
		least, most = min(least, rank), max(most, rank)
		if int(rank) <= s.Top {
			top++
		}
	}
	quantiles := []struct {
		share  float64
		column geo.Column
	}{{0.05, s.Low}, {0.5, s.Median}, {0.95, s.High}}
	below, next := 0, 0
	for rank := least; rank <= most; rank++ {
		below += int(counts[rank])
		counts[rank] = 0
		for next < len(quantiles) && float64(below) >= math.Ceil(quantiles[next].share*float64(len(ranks))) {
			quantiles[next].column.Values[area] = float64(rank)
			next++
		}
	}
	s.TopShare.Values[area] = s.TopShare.Indicator.Round(100 * float64(top) / float64(len(ranks)))
}

// draw draws all weights from one sequence, before any of them is used, so that they do not depend on what runs at once.
func (f *field) draw(r Recipe, u Uncertainty) []weights {
	chosen := f.chosen(r)
	random := rand.New(rand.NewPCG(u.Seed, 0))
	drawn := make([]weights, u.Draws)
	for i := range drawn {
		drawn[i].components = dirichlet(random, chosen.components, u.Spread)
		at := 0
		for _, size := range f.shape {
			drawn[i].indicators = append(drawn[i].indicators, dirichlet(random, chosen.indicators[at:at+size], u.Spread)...)
			at += size
		}
	}
	return drawn
}

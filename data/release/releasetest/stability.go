package releasetest

import (
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// stability is of two draws in which the areas most at risk are the last one, or the last two.
func stability() geo.Stability {
	agreement := 0.983
	return geo.Stability{
		Geography: SmallAreas, Draws: 200, Seed: 1, Spread: 0.3, Normalisations: []string{"minmax", "zscore", "rank"}, Top: 1, Scored: 9,
		Robust: 1, Depends: 1, Never: 7, Sentence: "Of 9 neighbourhoods, 1 is robustly the one most at risk.",
		Alternatives: []geo.Alternative{
			{Change: "Percentile ranks instead of min–max", Areas: 9, Shift: 0.4, Left: 0, Spearman: &agreement},
			{Change: "Without “Low income”", Areas: 0, Left: 1},
		},
		Drivers:      geo.Drivers{Areas: 9, Samples: 64, Inputs: []geo.Driver{{Input: "Weight of “Deprivation”", First: 0.4, FirstError: 0.05, Total: 0.6, TotalError: 0.06}}},
		Correlations: []geo.Correlation{{A: "income", B: "people", Areas: 5, Pearson: 0.91, Spearman: 0.9}},
		Warnings: []string{"“Low income” and “People” say nearly the same (Pearson 0.91, Spearman 0.90): they move almost together, with 100% of " +
			"the weight of the index on the two."},
	}
}

// stabilityColumns are the ranks in those draws.
func stabilityColumns() []column {
	better := func(id, title string, values ...float64) geo.Column {
		return whole(geo.Indicator{ID: id, Title: title, Higher: geo.HigherIsBetter}, values...)
	}
	return []column{
		{SmallAreas, release.RoleTopShare, "", whole(geo.Indicator{ID: "top_share", Title: "Among the 1 most at risk, " +
			"whatever the weights", Unit: "%", Higher: geo.HigherIsWorse, Decimals: 1},
			0, 0, 0, 0, 0, 0, 0, 4.5, 95.5)},
		{SmallAreas, release.RoleRankRange, "", better("rank_median", "Rank, median of the draws", 9, 8, 7, 6, 5, 4, 3, 2, 1)},
		{SmallAreas, release.RoleRankRange, "", better("rank_low", "Rank, 5th percentile of the draws", 8, 7, 7, 5, 4, 4, 3, 2, 1)},
		{SmallAreas, release.RoleRankRange, "", better("rank_high", "Rank, 95th percentile of the draws", 9, 9, 8, 7, 6, 5, 4, 3, 1)},
	}
}

package export

import (
	"cmp"
	"fmt"
	"strconv"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// evidence is what a pack states.
type evidence struct {
	Manifest   release.Manifest
	Small      geo.Geography
	Parameters []geo.Fact // which release it is, and with which parameters it was made
	Targets    geo.Targets
	Hotspots   geo.Hotspots
	Gaps       geo.Gaps
	Week       geo.Week      // empty where the release has none
	Stability  geo.Stability // empty where the release has none
	Siting     geo.Siting    // empty where the project asks for no next site
	Recipe     []ingredient
	Sources    []geo.Source
}

// ingredient is an indicator of the index with what it weighs.
type ingredient struct {
	Indicator, Title, Component           string
	Weight, ComponentWeight, SharePercent string
	Worse                                 string // "higher" or "lower"
	Unit, Period, Source                  string
	Absent                                int // areas without a value
}

func newEvidence(r *release.Release) evidence {
	m := r.Manifest()
	small, _ := r.Geography(m.SmallAreas)
	e := evidence{Manifest: m, Small: small, Targets: r.Targets(), Hotspots: r.Hotspots(), Gaps: r.Gaps(), Sources: m.Sources, Recipe: recipe(r)}
	if week := r.Week(); week != nil {
		e.Week = *week
	}
	if stability := r.Stability(); stability != nil {
		e.Stability = *stability
	}
	if siting := r.Siting(); siting != nil {
		e.Siting = *siting
	}
	e.Parameters = []geo.Fact{
		{Key: "Release", Value: r.ID()},
		{Key: "Run", Value: m.Run},
		{Key: "SHA-256 of the project file", Value: m.Project},
		{Key: "Program", Value: m.Code},
		{Key: "Areas", Value: fmt.Sprintf("%s %s (%s)", geo.Count(small.Areas), small.Plural, small.Title)},
		{Key: "Index", Value: fmt.Sprintf("indicators rescaled by %s, combined by the %s mean with the weights of index.csv; 0 to 10, 10 "+
			"is most at risk", m.Normalise, m.Aggregate)},
		{Key: "Hotspots", Value: fmt.Sprintf("%s, neighbours by %s, borders within %s m touch, false discovery rate %s %%",
			cmp.Or(map[string]string{"getis-ord-gi-star": "Getis-Ord Gi*"}[e.Hotspots.Method], e.Hotspots.Method), m.Hotspots.Neighbours, compact(m.Hotspots.SnapM), compact(m.Hotspots.FDR*100))},
		{Key: "Reach", Value: fmt.Sprintf("within %s m on foot of a usable site, measured from %s; on foot is the straight line × %s",
			metres(m.Reach.LimitsM), e.Gaps.From, compact(m.Reach.Detour))},
		{Key: "Shortlist", Value: e.Targets.Rule},
	}
	if e.Week.Need != "" {
		e.Parameters = append(e.Parameters, geo.Fact{Key: "People in need", Value: e.Week.Need})
	}
	return e
}

func metres(limits []int) string {
	words := make([]string, len(limits))
	for i, limit := range limits {
		words[i] = geo.Count(limit)
	}
	return geo.List(words, "or")
}

// compact writes a number with no more digits than it needs.
func compact(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

func recipe(r *release.Release) []ingredient {
	m := r.Manifest()
	total := 0.0
	for _, c := range m.Components {
		total += c.Weight
	}
	var all []ingredient
	for _, c := range m.Components {
		inside := 0.0
		for _, w := range c.Weights {
			inside += w.Weight
		}
		for _, w := range c.Weights {
			info, _ := r.ColumnInfo(m.SmallAreas, w.Indicator)
			share := 0.0
			if total > 0 && inside > 0 {
				share = 100 * c.Weight / total * w.Weight / inside
			}
			worse := "higher"
			if info.Higher == geo.HigherIsBetter {
				worse = "lower"
			}
			all = append(all, ingredient{
				Indicator: w.Indicator, Title: cmp.Or(info.Title, w.Indicator), Component: c.Title,
				Weight: compact(w.Weight), ComponentWeight: compact(c.Weight), SharePercent: strconv.FormatFloat(share, 'f', 1, 64),
				Worse: worse, Unit: info.Unit, Period: info.Period, Source: info.Source,
				Absent: info.Counts.Missing + info.Counts.Suppressed + info.Counts.NotApplicable + info.Counts.Rejected,
			})
		}
	}
	return all
}

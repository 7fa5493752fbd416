package export

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

//go:embed evidence.html
var evidenceSource string

var evidencePage = template.Must(template.New("evidence").Funcs(template.FuncMap{
	"count":  geo.Count,
	"people": peopleCell,
	"score":  func(v float64) string { return geo.Number(v, 1) },
}).Parse(evidenceSource))

// evidence is what a pack states.
type evidence struct {
	Manifest   release.Manifest
	Small      geo.Geography
	Parameters []geo.Fact // which release it is, and with which parameters it was made
	Targets    geo.Targets
	Hotspots   geo.Hotspots
	Gaps       geo.Gaps
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
	e.Parameters = []geo.Fact{
		{Key: "Release", Value: r.ID()},
		{Key: "Run", Value: m.Run},
		{Key: "SHA-256 of the project file", Value: m.Project},
		{Key: "Program", Value: m.Code},
		{Key: "Areas", Value: fmt.Sprintf("%s %s (%s)", geo.Count(small.Areas), small.Plural, small.Title)},
		{Key: "Index", Value: fmt.Sprintf("indicators rescaled by %s, combined by the %s mean with the weights of index.csv; 0 to 10, 10 is most at risk", m.Normalise, m.Aggregate)},
		{Key: "Hotspots", Value: fmt.Sprintf("%s, neighbours by %s, borders within %s m touch, false discovery rate %s %%",
			e.Hotspots.Method, m.Hotspots.Neighbours, compact(m.Hotspots.SnapM), compact(m.Hotspots.FDR*100))},
		{Key: "Reach", Value: fmt.Sprintf("within %s m on foot of a usable site, measured from %s; on foot is the straight line × %s",
			metres(m.Reach.LimitsM), e.Gaps.From, compact(m.Reach.Detour))},
		{Key: "Shortlist", Value: e.Targets.Rule},
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

// table is one CSV of a pack.
type table struct {
	name, about string
	header      []string
	rows        [][]string
}

func (t table) csv() ([]byte, error) {
	s := newSheet(t.header...)
	for _, row := range t.rows {
		s.add(row...)
	}
	return s.bytes()
}

func (e evidence) tables() []table {
	shortlist := table{"shortlist.csv", "the target areas with their reasons",
		[]string{"rank", "code", "name", "parent", "index", "people", "sentence", "reasons"}, nil}
	for _, t := range e.Targets.Targets {
		var reasons []string
		for _, reason := range t.Reasons {
			reasons = append(reasons, reason.Sentence)
		}
		shortlist.rows = append(shortlist.rows, []string{strconv.Itoa(t.Rank), harmless(t.Code), harmless(t.Name), harmless(t.Parent),
			strconv.FormatFloat(t.Index, 'f', -1, 64), peopleCell(t.People), harmless(t.Sentence), harmless(strings.Join(reasons, " "))})
	}
	clusters := table{"hotspots.csv", "the clusters that passed the test",
		[]string{"class", "areas", "people", "codes", "sentence"}, nil}
	for _, c := range e.Hotspots.Clusters {
		class := "hotspot"
		if c.Class == geo.Coldspot {
			class = "coldspot"
		}
		clusters.rows = append(clusters.rows, []string{class, strconv.Itoa(len(c.Areas)), peopleCell(c.People),
			harmless(strings.Join(c.Areas, " ")), harmless(c.Sentence)})
	}
	gaps := table{"gaps.csv", "who is out of reach of what, in all and by " + e.parentNoun(),
		[]string{"kind", "beyond_m", "usable_sites", "code", "name", "areas", "of_areas", "people", "of_people", "sentence"}, nil}
	for _, g := range e.Gaps.Gaps {
		gaps.rows = append(gaps.rows, []string{g.Kind, strconv.Itoa(g.BeyondM), strconv.Itoa(g.Sites), "", "",
			strconv.Itoa(g.Areas), strconv.Itoa(g.OfAreas), peopleCell(g.People), peopleCell(g.OfPeople), harmless(g.Sentence)})
		for _, p := range g.Parents {
			gaps.rows = append(gaps.rows, []string{g.Kind, strconv.Itoa(g.BeyondM), strconv.Itoa(g.Sites), harmless(p.Code), harmless(p.Name),
				strconv.Itoa(p.Areas), strconv.Itoa(p.OfAreas), peopleCell(p.People), "", ""})
		}
	}
	index := table{"index.csv", "what is in the index, and what it weighs",
		[]string{"indicator", "title", "component", "weight_in_component", "component_weight", "share_of_index_percent", "worse_when", "unit", "period", "source", "areas_without"}, nil}
	for _, i := range e.Recipe {
		index.rows = append(index.rows, []string{i.Indicator, harmless(i.Title), harmless(i.Component), i.Weight, i.ComponentWeight,
			i.SharePercent, i.Worse, i.Unit, i.Period, i.Source, strconv.Itoa(i.Absent)})
	}
	parameters := table{"method.csv", "which release this is, and with which parameters it was made", []string{"what", "value"}, nil}
	for _, p := range e.Parameters {
		parameters.rows = append(parameters.rows, []string{p.Key, harmless(p.Value)})
	}
	sources := table{"sources.csv", "every file the release was made from, with publisher and licence", sourceHeader, nil}
	for _, s := range e.Sources {
		cells := []string{s.ID, s.Title, s.Publisher, s.Licence, s.Period, s.Vintage, s.File, s.SHA256}
		for i := range cells {
			cells[i] = harmless(cells[i])
		}
		for _, n := range []int{s.Rows.Read, s.Rows.Used, s.Rows.Unmatched, s.Rows.Rejected, s.Rows.Repaired} {
			cells = append(cells, strconv.Itoa(n))
		}
		sources.rows = append(sources.rows, cells)
	}
	return []table{shortlist, clusters, gaps, index, parameters, sources}
}

// peopleCell is a number of people as a table shows it. Results leave them out where they are not known, which reads as 0.
func peopleCell(people float64) string {
	if people == 0 {
		return ""
	}
	return strconv.FormatFloat(people, 'f', 0, 64)
}

// parentNoun is what gaps are listed by.
func (e evidence) parentNoun() string {
	for _, g := range e.Manifest.Geographies {
		if g.Dissolves != "" {
			return g.Singular
		}
	}
	return e.Small.Singular
}

package export

import (
	"fmt"
	"strconv"
	"strings"

	"hotspotmap/geo"
)

// table is one CSV of a pack.
type table struct {
	name, about string
	header      []string
	rows        [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t table) csv() ([]byte, error) {
	s := newSheet(t.header...)
	for _, row := range t.rows {
		s.add(row...)
	}
	return s.bytes()
}

func (e evidence) tables() []table {
	return []table{e.shortlist(), e.nearMisses(), e.stability(), e.clusters(), e.gaps(), e.week(), e.capacity(), e.equity(), e.candidates(), e.plans(),
		e.index(), e.method(), e.sources()}
}

func (e evidence) shortlist() table {
	t := table{name: "shortlist.csv", about: "the target areas with their reasons",
		header: []string{"rank", "code", "name", "parent", "index", "people", "sentence", "reasons"}}
	for _, target := range e.Targets.Targets {
		var reasons []string
		for _, reason := range target.Reasons {
			reasons = append(reasons, reason.Sentence)
		}
		t.add(strconv.Itoa(target.Rank), geo.CSVText(target.Code), geo.CSVText(target.Name), geo.CSVText(target.Parent),
			number(target.Index), peopleCell(target.People), geo.CSVText(target.Sentence), geo.CSVText(strings.Join(reasons, " ")))
	}
	return t
}

func (e evidence) nearMisses() table {
	t := table{name: "near_misses.csv", about: "areas that are nearly targets, and what would make them so",
		header: []string{"code", "name", "parent", "index", "people", "about", "asked", "needed", "sentence"}}
	for _, miss := range e.Targets.NearMisses {
		t.add(geo.CSVText(miss.Code), geo.CSVText(miss.Name), geo.CSVText(miss.Parent), number(miss.Index), peopleCell(miss.People),
			miss.About, number(miss.Asked), number(miss.Needed), geo.CSVText(miss.Sentence))
	}
	return t
}

func (e evidence) stability() table {
	t := table{name: "stability.csv", about: "what becomes of the ranking when one thing about the index is changed",
		header: []string{"change", "areas", "mean_shift_in_places", "top_areas_that_leave", "spearman"}}
	for _, a := range e.Stability.Alternatives {
		spearman := ""
		if a.Spearman != nil {
			spearman = number(*a.Spearman)
		}
		t.add(geo.CSVText(a.Change), strconv.Itoa(a.Areas), number(a.Shift), strconv.Itoa(a.Left), spearman)
	}
	return t
}

func (e evidence) clusters() table {
	t := table{name: "hotspots.csv", about: "the clusters that passed the test",
		header: []string{"class", "name", "areas", "people", "codes", "sentence"}}
	for _, c := range e.Hotspots.Clusters {
		class := "hotspot"
		if c.Class == geo.Coldspot {
			class = "coldspot"
		}
		t.add(class, geo.CSVText(c.Name), strconv.Itoa(len(c.Areas)), peopleCell(c.People), geo.CSVText(strings.Join(c.Areas, " ")), geo.CSVText(c.Sentence))
	}
	return t
}

func (e evidence) gaps() table {
	t := table{name: "gaps.csv", about: "who is out of reach of what, in all and by " + e.parentNoun(),
		header: []string{"kind", "beyond_m", "usable_sites", "code", "name", "areas", "of_areas", "people", "of_people",
			"people_out", "need_out", "of_need", "sentence"}}
	for _, g := range e.Gaps.Gaps {
		kind := []string{g.Kind, strconv.Itoa(g.BeyondM), strconv.Itoa(g.Sites)}
		if g.Sites == 0 { // nothing was measured
			t.add(append(kind, "", "", "", strconv.Itoa(g.OfAreas), "", peopleCell(g.OfPeople), "", "", peopleCell(g.OfNeed), geo.CSVText(g.Sentence))...)
			continue
		}
		out := func(part, whole float64) string {
			if g.OutSentence == "" {
				return "" // not counted that way
			}
			return partCell(part, whole)
		}
		t.add(append(kind, "", "", strconv.Itoa(g.Areas), strconv.Itoa(g.OfAreas), partCell(g.People, g.OfPeople), peopleCell(g.OfPeople),
			out(g.PeopleOut, g.OfPeople), out(g.NeedOut, g.OfNeed), peopleCell(g.OfNeed), geo.CSVText(strings.TrimSpace(g.Sentence+" "+g.OutSentence)))...)
		for _, p := range g.Parents {
			t.add(append(kind, geo.CSVText(p.Code), geo.CSVText(p.Name), strconv.Itoa(p.Areas), strconv.Itoa(p.OfAreas), partCell(p.People, g.OfPeople), "",
				out(p.PeopleOut, g.OfPeople), out(p.NeedOut, g.OfNeed), "", "")...)
		}
	}
	return t
}

// week has a row for each hour, Monday first.
func (e evidence) week() table {
	t := table{name: "week.csv", about: "who is within reach of what is open, hour by hour",
		header: []string{"kind", "within_m", "day", "hour", "open_sites", "areas", "people", "people_in_need"}}
	at := func(counts []int, hour int) string {
		if hour >= len(counts) {
			return "" // people are not known
		}
		return strconv.Itoa(counts[hour])
	}
	for _, reach := range e.Week.Reach {
		for hour := range reach.Open {
			day, clock := geo.Hour(hour).DayName(), fmt.Sprintf("%02d:00", geo.Hour(hour).Clock())
			t.add(reach.Kind, strconv.Itoa(reach.LimitM), day, clock,
				at(reach.Open, hour), at(reach.Areas, hour), at(reach.People, hour), at(reach.Need, hour))
		}
	}
	return t
}

func (e evidence) capacity() table {
	t := table{name: "capacity.csv", about: "how much there is for each person in need",
		header: []string{"kind", "what", "unit", "usable_sites", "known_sites", "supply", "mean_for_1000_in_need", "sentence"}}
	for _, c := range e.Week.Capacity {
		t.add(c.Kind, geo.CSVText(c.Title), geo.CSVText(c.Unit), strconv.Itoa(c.Sites), strconv.Itoa(c.Known), number(c.Supply), number(c.Mean), geo.CSVText(c.Sentence))
	}
	return t
}

func (e evidence) equity() table {
	t := table{name: "equity.csv", about: "how evenly reach is shared by need",
		header: []string{"kind", "within_m", "column", "people", "mean", "mean_of_tenth_most_in_need", "concentration_index", "sentence"}}
	for _, q := range e.Week.Equity {
		within, concentration := "", ""
		if q.LimitM > 0 {
			within = strconv.Itoa(q.LimitM)
		}
		if q.Concentration != nil {
			concentration = number(*q.Concentration)
		}
		t.add(q.Kind, within, q.Column, peopleCell(q.People), number(q.Mean), number(q.TenthMean), concentration, geo.CSVText(q.Sentence))
	}
	return t
}

func (e evidence) candidates() table {
	t := table{name: "candidates.csv", about: "what each candidate building by itself would bring into reach",
		header: []string{"rank", "site", "name", "area", "areas", "people", "people_in_need"}}
	for _, c := range e.Siting.Candidates {
		t.add(strconv.Itoa(c.Rank), c.Site, geo.CSVText(c.Name), geo.CSVText(c.Area), strconv.Itoa(c.Gain.Areas), number(c.Gain.People), number(c.Gain.Need))
	}
	return t
}

func (e evidence) plans() table {
	t := table{name: "plans.csv", about: "the best building, the best two together, and so on",
		header: []string{"sites", "names", "areas", "people", "people_in_need", "at_most_in_need", "proven", "left_in_need", "sentence"}}
	for _, p := range e.Siting.Plans {
		t.add(strconv.Itoa(len(p.Sites)), geo.CSVText(strings.Join(p.Names, "; ")), strconv.Itoa(p.Gain.Areas), number(p.Gain.People), number(p.Gain.Need),
			number(p.Bound), strconv.FormatBool(p.Proven), number(p.Left.Need), geo.CSVText(p.Sentence))
	}
	return t
}

func (e evidence) index() table {
	t := table{name: "index.csv", about: "what is in the index, and what it weighs",
		header: []string{"indicator", "title", "component", "weight_in_component", "component_weight", "share_of_index_percent", "worse_when",
			"unit", "period", "source", "areas_without"}}
	for _, i := range e.Recipe {
		t.add(i.Indicator, geo.CSVText(i.Title), geo.CSVText(i.Component), i.Weight, i.ComponentWeight, i.SharePercent, i.Worse,
			geo.CSVText(i.Unit), geo.CSVText(i.Period), i.Source, strconv.Itoa(i.Absent))
	}
	return t
}

func (e evidence) method() table {
	t := table{name: "method.csv", about: "which release this is, and with which parameters it was made", header: []string{"what", "value"}}
	for _, p := range e.Parameters {
		t.add(p.Key, geo.CSVText(p.Value))
	}
	return t
}

func (e evidence) sources() table {
	t := table{name: "sources.csv", about: "every file the release was made from, with publisher and licence", header: sourceHeader}
	for _, s := range e.Sources {
		cells := harmlessRow([]string{s.ID, s.Title, s.Publisher, s.Licence, s.Period, s.Vintage, s.File, s.SHA256})
		for _, n := range []int{s.Rows.Read, s.Rows.Used, s.Rows.Unmatched, s.Rows.Rejected, s.Rows.Repaired} {
			cells = append(cells, strconv.Itoa(n))
		}
		t.add(cells...)
	}
	return t
}

// number writes a number with all the digits it has.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// peopleCell is a number of people as a table shows it. Results leave them out where they are not known, which reads as 0.
func peopleCell(people float64) string {
	if people == 0 {
		return ""
	}
	return strconv.FormatFloat(people, 'f', 0, 64)
}

// partCell is a number of people out of so many: nobody is 0 where the whole is known.
func partCell(part, whole float64) string {
	if whole == 0 {
		return ""
	}
	return strconv.FormatFloat(part, 'f', 0, 64)
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

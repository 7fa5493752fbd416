package server

import (
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/geo/access"
)

// hourGroup is the hours of one day in a list to choose from.
type hourGroup struct {
	Day   string
	Hours []choice
}

// weekView is reach over the hours of the week: a table of seven days, and what stands out in it.
type weekView struct {
	Sentence string
	How      string // to read the table
	Grid     gridView
}

// curveView is how many people live within each walking distance.
type curveView struct {
	Title, Sentence, Words string
	Line, Need             string // of an SVG of 320 × 120
	Ticks                  []tickView
	Grid                   gridView
}

type tickView struct {
	X    float64
	Text string
}

// atHour turns a gap into that of one hour: only sites known to be open then count.
func (m *model) atHour(q *gapQuery, hour geo.Hour) {
	week, ok := m.week(q.Gap)
	if !ok {
		return // nothing was measured by hour
	}
	q.Hour = &hour
	s := m.reachStudy(q.Kind, q.Gap.BeyondM)
	q.AtHour = s.HourSentence(week, q.Kind, hour)
	s.Sites, s.Hour = access.OpenAt(m.rel.Sites(), hour), &hour
	points := m.points()
	s.Distances, _ = access.Distances(points, s.Sites, s.Kinds)
	s.Reach = access.Reach(points, s.Sites, s.Kinds, s.LimitsM, s.Detour)
	q.Distance, q.Share = s.Distances[0], s.Reach[0][0]
	if week.Open[hour] == 0 { // nobody is in reach of anything: there is nothing to list
		q.Gap = geo.Gap{Kind: q.Gap.Kind, BeyondM: q.Gap.BeyondM}
		return
	}
	q.Gap = access.Gaps(s).Gaps[0]
}

// week is what the release says of a gap's kind and distance by hour of the week, and whether it says so.
func (m *model) week(g geo.Gap) (geo.WeekReach, bool) {
	week := m.rel.Week()
	if week == nil {
		return geo.WeekReach{}, false
	}
	i := slices.IndexFunc(week.Reach, func(w geo.WeekReach) bool { return w.Kind == g.Kind && w.LimitM == g.BeyondM })
	if i < 0 {
		return geo.WeekReach{}, false
	}
	return week.Reach[i], true
}

// reachStudy is what reach of one kind, at one distance, was measured from.
func (m *model) reachStudy(kind access.Kind, limitM int) access.Study {
	gaps := m.rel.Gaps()
	s := access.Study{
		Geography: m.small, Kinds: []access.Kind{kind}, Sites: m.rel.Sites(), LimitsM: []int{limitM}, Detour: gaps.Detour, From: gaps.From,
		People: peopleOf(m.areas),
	}
	if need, ok := m.rel.Column(m.small.ID, m.manifest.Reach.Need); ok && s.People != nil {
		full := 10.0
		if need.Indicator.Unit == "%" {
			full = 100
		}
		s.Need = access.NeedOf(s.People, need, full)
	}
	if len(m.parents) > 0 {
		first, _ := m.rel.Areas(m.parents[0].ID)
		s.Parents, s.ParentCodes, s.ParentNames = m.areas.Parents[first.ID], first.Codes, first.Names
	}
	return s
}

// fillWeek adds how a gap changes over the week, how far people live from such sites, and what there is for whom.
func (m *model) fillWeek(view *gapsView, q gapQuery) {
	week, ok := m.week(q.Gap)
	if !ok {
		return
	}
	if week.Timed > 0 {
		view.Hours = hourChoices(week, q.Hour)
		view.Week = &weekView{
			Sentence: week.Sentence, Grid: m.weekGrid(week, q),
			How: "Each figure is for the full hour. Darker is nearer the best hour of the week; choose one to see who is out of reach then.",
		}
	} else {
		view.Week = &weekView{Sentence: week.Sentence}
	}
	all := m.rel.Week()
	for _, c := range all.Curves {
		if c.Kind == q.Gap.Kind {
			view.Curve = curveOf(c, q.Kind)
		}
	}
	for _, e := range all.Equity {
		if e.Kind == q.Gap.Kind && (e.LimitM == q.Gap.BeyondM || e.LimitM == 0) {
			view.Shares = append(view.Shares, e.Sentence)
		}
	}
	for _, c := range all.Capacity {
		if c.Kind == q.Gap.Kind {
			view.Shares = append(view.Shares, c.Sentence)
		}
	}
}

// shownHours are the hours of a day worth a column: from the first when any site is open to the last, and at least the daytime.
func shownHours(week geo.WeekReach) (first, last int) {
	first, last = 9, 19
	for h, open := range week.Open {
		if open > 0 {
			first, last = min(first, geo.Hour(h).Clock()), max(last, geo.Hour(h).Clock())
		}
	}
	return first, last
}

func hourChoices(week geo.WeekReach, asked *geo.Hour) []hourGroup {
	first, last := shownHours(week)
	var groups []hourGroup
	for day := range 7 {
		group := hourGroup{Day: geo.Hour(24 * day).DayName()}
		for clock := range 24 {
			h := geo.Hour(24*day + clock)
			selected := asked != nil && *asked == h
			if first <= clock && clock <= last || selected {
				group.Hours = append(group.Hours, choice{h.String(), h.Words(), selected})
			}
		}
		groups = append(groups, group)
	}
	return groups
}

// weekGrid is a row a day and a column an hour, with the share in reach in each cell, shaded by how near it comes to the best hour.
func (m *model) weekGrid(week geo.WeekReach, q gapQuery) gridView {
	counts, of, whom := week.Areas, float64(len(m.areas.Codes)), m.small.Plural
	switch total := m.rel.Week(); {
	case week.Need != nil && total.OfNeed > 0:
		counts, of, whom = week.Need, total.OfNeed, "people in need"
	case week.People != nil && total.People > 0:
		counts, of, whom = week.People, total.People, "people"
	}
	first, last := shownHours(week)
	grid := gridView{
		Class:   "week",
		Caption: fmt.Sprintf("%% of %s within %s m of an open %s", whom, geo.Count(week.LimitM), q.Kind.Singular),
		Heads:   []headView{{Title: "Day"}},
	}
	for clock := first; clock <= last; clock++ {
		grid.Heads = append(grid.Heads, headView{Title: fmt.Sprintf("%02d", clock)})
	}
	most := slices.Max(counts)
	for day := range 7 {
		row := rowView{Cells: []cellView{{Text: geo.Hour(24 * day).DayName()}}}
		for clock := first; clock <= last; clock++ {
			h := geo.Hour(24*day + clock)
			at := q
			at.Hour = &h
			cell := cellView{Text: geo.Number(100*float64(counts[h])/of, 0), Href: at.href(q.patch(), 1), Class: heat(counts[h], most)}
			if q.Hour != nil && *q.Hour == h {
				cell.Class += " is-asked"
			}
			row.Cells = append(row.Cells, cell)
		}
		grid.Rows = append(grid.Rows, row)
	}
	return grid
}

// heat is the class of a cell: which quarter of the most it lies in, 0 for nothing.
func heat(n, most int) string {
	if n == 0 {
		return "heat-0"
	}
	return fmt.Sprintf("heat-%d", int(math.Ceil(4*float64(n)/float64(most))))
}

// The curve is drawn in a box of 320 × 120, with 0 to 100 % upwards.
const curveWidth, curveHeight = 320.0, 120.0

func curveOf(c geo.Curve, kind access.Kind) *curveView {
	if len(c.Metres) == 0 {
		return nil
	}
	furthest := float64(c.Metres[len(c.Metres)-1])
	line := func(shares []float64) string {
		path := fmt.Sprintf("M0 %g", curveHeight)
		for i, share := range shares {
			path += fmt.Sprintf("L%.1f %.1f", curveWidth*float64(c.Metres[i])/furthest, curveHeight*(1-share/100))
		}
		return path
	}
	v := &curveView{
		Title: "How far people live from a " + kind.Singular, Sentence: c.Sentence, Line: line(c.People),
		Words: fmt.Sprintf("A curve that rises with walking distance: the share of people who live within it. The table below has the same figures "+
			"for every %s m.", geo.Count(c.Metres[0])),
		Grid: gridView{
			Caption: "Who lives within each walking distance of the nearest open public " + kind.Singular,
			Heads:   []headView{{Title: "On foot", Unit: "m"}, {Title: "People", Unit: "%", Class: "num"}},
		},
	}
	if c.Need != nil {
		v.Need = line(c.Need)
		v.Grid.Heads = append(v.Grid.Heads, headView{Title: "People in need", Unit: "%", Class: "num"})
	}
	for i, metres := range c.Metres {
		row := rowView{Cells: []cellView{{Text: geo.Count(metres)}, {Text: geo.Number(c.People[i], 1), Class: "num"}}}
		if c.Need != nil {
			row.Cells = append(row.Cells, cellView{Text: geo.Number(c.Need[i], 1), Class: "num"})
		}
		v.Grid.Rows = append(v.Grid.Rows, row)
		if i%4 == 3 {
			v.Ticks = append(v.Ticks, tickView{X: curveWidth * float64(metres) / furthest, Text: geo.Count(metres)})
		}
	}
	return v
}

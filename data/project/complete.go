package project

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// project makes the Project of a document that has been checked, filling in what was left to defaults.
func (d *document) project() *Project {
	p := d.Project
	p.Geographies = d.geographies()
	p.Sites = d.sites()
	p.Index = d.index()
	p.Siting = d.siting()
	p.Place = cmp.Or(p.Place, placeOf(p.Title))
	if len(p.Reach.Metres) == 0 {
		p.Reach.Metres = []int{800, 1600}
	}
	if len(p.Reach.Bands) == 0 {
		p.Reach.Bands = defaultReachBands
	}
	if len(p.Targets.Kinds) == 0 {
		p.Targets.Kinds = d.kinds()
	}
	if len(p.Targets.Kinds) == 0 {
		p.Targets.BeyondM = 0 // the default distance is from something
	}
	if len(p.Tiles.Bands) == 0 {
		p.Tiles.Bands = defaultBands(p.Geographies)
	}
	if len(p.Embed.FrameAncestors) == 0 {
		p.Embed.FrameAncestors = []string{"*"}
	}
	p.Attribution = cmp.Or(p.Attribution, attribution(&p))
	return &p
}

// defaultReachBands are the zones of 10, 20 and 30 minutes of Luo and Qi (2009), at 80 metres a minute, with their weights.
var defaultReachBands = []ReachBand{{UpToM: 800, Weight: 1}, {UpToM: 1600, Weight: 0.68}, {UpToM: 2400, Weight: 0.22}}

// geographies puts the small areas first.
func (d *document) geographies() []Geography {
	var out []Geography
	for _, g := range d.Geographies {
		g.Title = cmp.Or(g.Title, g.ID)
		g.Singular = cmp.Or(g.Singular, "area")
		g.Plural = cmp.Or(g.Plural, g.Singular+"s")
		out = append(out, g)
	}
	slices.SortStableFunc(out, func(a, b Geography) int {
		return boolOrder(a.ID == d.SmallAreas) - boolOrder(b.ID == d.SmallAreas)
	})
	return out
}

func boolOrder(first bool) int {
	if first {
		return 0
	}
	return 1
}

// kindTitles are the names of the usual kinds of site.
var kindTitles = map[string][2]string{
	"wifi":            {"Free Wi-Fi", "free Wi-Fi site"},
	"library":         {"Libraries", "library"},
	"device_loan":     {"Device loan schemes", "device loan scheme"},
	"recycling":       {"Device recycling points", "device recycling point"},
	"skills":          {"Digital skills support", "digital skills site"},
	geo.KindCandidate: {"Candidate buildings", "candidate building"},
}

func (d *document) sites() []Sites {
	titles := map[string][2]string{}
	for _, s := range d.Sites {
		t := titles[s.Kind]
		titles[s.Kind] = [2]string{cmp.Or(t[0], s.Title), cmp.Or(t[1], s.Singular)}
	}
	var out []Sites
	for i, document := range d.Sites {
		s := document.Sites
		usual, given := kindTitles[s.Kind], titles[s.Kind]
		s.Title = cmp.Or(given[0], usual[0], s.Kind)
		s.Singular = cmp.Or(given[1], usual[1], s.Kind)
		s.Access = cmp.Or(s.Access, geo.Public)
		if s.Closed.Column != "" && s.Closed.Equals == nil {
			s.Closed.When = "not empty"
		}
		for _, fact := range d.lines.below(fmt.Sprintf("sites[%d].facts", i)) {
			s.Facts = append(s.Facts, FactColumn{Key: fact, Column: document.Facts[fact]})
		}
		s.Reviewed = slices.Clone(s.Reviewed)
		for j := range s.Reviewed {
			s.Reviewed[j].Line = d.lines.of(fmt.Sprintf("sites[%d].reviewed[%d]", i, j))
		}
		out = append(out, s)
	}
	return out
}

func (d *document) index() Index {
	index := d.Index.Index
	index.Own = d.presets()
	for i, document := range d.Index.Components {
		c := document.Component
		for _, id := range d.lines.below(fmt.Sprintf("index.component[%d].indicators", i)) {
			c.Indicators = append(c.Indicators, IndicatorWeight{Indicator: id, Weight: document.Indicators[id]})
		}
		index.Components = append(index.Components, c)
	}
	return index
}

// placeOf finds the place in a title: "Digital exclusion in Birmingham".
func placeOf(title string) string {
	if i := strings.LastIndex(title, " in "); i >= 0 {
		return strings.TrimSpace(title[i+len(" in "):])
	}
	return title
}

// defaultBands draws the first parent from afar and the small areas from near, as suits one city.
func defaultBands(geographies []Geography) []Band {
	small := geographies[0].ID
	if len(geographies) == 1 {
		return []Band{{small, [2]int{4, 12}}}
	}
	return []Band{{geographies[1].ID, [2]int{4, 7}}, {small, [2]int{8, 12}}}
}

// attribution credits every publisher once, under the licences its sources have.
func attribution(p *Project) string {
	var origins []Origin
	for _, g := range p.Geographies {
		origins = append(origins, g.Origin)
	}
	for _, c := range p.Conversions {
		origins = append(origins, c.Origin)
	}
	for _, t := range p.Tables {
		origins = append(origins, t.Origin)
	}
	if p.People != nil {
		origins = append(origins, p.People.Origin)
	}
	for _, s := range p.Sites {
		origins = append(origins, s.Origin)
	}
	if p.Postcodes != nil {
		origins = append(origins, p.Postcodes.Origin)
	}
	var credits []string
	for _, o := range origins {
		if o.Publisher == "" {
			continue
		}
		credit := o.Publisher
		if o.Licence != "" {
			credit += " (" + o.Licence + ")"
		}
		if !slices.Contains(credits, credit) {
			credits = append(credits, credit)
		}
	}
	if len(credits) == 0 {
		return ""
	}
	return "Contains data from " + strings.Join(credits, ", ") + "."
}

package access

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hotspotmap/geo"
)

// Study is what gaps are computed from; slices of areas are in aid order.
type Study struct {
	Geography geo.Geography // its Singular and Plural are used in sentences
	Kinds     []Kind
	Distances []geo.Column // one a kind, from [Distances]
	Sites     []geo.Site
	LimitsM   []int
	Detour    float64   // walking distance = straight line × detour
	From      string    // what the distance is measured from: "a point inside each area"
	People    []float64 // NaN where unknown; nil when unknown everywhere
	Parents   []uint32  // aid in the first parent geography, 0 for none; nil when there is no such geography

	ParentCodes []string // by parent aid-1
	ParentNames []string
}

// Gaps counts the areas and people beyond each limit of each kind.
func Gaps(s Study) geo.Gaps {
	gaps := geo.Gaps{Geography: s.Geography.ID, Detour: s.Detour, From: s.From, Limits: s.LimitsM, Gaps: []geo.Gap{}}
	for k, kind := range s.Kinds {
		for _, limitM := range s.LimitsM {
			gaps.Gaps = append(gaps.Gaps, s.gap(kind, s.Distances[k], limitM))
		}
	}
	return gaps
}

// gap is that of one kind at one limit. It is among the areas whose distance is known.
func (s Study) gap(kind Kind, distance geo.Column, limitM int) geo.Gap {
	g := geo.Gap{Kind: kind.Kind, BeyondM: limitM, Sites: len(usableOf(s.Sites, kind.Kind))}
	if g.Sites == 0 {
		g.Sentence = s.unknown(kind)
		return g
	}
	var known, beyond []int
	for area, f := range distance.Flags {
		if f != geo.Present {
			continue
		}
		known = append(known, area)
		if WalkM(distance.Values[area], s.Detour) > float64(limitM) {
			beyond = append(beyond, area)
		}
	}
	population := geo.CountPeople(s.People, beyond)
	g.Areas, g.OfAreas = len(beyond), len(known)
	g.People, g.OfPeople = population.People, geo.CountPeople(s.People, known).People
	g.Parents = s.byParent(known, beyond)
	g.Sentence = s.sentence(kind, g, population)
	return g
}

// byParent divides a gap among the parents it is in, most people first, or most areas where people are not known.
func (s Study) byParent(known, beyond []int) []geo.ParentGap {
	if s.Parents == nil {
		return nil
	}
	members := map[uint32][]int{}
	for _, area := range beyond {
		members[s.Parents[area]] = append(members[s.Parents[area]], area)
	}
	of := map[uint32]int{}
	for _, area := range known {
		of[s.Parents[area]]++
	}
	var gaps []geo.ParentGap
	for parent, areas := range members {
		if parent == 0 {
			continue
		}
		gaps = append(gaps, geo.ParentGap{
			Code: s.ParentCodes[parent-1], Name: s.ParentNames[parent-1],
			Areas: len(areas), OfAreas: of[parent], People: geo.CountPeople(s.People, areas).People,
		})
	}
	slices.SortFunc(gaps, func(a, b geo.ParentGap) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(b.Areas, a.Areas), cmp.Compare(a.Code, b.Code))
	})
	return gaps
}

// sentence is "23 of 659 neighbourhoods, home to about 38,000 people, are more than 800 m on foot (straight line × 1.3) from
// the nearest open public library."
func (s Study) sentence(kind Kind, g geo.Gap, population geo.Population) string {
	limit := fmt.Sprintf("%s m on foot (straight line × %s)", geo.Count(g.BeyondM), strconv.FormatFloat(s.Detour, 'f', -1, 64))
	if g.Areas == 0 {
		return fmt.Sprintf("None of the %s is more than %s from the nearest open public %s.", s.areas(g.OfAreas), limit, kind.Singular)
	}
	subject := geo.Count(g.Areas) + " of " + s.areas(g.OfAreas)
	if g.Areas == g.OfAreas && g.Areas > 1 {
		subject = "All " + s.areas(g.Areas)
	}
	home := ""
	if people := population.String(); people != "" {
		home = ", home to " + people + ","
	}
	return fmt.Sprintf("%s%s %s more than %s from the nearest open public %s.", subject, home, geo.Noun(g.Areas, "is", "are"), limit, kind.Singular)
}

// unknown is "No free Wi-Fi site is listed, so reach is unknown.", or says that those listed do not count.
func (s Study) unknown(kind Kind) string {
	closed, restricted := 0, 0
	for _, site := range s.Sites {
		switch {
		case site.Kind != kind.Kind:
		case site.Closed:
			closed++
		case site.Access == geo.Restricted:
			restricted++
		}
	}
	var why []string
	if closed > 0 {
		why = append(why, geo.Count(closed)+" closed")
	}
	if restricted > 0 {
		why = append(why, geo.Count(restricted)+" not open to the public")
	}
	if why == nil {
		return fmt.Sprintf("No %s is listed, so reach is unknown.", kind.Singular)
	}
	return fmt.Sprintf("No open public %s is listed (%s), so reach is unknown.", kind.Singular, strings.Join(why, ", "))
}

func (s Study) areas(n int) string {
	return geo.Counted(n, s.Geography.Singular, s.Geography.Plural)
}

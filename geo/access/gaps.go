package access

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"hotspotmap/geo"
)

// Study is what gaps are computed from; slices of areas are in aid order.
type Study struct {
	Geography geo.Geography // its Singular and Plural are used in sentences
	Kinds     []Kind
	Distances []geo.Column   // one a kind, from [Distances]
	Reach     [][]geo.Column // by kind and limit, from [Reach]
	Sites     []geo.Site
	LimitsM   []int
	Detour    float64   // walking distance = straight line × detour
	From      string    // what the distance is measured from: "a point inside each area"
	People    []float64 // NaN where unknown; nil when unknown everywhere
	Need      Need
	Hour      *geo.Hour // when only the sites open then are among Sites as usable; nil: whatever their hours
	Parents   []uint32  // aid in the first parent geography, 0 for none; nil when there is no such geography

	ParentCodes []string // by parent aid-1
	ParentNames []string
}

// Gaps counts the areas and people beyond each limit of each kind.
func Gaps(s Study) geo.Gaps {
	gaps := geo.Gaps{Geography: s.Geography.ID, Detour: s.Detour, From: s.From, Limits: s.LimitsM, Gaps: []geo.Gap{}}
	for k, kind := range s.Kinds {
		for l, limitM := range s.LimitsM {
			gaps.Gaps = append(gaps.Gaps, s.gap(kind, limitM, s.Distances[k], s.Reach[k][l]))
		}
	}
	return gaps
}

// gap is that of one kind at one limit. It is among the areas whose distance is known.
func (s Study) gap(kind Kind, limitM int, distance, reach geo.Column) geo.Gap {
	g := geo.Gap{Kind: kind.Kind, BeyondM: limitM, Sites: len(kind.usable(s.Sites))}
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
	out, of := s.outOfReach(known, reach)
	g.PeopleOut, g.NeedOut, g.OfNeed = out.people, out.need, of.need
	g.Parents = s.byParent(known, beyond, reach)
	g.Sentence = s.sentence(kind, g, population)
	g.OutSentence = s.outSentence(g)
	return g
}

// amounts are people, and people in need, of some areas, as far as they are known.
type amounts struct{ people, need float64 }

// outOfReach adds up who is out of reach in some areas, and who is in them at all.
func (s Study) outOfReach(areas []int, reach geo.Column) (out, of amounts) {
	for _, area := range areas {
		beyond := 1 - reach.Values[area]/100
		if s.People != nil && !math.IsNaN(s.People[area]) {
			out.people, of.people = out.people+s.People[area]*beyond, of.people+s.People[area]
		}
		if s.Need.Known() && !math.IsNaN(s.Need.Each[area]) {
			out.need, of.need = out.need+s.Need.Each[area]*beyond, of.need+s.Need.Each[area]
		}
	}
	return amounts{hundredths(out.people), hundredths(out.need)}, amounts{hundredths(of.people), hundredths(of.need)}
}

// hundredths drops what rounding adds to a sum of parts.
func hundredths(v float64) float64 { return math.Round(v*100) / 100 }

// outSentence is "Counted by how much of each neighbourhood is out of reach, that is about 41,000 of 1,145,000 people, and about 19,000 of
// 512,000 people in need." It is empty where people are not known.
func (s Study) outSentence(g geo.Gap) string {
	if g.OfPeople == 0 {
		return ""
	}
	sentence := fmt.Sprintf("Counted by the part of each %s that is out of reach, that is %s", s.Geography.Singular, partOf(g.PeopleOut, g.OfPeople, "people"))
	if g.OfNeed > 0 {
		sentence += ", and " + partOf(g.NeedOut, g.OfNeed, "people in need")
	}
	return sentence + "."
}

// partOf is "about 41,000 of 1,145,000 people", "all 1,145,000 people" or "none of 1,145,000 people".
func partOf(part, whole float64, noun string) string {
	of := strings.TrimSuffix(strings.TrimPrefix(geo.About(whole), "about "), " people") + " " + noun
	switch {
	case part <= 0:
		return "none of " + of
	case part >= whole*(1-1e-12):
		return "all of " + of
	}
	return strings.TrimSuffix(geo.About(part), " people") + " of " + of
}

// byParent divides a gap among the parents it is in: most people in need out of reach first, then most people, then most areas.
func (s Study) byParent(known, beyond []int, reach geo.Column) []geo.ParentGap {
	if s.Parents == nil {
		return nil
	}
	of, members := s.members(known), s.members(beyond)
	var gaps []geo.ParentGap
	for parent, areas := range of {
		out, _ := s.outOfReach(areas, reach)
		if parent == 0 || len(members[parent]) == 0 && out.people == 0 {
			continue
		}
		gaps = append(gaps, geo.ParentGap{
			Code: s.ParentCodes[parent-1], Name: s.ParentNames[parent-1],
			Areas: len(members[parent]), OfAreas: len(areas), People: geo.CountPeople(s.People, members[parent]).People,
			PeopleOut: out.people, NeedOut: out.need,
		})
	}
	slices.SortFunc(gaps, func(a, b geo.ParentGap) int {
		return cmp.Or(cmp.Compare(b.NeedOut, a.NeedOut), cmp.Compare(b.People, a.People), cmp.Compare(b.Areas, a.Areas), cmp.Compare(a.Code, b.Code))
	})
	return gaps
}

// members groups areas by their parent.
func (s Study) members(areas []int) map[uint32][]int {
	of := map[uint32][]int{}
	for _, area := range areas {
		of[s.Parents[area]] = append(of[s.Parents[area]], area)
	}
	return of
}

// sentence is "23 of 659 neighbourhoods, home to about 38,000 people, are more than 800 m on foot (straight line × 1.3) from
// the nearest open public library."
func (s Study) sentence(kind Kind, g geo.Gap, population geo.Population) string {
	limit := fmt.Sprintf("%s m on foot (straight line × %s)", geo.Count(g.BeyondM), strconv.FormatFloat(s.Detour, 'f', -1, 64))
	if g.Areas == 0 {
		return fmt.Sprintf("None of the %s is more than %s from the nearest %s.", s.areas(g.OfAreas), limit, s.counting(kind))
	}
	subject := geo.Count(g.Areas) + " of " + s.areas(g.OfAreas)
	if g.Areas == g.OfAreas && g.Areas > 1 {
		subject = "All " + s.areas(g.Areas)
	}
	home := ""
	if people := population.String(); people != "" {
		home = ", home to " + people + ","
	}
	return fmt.Sprintf("%s%s %s more than %s from the nearest %s.", subject, home, geo.Noun(g.Areas, "is", "are"), limit, s.counting(kind))
}

// counting is the kind of site that counts: "open public library", "public library that is open then".
func (s Study) counting(kind Kind) string {
	if s.Hour != nil {
		return "public " + kind.Singular + " that is open then"
	}
	return "open public " + kind.Singular
}

// unknown is "No free Wi-Fi site is listed, so reach is unknown.", or says that those listed do not count.
func (s Study) unknown(kind Kind) string {
	closed, restricted := 0, 0
	for _, site := range s.Sites {
		switch {
		case !kind.has(site):
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

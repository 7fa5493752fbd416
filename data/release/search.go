package release

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// HitKind says what a search found.
type HitKind string

const (
	HitArea      HitKind = "area"
	HitPostcode  HitKind = "postcode"
	HitPostcodes HitKind = "postcodes" // all that begin alike: "B11", "B11 4"
	HitSite      HitKind = "site"
)

// Hit is one answer to a search.
type Hit struct {
	Kind      HitKind     `json:"kind"`
	Label     string      `json:"label"`               // what to show: "Bordesley & Highgate", "B11 4AA"
	Note      string      `json:"note,omitempty"`      // what it is: "ward", "postcode in Birmingham 074C"
	Geography string      `json:"geography,omitempty"` // of the area found, or the area the place lies in
	Code      string      `json:"code,omitempty"`      // of that area
	Site      string      `json:"site,omitempty"`      // site id
	Lon       float64     `json:"lon"`
	Lat       float64     `json:"lat"`
	BBox      *[4]float64 `json:"bbox,omitempty"` // west, south, east, north, when it is more than a point
}

// maxQuery bounds what is looked at of a query: no name of an area is longer.
const maxQuery = 100

// Search finds places by postcode or the beginning of one, areas by name or code, and sites by name: best first.
func (r *Release) Search(query string, limit int) []Hit {
	if len(query) > maxQuery {
		query = query[:maxQuery]
	}
	hits := r.searchPostcodes(query)
	if key := FoldKey(query); key != "" {
		hits = append(hits, r.searchAreas(key)...)
		hits = append(hits, r.searchSites(key)...)
	}
	hits = hits[:min(max(limit, 0), len(hits))]
	for i, hit := range hits {
		if aid, ok := r.AID(hit.Geography, hit.Code); ok && hit.Kind == HitArea && hit.Note == r.contents().geographies[hit.Geography].Singular {
			hits[i].Note += r.lyingIn(hit.Geography, aid)
		}
	}
	return hits
}

// How well a name answers a query: the smaller the better.
const (
	matchWhole = iota
	matchStart
	matchWord // a later word begins with it
	matchNone
)

func match(name, query string) int {
	switch {
	case name == query:
		return matchWhole
	case strings.HasPrefix(name, query):
		return matchStart
	case strings.Contains(name, " "+query):
		return matchWord
	}
	return matchNone
}

// searchAreas ranks by how well the key matches, then coarse geographies before fine ones, as a person who types
// "Sparkbrook" more likely means the ward than one of its neighbourhoods.
func (r *Release) searchAreas(query string) []Hit {
	type found struct {
		AreaKey
		match int
	}
	c := r.contents()
	var all []found
	for place, m := range c.places.best(query) {
		geography := c.places.geographies[place.geography]
		key := AreaKey{Key: c.areas[geography].Names[place.aid-1], Geography: geography, AID: place.aid}
		all = append(all, found{key, m})
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.match, b.match),
			cmp.Compare(c.geographies[a.Geography].Areas, c.geographies[b.Geography].Areas),
			compareAreaKeys(a.AreaKey, b.AreaKey))
	})
	hits := make([]Hit, len(all))
	for i, f := range all {
		hits[i] = r.areaHit(f.Geography, f.AID)
	}
	return hits
}

func (r *Release) areaHit(geography string, aid uint32) Hit {
	areas, i := r.contents().areas[geography], aid-1
	return Hit{
		Kind: HitArea, Label: areas.Names[i], Note: r.contents().geographies[geography].Singular, Geography: geography,
		Code: areas.Codes[i], Lon: areas.Lon[i], Lat: areas.Lat[i], BBox: (*[4]float64)(areas.BBox[4*i : 4*i+4]),
	}
}

// lyingIn tells areas of one name apart: " in Birmingham" by the smallest of the larger areas that holds all of it. Of a
// parent, only its small areas know what they lie in.
func (r *Release) lyingIn(geography string, aid uint32) string {
	small := r.contents().areas[r.manifest.SmallAreas]
	members := []uint32{aid}
	if geography != r.manifest.SmallAreas {
		members = nil
		for i, parent := range small.Parents[geography] {
			if parent == aid {
				members = append(members, uint32(i)+1)
			}
		}
	}
	for _, g := range r.manifest.Geographies {
		of := small.Parents[g.ID]
		if len(of) == 0 || len(members) == 0 || g.Areas >= r.contents().geographies[geography].Areas {
			continue
		}
		in := of[members[0]-1]
		if in > 0 && !slices.ContainsFunc(members, func(m uint32) bool { return of[m-1] != in }) {
			return " in " + r.contents().areas[g.ID].Names[in-1]
		}
	}
	return ""
}

func (r *Release) searchSites(query string) []Hit {
	type found struct {
		hit   Hit
		match int
	}
	var all []found
	for _, site := range r.contents().sites {
		m := match(FoldKey(site.Name), query)
		if m == matchNone {
			continue
		}
		hit := Hit{
			Kind: HitSite, Label: site.Name, Note: r.siteNote(site.Kind, site.Closed), Site: site.ID,
			Lon: site.At.Lon(), Lat: site.At.Lat(),
		}
		hit.Geography, hit.Code = r.smallArea(site.AID)
		all = append(all, found{hit, m})
	}
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.match, b.match) })
	hits := make([]Hit, len(all))
	for i, f := range all {
		hits[i] = f.hit
	}
	return hits
}

func (r *Release) siteNote(kind string, closed bool) string {
	note := kind
	for _, k := range r.manifest.SiteKinds {
		if k.Kind == kind {
			note = k.Singular
		}
	}
	if closed {
		note += ", closed"
	}
	return note
}

// smallArea names the small area of an aid; nothing for 0.
func (r *Release) smallArea(aid uint32) (geography, code string) {
	if aid == 0 {
		return "", ""
	}
	return r.manifest.SmallAreas, r.contents().areas[r.manifest.SmallAreas].Codes[aid-1]
}

// searchPostcodes finds the postcode, or the postcodes that begin as the query does and the small areas they lie in.
func (r *Release) searchPostcodes(query string) []Hit {
	q, ok := parsePostcode(query)
	if !ok {
		return nil
	}
	keys := r.contents().postcodes
	first := sort.Search(len(keys), func(i int) bool { return keys[i].Postcode >= q.prefix })
	var found []PostcodeKey
	for _, key := range keys[first:] {
		if !strings.HasPrefix(key.Postcode, q.prefix) {
			break
		}
		if key.Postcode == q.prefix {
			return []Hit{r.postcodeHit(key)}
		}
		found = append(found, key)
	}
	if found = q.choose(found); len(found) == 0 {
		return nil
	}
	return r.postcodesHits(q, found)
}

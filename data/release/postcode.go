package release

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

// A postcode is an outward code, which names a district, and three characters of inward code: "B11 4AA". The first of the
// three names a sector of the district: "B11 4".
const inwardLength = 3

// postcodePattern takes a postcode or a beginning of one that has at least a district's digit.
var postcodePattern = regexp.MustCompile(`^([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{0,2})?$`)

// postcodeQuery is what a person typed of a postcode.
type postcodeQuery struct {
	prefix  string // upper case, without space
	outward string // what came before the space, or all of it
	split   bool   // there was a space, so outward is a whole outward code
}

// parsePostcode reads a postcode or the beginning of one. A space tells "B1 1" (a sector of B1) from "B11" (a district).
func parsePostcode(query string) (postcodeQuery, bool) {
	folded := foldPostcode(query)
	if !postcodePattern.MatchString(folded) {
		return postcodeQuery{}, false
	}
	parts := strings.Fields(strings.ToUpper(query))
	return postcodeQuery{prefix: folded, outward: parts[0], split: len(parts) > 1}, true
}

// choose keeps, of the postcodes that begin as the query does, those of the district asked for: "B1" is not "B11". What
// was typed without a space may end within the inward code; then it names no district and all are kept.
func (q postcodeQuery) choose(keys []PostcodeKey) []PostcodeKey {
	exact := slices.DeleteFunc(slices.Clone(keys), func(key PostcodeKey) bool {
		return len(key.Postcode) != len(q.outward)+inwardLength
	})
	if q.split || len(exact) > 0 {
		return exact
	}
	return keys
}

// label writes the beginning of a postcode as that postcode is written: "B114" as "B11 4".
func (q postcodeQuery) label(postcode string) string {
	if outward := len(postcode) - inwardLength; len(q.prefix) > outward {
		return q.prefix[:outward] + " " + q.prefix[outward:]
	}
	return q.prefix
}

// spaced writes a whole postcode with its space.
func spaced(postcode string) string {
	if len(postcode) <= inwardLength {
		return postcode
	}
	return postcode[:len(postcode)-inwardLength] + " " + postcode[len(postcode)-inwardLength:]
}

func (r *Release) postcodeHit(key PostcodeKey) Hit {
	hit := Hit{Kind: HitPostcode, Label: spaced(key.Postcode), Lon: key.Lon, Lat: key.Lat, Note: "postcode outside " + r.manifest.Place}
	if key.AID > 0 {
		hit.Geography, hit.Code = r.smallArea(key.AID)
		hit.Note = "postcode in " + r.contents().areas[hit.Geography].Names[key.AID-1]
	}
	return hit
}

// postcodesHits answers the beginning of a postcode: where they are, and then the small areas with most of them.
func (r *Release) postcodesHits(q postcodeQuery, keys []PostcodeKey) []Hit {
	box := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	inside := map[uint32]int{}
	for _, key := range keys {
		box[0], box[1] = min(box[0], key.Lon), min(box[1], key.Lat)
		box[2], box[3] = max(box[2], key.Lon), max(box[3], key.Lat)
		if key.AID > 0 {
			inside[key.AID]++
		}
	}
	label := q.label(keys[0].Postcode)
	hits := []Hit{{
		Kind: HitPostcodes, Label: label, Note: count(len(keys), "postcode"),
		Lon: (box[0] + box[2]) / 2, Lat: (box[1] + box[3]) / 2, BBox: &box,
	}}
	aids := make([]uint32, 0, len(inside))
	for aid := range inside {
		aids = append(aids, aid)
	}
	slices.SortFunc(aids, func(a, b uint32) int { return cmp.Or(cmp.Compare(inside[b], inside[a]), cmp.Compare(a, b)) })
	for _, aid := range aids {
		hit := r.areaHit(r.manifest.SmallAreas, aid)
		hit.Note = fmt.Sprintf("%s with %s of %s", hit.Note, count(inside[aid], "postcode"), label)
		hits = append(hits, hit)
	}
	return hits
}

func count(n int, singular string) string {
	if n == 1 {
		return "1 " + singular
	}
	return fmt.Sprintf("%d %ss", n, singular)
}

package releasetest

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles"
)

// The district's geographies.
const (
	SmallAreas = "lsoa21"
	Wards      = "ward24"
)

// Home is the tile that holds the whole district; its ancestors do, too.
var Home = tiles.ID{Z: 12, X: 2026, Y: 1344}

// Zooms of the district's tilesets: wards at the first, neighbourhoods from the second on.
const (
	MinZoom = 10
	MaxZoom = 12
)

// side is how many neighbourhoods lie in a row.
const side = 3

// cell returns the square of a neighbourhood: aid 1 in the north-west, then eastwards and southwards. The nine fill the
// middle of Home.
func cell(aid int) orb.Bound {
	home := Home.Bounds()
	width, height := (home.Max.Lon()-home.Min.Lon())/(side+2), (home.Max.Lat()-home.Min.Lat())/(side+2)
	column, row := (aid-1)%side, (aid-1)/side
	west, north := home.Min.Lon()+float64(column+1)*width, home.Max.Lat()-float64(row+1)*height
	return orb.Bound{Min: orb.Point{west, north - height}, Max: orb.Point{west + width, north}}
}

// bounds is the district's box.
func bounds() [4]float64 {
	box := cell(1).Union(cell(side * side))
	return [4]float64{box.Min.Lon(), box.Min.Lat(), box.Max.Lon(), box.Max.Lat()}
}

// geographies lists what the district is made of.
func geographies() []geo.Geography {
	return []geo.Geography{
		{ID: SmallAreas, Title: "Neighbourhoods", Singular: "neighbourhood", Plural: "neighbourhoods",
			Areas: side * side, Source: "areas:lsoa21"},
		{ID: Wards, Title: "Wards", Singular: "ward", Plural: "wards", Dissolves: SmallAreas, Areas: side, Source: "lookup:ward24"},
	}
}

// smallAreas are E01000001 "Testham 001" to E01000009; the ward of a neighbourhood is its row.
func smallAreas() release.Areas {
	areas := release.Areas{ID: SmallAreas, Parents: map[string][]uint32{Wards: {}}}
	for aid := 1; aid <= side*side; aid++ {
		appendArea(&areas, fmt.Sprintf("E0100000%d", aid), fmt.Sprintf("Testham 00%d", aid), cell(aid), int64(1000+100*aid))
		areas.Parents[Wards] = append(areas.Parents[Wards], uint32((aid-1)/side+1))
	}
	return areas
}

// wards are the three rows from north to south.
func wards() release.Areas {
	areas := release.Areas{ID: Wards, Parents: map[string][]uint32{}}
	for i, name := range []string{"Ash & Elm", "St Bride’s", "Ŷnys Wen"} {
		box := cell(side*i + 1).Union(cell(side*i + side))
		people := int64(0)
		for aid := side*i + 1; aid <= side*(i+1); aid++ {
			people += int64(1000 + 100*aid)
		}
		appendArea(&areas, fmt.Sprintf("E0500000%d", i+1), name, box, people)
	}
	return areas
}

func appendArea(areas *release.Areas, code, name string, box orb.Bound, people int64) {
	areas.Codes, areas.Names = append(areas.Codes, code), append(areas.Names, name)
	areas.Lon, areas.Lat = append(areas.Lon, box.Center().Lon()), append(areas.Lat, box.Center().Lat())
	areas.BBox = append(areas.BBox, box.Min.Lon(), box.Min.Lat(), box.Max.Lon(), box.Max.Lat())
	areas.People = append(areas.People, &people)
}

// sites are an open library in neighbourhood 5, one in 1 that closed, Wi-Fi for residents in 9, and a hall in 3 that could
// become a site. A name and a fact try what a spreadsheet makes of formulas.
func sites() []geo.Site {
	at := func(aid int) orb.Point { return cell(aid).Center() }
	return []geo.Site{
		{ID: "libraries-1", Kind: "library", Name: "Testham Library", At: at(5), AID: 5, Access: geo.Public, Postcode: "TT1 5AA",
			Source: "sites:libraries", Facts: []geo.Fact{{Key: "opening_hours", Value: "Mo-Fr 09:00-17:00"}, {Key: "address", Value: "=1+1 High St"}}},
		{ID: "libraries-2", Kind: "library", Name: "Old Library", At: at(1), AID: 1, Access: geo.Public,
			Closed: true, ClosedOn: "2017", Source: "sites:libraries"},
		{ID: "wifi-1", Kind: "wifi", Name: "@Tower Wi-Fi", At: at(9), AID: 9, Access: geo.Restricted, Source: "sites:wifi"},
		{ID: "halls-1", Kind: geo.KindCandidate, Name: "Parish Hall", At: at(3), AID: 3, Access: geo.Public, Source: "sites:halls"},
	}
}

// postcodes: two of sector TT1 5 in neighbourhood 5 and one in 2, one of TT1 1, one of TT11, and one outside the district.
func postcodes() []release.PostcodeKey {
	var keys []release.PostcodeKey
	for _, p := range []struct {
		postcode string
		aid      int
	}{{"TT1 5AA", 5}, {"TT1 5AB", 5}, {"TT1 5AC", 2}, {"TT1 1AA", 1}, {"TT11 4AA", 9}, {"TT2 1AA", 0}} {
		at := Home.Bounds().Min
		if p.aid > 0 {
			at = cell(p.aid).Center()
		}
		keys = append(keys, release.PostcodeKey{Postcode: p.postcode, AID: uint32(p.aid), Lon: round(at.Lon()), Lat: round(at.Lat())})
	}
	return keys
}

func round(degrees float64) float64 { return math.Round(degrees*1e6) / 1e6 }

package access

import (
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Kind is a kind of site and what to call it in a sentence.
type Kind struct {
	Kind     string // "library"
	Singular string // "library", "free Wi-Fi site"
	Plural   string // "libraries", "free Wi-Fi sites"
}

// Distances returns, for each kind, the column distance_<kind>: metres from each point to the nearest usable site of the
// kind. nearest[k][i] is that site's position in sites, -1 when there is none.
func Distances(at []orb.Point, sites []geo.Site, kinds []string) (columns []geo.Column, nearest [][]int) {
	panic("being written")
}

// WalkM is the walking distance for a straight-line distance, in metres to the millimetre.
func WalkM(straightM, detour float64) float64 { panic("being written") }

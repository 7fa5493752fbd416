package geo

import "github.com/paulmach/orb"

// Area is one polygon of a geography.
type Area struct {
	Code     string
	Name     string
	Geometry orb.MultiPolygon // longitude, latitude
	Feature  int              // 1-based position in its source file, for messages
}

// Geography is a set of areas of one kind and vintage.
type Geography struct {
	ID        string `json:"id"`                  // "lsoa21", "ward24"; also the layer name in tiles
	Title     string `json:"title"`               // "Lower layer Super Output Areas 2021"
	Singular  string `json:"singular"`            // "neighbourhood", "ward": what the page calls one of them
	Plural    string `json:"plural"`              // "neighbourhoods", "wards"
	Dissolves string `json:"dissolves,omitempty"` // the geography its areas are dissolved from, if they are
	Areas     int    `json:"areas"`
	Source    string `json:"source"` // Source.ID
}

// Neighbours lists, for each area position (aid-1), the positions of the areas that touch it: sorted, without itself,
// symmetric. An area with an empty list is an island.
type Neighbours [][]int32

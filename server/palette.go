package server

import (
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// The colours of the map. They are here and nowhere else: the legend, the server's picture and the browser's map are all
// told them. palette_test.go holds what they must satisfy for eyes of every kind.
var (
	// needRamp runs from least to most at risk.
	needRamp = []string{"#f7d36b", "#ee9661", "#d65a6e", "#92347d", "#3d1b5c"}
	// distanceRamp runs from near to far: another hue, so that a map of distance is not taken for one of need.
	distanceRamp = []string{"#8fca86", "#57a48a", "#2f7b84", "#245a74", "#1a2a50"}
)

const (
	coldestColor = "#0f3258"
	coldColor    = "#2f7fc1"
	coolColor    = "#79c4f2"
	chanceColor  = "#a1a9af" // not distinguishable from chance
	warmColor    = "#ffb08f"
	hotColor     = "#a61e4d"
	hottestColor = "#500725"
	noDataColor  = "#ffffff" // under a hatch of inkColor
	inkColor     = "#12222c" // borders, the dark line of outlines
	haloColor    = "#ffffff" // the light line of outlines
)

// testColors are those of the classes of what the hotspot test says, lowest value first.
var testColors = map[release.Role][]string{
	release.RoleHotspot:    {coldColor, chanceColor, hotColor},
	release.RoleHotspotBin: {coldestColor, coldColor, coolColor, chanceColor, warmColor, hotColor, hottestColor},
	release.RoleLISA:       {chanceColor, coldColor, coolColor, warmColor, hotColor},
}

// shade returns the colours of n classes from lowest to highest value, so that the darker is always the worse or farther.
func shade(ramp []string, n int, higher geo.Direction) []string {
	colors := make([]string, n)
	for i := range colors {
		step := len(ramp) / 2
		if n > 1 {
			step = i * (len(ramp) - 1) / (n - 1)
		}
		if higher == geo.HigherIsBetter {
			step = len(ramp) - 1 - step
		}
		colors[i] = ramp[step]
	}
	return colors
}

// shape is the mark of a kind of site: each kind has its own outline, so that none depends on colour.
type shape struct {
	Name   string `json:"shape"`
	Path   string `json:"path"` // in a box of 20 × 20, drawn with an inkColor line on a haloColor casing
	Color  string `json:"color"`
	Dashed bool   `json:"dashed,omitempty"` // for what is not there yet
}

// shapes are the marks of the kinds that the project file knows.
var shapes = map[string]shape{
	"wifi":            {Name: "circle", Path: "M10 3a7 7 0 1 0 0 14 7 7 0 1 0 0-14z", Color: "#5fd4e6"},
	"library":         {Name: "square", Path: "M3.5 3.5h13v13h-13z", Color: "#ffffff"},
	"device_loan":     {Name: "triangle", Path: "M10 2.5 18 16.5H2z", Color: "#a8ec8b"},
	"recycling":       {Name: "hexagon", Path: "M6 3h8l4 7-4 7H6l-4-7z", Color: "#d9f7f0"},
	"skills":          {Name: "diamond", Path: "M10 1.5 18.5 10 10 18.5 1.5 10z", Color: "#cfd8ff"},
	geo.KindCandidate: {Name: "cross", Path: "M7.5 2.5h5v5h5v5h-5v5h-5v-5h-5v-5h5z", Color: "#f1f4f6", Dashed: true},
}

// spareShapes are for kinds a project invents, in the order they appear.
var spareShapes = []shape{
	{Name: "pentagon", Path: "M10 2 18 8.2 15 17.5H5L2 8.2z", Color: "#bfe3ff"},
	{Name: "star", Path: "M10 1.5 12.5 7.3 18.7 7.8 14 11.9 15.5 18 10 14.7 4.5 18 6 11.9 1.3 7.8 7.5 7.3z", Color: "#eaffc2"},
	{Name: "shield", Path: "M3.5 3h13v7.5L10 18l-6.5-7.5z", Color: "#ffffff"},
	{Name: "flag", Path: "M3 2.5h14L12.5 8 17 13.5H6v4H3z", Color: "#5fd4e6"},
}

// shapeOf returns the mark of a kind; spare counts the invented kinds before it.
func shapeOf(kind string, spare int) shape {
	if s, ok := shapes[kind]; ok {
		return s
	}
	return spareShapes[spare%len(spareShapes)]
}

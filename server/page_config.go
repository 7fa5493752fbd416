package server

import (
	"hotspotmap/data/release"
)

// mapConfig is what the map's script is told, as JSON in #map-config.
type mapConfig struct {
	Release     string        `json:"release"`
	Title       string        `json:"title"`
	Place       string        `json:"place"`
	Bounds      [4]float64    `json:"bounds"` // west, south, east, north
	SmallAreas  string        `json:"small_areas"`
	Levels      []levelConfig `json:"levels"`
	Layer       layerConfig   `json:"layer"`
	Layers      []layerConfig `json:"layers"`
	Kinds       []kindConfig  `json:"kinds"`
	Overlays    overlayConfig `json:"overlays"`
	Area        string        `json:"area,omitempty"` // code of the selected one
	View        string        `json:"view,omitempty"` // zoom/lat/lon
	Attribution string        `json:"attribution"`
	Embed       bool          `json:"embed"`
}

// levelConfig says at which tile zooms a geography's areas are drawn.
type levelConfig struct {
	Geography string `json:"geography"`
	Singular  string `json:"singular"`
	Plural    string `json:"plural"`
	MinZoom   int    `json:"minzoom"`
	MaxZoom   int    `json:"maxzoom"`
	N         int    `json:"n"`
}

type layerConfig struct {
	ID          string        `json:"id"`
	Title       string        `json:"title"`
	Role        release.Role  `json:"role"`
	Unit        string        `json:"unit"`
	Decimals    int           `json:"decimals"`
	Geographies []string      `json:"geographies"` // those that have the column
	Classes     []classConfig `json:"classes"`     // ascending: from ≤ v < to, the last also v = to
	NoDataColor string        `json:"no_data_color"`
	Instead     *layerConfig  `json:"instead,omitempty"` // what parents show that have another column for it
}

type classConfig struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Label string  `json:"label"`
	Color string  `json:"color"`
}

type kindConfig struct {
	Kind     string `json:"kind"`
	Title    string `json:"title"`
	Singular string `json:"singular"`
	shape
	Shown bool `json:"shown"`
}

type overlayConfig struct {
	Hotspot  string `json:"hotspot"`  // id of the column whose 1 is outlined
	Dark     string `json:"dark"`     // line
	Light    string `json:"light"`    // its casing
	NoData   string `json:"no_data"`  // fill under the hatch
	Hatch    string `json:"hatch"`    // line of the hatch
	Selected string `json:"selected"` // line of the selected area, cased in Dark
}

// selectedColor is the line around the selected area, the same as the ring around what has the focus.
const selectedColor = "#ffdd00"

func (m *model) config(s state, embed bool) mapConfig {
	c := mapConfig{
		Release: m.rel.Short(), Title: m.manifest.Title, Place: m.manifest.Place, Bounds: m.manifest.Bounds,
		SmallAreas: m.small.ID, Attribution: m.manifest.Attribution, View: s.View, Embed: embed,
		Overlays: overlayConfig{
			Hotspot: hotspotColumn, Dark: inkColor, Light: haloColor,
			NoData: noDataColor, Hatch: "#5b6b76", Selected: selectedColor,
		},
	}
	for _, l := range m.levels() {
		c.Levels = append(c.Levels, levelConfig{
			Geography: l.ID, Singular: l.Singular, Plural: l.Plural, MinZoom: l.MinZoom, MaxZoom: l.MaxZoom, N: l.Areas,
		})
	}
	for _, l := range m.layers {
		lc := m.layerConfig(l)
		c.Layers = append(c.Layers, lc)
		if l.Info.ID == s.Layer.Info.ID {
			c.Layer = lc
		}
	}
	for _, k := range m.kinds {
		c.Kinds = append(c.Kinds, kindConfig{Kind: k.Kind, Title: k.Title, Singular: k.Singular, shape: k.Shape, Shown: s.shows(k.Kind)})
	}
	if s.Area != nil {
		c.Area = s.Area.Code()
	}
	return c
}

func (m *model) layerConfig(l layer) layerConfig {
	c := layerConfig{
		ID: l.Info.ID, Title: l.Title, Role: l.Info.Role, Unit: l.Info.Unit, Decimals: l.Info.Decimals, NoDataColor: noDataColor,
	}
	for _, g := range m.manifest.Geographies {
		there, ok := m.at(l, g)
		switch {
		case !ok:
		case there.Info.ID == l.Info.ID:
			c.Geographies = append(c.Geographies, g.ID)
		case c.Instead == nil:
			instead := m.layerConfig(there)
			instead.Geographies = []string{g.ID}
			c.Instead = &instead
		default:
			c.Instead.Geographies = append(c.Instead.Geographies, g.ID)
		}
	}
	for _, class := range l.Classes {
		c.Classes = append(c.Classes, classConfig{From: class.From, To: class.To, Label: class.Label, Color: class.Color})
	}
	return c
}

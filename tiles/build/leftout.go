package build

import (
	"fmt"
	"slices"
	"strings"

	"hotspotmap/geo"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/pmtiles"
)

// Joined says what the tiles of a geography have joined.
type Joined struct {
	Geography string
	Fields    []join.Field // at its deepest zoom, where there are most
	LeftOut   string       // what which zooms lack, in sentences: "Zoom 8 lacks people and income."; empty when nothing
}

// describe adds what is left out to the title of the geography.
func (j Joined) describe(title string) string {
	if j.LeftOut == "" {
		return title
	}
	return title + ". " + j.LeftOut
}

// joinedOf says what bands of zooms have of the fields of their levels.
func joinedOf(levels, bands []Level) []Joined {
	var all []Joined
	for _, level := range levels {
		j := Joined{Geography: level.Geography}
		var sentences []string
		for _, band := range bands {
			if band.Geography != level.Geography {
				continue
			}
			j.Fields = band.Fields
			if sentence := band.lack(level.Fields); sentence != "" {
				sentences = append(sentences, sentence)
			}
		}
		j.LeftOut = strings.Join(sentences, " ")
		all = append(all, j)
	}
	return all
}

// joinedLayers describes the layers of the hotspots archive, of bands whose geographies are those of joined.
func joinedLayers(bands []Level, joined []Joined) []pmtiles.VectorLayer {
	var layers []pmtiles.VectorLayer
	for _, j := range joined {
		layer := pmtiles.VectorLayer{ID: j.Geography, MinZoom: maxZoom, Fields: join.Types(j.Fields)}
		for _, band := range bands {
			if band.Geography == j.Geography {
				layer.Description = j.describe(band.Title)
				layer.MinZoom, layer.MaxZoom = min(layer.MinZoom, band.MinZoom), max(layer.MaxZoom, band.MaxZoom)
			}
		}
		layers = append(layers, layer)
	}
	return layers
}

// lack says which of all fields a band has not, or where those are fewer which it has, and which it has with fewer decimals. It is
// empty when nothing is lacking.
func (l Level) lack(all []join.Field) string {
	var missing, there, coarse []string
	for _, f := range all {
		i := slices.IndexFunc(l.Fields, func(here join.Field) bool { return here.Name == f.Name })
		switch {
		case i < 0:
			missing = append(missing, f.Name)
		case l.Fields[i].Decimals < f.Decimals:
			name := fmt.Sprintf("%s to %s", f.Name, geo.Counted(l.Fields[i].Decimals, "decimal", "decimals"))
			there, coarse = append(there, name), append(coarse, name)
		default:
			there = append(there, f.Name)
		}
	}
	zooms, lacks, has := fmt.Sprintf("Zoom %d", l.MinZoom), "lacks", "has"
	if l.MinZoom < l.MaxZoom {
		zooms, lacks, has = fmt.Sprintf("Zooms %d to %d", l.MinZoom, l.MaxZoom), "lack", "have"
	}
	switch {
	case len(missing) > len(there):
		return fmt.Sprintf("%s %s only %s.", zooms, has, geo.List(there, "and"))
	case missing == nil && coarse == nil:
		return ""
	case missing == nil:
		return fmt.Sprintf("%s %s %s.", zooms, has, geo.List(coarse, "and"))
	case coarse == nil:
		return fmt.Sprintf("%s %s %s.", zooms, lacks, geo.List(missing, "and"))
	}
	return fmt.Sprintf("%s %s %s, and %s %s.", zooms, lacks, geo.List(missing, "and"), has, geo.List(coarse, "and"))
}

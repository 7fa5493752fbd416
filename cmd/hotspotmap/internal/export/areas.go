package export

import (
	"fmt"

	"github.com/paulmach/orb"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// areasOf joins the areas of a geography with everything the release knows of them.
func areasOf(r *release.Release, g geo.Geography, shapes []data.Area) (layer, error) {
	areas, _ := r.Areas(g.ID)
	l := layer{id: g.ID, title: g.Title, key: "aid", rows: len(shapes), areas: make([]orb.MultiPolygon, len(shapes))}
	if l.rows != len(areas.Codes) {
		return layer{}, fmt.Errorf("%s has %d areas of %s where the release has %d — build again", release.SnapshotFile, l.rows, g.ID, len(areas.Codes))
	}
	for i, shape := range shapes {
		if shape.Code != areas.Codes[i] {
			return layer{}, fmt.Errorf("%s has %s as area %d of %s where the release has %s — build again", release.SnapshotFile, shape.Code, i+1, g.ID, areas.Codes[i])
		}
		l.areas[i] = shape.Geometry
	}
	fields := newFields(l.key)
	fields.add(field{name: "code", title: "Official code", unique: true, value: func(i int) any { return areas.Codes[i] }})
	fields.add(field{name: "name", title: "Name", value: func(i int) any { return areas.Names[i] }})
	addParents(fields, r, areas)
	surface := geo.Indicator{Decimals: 1}
	fields.add(field{name: "area_m2", title: "Area", unit: "m²", kind: decimal, decimals: surface.Decimals,
		value: func(i int) any { return surface.Round(shapes[i].AreaM2) }})
	for _, info := range r.Manifest().Columns {
		if info.Geography != g.ID {
			continue
		}
		column, _ := r.Column(g.ID, info.ID)
		name := fields.add(valueField(info, column))
		if column.Present() < l.rows {
			fields.add(noteField(name, column))
		}
	}
	l.fields = fields.list
	return l, nil
}

// addParents adds the code and the name of the area that each area lies in, by parent geography.
func addParents(fields *fields, r *release.Release, areas release.Areas) {
	for _, parent := range r.Manifest().Geographies {
		aids, ok := areas.Parents[parent.ID]
		if !ok {
			continue
		}
		of := func(list []string) func(i int) any {
			return func(i int) any {
				if aids[i] == 0 {
					return nil
				}
				return list[aids[i]-1]
			}
		}
		parents, _ := r.Areas(parent.ID)
		fields.add(field{name: parent.ID + "_code", title: "The code of its " + parent.Singular, value: of(parents.Codes)})
		fields.add(field{name: parent.ID + "_name", title: "The name of its " + parent.Singular, value: of(parents.Names)})
	}
}

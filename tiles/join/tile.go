package join

import (
	"fmt"

	"hotspotmap/tiles/mvt"
)

// Layer is what to join to one layer of a tile.
type Layer struct {
	Areas  int // how many the geography has
	Fields []Field
}

// Tile joins fields to the layers of a tile of areas, by the layers' names. The work and the memory are in proportion to the
// tile, whatever the number of areas elsewhere.
func Tile(areas []byte, layers map[string]Layer) ([]byte, error) {
	decoded, err := mvt.Decode(areas)
	if err != nil {
		return nil, err
	}
	var tile []byte
	for _, d := range decoded {
		layer, known := layers[d.Name]
		if !known {
			return nil, fmt.Errorf("nothing is known of layer %q", d.Name)
		}
		if err := check(layer.Fields, layer.Areas); err != nil {
			return nil, fmt.Errorf("layer %q: %w", d.Name, err)
		}
		dictionary := mvt.NewDictionary()
		joined := mvt.NewLayer(d.Name, d.Extent, dictionary)
		var tags []mvt.Tag
		for _, f := range d.Features {
			if f.ID == 0 || f.ID > uint64(layer.Areas) {
				return nil, fmt.Errorf("layer %q has area %d of %d", d.Name, f.ID, layer.Areas)
			}
			tags = appendTags(tags[:0], dictionary, layer.Fields, int(f.ID-1))
			joined.Add(f.ID, f.Type, tags, f.Geometry)
		}
		tile = joined.AppendTo(tile)
	}
	return tile, nil
}

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
	read, err := ReadAreas(areas)
	if err != nil {
		return nil, err
	}
	tile, _, err := NewJoiner().AppendTile(nil, read, layers)
	return tile, err
}

// Areas is a tile of areas that has been taken apart, so that any number of others can be joined to it.
type Areas struct {
	layers []mvt.DecodedLayer
	bytes  int
}

// ReadAreas takes a tile of areas apart. It holds on to the tile.
func ReadAreas(tile []byte) (Areas, error) {
	layers, err := mvt.Decode(tile)
	if err != nil {
		return Areas{}, err
	}
	const perFeature = 48 // beside its geometry, which is a part of the tile
	a := Areas{layers, len(tile)}
	for _, layer := range layers {
		a.bytes += perFeature * len(layer.Features)
	}
	return a, nil
}

// Bytes is about how much memory the areas take.
func (a Areas) Bytes() int { return a.bytes }

// Joiner joins one tile after another in the same memory. It is for one goroutine at a time.
type Joiner struct {
	dictionary *mvt.Dictionary
	layer      *mvt.Layer
	fields     []numbered
	tags       []mvt.Tag // of one area
}

// NewJoiner returns a joiner that has joined nothing yet.
func NewJoiner() *Joiner {
	dictionary := mvt.NewDictionary()
	return &Joiner{dictionary: dictionary, layer: mvt.NewLayer("", 0, dictionary)}
}

// AppendTile appends to dst what [Tile] makes of a tile of areas. Of its last layer the shapes end, and the texts and numbers begin,
// at text.
func (j *Joiner) AppendTile(dst []byte, areas Areas, layers map[string]Layer) (tile []byte, text int, err error) {
	for _, d := range areas.layers {
		layer, known := layers[d.Name]
		if !known {
			return nil, 0, fmt.Errorf("nothing is known of layer %q", d.Name)
		}
		if err := check(layer.Fields, layer.Areas); err != nil {
			return nil, 0, fmt.Errorf("layer %q: %w", d.Name, err)
		}
		j.dictionary.Reset(len(d.Features) * len(layer.Fields))
		j.layer.ResetAs(d.Name, d.Extent)
		j.fields = appendNumbered(j.fields[:0], layer.Fields, j.dictionary)
		for _, f := range d.Features {
			if f.ID == 0 || f.ID > uint64(layer.Areas) {
				return nil, 0, fmt.Errorf("layer %q has area %d of %d", d.Name, f.ID, layer.Areas)
			}
			j.tags = appendTags(j.tags[:0], j.dictionary, j.fields, int(f.ID-1))
			j.layer.Add(f.ID, f.Type, j.tags, f.Geometry)
		}
		dst = j.layer.AppendTo(dst)
		text = len(dst) - j.layer.TextLen()
	}
	return dst, text, nil
}

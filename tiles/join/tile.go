package join

import (
	"encoding/binary"
	"fmt"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// Version changes whenever what is joined and packed becomes other bytes from the same areas and attributes.
const Version = 1

// Joiner joins one tile after another in the same memory. It is for one goroutine at a time.
type Joiner struct {
	layer  *mvt.Layer
	tags   []mvt.Tag // of one area
	tile   []byte
	values []uint32 // of the tile's layers, by their numbers in their dictionaries
	parts  []parts  // of the tile's layers
	gzip   deflate.Writer

	repetitions repetitions
}

// parts is what a layer of a tile was made of, and where it has its parts and its values, among those of the tile.
type parts struct {
	mvt.Parts
	areas      *areaLayer
	records    deflate.Coded
	lastValues int // where its values end
}

// NewJoiner returns a joiner that has joined nothing yet.
func NewJoiner() *Joiner { return &Joiner{layer: mvt.NewLayer("", 0, nil)} }

// Join joins the attributes that are chosen for each layer to a tile of areas, and returns the tile, which is good until the next. The text of
// its last layer, which is its keys and values, begins at text. The work and the memory are in proportion to the tile, whatever the
// number of areas elsewhere.
func (j *Joiner) Join(areas Areas, choose func(layer string) (Attributes, error)) (tile []byte, text int, err error) {
	j.tile, j.values, j.parts = j.tile[:0], j.values[:0], j.parts[:0]
	for i := range areas.layers {
		layer := &areas.layers[i]
		chosen, err := choose(layer.name)
		if err == nil {
			err = j.join(layer, &chosen)
		}
		if err != nil {
			return nil, 0, fmt.Errorf("layer %q: %w", layer.name, err)
		}
	}
	if n := len(j.parts); n > 0 {
		text = j.parts[n-1].Text
	}
	return j.tile, text, nil
}

// join appends a layer to the tile.
func (j *Joiner) join(areas *areaLayer, chosen *Attributes) error {
	j.layer.ResetAs(areas.name, areas.extent, chosen.Dictionary)
	for i, aid := range areas.aids {
		if int(aid) > chosen.areas {
			return fmt.Errorf("there is area %d of %d", aid, chosen.areas)
		}
		j.tags = chosen.AppendTags(j.tags[:0], aid)
		j.layer.AddShape(areas.shape(i), j.tags)
	}
	j.tile = j.layer.AppendTo(j.tile)
	j.values = append(j.values, j.layer.Values()...)
	j.parts = append(j.parts, parts{j.layer.Parts(), areas, chosen.records, len(j.values)})
	return nil
}

// Pack returns the tile that was last joined as gzip, which is good until the next. Its attributes must be of a [Cache]: what it has coded, and
// what was coded when the areas were read, is put together.
func (j *Joiner) Pack() []byte {
	j.gzip.Reset()
	values := 0
	for _, p := range j.parts {
		j.gzip.Begin(p.areas.coded.Codes())
		j.packFeatures(p)
		j.gzip.End()
		j.gzip.Begin(p.records.Codes())
		j.packText(p, j.values[values:p.lastValues])
		j.gzip.End()
		values = p.lastValues
	}
	return j.gzip.Finish(j.tile)
}

// packFeatures packs a layer up to its text: the coded shapes, and what is between them.
func (j *Joiner) packFeatures(p parts) {
	from, next := p.Head, p.Features // what is not packed yet, and the next feature
	for i := range p.areas.aids {
		size, n := binary.Uvarint(j.tile[next+1:]) // after its key
		shape := next + 1 + n
		next = shape + int(size)
		j.gzip.Literals(j.tile[from:shape])
		j.gzip.Coded(p.areas.coded, i)
		from = shape + len(p.areas.shape(i))
	}
	j.gzip.Literals(j.tile[from:p.Text])
}

// packText packs the keys of a layer, its values, of which these are the numbers, and what follows them. A value that begins as one
// before is written as its repetition, and others as they were coded.
func (j *Joiner) packText(p parts, values []uint32) {
	text := j.tile[p.Text:p.End]
	from := 0
	for text[from] == keyField {
		from += recordLen(text[from:])
	}
	j.gzip.Literals(text[:from])
	j.repetitions.reset()
	for _, v := range values {
		to := from + recordLen(text[from:])
		if n, distance := j.repetitions.find(text, from, to); n > 0 {
			j.gzip.Repeat(n, distance)
			j.gzip.Literals(text[from+n : to])
		} else {
			j.gzip.Coded(p.records, int(v))
		}
		from = to
	}
	j.gzip.Literals(text[from:])
}

// keyField begins the fields of a layer that hold its keys: number 3, with a length (vector_tile.proto).
const keyField = 3<<3 | 2

// recordLen is how long the field is that a text begins with, which has a length.
func recordLen(text []byte) int {
	if text[1] < 0x80 { // as nearly always
		return 2 + int(text[1])
	}
	size, n := binary.Uvarint(text[1:])
	return 1 + n + int(size)
}

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
	layer *mvt.Layer
	tags  []mvt.Tag // of one area
	tile  []byte
	parts []parts // of the tile's layers
	gzip  deflate.Writer

	repetitions repetitions
}

// parts is where a layer of a tile has its parts, and what they are packed with.
type parts struct {
	mvt.Parts
	areas *areaLayer
	text  *deflate.Codes
}

// NewJoiner returns a joiner that has joined nothing yet.
func NewJoiner() *Joiner { return &Joiner{layer: mvt.NewLayer("", 0, nothing)} }

// Join joins the attributes that are chosen for each layer to a tile of areas, and returns the tile, which is good until the next. The text of
// its last layer, which is its keys and values, begins at text. The work is in proportion to the tile, whatever the number of areas elsewhere.
func (j *Joiner) Join(areas Areas, choose func(layer string) (Attributes, error)) (tile []byte, text int, err error) {
	j.tile, j.parts = j.tile[:0], j.parts[:0]
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
	j.parts = append(j.parts, parts{j.layer.Parts(), areas, chosen.text})
	return nil
}

// Pack returns the tile that was last joined as gzip, which is good until the next. What was coded when the areas were read is put into it.
func (j *Joiner) Pack() []byte {
	j.gzip.Reset()
	for _, p := range j.parts {
		j.gzip.Begin(p.areas.coded.Codes())
		j.packFeatures(p)
		j.gzip.End()
		j.gzip.Begin(p.text)
		j.packText(j.tile[p.Text:p.End])
		j.gzip.End()
	}
	return j.gzip.Finish(j.tile)
}

// Forget lets go of the areas and attributes that were joined last, and of more memory than most tiles need.
func (j *Joiner) Forget() {
	const most = 1 << 20 // bytes of a tile
	if cap(j.tile) > most {
		*j = *NewJoiner()
		return
	}
	clear(j.parts)
	j.layer.ResetAs("", 0, nothing)
}

// nothing is what a joiner's layer has while nothing is joined.
var nothing = mvt.NewDictionary()

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

// packText packs the keys of a layer, its values, and what follows them. A value that begins as one before is written as its repetition up
// to where they differ.
func (j *Joiner) packText(text []byte) {
	from := 0
	for text[from] == keyField {
		from += recordLen(text[from:])
	}
	j.gzip.Literals(text[:from])
	j.repetitions.reset()
	for text[from] == valueField {
		to := from + recordLen(text[from:])
		n, distance := j.repetitions.find(text, from, to)
		if n > 0 {
			j.gzip.Repeat(n, distance)
		}
		j.gzip.Literals(text[from+n : to])
		from = to
	}
	j.gzip.Literals(text[from:])
}

// What begins the fields of a layer that hold its keys and its values: numbers 3 and 4, with a length (vector_tile.proto). Its extent follows.
const (
	keyField   = 3<<3 | 2
	valueField = 4<<3 | 2
)

// recordLen is how long the field is that a text begins with, which has a length.
func recordLen(text []byte) int {
	if text[1] < 0x80 { // as nearly always
		return 2 + int(text[1])
	}
	size, n := binary.Uvarint(text[1:])
	return 1 + n + int(size)
}

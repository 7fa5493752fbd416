package join

import (
	"encoding/binary"
	"fmt"
	"slices"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// Version changes whenever what is joined and packed becomes other bytes from the same areas and attributes.
const Version = 2

// Joiner joins one tile after another in the same memory. It is for one goroutine at a time.
type Joiner struct {
	tile     []byte
	parts    []parts // of the tile's layers
	columns  []packable
	features []mvt.ShapedFeature
	tags     []byte // of the features, packed
	text     []byte
	gzip     deflate.Writer

	numbering   numbering
	found       table // the values of a column
	numbers     []uint32
	values      []pieceValue
	repetitions repetitions
	begins      []int
}

// parts is where a layer of a tile has its parts, and what they are packed with.
type parts struct {
	mvt.Parts
	areas       *areaLayer
	text        *deflate.Codes
	first, last int // of its columns
}

// packable is a column of which the text stands in a tile, but for that of some values.
type packable struct {
	*piece
	firstOut, lastOut int // where the indexes of those begin, and end
}

// NewJoiner returns a joiner that has joined nothing yet.
func NewJoiner() *Joiner { return &Joiner{} }

// Join joins the attributes that are chosen for each layer to a tile of areas, and returns the tile, which is good until the next. The text of
// its last layer, which is its keys and values, begins at text. The work is in proportion to the tile, whatever the number of areas elsewhere.
func (j *Joiner) Join(areas Areas, choose func(layer string) (Attributes, error)) (tile []byte, text int, err error) {
	j.tile, j.parts, j.columns, j.numbering.leftOut = j.tile[:0], j.parts[:0], j.columns[:0], j.numbering.leftOut[:0]
	for _, layer := range areas.layers {
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
	if int(areas.last) > chosen.areas {
		return fmt.Errorf("there is area %d of %d", areas.last, chosen.areas)
	}
	j.numbering.reset()
	for _, c := range chosen.columns {
		j.numbering.add(j.pieceOf(areas, chosen, c))
	}
	j.text = mvt.AppendExtent(j.numbering.number(j.text[:0], chosen.lent), areas.extent)
	j.packTags(areas)
	p := parts{areas: areas, text: chosen.text, first: len(j.columns)}
	j.tile, p.Parts = mvt.AppendLayer(j.tile, areas.name, j.features, j.tags, j.text)
	for _, i := range j.numbering.inOrder {
		c := &j.numbering.columns[i]
		j.columns = append(j.columns, packable{c.piece, c.firstOut, c.lastOut})
	}
	p.last = len(j.columns)
	j.parts = append(j.parts, p)
	return nil
}

// packTags packs the tags of all areas.
func (j *Joiner) packTags(areas *areaLayer) {
	most := 8 * len(j.numbering.columns) // bytes of the tags of an area, with what may be written behind them
	j.tags = slices.Grow(j.tags[:0], most*len(areas.aids))
	room := j.tags[:cap(j.tags)]
	j.features = j.features[:0]
	at := 0
	for i := range areas.aids {
		n := j.numbering.putTags(room[at:], i)
		at += n
		j.features = append(j.features, mvt.ShapedFeature{Shape: areas.shape(i), Tags: n})
	}
	j.tags = room[:at]
}

// Pack returns the tile that was last joined as gzip, which is good until the next. What was coded for tiles before is put into it.
func (j *Joiner) Pack() []byte {
	j.gzip.Reset()
	for _, p := range j.parts {
		coded := p.areas.coded()
		j.gzip.Begin(coded.Codes())
		j.packFeatures(p, coded)
		j.gzip.End()
		j.gzip.Begin(p.text)
		j.packText(p)
		j.gzip.End()
	}
	return j.gzip.Finish(j.tile)
}

// Take returns the tile that was last joined, for good, in exchange for memory to join others in.
func (j *Joiner) Take(memory []byte) []byte {
	tile := j.tile
	j.tile = memory
	return tile
}

// Forget lets go of the areas and attributes that were joined last, and of more memory than most tiles need.
func (j *Joiner) Forget() {
	const most = 1 << 20 // bytes of a tile
	if cap(j.tile) > most {
		*j = *NewJoiner()
		return
	}
	clear(j.parts)
	clear(j.columns)
	clear(j.features)
	j.numbering.forget()
}

// packFeatures packs a layer up to its text: the coded shapes, and what is between them.
func (j *Joiner) packFeatures(p parts, coded deflate.Coded) {
	from, next := p.Head, p.Features // what is not packed yet, and the next feature
	for i := range p.areas.aids {
		size, n := binary.Uvarint(j.tile[next+1:]) // after its key
		shape := next + 1 + n
		next = shape + int(size)
		j.gzip.Literals(j.tile[from:shape])
		j.gzip.Coded(coded, i)
		from = shape + len(p.areas.shape(i))
	}
	j.gzip.Literals(j.tile[from:p.Text])
}

// packText packs the keys of a layer, its values, and what follows them. What was coded of a column before is put into it, unless some
// of its values belong to others.
func (j *Joiner) packText(p parts) {
	text := j.tile[p.Text:p.End]
	keys, values := 0, 0
	for text[keys] == keyField {
		keys += recordLen(text[keys:])
	}
	j.gzip.Literals(text[:keys])
	for _, c := range j.columns[p.first:p.last] {
		leftOut := j.numbering.leftOut[c.firstOut:c.lastOut]
		values += len(c.text)
		for _, i := range leftOut {
			values -= len(c.textOf(int(i)))
		}
		if len(leftOut) == 0 {
			j.gzip.Coded(c.coded(), 0)
		} else {
			j.begins = c.pack(&j.gzip, leftOut, j.begins)
		}
	}
	j.gzip.Literals(text[keys+values:])
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

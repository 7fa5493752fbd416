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
	tile    []byte
	parts   []parts // of the tile's layers
	columns []part
	tags    []byte   // of all features, packed
	sizes   []uint32 // of each feature's
	keys    []byte   // as the text of a layer has them
	gzip    deflate.Writer

	size int // of the tile

	numbering   numbering
	found       table // the values of a column
	numbers     []uint32
	values      []pieceValue
	repetitions repetitions
	begins      []int
}

// parts is where the parts of a layer begin in a tile: its head, its features, the keys and the values of its text, and what follows these;
// and where it ends.
type parts struct {
	head, features, keys, values, rest, end int

	areas                   *areaLayer
	text                    *deflate.Codes
	firstColumn, lastColumn int
}

// part is a column of which the text stands in a tile, but for that of some values.
type part struct {
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
		text = j.parts[n-1].keys
	}
	j.size = len(j.tile)
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
	j.keys = j.numbering.number(j.keys[:0], chosen.lent)
	p := parts{areas: areas, text: chosen.text, head: len(j.tile), firstColumn: len(j.columns)}
	values := 0
	for _, i := range j.numbering.inOrder {
		c := &j.numbering.columns[i]
		j.columns = append(j.columns, part{c.piece, c.firstOut, c.lastOut})
		values += c.textLen(j.numbering.leftOut[c.firstOut:c.lastOut])
	}
	p.lastColumn = len(j.columns)
	var buffer [8]byte
	extent := mvt.AppendExtent(buffer[:0], areas.extent)
	j.tile = mvt.AppendLayer(j.tile, areas.name, j.packTags(areas)+len(j.keys)+values+len(extent))
	p.features = len(j.tile)
	tags := j.tags
	for i, size := range j.sizes {
		j.tile = mvt.AppendFeature(j.tile, areas.shape(i), tags[:size])
		tags = tags[size:]
	}
	p.keys = len(j.tile)
	j.tile = append(j.tile, j.keys...)
	p.values = len(j.tile)
	for _, c := range j.columns[p.firstColumn:p.lastColumn] {
		j.tile = c.appendText(j.tile, j.numbering.leftOut[c.firstOut:c.lastOut])
	}
	p.rest = len(j.tile)
	j.tile = append(j.tile, extent...)
	p.end = len(j.tile)
	j.parts = append(j.parts, p)
	return nil
}

// packTags packs the tags of all areas, and returns how many bytes their features take in the tile.
func (j *Joiner) packTags(areas *areaLayer) int {
	most := 8 * len(j.numbering.columns) // bytes of the tags of an area, with what may be written behind them
	j.tags = slices.Grow(j.tags[:0], most*len(areas.aids))
	room := j.tags[:cap(j.tags)]
	j.sizes = j.sizes[:0]
	at, features := 0, 0
	for i := range areas.aids {
		n := j.numbering.putTags(room[at:], i)
		at += n
		j.sizes = append(j.sizes, uint32(n))
		features += mvt.FeatureLen(len(areas.shape(i)), n)
	}
	j.tags = room[:at]
	return features
}

// Pack returns the tile that was last joined, and not taken, as gzip, which is good until the next. What was coded for tiles before is put into
// it.
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

// mostKept is how many bytes a tile may have for the memory that it was joined in to be kept.
const mostKept = 1 << 20

// Take returns the tile that was last joined, for good, in exchange for memory to join others in.
func (j *Joiner) Take(memory []byte) []byte {
	tile := j.tile
	j.tile = memory
	return tile
}

// Forget lets go of the areas and attributes that were joined last, and of more memory than most tiles need.
func (j *Joiner) Forget() {
	if j.size > mostKept || cap(j.tile) > 2*mostKept {
		*j = *NewJoiner()
		return
	}
	clear(j.parts)
	clear(j.columns)
	j.numbering.forget()
}

// packFeatures packs a layer up to its text: the coded shapes, and what is between them.
func (j *Joiner) packFeatures(p parts, coded deflate.Coded) {
	from, next := p.head, p.features // what is not packed yet, and the next feature
	for i := range p.areas.aids {
		size, n := binary.Uvarint(j.tile[next+1:]) // after its key
		shape := next + 1 + n
		next = shape + int(size)
		j.gzip.Literals(j.tile[from:shape])
		j.gzip.Coded(coded, i)
		from = shape + len(p.areas.shape(i))
	}
	j.gzip.Literals(j.tile[from:p.keys])
}

// packText packs the keys of a layer, its values, and what follows them. What was coded of a column before is put into it, unless some
// of its values belong to others.
func (j *Joiner) packText(p parts) {
	j.gzip.Literals(j.tile[p.keys:p.values])
	for _, c := range j.columns[p.firstColumn:p.lastColumn] {
		if leftOut := j.numbering.leftOut[c.firstOut:c.lastOut]; len(leftOut) == 0 {
			j.gzip.Coded(c.coded(), 0)
		} else {
			j.begins = c.pack(&j.gzip, leftOut, j.begins)
		}
	}
	j.gzip.Literals(j.tile[p.rest:p.end])
}

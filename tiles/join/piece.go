package join

import (
	"cmp"
	"slices"
	"sync"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// piece is a column as the areas of one tile have it. It does not change.
type piece struct {
	name    string
	indexes []uint32             // of each area, the index of its value, plus one; 0 = absent
	numbers []uint32             // that the dictionary gives the different values, which are in the order of the areas that have them first
	values  []pieceValue         // more of them
	text    []byte               // of the values, as [mvt.Dictionary.AppendValue] writes it
	coded   func() deflate.Coded // the text, to be packed
}

// pieceValue is a value of a piece.
type pieceValue struct {
	first uint32 // the position of the first area that has it
	end   uint32 // of its text
	alike uint16 // with how many bytes its text begins as that of an earlier value; 0 = as none
	back  uint16 // how many values earlier that one is
}

// newPiece takes the values of a tile's areas out of a column.
func (j *Joiner) newPiece(areas *areaLayer, chosen *Attributes, of *column) *piece {
	p := &piece{name: of.name, indexes: make([]uint32, len(areas.aids))}
	j.numbers, j.values = j.numbers[:0], j.values[:0]
	j.found.reset(len(areas.aids))
	for i, aid := range areas.aids {
		value := of.values[aid-1]
		if value == 0 {
			continue
		}
		index, known := j.found.index(value - 1)
		if !known {
			j.numbers, j.values = append(j.numbers, value-1), append(j.values, pieceValue{first: uint32(i)})
		}
		p.indexes[i] = index + 1
	}
	p.numbers, p.values = slices.Clone(j.numbers), slices.Clone(j.values)
	p.setText(chosen.Dictionary, &j.repetitions)
	codes := chosen.text
	p.coded = sync.OnceValue(func() deflate.Coded {
		return codes.Record(func(w *deflate.Writer) { p.pack(w, nil, nil) })
	})
	return p
}

// setText writes the text of the values, and finds which begin alike.
func (p *piece) setText(dictionary *mvt.Dictionary, r *repetitions) {
	r.reset()
	for i := range p.values {
		v := &p.values[i]
		from := len(p.text)
		p.text = dictionary.AppendValue(p.text, p.numbers[i])
		v.end = uint32(len(p.text))
		if n, distance := r.find(p.text, from, len(p.text)); n > 0 {
			v.alike, v.back = uint16(n), uint16(i-p.beginsAt(uint32(from-distance), i))
		}
	}
	p.text = slices.Clone(p.text) // which is kept, and had room for more
}

// beginsAt returns the index of the value, of so many, of which the text begins there.
func (p *piece) beginsAt(begin uint32, n int) int {
	i, _ := slices.BinarySearchFunc(p.values[:n], begin, func(v pieceValue, begin uint32) int { return cmp.Compare(v.end, begin+1) })
	return i
}

// bytes is about how much memory the piece takes.
func (p *piece) bytes() int {
	const fixed = 256
	return fixed + 4*len(p.indexes) + 16*len(p.values) + len(p.text) + len(p.text)/2
}

// begin is where the text of a value begins.
func (p *piece) begin(i int) uint32 {
	if i == 0 {
		return 0
	}
	return p.values[i-1].end
}

// textOf returns the text of a value.
func (p *piece) textOf(i int) []byte { return p.text[p.begin(i):p.values[i].end] }

// textLen is how many bytes the text takes without the values that are left out.
func (p *piece) textLen(leftOut []uint32) int {
	n := len(p.text)
	for _, i := range leftOut {
		n -= len(p.textOf(int(i)))
	}
	return n
}

// appendText appends the text without the values that are left out, whose indexes ascend.
func (p *piece) appendText(dst []byte, leftOut []uint32) []byte {
	from := uint32(0)
	for _, i := range leftOut {
		dst = append(dst, p.text[from:p.begin(int(i))]...)
		from = p.values[i].end
	}
	return append(dst, p.text[from:]...)
}

// pack packs the text without the values that are left out. What begins as a value before is written as its repetition. It works in begins,
// which it returns.
func (p *piece) pack(w *deflate.Writer, leftOut []uint32, begins []int) []int {
	const nowhere = -1
	begins = begins[:0] // of the texts of the values before
	at := 0
	for i := range p.values {
		if len(leftOut) > 0 && int(leftOut[0]) == i {
			begins, leftOut = append(begins, nowhere), leftOut[1:]
			continue
		}
		begins = append(begins, at)
		alike, before := p.values[i].alike, i-int(p.values[i].back)
		for alike > 0 && begins[before] == nowhere { // then it may begin as what that one begins as
			alike, before = min(alike, p.values[before].alike), before-int(p.values[before].back)
		}
		text := p.textOf(i)
		if alike > 0 && at-begins[before] <= deflate.Farthest {
			w.Repeat(int(alike), at-begins[before])
			w.Literals(text[alike:])
		} else {
			w.Literals(text)
		}
		at += len(text)
	}
	return begins
}

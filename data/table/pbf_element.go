package table

import (
	"math"

	"github.com/paulmach/orb"
)

// pbfElement is a node, way or relation. It is valid until the next: what it holds is written over.
type pbfElement struct {
	kind    string
	id      int64
	at      orb.Point // of a node
	tags    []uint64  // key and value by turns: where they stand in the block's texts
	nodes   []int64   // of a way
	members []osmMember

	block *pbfBlock
}

// pbfBlock is what the elements of a block share.
type pbfBlock struct {
	texts                [][]byte
	read                 []string // beside texts, once one has been asked for
	granularity          int64    // nanodegrees of one unit
	latOffset, lonOffset int64    // nanodegrees
	element              pbfElement
	yield                func(*pbfElement) error
}

// text reads a key or value.
func (e *pbfElement) text(at uint64) (string, error) {
	b := e.block
	if at >= uint64(len(b.texts)) {
		return "", errPBF
	}
	if b.read[at] == "" {
		b.read[at] = string(b.texts[at])
	}
	return b.read[at], nil
}

// mostParts bounds the texts of a block, and the tags, nodes and members of an element. A way has 2000 nodes at most.
const mostParts = 1 << 18

// eachElement reads all elements of a file.
func eachElement(content []byte, yield func(*pbfElement) error) error {
	return eachBlock(content, func(block []byte) error {
		b := &pbfBlock{granularity: 100, yield: yield}
		b.element.block = b
		m := message(block)
		for m.next() {
			switch m.field {
			case 1:
				b.texts = texts(m.bytes)
			case 17:
				b.granularity = int64(int32(m.number))
			case 19:
				b.latOffset = int64(m.number)
			case 20:
				b.lonOffset = int64(m.number)
			}
		}
		if m.broken || len(b.texts) > mostParts {
			return errPBF
		}
		b.read = make([]string, len(b.texts))
		for m = message(block); m.next(); {
			if m.field != 2 {
				continue
			}
			if err := b.group(m.bytes); err != nil {
				return err
			}
		}
		return nil
	})
}

func texts(table []byte) [][]byte {
	var all [][]byte
	m := message(table)
	for len(all) <= mostParts && m.next() {
		if m.field == 1 {
			all = append(all, m.bytes)
		}
	}
	return all
}

func (b *pbfBlock) group(text []byte) error {
	m := message(text)
	for m.next() {
		var err error
		switch m.field {
		case 1:
			err = b.node(m.bytes)
		case 2:
			err = b.dense(m.bytes)
		case 3:
			err = b.way(m.bytes)
		case 4:
			err = b.relation(m.bytes)
		}
		if err != nil {
			return err
		}
	}
	if m.broken {
		return errPBF
	}
	return nil
}

// begin makes the element ready for another.
func (b *pbfBlock) begin(kind string) *pbfElement {
	e := &b.element
	e.kind, e.id, e.tags, e.nodes, e.members = kind, 0, e.tags[:0], e.nodes[:0], e.members[:0]
	return e
}

// place turns units into degrees.
func (b *pbfBlock) place(lat, lon int64) orb.Point {
	degrees := func(offset, units int64) float64 {
		return math.Round(float64(offset)+float64(b.granularity)*float64(units)) / 1e9
	}
	return orb.Point{degrees(b.lonOffset, lon), degrees(b.latOffset, lat)}
}

// pair puts the keys and values of an element together.
func (e *pbfElement) pair(keys, values []byte) error {
	k, v := numbers{rest: keys}, numbers{rest: values}
	for k.more() && v.more() && len(e.tags) < mostParts {
		e.tags = append(e.tags, k.next(), v.next())
	}
	if k.broken || v.broken || k.more() || v.more() {
		return errPBF
	}
	return nil
}

// fields reads the id and the tags, which every element has in the same fields, and hands over the others.
func (e *pbfElement) fields(text []byte, other func(number, value uint64, bytes []byte)) error {
	var keys, values []byte
	m := message(text)
	for m.next() {
		switch m.field {
		case 1:
			e.id = int64(m.number)
		case 2:
			keys = m.bytes
		case 3:
			values = m.bytes
		default:
			other(m.field, m.number, m.bytes)
		}
	}
	if err := e.pair(keys, values); m.broken || err != nil {
		return errPBF
	}
	return nil
}

func (b *pbfBlock) node(text []byte) error {
	e := b.begin("node")
	var lat, lon int64
	err := e.fields(text, func(number, value uint64, _ []byte) {
		switch number {
		case 8:
			lat = zigzag(value)
		case 9:
			lon = zigzag(value)
		}
	})
	if err != nil {
		return err
	}
	e.id, e.at = zigzag(uint64(e.id)), b.place(lat, lon)
	return b.yield(e)
}

// dense reads nodes whose numbers stand together, each as its distance from the one before.
func (b *pbfBlock) dense(text []byte) error {
	var ids, lats, lons, tags numbers
	m := message(text)
	for m.next() {
		switch m.field {
		case 1:
			ids.rest = m.bytes
		case 8:
			lats.rest = m.bytes
		case 9:
			lons.rest = m.bytes
		case 10:
			tags.rest = m.bytes
		}
	}
	if m.broken {
		return errPBF
	}
	var id, lat, lon int64
	for ids.more() {
		e := b.begin("node")
		id, lat, lon = id+ids.signed(), lat+lats.signed(), lon+lons.signed()
		e.id, e.at = id, b.place(lat, lon)
		for tags.more() && len(e.tags) < mostParts { // a node's keys and values by turns, then 0; nothing at all when no node has any
			key := tags.next()
			if key == 0 {
				break
			}
			e.tags = append(e.tags, key, tags.next())
		}
		if ids.broken || lats.broken || lons.broken || tags.broken {
			return errPBF
		}
		if err := b.yield(e); err != nil {
			return err
		}
	}
	return nil
}

func (b *pbfBlock) way(text []byte) error {
	e := b.begin("way")
	var nodes numbers
	err := e.fields(text, func(number, _ uint64, bytes []byte) {
		if number == 8 {
			nodes.rest = bytes
		}
	})
	if err != nil {
		return err
	}
	for id := int64(0); nodes.more() && len(e.nodes) < mostParts; {
		id += nodes.signed()
		e.nodes = append(e.nodes, id)
	}
	if nodes.broken || nodes.more() {
		return errPBF
	}
	return b.yield(e)
}

// memberKinds are the kinds of a relation's members, by number.
var memberKinds = []string{"node", "way", "relation"}

func (b *pbfBlock) relation(text []byte) error {
	e := b.begin("relation")
	var refs, kinds numbers
	err := e.fields(text, func(number, _ uint64, bytes []byte) {
		switch number {
		case 9:
			refs.rest = bytes
		case 10:
			kinds.rest = bytes
		}
	})
	if err != nil {
		return err
	}
	for id := int64(0); refs.more() && len(e.members) < mostParts; {
		id += refs.signed()
		kind := kinds.next()
		if refs.broken || kinds.broken || kind >= uint64(len(memberKinds)) {
			return errPBF
		}
		e.members = append(e.members, osmMember{Type: memberKinds[kind], Ref: id})
	}
	return b.yield(e)
}

package join

import (
	"cmp"
	"encoding/binary"
	"slices"

	"hotspotmap/tiles/mvt"
)

// numbering numbers the keys and the values of the columns of a tile, as [mvt.Layer] does: a value that columns share belongs to
// the one that has it first, the values of a column stand together, and those of columns with fewer stand first.
type numbering struct {
	columns []numbered
	inOrder []int // the columns that have values, by the numbers of their keys; then, of their values
	found   table
	shared  []sharedValue
	uses    []use // of shared values, column after column
	tags    []packed
	leftOut []uint32 // the indexes of values that belong to another column, column after column of all layers
	rows    []row
}

// numbered is a column of the tile.
type numbered struct {
	*piece
	tags              []packed // of its values, after an empty one
	key               packed
	owned             int // how many values belong to it
	firstUse, lastUse int
	firstOut, lastOut int // where the indexes of those that do not begin, and end
}

// sharedValue is a value that several columns may have.
type sharedValue struct {
	owner  int    // the column it belongs to
	first  uint32 // the position of the first area that has it
	number uint32
}

// use is the use of a shared value by a column.
type use struct{ index, shared uint32 }

// row is what the tags of an area are taken from: the tag at its index in a column, of which the first is empty.
type row struct {
	indexes []uint32
	tags    []packed
}

// reset begins another layer.
func (n *numbering) reset() { n.columns = n.columns[:0] }

// add adds a column.
func (n *numbering) add(c *piece) { n.columns = append(n.columns, numbered{piece: c}) }

// forget lets go of the columns.
func (n *numbering) forget() {
	clear(n.columns[:cap(n.columns)])
	clear(n.rows[:cap(n.rows)])
}

// number numbers the keys and the values, and appends the keys to text. Only values that are lent are looked for in other columns.
func (n *numbering) number(text []byte, lent bitset) []byte {
	n.findOwners(lent)
	n.makeRows()
	n.inOrder = n.inOrder[:0]
	for i := range n.columns {
		if len(n.columns[i].values) > 0 {
			n.inOrder = append(n.inOrder, i)
		}
	}
	slices.SortStableFunc(n.inOrder, func(a, b int) int {
		return cmp.Compare(n.columns[a].values[0].first, n.columns[b].values[0].first)
	})
	for key, i := range n.inOrder {
		n.columns[i].key = packed(0).with(uint32(key))
		text = mvt.AppendKey(text, n.columns[i].name)
	}
	slices.SortStableFunc(n.inOrder, func(a, b int) int { return cmp.Compare(n.columns[a].owned, n.columns[b].owned) })
	next := uint32(0)
	for _, i := range n.inOrder {
		next = n.numberOwned(i, next)
	}
	n.tagShared()
	return text
}

// findOwners finds the values that columns share, and whose they are.
func (n *numbering) findOwners(lent bitset) {
	n.findUses(lent)
	n.found.reset(len(n.uses))
	n.shared = n.shared[:0]
	for i := range n.columns {
		c := &n.columns[i]
		for k := c.firstUse; k < c.lastUse; k++ {
			u := &n.uses[k]
			u.shared = n.share(i, c.numbers[u.index], c.values[u.index].first)
		}
	}
	for i := range n.columns {
		c := &n.columns[i]
		for _, u := range n.uses[c.firstUse:c.lastUse] {
			if n.shared[u.shared].owner != i {
				c.owned--
			}
		}
	}
}

// findUses finds the values that several columns may have: those that are lent and, by the ends of their numbers, there twice.
func (n *numbering) findUses(lent bitset) {
	var once, twice [64]uint64
	for i := range n.columns {
		for _, number := range n.columns[i].numbers {
			if lent.has(number) {
				word, bit := number>>6&63, uint64(1)<<(number&63)
				twice[word] |= once[word] & bit
				once[word] |= bit
			}
		}
	}
	n.uses = n.uses[:0]
	for i := range n.columns {
		c := &n.columns[i]
		c.owned, c.firstUse = len(c.values), len(n.uses)
		for k, number := range c.numbers {
			if twice[number>>6&63]>>(number&63)&1 == 1 && lent.has(number) {
				n.uses = append(n.uses, use{index: uint32(k)})
			}
		}
		c.lastUse = len(n.uses)
	}
}

// share says that a column has a value, from the area at position first on, and returns the index of the value among those that are shared.
func (n *numbering) share(column int, value, first uint32) uint32 {
	index, known := n.found.index(value)
	if !known {
		n.shared = append(n.shared, sharedValue{owner: column, first: first})
	} else if s := &n.shared[index]; first < s.first {
		s.owner, s.first = column, first
	}
	return index
}

// numberOwned numbers the values that belong to a column from next on, and returns the number after.
func (n *numbering) numberOwned(column int, next uint32) uint32 {
	c := &n.columns[column]
	c.firstOut = len(n.leftOut)
	from := 0 // up to where values are numbered or left out
	number := func(to int) {
		for k := from; k < to; k++ {
			c.tags[k+1] = c.key.with(next)
			next++
		}
	}
	for _, u := range n.uses[c.firstUse:c.lastUse] {
		k, s := int(u.index), &n.shared[u.shared]
		number(k)
		if from = k; s.owner == column {
			s.number = next
			continue
		}
		n.leftOut = append(n.leftOut, u.index)
		from = k + 1
	}
	number(len(c.values))
	c.lastOut = len(n.leftOut)
	return next
}

// tagShared packs the tags of values that belong to another column.
func (n *numbering) tagShared() {
	for i := range n.columns {
		c := &n.columns[i]
		for _, u := range n.uses[c.firstUse:c.lastUse] {
			c.tags[u.index+1] = c.key.with(n.shared[u.shared].number)
		}
	}
}

// makeRows makes room for the tags of each column.
func (n *numbering) makeRows() {
	all := 0
	for i := range n.columns {
		all += len(n.columns[i].values) + 1
	}
	n.tags, n.rows = slices.Grow(n.tags[:0], all)[:all], n.rows[:0]
	free := n.tags
	for i := range n.columns {
		c := &n.columns[i]
		c.tags, free = free[:len(c.values)+1], free[len(c.values)+1:]
		c.tags[0] = 0
		n.rows = append(n.rows, row{c.indexes, c.tags})
	}
}

// putTags puts the tags of the area at a position into room, and returns how many bytes they take. There must be 8 for each column.
func (n *numbering) putTags(room []byte, area int) int {
	at := 0
	for i := range n.rows {
		r := &n.rows[i]
		tag := r.tags[r.indexes[area]]
		binary.LittleEndian.PutUint64(room[at:], uint64(tag))
		at += tag.len()
	}
	return at
}

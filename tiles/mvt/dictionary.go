package mvt

import (
	"bytes"
	"hash/maphash"
)

// Tag is one attribute of a feature: the numbers of its key and its value in a [Dictionary].
type Tag struct{ Key, Value uint32 }

// Dictionary numbers the attributes of a whole data set once, so that building each of its many tiles compares numbers
// instead of texts. Fill it first; from then on any number of layers may share it.
type Dictionary struct {
	keys  []string
	keyOf map[string]uint32

	values []byte // protobuf messages, one after the other
	ends   []int  // of each value in values
	slots  []slot // a hash table of the values
	seed   maphash.Seed
}

// slot is a place in the hash table: empty when the number is 0.
type slot struct {
	hash   uint32
	number uint32 // of the value, plus one
}

// How large the hash table is at first, and how large a table may be for it to be worth clearing: powers of two.
const (
	leastSlots = 1 << 10
	mostKept   = 1 << 14
)

// NewDictionary returns an empty dictionary.
func NewDictionary() *Dictionary {
	return &Dictionary{keyOf: map[string]uint32{}, slots: make([]slot, leastSlots), seed: maphash.MakeSeed()}
}

// Reset empties the dictionary, and keeps its memory for the next tile that has one of its own.
func (d *Dictionary) Reset() {
	clear(d.keyOf)
	d.keys, d.values, d.ends = d.keys[:0], d.values[:0], d.ends[:0]
	if len(d.slots) > mostKept {
		d.slots = make([]slot, leastSlots)
	}
	clear(d.slots)
}

// Key returns the number of a key.
func (d *Dictionary) Key(name string) uint32 {
	if i, known := d.keyOf[name]; known {
		return i
	}
	i := uint32(len(d.keys))
	d.keys = append(d.keys, name)
	d.keyOf[name] = i
	return i
}

// Value returns the number of a value. Two values are one when their messages are.
func (d *Dictionary) Value(v Value) uint32 {
	start := len(d.values)
	d.values = v.append(d.values)
	message := d.values[start:]
	hash := uint32(maphash.Bytes(d.seed, message))
	last := uint32(len(d.slots) - 1)
	at := hash & last
	for ; d.slots[at].number > 0; at = (at + 1) & last {
		if number := d.slots[at].number - 1; d.slots[at].hash == hash && bytes.Equal(d.value(number), message) {
			d.values = d.values[:start]
			return number
		}
	}
	d.ends = append(d.ends, len(d.values))
	d.slots[at] = slot{hash, uint32(len(d.ends))}
	if len(d.ends) > len(d.slots)/2 {
		d.widen()
	}
	return uint32(len(d.ends) - 1)
}

// Tag numbers a key and its value.
func (d *Dictionary) Tag(key string, value Value) Tag {
	return Tag{Key: d.Key(key), Value: d.Value(value)}
}

// value returns the message of a value.
func (d *Dictionary) value(i uint32) []byte {
	if i == 0 {
		return d.values[:d.ends[0]]
	}
	return d.values[d.ends[i-1]:d.ends[i]]
}

// widen doubles the hash table.
func (d *Dictionary) widen() {
	narrow := d.slots
	d.slots = make([]slot, 2*len(narrow))
	last := uint32(len(d.slots) - 1)
	for _, held := range narrow {
		if held.number == 0 {
			continue
		}
		at := held.hash & last
		for d.slots[at].number > 0 {
			at = (at + 1) & last
		}
		d.slots[at] = held
	}
}

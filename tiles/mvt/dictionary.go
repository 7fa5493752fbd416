package mvt

import "hash/maphash"

// Tag is one attribute of a feature: the numbers of its key and its value in a [Dictionary].
type Tag struct{ Key, Value uint32 }

// Dictionary numbers the attributes of a whole data set once, so that building each of its many tiles compares numbers
// instead of texts. Fill it first; from then on any number of layers may share it.
type Dictionary struct {
	keys  []string
	keyOf map[string]uint32

	values []byte   // protobuf messages, one after the other
	ends   []uint32 // of each value in values
	slots  []slot   // a hash table of the values
	shift  int      // 64 less the binary logarithm of how many slots there are
	seed   maphash.Seed
}

// slot is a place in the hash table: empty when the number is 0.
type slot struct {
	bits   uint64 // of a number; of a string, its hash
	number uint32 // of the value, plus one
	field  uint8
}

// leastShift is the shift of the smallest hash table: 1,024 slots.
const leastShift = 64 - 10

// NewDictionary returns an empty dictionary.
func NewDictionary() *Dictionary {
	d := &Dictionary{keyOf: map[string]uint32{}, seed: maphash.MakeSeed()}
	d.size(leastShift)
	return d
}

// View returns the dictionary as it is now. Others may read it while more is added to this one; nothing can be added to it.
func (d *Dictionary) View() *Dictionary {
	return &Dictionary{keys: d.keys, values: d.values, ends: d.ends}
}

// Len returns how many values the dictionary has.
func (d *Dictionary) Len() int { return len(d.ends) }

// Bytes is about how much memory the dictionary takes.
func (d *Dictionary) Bytes() int { return cap(d.values) + 4*cap(d.ends) + 16*cap(d.slots) }

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

// Value returns the number of a value.
func (d *Dictionary) Value(v Value) uint32 {
	bits := v.bits
	if v.field == valueString {
		bits = maphash.String(d.seed, v.text)
	}
	at := d.first(bits)
	for ; d.slots[at].number > 0; at = d.next(at) {
		s := d.slots[at]
		if s.bits == bits && s.field == v.field && (v.field != valueString || d.isText(s.number-1, v.text)) {
			return s.number - 1
		}
	}
	d.values = v.append(d.values)
	d.ends = append(d.ends, uint32(len(d.values)))
	d.slots[at] = slot{bits, uint32(len(d.ends)), v.field}
	if len(d.ends) > len(d.slots)/2 {
		d.widen()
	}
	return uint32(len(d.ends) - 1)
}

// Tag numbers a key and its value.
func (d *Dictionary) Tag(key string, value Value) Tag {
	return Tag{Key: d.Key(key), Value: d.Value(value)}
}

// AppendValue appends the value of a number to the text of a layer.
func (d *Dictionary) AppendValue(text []byte, i uint32) []byte {
	return appendBytes(text, layerValues, d.value(i))
}

// value returns the message of a value.
func (d *Dictionary) value(i uint32) []byte {
	if i == 0 {
		return d.values[:d.ends[0]]
	}
	return d.values[d.ends[i-1]:d.ends[i]]
}

// isText reports whether the value of a number, a string, is this one.
func (d *Dictionary) isText(i uint32, text string) bool {
	message := d.value(i)
	return len(message) == bytesFieldLen(len(text)) && string(message[len(message)-len(text):]) == text
}

// first is the slot where a value belongs, and next the one to try when another is there.
func (d *Dictionary) first(bits uint64) int { return int(bits * 0x9E3779B97F4A7C15 >> d.shift) } // 2^64 over the golden ratio
func (d *Dictionary) next(at int) int       { return (at + 1) & (len(d.slots) - 1) }

// size empties the hash table, and gives it a size.
func (d *Dictionary) size(shift int) {
	d.shift = shift
	if n := 1 << (64 - shift); n <= cap(d.slots) {
		d.slots = d.slots[:n]
		clear(d.slots)
	} else {
		d.slots = make([]slot, n)
	}
}

// widen doubles the hash table.
func (d *Dictionary) widen() {
	narrow := d.slots
	d.slots = nil
	d.size(d.shift - 1)
	for _, held := range narrow {
		if held.number == 0 {
			continue
		}
		at := d.first(held.bits)
		for d.slots[at].number > 0 {
			at = d.next(at)
		}
		d.slots[at] = held
	}
}

package mvt

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// version is the version of the specification a layer says it follows.
const version = 2

// Layer builds one layer of one tile after another. What compresses well stands together: a feature's id beside its tags, which
// count up as it does, and the values of one key beside each other, those of keys with fewer values first, since numbers below
// 128 take one byte.
type Layer struct {
	name       string
	extent     uint32
	dictionary *Dictionary
	keys       subset
	values     subset
	owners     []uint32  // of each value, the key that used it first
	tags       []Tag     // of all features, as the subsets number them
	features   []feature // not encoded yet
	shapes     []byte    // of those that came without one

	numbers []uint32 // of the values in the tile, as the subset numbers them
	ordered []uint32 // the values by those numbers, as the dictionary numbers them
	packed  []byte   // the tags of all features
	text    []byte
	parts   Parts
}

// feature is one that waits until the values are numbered.
type feature struct {
	shape      []byte
	tags, size int // where its tags end among all, and how many bytes they take
}

// Parts are where the parts of a layer begin in its tile: its head, its features, and its text, which is its keys, its values and its
// extent; and where it ends.
type Parts struct{ Head, Features, Text, End int }

// NewLayer returns an empty layer whose tags are numbers of the dictionary.
func NewLayer(name string, extent uint32, dictionary *Dictionary) *Layer {
	return &Layer{name: name, extent: extent, dictionary: dictionary, keys: newSubset(), values: newSubset()}
}

// Reset empties the layer for the next tile.
func (l *Layer) Reset() {
	clear(l.features) // which hold on to their shapes
	l.owners, l.tags, l.features, l.shapes = l.owners[:0], l.tags[:0], l.features[:0], l.shapes[:0]
	l.keys.reset(len(l.dictionary.keys))
	l.values.reset(len(l.dictionary.ends))
}

// ResetAs empties the layer for the next tile, in which it is another.
func (l *Layer) ResetAs(name string, extent uint32, dictionary *Dictionary) {
	l.name, l.extent, l.dictionary = name, extent, dictionary
	l.Reset()
}

// Len returns how many features the layer has.
func (l *Layer) Len() int { return len(l.features) }

// Add appends a feature. Ids must differ between the features of a layer; geometry is what [AppendRing] or
// [AppendPoint] made.
func (l *Layer) Add(id uint64, kind GeomType, tags []Tag, geometry []byte) {
	from := len(l.shapes)
	l.shapes = AppendShape(l.shapes, id, kind, geometry)
	l.AddShape(l.shapes[from:], tags)
}

// AddShape appends a feature that [AppendShape] has encoded, which must stay as it is until [Layer.AppendTo].
func (l *Layer) AddShape(shape []byte, tags []Tag) {
	all := slices.Grow(l.tags, len(tags))
	for _, t := range tags {
		key, value := l.keys.use(t.Key), l.values.use(t.Value)
		if int(value) == len(l.owners) {
			l.owners = append(l.owners, key)
		}
		all = append(all, Tag{key, value})
	}
	l.tags = all
	l.features = append(l.features, feature{shape: shape, tags: len(l.tags)})
}

// AppendShape appends the fields of a feature that do not depend on its tags.
func AppendShape(dst []byte, id uint64, kind GeomType, geometry []byte) []byte {
	dst = append(appendKey(dst, featureType, wireVarint), byte(kind))
	dst = appendBytes(dst, featureGeometry, geometry)
	return binary.AppendUvarint(appendKey(dst, featureID, wireVarint), id)
}

// numberByKey numbers the values so that those of each key stand together, those of keys with fewer first. A value that keys share
// stands with those of the one that used it first.
func (l *Layer) numberByKey() {
	next := make([]uint32, len(l.keys.members)) // number of each key's next value
	for _, key := range l.owners {
		next[key]++
	}
	keys := make([]uint32, len(next))
	for i := range keys {
		keys[i] = uint32(i)
	}
	slices.SortStableFunc(keys, func(a, b uint32) int { return cmp.Compare(next[a], next[b]) })
	first := uint32(0)
	for _, key := range keys {
		next[key], first = first, first+next[key]
	}
	n := len(l.owners)
	l.numbers, l.ordered = slices.Grow(l.numbers[:0], n)[:n], slices.Grow(l.ordered[:0], n)[:n]
	for i, key := range l.owners {
		l.numbers[i] = next[key]
		l.ordered[next[key]] = l.values.members[i]
		next[key]++
	}
}

// packTags packs the tags of all features, and returns how many bytes the features take in the tile.
func (l *Layer) packTags() int {
	l.packed = l.packed[:0]
	total, from := 0, 0
	for i := range l.features {
		f := &l.features[i]
		before := len(l.packed)
		for _, t := range l.tags[from:f.tags] {
			l.packed = appendVarint(appendVarint(l.packed, t.Key), l.numbers[t.Value])
		}
		from, f.size = f.tags, len(l.packed)-before
		total += bytesFieldLen(f.len())
	}
	return total
}

// len is how many bytes the feature's message has.
func (f *feature) len() int {
	if f.size == 0 {
		return len(f.shape)
	}
	return len(f.shape) + bytesFieldLen(f.size)
}

// writeText writes the keys, the values and the extent.
func (l *Layer) writeText() {
	l.text = l.text[:0]
	for _, key := range l.keys.members {
		l.text = appendString(l.text, layerKeys, l.dictionary.keys[key])
	}
	for _, value := range l.ordered {
		l.text = appendBytes(l.text, layerValues, l.dictionary.value(value))
	}
	l.text = binary.AppendUvarint(appendKey(l.text, layerExtent, wireVarint), uint64(l.extent))
}

// AppendTo appends the layer to a tile. A layer without features adds nothing.
func (l *Layer) AppendTo(tile []byte) []byte {
	l.parts = Parts{len(tile), len(tile), len(tile), len(tile)}
	if len(l.features) == 0 {
		return tile
	}
	l.numberByKey()
	l.writeText()
	size := 2 + bytesFieldLen(len(l.name)) + l.packTags() + len(l.text)
	tile = appendKey(tile, tileLayers, wireBytes)
	tile = binary.AppendUvarint(tile, uint64(size))
	tile = append(appendKey(tile, layerVersion, wireVarint), version)
	tile = appendString(tile, layerName, l.name)
	l.parts.Features = len(tile)
	tags := l.packed
	for i := range l.features {
		f := &l.features[i]
		tile = appendVarint(appendKey(tile, layerFeatures, wireBytes), uint32(f.len()))
		tile = append(tile, f.shape...)
		if f.size > 0 {
			tile = appendBytes(tile, featureTags, tags[:f.size])
			tags = tags[f.size:]
		}
	}
	l.parts.Text = len(tile)
	tile = append(tile, l.text...)
	l.parts.End = len(tile)
	return tile
}

// Parts are those of the layer in the tile that it was last appended to.
func (l *Layer) Parts() Parts { return l.parts }

// subset numbers those of a dictionary's members that one tile uses, in the order of their first use.
type subset struct {
	tile    uint32   // counts the tiles built
	all     []member // of the dictionary
	members []uint32 // of this tile
}

// member is what is known of a member of a dictionary.
type member struct {
	tile   uint32 // the last that used it
	number uint32 // in that tile
}

func newSubset() subset { return subset{tile: 1} }

func (s *subset) reset(dictionary int) {
	s.members = s.members[:0]
	s.tile++
	if s.tile == 0 || len(s.all) < dictionary {
		s.tile = 1
		s.all = make([]member, dictionary)
	}
}

// use returns the number of a member in this tile.
func (s *subset) use(i uint32) uint32 {
	if more := int(i) + 1 - len(s.all); more > 0 {
		s.all = append(s.all, make([]member, more)...)
	}
	m := &s.all[i]
	if m.tile != s.tile {
		*m = member{s.tile, uint32(len(s.members))}
		s.members = append(s.members, i)
	}
	return m.number
}

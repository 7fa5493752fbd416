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
	owners     []uint32 // of each value, the key that used it first
	tags       []Tag    // of all features, as the subsets number them
	shapes     []byte   // of all features, encoded
	features   []ends
	numbers    []uint32 // of the values in the tile, as the subset numbers them
	ordered    []uint32 // the values by those numbers, as the dictionary numbers them
	encoded    []byte   // the features, as fields of the layer message
	packed     []byte   // the tags of one feature
}

// ends is where what belongs to a feature ends, which begins where that of the feature before ends.
type ends struct{ shape, tags int }

// NewLayer returns an empty layer whose tags are numbers of the dictionary.
func NewLayer(name string, extent uint32, dictionary *Dictionary) *Layer {
	return &Layer{name: name, extent: extent, dictionary: dictionary, keys: newSubset(), values: newSubset()}
}

// Reset empties the layer for the next tile.
func (l *Layer) Reset() {
	l.owners, l.tags, l.shapes, l.features, l.encoded = l.owners[:0], l.tags[:0], l.shapes[:0], l.features[:0], l.encoded[:0]
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
	l.shapes = AppendShape(l.shapes, id, kind, geometry)
	l.tag(tags)
}

// AddShape appends a feature that [AppendShape] has encoded.
func (l *Layer) AddShape(shape []byte, tags []Tag) {
	l.shapes = append(l.shapes, shape...)
	l.tag(tags)
}

// AppendShape appends the fields of a feature that do not depend on its tags.
func AppendShape(dst []byte, id uint64, kind GeomType, geometry []byte) []byte {
	dst = append(appendKey(dst, featureType, wireVarint), byte(kind))
	dst = appendBytes(dst, featureGeometry, geometry)
	return binary.AppendUvarint(appendKey(dst, featureID, wireVarint), id)
}

// tag appends the tags of a feature whose shape was appended.
func (l *Layer) tag(tags []Tag) {
	for _, t := range tags {
		key, value := l.keys.use(t.Key), l.values.use(t.Value)
		if int(value) == len(l.owners) {
			l.owners = append(l.owners, key)
		}
		l.tags = append(l.tags, Tag{key, value})
	}
	l.features = append(l.features, ends{len(l.shapes), len(l.tags)})
}

// encode encodes the features.
func (l *Layer) encode() {
	l.numberByKey()
	l.encoded = l.encoded[:0]
	var from ends
	for _, to := range l.features {
		l.packed = l.packed[:0]
		for _, t := range l.tags[from.tags:to.tags] {
			l.packed = binary.AppendUvarint(l.packed, uint64(t.Key))
			l.packed = binary.AppendUvarint(l.packed, uint64(l.numbers[t.Value]))
		}
		size := to.shape - from.shape
		if len(l.packed) > 0 {
			size += bytesFieldLen(len(l.packed))
		}
		l.encoded = appendKey(l.encoded, layerFeatures, wireBytes)
		l.encoded = binary.AppendUvarint(l.encoded, uint64(size))
		l.encoded = append(l.encoded, l.shapes[from.shape:to.shape]...)
		if len(l.packed) > 0 {
			l.encoded = appendBytes(l.encoded, featureTags, l.packed)
		}
		from = to
	}
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

// FeaturesLen is how many bytes the features take in the tile that the layer was last appended to.
func (l *Layer) FeaturesLen() int { return len(l.encoded) }

// Values are the numbers, in the dictionary, of the values of the tile that the layer was last appended to, in their order there.
func (l *Layer) Values() []uint32 { return l.ordered }

// TextLen is how many bytes of the layer come after its features: the keys, the values and the extent.
func (l *Layer) TextLen() int {
	if len(l.features) == 0 {
		return 0
	}
	n := 1 + varintLen(uint64(l.extent))
	for _, key := range l.keys.members {
		n += bytesFieldLen(len(l.dictionary.keys[key]))
	}
	for _, value := range l.values.members {
		n += bytesFieldLen(len(l.dictionary.value(value)))
	}
	return n
}

// AppendTo appends the layer to a tile. A layer without features adds nothing.
func (l *Layer) AppendTo(tile []byte) []byte {
	if len(l.features) == 0 {
		return tile
	}
	l.encode()
	size := 2 + bytesFieldLen(len(l.name)) + len(l.encoded) + l.TextLen()
	tile = appendKey(tile, tileLayers, wireBytes)
	tile = binary.AppendUvarint(tile, uint64(size))
	tile = append(appendKey(tile, layerVersion, wireVarint), version)
	tile = appendString(tile, layerName, l.name)
	tile = append(tile, l.encoded...)
	for _, key := range l.keys.members {
		tile = appendString(tile, layerKeys, l.dictionary.keys[key])
	}
	for _, value := range l.ordered {
		tile = l.dictionary.AppendField(tile, value)
	}
	return binary.AppendUvarint(appendKey(tile, layerExtent, wireVarint), uint64(l.extent))
}

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

package mvt

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// version is the version of the specification a layer says it follows.
const version = 2

// Layer builds one layer of one tile after another. Keys are numbered in the order of their first use; values by how often the tile
// uses them, the most used first, and of equals by their first use: numbers below 128 take one byte, and those used again and
// again then compress best.
type Layer struct {
	name       string
	extent     uint32
	dictionary *Dictionary
	keys       subset
	values     subset
	features   []pending
	tags       []Tag  // of all features
	encoded    []byte // the features, as fields of the layer message
	packed     []byte // of one feature
}

// pending is a feature that waits until the values are numbered.
type pending struct {
	id       uint64
	kind     GeomType
	tags     int // where they end in the layer's
	geometry []byte
}

// NewLayer returns an empty layer whose tags are numbers of the dictionary.
func NewLayer(name string, extent uint32, dictionary *Dictionary) *Layer {
	return &Layer{name: name, extent: extent, dictionary: dictionary, keys: newSubset(), values: newSubset()}
}

// Reset empties the layer for the next tile.
func (l *Layer) Reset() {
	l.features, l.tags = l.features[:0], l.tags[:0]
	l.keys.reset(len(l.dictionary.keys))
	l.values.reset(len(l.dictionary.ends))
}

// ResetAs empties the layer for the next tile, in which it has another name or extent.
func (l *Layer) ResetAs(name string, extent uint32) {
	l.name, l.extent = name, extent
	l.Reset()
}

// Len returns how many features the layer has.
func (l *Layer) Len() int { return len(l.features) }

// Add appends a feature. Ids must differ between the features of a layer; geometry is what [AppendRing] or
// [AppendPoint] made, and must stay as it is until [Layer.AppendTo].
func (l *Layer) Add(id uint64, kind GeomType, tags []Tag, geometry []byte) {
	for _, tag := range tags {
		l.keys.use(tag.Key)
		l.values.use(tag.Value)
	}
	l.tags = append(l.tags, tags...)
	l.features = append(l.features, pending{id, kind, len(l.tags), geometry})
}

// encode encodes the features.
func (l *Layer) encode() {
	l.values.numberByUse()
	l.encoded = l.encoded[:0]
	from := 0
	for _, f := range l.features {
		l.packed = l.packed[:0]
		for _, tag := range l.tags[from:f.tags] {
			l.packed = binary.AppendUvarint(l.packed, uint64(l.keys.all[tag.Key].number))
			l.packed = binary.AppendUvarint(l.packed, uint64(l.values.all[tag.Value].number))
		}
		from = f.tags
		size := 1 + varintLen(f.id) + 2 + bytesFieldLen(len(f.geometry))
		if len(l.packed) > 0 {
			size += bytesFieldLen(len(l.packed))
		}
		b := appendKey(l.encoded, layerFeatures, wireBytes)
		b = binary.AppendUvarint(b, uint64(size))
		b = binary.AppendUvarint(appendKey(b, featureID, wireVarint), f.id)
		if len(l.packed) > 0 {
			b = appendBytes(b, featureTags, l.packed)
		}
		b = append(appendKey(b, featureType, wireVarint), byte(f.kind))
		l.encoded = appendBytes(b, featureGeometry, f.geometry)
	}
}

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
	for _, value := range l.values.members {
		tile = appendBytes(tile, layerValues, l.dictionary.value(value))
	}
	return binary.AppendUvarint(appendKey(tile, layerExtent, wireVarint), uint64(l.extent))
}

// subset numbers those of a dictionary's members that one tile uses.
type subset struct {
	tile    uint32   // counts the tiles built
	all     []member // of the dictionary
	members []uint32 // of this tile, by their numbers
}

// member is what is known of a member of a dictionary.
type member struct {
	tile   uint32 // the last that used it
	uses   uint32 // how often that tile did
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

// use counts a use of a member, and numbers it at its first.
func (s *subset) use(i uint32) {
	if more := int(i) + 1 - len(s.all); more > 0 {
		s.all = append(s.all, make([]member, more)...)
	}
	m := &s.all[i]
	if m.tile != s.tile {
		*m = member{tile: s.tile, number: uint32(len(s.members))}
		s.members = append(s.members, i)
	}
	m.uses++
}

// numberByUse numbers the members anew, the most used first, and of equals as they were.
func (s *subset) numberByUse() {
	// Most values are used once. They need no sorting.
	var often, once []uint32
	for _, i := range s.members {
		if s.all[i].uses > 1 {
			often = append(often, i)
		} else {
			once = append(once, i)
		}
	}
	slices.SortStableFunc(often, func(a, b uint32) int { return cmp.Compare(s.all[b].uses, s.all[a].uses) })
	s.members = append(append(s.members[:0], often...), once...)
	for number, i := range s.members {
		s.all[i].number = uint32(number)
	}
}

package mvt

import "encoding/binary"

// version is the version of the specification a layer says it follows.
const version = 2

// Layer builds one layer of one tile after another.
type Layer struct {
	name       string
	extent     uint32
	dictionary *Dictionary
	keys       subset
	values     subset
	features   []byte // as fields of the layer message
	n          int
	packed     []byte // of one feature
}

// NewLayer returns an empty layer whose tags are numbers of the dictionary.
func NewLayer(name string, extent uint32, dictionary *Dictionary) *Layer {
	return &Layer{name: name, extent: extent, dictionary: dictionary, keys: newSubset(), values: newSubset()}
}

// Reset empties the layer for the next tile.
func (l *Layer) Reset() {
	l.features, l.n = l.features[:0], 0
	l.keys.reset(len(l.dictionary.keys))
	l.values.reset(len(l.dictionary.ends))
}

// ResetAs empties the layer for the next tile, in which it has another name or extent.
func (l *Layer) ResetAs(name string, extent uint32) {
	l.name, l.extent = name, extent
	l.Reset()
}

// Len returns how many features the layer has.
func (l *Layer) Len() int { return l.n }

// Add appends a feature. Ids must differ between the features of a layer; geometry is what [AppendRing] or
// [AppendPoint] made.
func (l *Layer) Add(id uint64, kind GeomType, tags []Tag, geometry []byte) {
	l.packed = l.packed[:0]
	for _, tag := range tags {
		l.packed = binary.AppendUvarint(l.packed, uint64(l.keys.local(tag.Key)))
		l.packed = binary.AppendUvarint(l.packed, uint64(l.values.local(tag.Value)))
	}
	size := 1 + varintLen(id) + 2 + bytesFieldLen(len(geometry))
	if len(tags) > 0 {
		size += bytesFieldLen(len(l.packed))
	}
	b := appendKey(l.features, layerFeatures, wireBytes)
	b = binary.AppendUvarint(b, uint64(size))
	b = binary.AppendUvarint(appendKey(b, featureID, wireVarint), id)
	if len(tags) > 0 {
		b = appendBytes(b, featureTags, l.packed)
	}
	b = append(appendKey(b, featureType, wireVarint), byte(kind))
	l.features = appendBytes(b, featureGeometry, geometry)
	l.n++
}

// TextLen is how many bytes of the layer come after its features: the keys, the values and the extent.
func (l *Layer) TextLen() int {
	if l.n == 0 {
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
	if l.n == 0 {
		return tile
	}
	size := 2 + bytesFieldLen(len(l.name)) + len(l.features) + l.TextLen()
	tile = appendKey(tile, tileLayers, wireBytes)
	tile = binary.AppendUvarint(tile, uint64(size))
	tile = append(appendKey(tile, layerVersion, wireVarint), version)
	tile = appendString(tile, layerName, l.name)
	tile = append(tile, l.features...)
	for _, key := range l.keys.members {
		tile = appendString(tile, layerKeys, l.dictionary.keys[key])
	}
	for _, value := range l.values.members {
		tile = appendBytes(tile, layerValues, l.dictionary.value(value))
	}
	return binary.AppendUvarint(appendKey(tile, layerExtent, wireVarint), uint64(l.extent))
}

// subset numbers those of a dictionary's members that one tile uses, in the order of their first use.
type subset struct {
	tile    uint32   // counts the tiles built
	seen    []uint32 // the last tile that used a member
	numbers []uint32 // the member's number in that tile
	members []uint32 // of this tile
}

func newSubset() subset { return subset{tile: 1} }

func (s *subset) reset(dictionary int) {
	s.members = s.members[:0]
	s.tile++
	if s.tile == 0 || len(s.seen) < dictionary {
		s.tile = 1
		s.seen, s.numbers = make([]uint32, dictionary), make([]uint32, dictionary)
	}
}

func (s *subset) local(member uint32) uint32 {
	if int(member) >= len(s.seen) {
		more := int(member) + 1 - len(s.seen)
		s.seen, s.numbers = append(s.seen, make([]uint32, more)...), append(s.numbers, make([]uint32, more)...)
	}
	if s.seen[member] != s.tile {
		s.seen[member] = s.tile
		s.numbers[member] = uint32(len(s.members))
		s.members = append(s.members, member)
	}
	return s.numbers[member]
}

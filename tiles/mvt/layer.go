package mvt

import (
	"cmp"
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
	features   []feature
	shapes     []byte

	numbers []uint32 // of the values in the tile, as the subset numbers them
	ordered []uint32 // the values by those numbers, as the dictionary numbers them
	packed  []byte   // the tags of all features
	text    []byte
	begin   int // where the text begins in the tile
}

// feature is one that waits until the values are numbered.
type feature struct {
	shape      []byte
	tags, size int // where its tags end among all, and how many bytes they take
}

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

// Len returns how many features the layer has.
func (l *Layer) Len() int { return len(l.features) }

// Add appends a feature. Ids must differ between the features of a layer; geometry is what [AppendRing] or
// [AppendPoint] made.
func (l *Layer) Add(id uint64, kind GeomType, tags []Tag, geometry []byte) {
	from := len(l.shapes)
	l.shapes = AppendShape(l.shapes, id, kind, geometry)
	all := slices.Grow(l.tags, len(tags))
	for _, t := range tags {
		key, value := l.keys.use(t.Key), l.values.use(t.Value)
		if int(value) == len(l.owners) {
			l.owners = append(l.owners, key)
		}
		all = append(all, Tag{key, value})
	}
	l.tags = all
	l.features = append(l.features, feature{shape: l.shapes[from:], tags: len(all)})
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

// packTags packs the tags of all features, and returns how many bytes these take in the tile.
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
		total += FeatureLen(len(f.shape), f.size)
	}
	return total
}

// writeText writes the keys, the values and the extent.
func (l *Layer) writeText() {
	l.text = l.text[:0]
	for _, key := range l.keys.members {
		l.text = AppendKey(l.text, l.dictionary.keys[key])
	}
	for _, value := range l.ordered {
		l.text = l.dictionary.AppendValue(l.text, value)
	}
	l.text = AppendExtent(l.text, l.extent)
}

// AppendTo appends the layer to a tile. A layer without features adds nothing.
func (l *Layer) AppendTo(tile []byte) []byte {
	l.begin = len(tile)
	if len(l.features) == 0 {
		return tile
	}
	l.numberByKey()
	l.writeText()
	tile = AppendLayer(tile, l.name, l.packTags()+len(l.text))
	tags := l.packed
	for i := range l.features {
		f := &l.features[i]
		tile = AppendFeature(tile, f.shape, tags[:f.size])
		tags = tags[f.size:]
	}
	l.begin = len(tile)
	return append(tile, l.text...)
}

// Text is where the text of the layer, which is its keys, its values and its extent, begins in the tile that it was last appended to.
func (l *Layer) Text() int { return l.begin }

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

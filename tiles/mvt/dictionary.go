package mvt

// Tag is one attribute of a feature: the numbers of its key and its value in a [Dictionary].
type Tag struct{ Key, Value uint32 }

// Dictionary numbers the attributes of a whole data set once, so that building each of its many tiles compares numbers
// instead of texts. Fill it first; from then on any number of layers may share it.
type Dictionary struct {
	keys    []string
	values  [][]byte // protobuf messages
	keyOf   map[string]uint32
	valueOf map[Value]uint32
}

// NewDictionary returns an empty dictionary.
func NewDictionary() *Dictionary {
	return &Dictionary{keyOf: map[string]uint32{}, valueOf: map[Value]uint32{}}
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

// Value returns the number of a value.
func (d *Dictionary) Value(v Value) uint32 {
	if i, known := d.valueOf[v]; known {
		return i
	}
	i := uint32(len(d.values))
	d.values = append(d.values, v.append(nil))
	d.valueOf[v] = i
	return i
}

// Tag numbers a key and its value.
func (d *Dictionary) Tag(key string, value Value) Tag {
	return Tag{Key: d.Key(key), Value: d.Value(value)}
}

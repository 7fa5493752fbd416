package join

import (
	"fmt"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// Attributes are fields of all areas of a geography, numbered once for any number of tiles. They may be read by several at a time.
type Attributes struct {
	Dictionary *mvt.Dictionary
	lent       bitset // the values that several columns have
	areas      int
	columns    []*column
	text       *deflate.Codes // of their names and values, to be packed
	pieces     *Pieces        // nil: they are not kept
}

// column is a field as the dictionary numbers it.
type column struct {
	id     uint64 // which no other column has
	name   string
	key    uint32
	values []uint32 // of the areas, in aid order, plus one; 0 = absent
}

// NewAttributes numbers the fields of so many areas.
func NewAttributes(areas int, fields ...Field) (Attributes, error) {
	a := Attributes{Dictionary: mvt.NewDictionary(), areas: areas, text: anyText()}
	for _, f := range fields {
		c, err := number(a.Dictionary, &a.lent, f, areas)
		if err == nil {
			err = a.add(c)
		}
		if err != nil {
			return Attributes{}, err
		}
	}
	return a, nil
}

// add adds a column, unless there is one of that name or there are too many.
func (a *Attributes) add(added *column) error {
	if len(a.columns) == mostKeys {
		return fmt.Errorf("there are more than %d attributes", mostKeys)
	}
	for _, c := range a.columns {
		if c.key == added.key {
			return fmt.Errorf("two attributes are named %q", added.name)
		}
	}
	a.columns = append(a.columns, added)
	return nil
}

// number numbers a field of so many areas, and sets which of the values other fields had already.
func number(d *mvt.Dictionary, lent *bitset, f Field, areas int) (*column, error) {
	if have := len(f.Strings) + len(f.Numbers); have != areas {
		return nil, fmt.Errorf("attribute %q has %d values for %d areas", f.Name, have, areas)
	}
	c := &column{nextID(), f.Name, d.Key(f.Name), make([]uint32, areas)}
	first := d.Len()
	for i := range c.values {
		v, present := f.value(i)
		if !present {
			continue
		}
		value := d.Value(v)
		if int(value) < first {
			lent.set(value)
		}
		c.values[i] = value + 1
	}
	return c, nil
}

// AppendTags appends the tags of an area. Its aid must be one of the areas'.
func (a *Attributes) AppendTags(tags []mvt.Tag, aid uint32) []mvt.Tag {
	for _, c := range a.columns {
		if v := c.values[aid-1]; v > 0 {
			tags = append(tags, mvt.Tag{Key: c.key, Value: v - 1})
		}
	}
	return tags
}

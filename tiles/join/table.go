package join

import "hotspotmap/tiles/mvt"

// Table is the attributes of all areas of a geography, numbered once for any number of tiles.
type Table struct {
	Dictionary *mvt.Dictionary
	tags       []mvt.Tag
	first      []int // of each area's tags; one more than there are areas
}

// NewTable returns the table of no area.
func NewTable() *Table { return &Table{Dictionary: mvt.NewDictionary(), first: []int{0}} }

// TableOf numbers the fields of n areas.
func TableOf(fields []Field, n int) (*Table, error) {
	if err := check(fields, n); err != nil {
		return nil, err
	}
	t := NewTable()
	numbered := appendNumbered(nil, fields, t.Dictionary)
	for i := range n {
		t.tags = appendTags(t.tags, t.Dictionary, numbered, i)
		t.first = append(t.first, len(t.tags))
	}
	return t, nil
}

// Append adds the next area, with tags of the table's dictionary.
func (t *Table) Append(tags ...mvt.Tag) {
	t.tags = append(t.tags, tags...)
	t.first = append(t.first, len(t.tags))
}

// Tags returns the tags of an area.
func (t *Table) Tags(aid uint32) []mvt.Tag { return t.tags[t.first[aid-1]:t.first[aid]] }

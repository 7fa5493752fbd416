package join

import (
	"sync"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// Cache numbers the fields of a geography's areas when they are first chosen, and codes their values to be packed. It is safe for
// concurrent use.
type Cache struct {
	areas int

	mu         sync.Mutex
	dictionary *mvt.Dictionary
	columns    map[string]column // by the fields' names
	records    deflate.Coded     // of the dictionary's values
}

// NewCache returns a cache for so many areas, whose texts will mostly be those of these fields.
func NewCache(areas int, texts ...Field) *Cache {
	return &Cache{
		areas: areas, dictionary: mvt.NewDictionary(), columns: map[string]column{},
		records: deflate.NewCoded(deflate.NewCodes(likelyText(areas, texts))),
	}
}

// Choose returns the attributes of these fields. A field is known by its name from then on.
func (c *Cache) Choose(fields ...Field) (Attributes, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	chosen := Attributes{areas: c.areas, columns: make([]column, 0, len(fields))}
	for _, f := range fields {
		known, ok := c.columns[f.Name]
		if !ok {
			var err error
			if known, err = number(c.dictionary, f, c.areas); err != nil {
				return Attributes{}, err
			}
			c.columns[f.Name] = known
		}
		if err := chosen.add(f.Name, known); err != nil {
			return Attributes{}, err
		}
	}
	c.codeRecords()
	chosen.Dictionary, chosen.records = c.dictionary.View(), c.records
	return chosen, nil
}

// codeRecords codes the values that have come to the dictionary.
func (c *Cache) codeRecords() {
	var records []byte
	var ends []uint32
	for v := c.records.Len(); v < c.dictionary.Len(); v++ {
		records = c.dictionary.AppendField(records, uint32(v))
		ends = append(ends, uint32(len(records)))
	}
	if len(ends) > 0 {
		c.records.Append(records, ends)
	}
}

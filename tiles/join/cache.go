package join

import (
	"slices"
	"sync"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// keepBytes bounds what a cache keeps. It is twice what the small areas of a nation take with three dozen columns.
const keepBytes = 32 << 20

// Cache numbers the fields of a geography's areas when they are first chosen. When those come to more than it keeps, it forgets them all,
// and begins again. It is safe for concurrent use.
type Cache struct {
	areas  int
	text   *deflate.Codes
	pieces *Pieces

	mu         sync.Mutex
	dictionary *mvt.Dictionary
	lent       bitset
	columns    map[string]*column // by the fields' names
}

// NewCache returns a cache for so many areas, whose texts will mostly be those of these fields.
func NewCache(areas int, pieces *Pieces, texts ...Field) *Cache {
	c := &Cache{areas: areas, pieces: pieces, text: deflate.NewCodes(likelyText(areas, texts))}
	c.forget()
	return c
}

// Choose returns the attributes of these fields. A field is known by its name from then on.
func (c *Cache) Choose(fields ...Field) (Attributes, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	chosen := Attributes{areas: c.areas, text: c.text, pieces: c.pieces, columns: make([]*column, 0, len(fields))}
	for _, f := range fields {
		known, ok := c.columns[f.Name]
		if !ok {
			lent := slices.Clone(c.lent) // which others may be reading
			var err error
			if known, err = number(c.dictionary, &lent, f, c.areas); err != nil {
				return Attributes{}, err
			}
			c.lent = lent
			c.columns[f.Name] = known
		}
		if err := chosen.add(known); err != nil {
			return Attributes{}, err
		}
	}
	chosen.Dictionary, chosen.lent = c.dictionary.View(), c.lent
	if c.bytes() > keepBytes {
		c.forget()
	}
	return chosen, nil
}

// bytes is about how much memory is kept.
func (c *Cache) bytes() int { return c.dictionary.Bytes() + 4*c.areas*len(c.columns) }

// forget forgets all columns. What was chosen before keeps what it needs.
func (c *Cache) forget() {
	c.dictionary, c.lent, c.columns = mvt.NewDictionary(), nil, map[string]*column{}
}

package server

import (
	"sync"

	"hotspotmap/data/release"
	"hotspotmap/tiles/join"
)

// columnCaches have the columns that are joined to areas, of the two releases that are served at a time: see [release.Holder].
type columnCaches struct {
	pieces *join.Pieces

	mu             sync.Mutex
	latest, before releaseCaches
}

// newColumnCaches returns caches that keep so many bytes of pieces of columns.
func newColumnCaches(pieces int) *columnCaches { return &columnCaches{pieces: join.NewPieces(pieces)} }

// releaseCaches are those of one release, by geography.
type releaseCaches struct {
	release string
	caches  map[string]*join.Cache
}

// choose returns what chooses these columns of a geography.
func (c *columnCaches) choose(rel *release.Release, columns []string) func(geography string) (join.Attributes, error) {
	return func(geography string) (join.Attributes, error) {
		return c.cache(rel, geography).Choose(fieldsOf(rel, geography, columns)...)
	}
}

// cache returns the cache of a geography.
func (c *columnCaches) cache(rel *release.Release, geography string) *join.Cache {
	c.mu.Lock()
	defer c.mu.Unlock()
	caches := c.of(rel.ID())
	cache, ok := caches[geography]
	if !ok {
		areas, _ := rel.Areas(geography)
		cache = join.NewCache(len(areas.Codes), c.pieces, fieldsOf(rel, geography, nil)...)
		caches[geography] = cache
	}
	return cache
}

// of returns the caches of a release. One that is new to it takes the place of the older.
func (c *columnCaches) of(id string) map[string]*join.Cache {
	switch id {
	case c.latest.release:
		return c.latest.caches
	case c.before.release:
		return c.before.caches
	}
	c.latest, c.before = releaseCaches{id, map[string]*join.Cache{}}, c.latest
	return c.latest.caches
}

// fieldsOf are the codes and the names of the areas of a geography, and those of these columns that it has.
func fieldsOf(rel *release.Release, geography string, columns []string) []join.Field {
	areas, _ := rel.Areas(geography)
	fields := make([]join.Field, 0, 2+len(columns))
	fields = append(fields,
		join.Field{Name: "code", Kind: join.String, Strings: areas.Codes},
		join.Field{Name: "name", Kind: join.String, Strings: areas.Names})
	for _, id := range columns {
		if column, ok := rel.Column(geography, id); ok {
			fields = append(fields, join.Field{Name: id, Kind: join.Number, Numbers: column.Values, Decimals: column.Indicator.Decimals})
		}
	}
	return fields
}

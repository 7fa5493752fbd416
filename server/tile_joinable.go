package server

import (
	"sync"

	"hotspotmap/data/release"
	"hotspotmap/tiles/join"
)

// joinable is what may be joined to the areas of the two releases that are served at a time: see [release.Holder].
type joinable struct {
	mu             sync.Mutex
	latest, before joinableOf
}

// joinableOf is that of one release, by geography.
type joinableOf struct {
	release string
	caches  map[string]*join.Cache
}

// choose returns what chooses these columns of a geography.
func (j *joinable) choose(rel *release.Release, columns []string) func(geography string) (join.Attributes, error) {
	return func(geography string) (join.Attributes, error) {
		return j.cache(rel, geography).Choose(fieldsOf(rel, geography, columns)...)
	}
}

// cache returns the cache of a geography.
func (j *joinable) cache(rel *release.Release, geography string) *join.Cache {
	j.mu.Lock()
	defer j.mu.Unlock()
	caches := j.of(rel.ID())
	cache, ok := caches[geography]
	if !ok {
		areas, _ := rel.Areas(geography)
		cache = join.NewCache(len(areas.Codes), fieldsOf(rel, geography, nil)...)
		caches[geography] = cache
	}
	return cache
}

// of returns the caches of a release. One that is new to it takes the place of the older.
func (j *joinable) of(id string) map[string]*join.Cache {
	switch id {
	case j.latest.release:
		return j.latest.caches
	case j.before.release:
		return j.before.caches
	}
	j.latest, j.before = joinableOf{id, map[string]*join.Cache{}}, j.latest
	return j.latest.caches
}

// fieldsOf are the codes and the names of the areas of a geography, and those of these columns that it has.
func fieldsOf(rel *release.Release, geography string, columns []string) []join.Field {
	areas, _ := rel.Areas(geography)
	fields := make([]join.Field, 0, 2+len(columns))
	fields = append(fields,
		join.Field{Name: "code", Kind: join.String, Strings: areas.Codes},
		join.Field{Name: "name", Kind: join.String, Strings: areas.Names})
	for _, id := range columns {
		if c, ok := rel.Column(geography, id); ok {
			fields = append(fields, join.Field{Name: id, Kind: join.Number, Numbers: c.Values, Decimals: c.Indicator.Decimals})
		}
	}
	return fields
}

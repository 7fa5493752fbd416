package server

import (
	"bytes"
	"context"
	"hash/maphash"
	"net/http"
	"runtime"
	"strings"
	"sync"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
)

// How much memory is kept for tiles that were joined, and for the areas that more may be joined to; and of how many tiles it is
// remembered that someone asked for them.
const (
	keepJoinedBytes = 24 << 20
	keepAreasBytes  = 16 << 20
	keepAsked       = 1 << 14
)

// joiner makes tiles of areas with the columns that are asked for. A tile is kept when it is asked for a second time: many a choice of
// columns is one person's, who keeps the tile too. What is kept names its release, so that a tile is of one.
type joiner struct {
	asked   *recent[uint64, struct{}] // hashes of keys
	seed    maphash.Seed
	joined  *recent[joinedKey, joinedTile]
	areas   *recent[areasKey, join.Areas]
	columns columnCaches
	tools   chan *join.Joiner // as many as there are processors: more would only wait for each other

	buffers sync.Pool // of *[]byte, for tiles on their way
}

func newJoiner() *joiner {
	j := &joiner{
		asked:  newRecent[uint64, struct{}](keepAsked),
		seed:   maphash.MakeSeed(),
		joined: newRecent[joinedKey, joinedTile](keepJoinedBytes),
		areas:  newRecent[areasKey, join.Areas](keepAreasBytes),
		tools:  make(chan *join.Joiner, runtime.GOMAXPROCS(0)),
	}
	for range cap(j.tools) {
		j.tools <- join.NewJoiner()
	}
	j.buffers.New = func() any { return new([]byte) }
	return j
}

type areasKey struct {
	release string
	id      tiles.ID
}

type joinedKey struct {
	areasKey
	columns string
	packed  bool // if that is worth it
}

func newJoinedKey(rel *release.Release, id tiles.ID, columns []string, packed bool) joinedKey {
	return joinedKey{areasKey{rel.ID(), id}, strings.Join(columns, ","), packed}
}

// joinedTile is a tile as it is sent.
type joinedTile struct {
	content []byte
	packed  bool
	tag     string
}

// tile sends a tile that is not kept, with its tag. What is sent is good until send returns.
func (j *joiner) tile(ctx context.Context, rel *release.Release, key joinedKey, tag string, columns []string, send func(joinedTile) error) error {
	buffer := j.buffers.Get().(*[]byte)
	defer j.buffers.Put(buffer)
	made, err := j.make(ctx, rel, key, tag, columns, buffer)
	if err != nil {
		return err
	}
	return send(made)
}

// make joins a tile in a buffer, once there are tools, which bound how many tiles' areas are in memory too. It lets go of them then, as
// some are slow to take what is sent.
func (j *joiner) make(ctx context.Context, rel *release.Release, key joinedKey, tag string, columns []string, buffer *[]byte) (joinedTile, error) {
	var tools *join.Joiner
	select {
	case tools = <-j.tools:
		defer func() {
			tools.Forget()
			j.tools <- tools
		}()
	case <-ctx.Done():
		return joinedTile{}, busy()
	}
	if known, ok := j.joined.get(key); ok {
		return known, nil // another made it meanwhile
	}
	areas, err := j.areasOf(ctx, rel, key.id)
	if err != nil {
		return joinedTile{}, err
	}
	made, err := joinWith(tools, areas, j.columns.choose(rel, columns), key.packed)
	if err != nil {
		return joinedTile{}, err
	}
	*buffer = append((*buffer)[:0], made.content...)
	made.content, made.tag = *buffer, tag
	j.keep(key, made)
	return made, nil
}

// busy says that a request's time ended while it waited for others.
func busy() *Problem {
	return &Problem{
		Status: http.StatusServiceUnavailable, Title: "Busy", Detail: "Too many tiles are being joined.", Hint: "Try again in a moment.",
	}
}

// keep remembers that a tile was asked for, and from the second time on the tile.
func (j *joiner) keep(key joinedKey, made joinedTile) {
	hash := maphash.Comparable(j.seed, key)
	if _, before := j.asked.get(hash); !before {
		j.asked.put(hash, struct{}{}, 1)
		return
	}
	made.content = bytes.Clone(made.content)
	j.joined.put(key, made, len(made.content)+len(key.columns)+len(made.tag)+entryBytes)
}

// areasOf returns the areas of a tile.
func (j *joiner) areasOf(ctx context.Context, rel *release.Release, id tiles.ID) (join.Areas, error) {
	key := areasKey{rel.ID(), id}
	if known, ok := j.areas.get(key); ok {
		return known, nil
	}
	stored, err := rel.Tile(ctx, geometryTileset, id)
	if err != nil {
		return join.Areas{}, err
	}
	tile, err := unpack(stored)
	if err != nil {
		return join.Areas{}, err
	}
	areas, err := join.ReadAreas(tile)
	if err != nil {
		return join.Areas{}, err
	}
	j.areas.put(key, areas, areas.Bytes()+entryBytes)
	return areas, nil
}

// joinWith makes a tile, packed if that is wanted and worth it. It is good until the next one.
func joinWith(joiner *join.Joiner, areas join.Areas, choose func(string) (join.Attributes, error), packed bool) (joinedTile, error) {
	tile, _, err := joiner.Join(areas, choose)
	if err != nil {
		return joinedTile{}, err
	}
	if !packed || len(tile) < packFrom {
		return joinedTile{content: tile}, nil
	}
	return joinedTile{content: joiner.Pack(), packed: true}, nil
}

package server

import (
	"bytes"
	"context"
	"hash/maphash"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/recent"
)

// How much memory is kept for tiles that were joined, for the areas that more may be joined to, for what is known of these areas' columns, and
// for choices of columns; and of how many tiles it is remembered, at most, that someone asked for them.
const (
	keepJoinedBytes  = 16 << 20
	keepAreasBytes   = 16 << 20
	keepPiecesBytes  = 32 << 20
	keepChoicesBytes = 1 << 20
	keepAsked        = 1 << 12
)

// joiner makes tiles of areas with the columns that are asked for. A tile is kept when it is asked for a second time: many a choice of
// columns is one person's, who keeps the tile too. What is kept names its release, so that a tile is of one.
type joiner struct {
	choices *recent.Cache[choiceKey, *columnChoice]
	asked   []atomic.Uint64 // hashes of keys: where one's place is, there is the last of that place
	seed    maphash.Seed
	joined  *recent.Cache[joinedKey, joinedTile]
	areas   *recent.Cache[areasKey, join.Areas]
	columns *columnCaches
	tools   chan *join.Joiner // as many as there are processors: more would only wait for each other

	buffers sync.Pool // of *[]byte, for tiles on their way
}

func newJoiner() *joiner {
	j := &joiner{
		choices: recent.New[choiceKey, *columnChoice](keepChoicesBytes),
		asked:   make([]atomic.Uint64, keepAsked),
		seed:    maphash.MakeSeed(),
		joined:  recent.New[joinedKey, joinedTile](keepJoinedBytes),
		areas:   recent.New[areasKey, join.Areas](keepAreasBytes),
		columns: newColumnCaches(keepPiecesBytes),
		tools:   make(chan *join.Joiner, min(runtime.NumCPU(), runtime.GOMAXPROCS(0))),
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

func newJoinedKey(rel *release.Release, id tiles.ID, chosen *columnChoice, packed bool) joinedKey {
	return joinedKey{areasKey{rel.ID(), id}, chosen.name, packed}
}

// joinedTile is a tile as it is sent.
type joinedTile struct {
	content []byte
	packed  bool
	tag     string
}

// tile sends a tile that is not kept, with its tag. What is sent is good until send returns.
func (j *joiner) tile(ctx context.Context, rel *release.Release, key joinedKey, tag string, chosen *columnChoice, send func(joinedTile) error) error {
	buffer := j.buffers.Get().(*[]byte)
	defer j.buffers.Put(buffer)
	made, err := j.make(ctx, rel, key, tag, chosen, buffer)
	if err != nil {
		return err
	}
	return send(made)
}

// make joins a tile in a buffer, once there are tools, which bound how many tiles' areas are in memory too. It lets go of them then, as
// some are slow to take what is sent.
func (j *joiner) make(ctx context.Context, rel *release.Release, key joinedKey, tag string, chosen *columnChoice, buffer *[]byte) (joinedTile, error) {
	tools, err := j.takeTools(ctx)
	if err != nil {
		return joinedTile{}, err
	}
	defer func() {
		tools.Forget()
		j.tools <- tools
	}()
	if known, ok := j.joined.Get(key); ok {
		return known, nil // another made it meanwhile
	}
	areas, err := j.areasOf(ctx, rel, key.id)
	if err != nil {
		return joinedTile{}, err
	}
	made, err := joinInto(buffer, tools, areas, j.columns.choose(rel, chosen.columns), key.packed)
	if err != nil {
		return joinedTile{}, err
	}
	made.tag = tag
	j.keep(key, made)
	return made, nil
}

// briefWait is how long a request without a deadline waits for tools: long enough for a few tiles to be joined before it. Its route waits longer,
// and until the client has gone.
const briefWait = 20 * time.Millisecond

// takeTools waits for tools until the deadline of a request.
func (j *joiner) takeTools(ctx context.Context) (*join.Joiner, error) {
	select {
	case tools := <-j.tools:
		return tools, nil
	default:
	}
	if _, bounded := ctx.Deadline(); !bounded {
		brief, cancel := context.WithTimeout(ctx, briefWait)
		defer cancel()
		ctx = brief
	}
	select {
	case tools := <-j.tools:
		return tools, nil
	case <-ctx.Done():
		return nil, busy()
	}
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
	if j.asked[hash%keepAsked].Swap(hash) != hash {
		return
	}
	made.content = bytes.Clone(made.content)
	j.joined.Put(key, made, len(made.content)+len(key.columns)+len(made.tag))
}

// areasOf returns the areas of a tile.
func (j *joiner) areasOf(ctx context.Context, rel *release.Release, id tiles.ID) (join.Areas, error) {
	key := areasKey{rel.ID(), id}
	if known, ok := j.areas.Get(key); ok {
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
	j.areas.Put(key, areas, areas.Bytes())
	return areas, nil
}

// joinInto makes a tile in a buffer, packed if that is wanted and worth it.
func joinInto(buffer *[]byte, joiner *join.Joiner, areas join.Areas, choose func(string) (join.Attributes, error), packed bool) (joinedTile, error) {
	tile, _, err := joiner.Join(areas, choose)
	if err != nil {
		return joinedTile{}, err
	}
	if !packed || len(tile) < packFrom {
		*buffer = joiner.Take(*buffer)
		return joinedTile{content: *buffer}, nil
	}
	*buffer = append((*buffer)[:0], joiner.Pack()...)
	return joinedTile{content: *buffer, packed: true}, nil
}

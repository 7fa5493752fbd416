package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"hotspotmap/data/release/releasetest"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
)

// joinedInto returns a server's joiner, and what asks it for a tile with columns.
func joinedInto(t *testing.T) (*joiner, func(ctx context.Context, columns string) error) {
	t.Helper()
	s := newTestham(t, Options{})
	rel, letGo := s.holder.Acquire()
	t.Cleanup(letGo)
	return s.joiner, func(ctx context.Context, columns string) error {
		chosen := &columnChoice{columns: strings.Split(columns, ","), name: columns}
		key := newJoinedKey(rel, releasetest.Home, chosen, true)
		return s.joiner.tile(ctx, rel, key, "tag", chosen, func(joinedTile) error { return nil })
	}
}

// TestWhatIsKeptOfAJoinedTileIsCounted holds that the address of a tile, which may be as long as the tile, is counted too.
func TestWhatIsKeptOfAJoinedTileIsCounted(t *testing.T) {
	s := newTestham(t, Options{})
	j := s.joiner
	rel, letGo := s.holder.Acquire()
	t.Cleanup(letGo)
	chosen := &columnChoice{columns: strings.Split(joinedColumns, ","), name: joinedColumns}
	key := newJoinedKey(rel, releasetest.Home, chosen, true)
	for range 2 {
		if j.joined.Bytes() != 0 {
			t.Error("a tile is kept that was asked for once")
		}
		check(t, j.tile(t.Context(), rel, key, "tag", chosen, func(joinedTile) error { return nil }))
	}
	kept, ok := j.joined.Get(key)
	if least := len(kept.content) + len(joinedColumns) + len("tag"); !ok || j.joined.Bytes() <= least {
		t.Errorf("%d bytes are counted, of more than %d", j.joined.Bytes(), least)
	}
	areas, ok := j.areas.Get(key.areasKey)
	if !ok || j.areas.Bytes() <= areas.Bytes() {
		t.Errorf("%d bytes are counted of areas of %d", j.areas.Bytes(), areas.Bytes())
	}
}

// TestJoiningWaitsNoLongerThanItsRequest asks while all tools are in use.
func TestJoiningWaitsNoLongerThanItsRequest(t *testing.T) {
	j, ask := joinedInto(t)
	var used []*join.Joiner
	for range cap(j.tools) {
		used = append(used, <-j.tools)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var problem *Problem
	if err := ask(ctx, "index"); !errors.As(err, &problem) || problem.Status != http.StatusServiceUnavailable {
		t.Errorf("%v", err)
	}
	if j.areas.Bytes() != 0 {
		t.Error("areas were read before there were tools to join them with")
	}
	for _, tools := range used {
		j.tools <- tools
	}
	check(t, ask(t.Context(), "index"))
}

// TestATileThatAnotherJoinedIsNotJoinedAgain has it made by another request while this one waited.
func TestATileThatAnotherJoinedIsNotJoinedAgain(t *testing.T) {
	j := newJoiner()
	key := joinedKey{areasKey{"release", tiles.ID{}}, "index", true}
	j.joined.Put(key, joinedTile{content: []byte("made")}, 1)
	made, err := j.make(t.Context(), nil, key, "tag", &columnChoice{}, nil)
	if err != nil || string(made.content) != "made" {
		t.Errorf("%+v, %v", made, err)
	}
}

package server

import (
	"bytes"
	"sync"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

// TestTilesAreOfTheirRelease asks for the tiles of two editions by turns, many at a time, so that each is kept when it is asked for
// again.
func TestTilesAreOfTheirRelease(t *testing.T) {
	s := newTestham(t, Options{})
	want := map[string][]byte{}
	for edition := range 2 {
		id := releasetest.Publish(t, s.releases, edition)
		check(t, s.holder.Refresh())
		rel, letGo := s.holder.Acquire()
		tile, err := rel.Tile(t.Context(), "hotspots", releasetest.Home)
		check(t, err)
		letGo()
		want["/releases/"+release.Short(id)+"/tiles"+joined(fullTile)] = tile
	}
	if len(want) != 2 {
		t.Fatal("the editions are one release")
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				for path, tile := range want {
					if w := ask(t, s.Handler(), "GET", path, "Accept-Encoding", "gzip"); !bytes.Equal(w.Body.Bytes(), tile) {
						t.Errorf("%s: %d bytes, %d of another tile", path, w.Body.Len(), len(tile))
					}
				}
			}
		})
	}
	all.Wait()
}

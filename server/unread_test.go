package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

// TestAReleaseThatCannotBeReadIsNotAnsweredFrom asks all the while that such a release is taken up and given up for the one before.
func TestAReleaseThatCannotBeReadIsNotAnsweredFrom(t *testing.T) {
	releases := t.TempDir()
	honest := releasetest.Publish(t, releases, 0)
	manifest, err := os.ReadFile(filepath.Join(releases, honest, "manifest.json"))
	check(t, err)
	manifest = bytes.Replace(manifest, []byte(releasetest.Title(0)), []byte("Unreadable"), 1)
	manifest = bytes.Replace(manifest, []byte(`"id": "index"`), []byte(`"id": "rank"`), 1)
	sum := sha256.Sum256(manifest)
	forged := hex.EncodeToString(sum[:])
	check(t, os.CopyFS(filepath.Join(releases, forged), os.DirFS(filepath.Join(releases, honest))))
	check(t, os.WriteFile(filepath.Join(releases, forged, "manifest.json"), manifest, 0o644))
	tile := "/tiles" + joined(fullTile) + "?columns=index"
	s := newTestham(t, Options{})
	want := ask(t, s.Handler(), "GET", tile)
	check(t, release.Publish(releases, forged))
	for range 10 {
		holder := release.NewHolder(releases, slog.New(slog.DiscardHandler))
		s, err := New(Options{Releases: holder})
		check(t, err)
		refreshed := make(chan error, 1)
		go func() { refreshed <- holder.Refresh() }()
		for done := false; !done; {
			select {
			case err := <-refreshed:
				check(t, err)
				done = true
			default:
			}
			w := ask(t, s.Handler(), "GET", "/api/v1/map")
			if w.Code != 503 && (w.Code != 200 || strings.Contains(w.Body.String(), "Unreadable")) {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			if w := ask(t, s.Handler(), "GET", tile); w.Code != 503 && (w.Code != 200 || !bytes.Equal(w.Body.Bytes(), want.Body.Bytes())) {
				t.Fatalf("a tile: status %d, %d bytes", w.Code, w.Body.Len())
			}
		}
		holder.Close()
	}
}

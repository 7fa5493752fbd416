package server

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func TestColumnsAreConcatenatedInTheOrderAskedFor(t *testing.T) {
	s := newTestham(t, Options{})
	rel, letGo := s.holder.Acquire()
	defer letGo()
	index, err := rel.ReadFile(release.ColumnPath(releasetest.SmallAreas, "index"))
	check(t, err)
	hotspot, err := rel.ReadFile(release.ColumnPath(releasetest.SmallAreas, "hotspot"))
	check(t, err)
	w := ask(t, s.Handler(), "GET", s.versioned("/columns/lsoa21/hotspot,index.bin"))
	if w.Code != 200 || !bytes.Equal(w.Body.Bytes(), append(bytes.Clone(hotspot), index...)) {
		t.Errorf("status %d, %d bytes", w.Code, w.Body.Len())
	}
	if got := w.Header().Get("Cache-Control"); got != cacheForever {
		t.Errorf("Cache-Control %q", got)
	}
	for path, status := range map[string]int{
		"/columns/lsoa21/index,index.bin": 400, "/columns/lsoa21/ghost.bin": 404, "/columns/ghost/index.bin": 404, "/columns/lsoa21/.bin": 404,
		"/columns/lsoa21/index,.bin": 404, "/columns/lsoa21/" + strings.Repeat("index,", 40) + "index.bin": 400,
		"/columns/lsoa21/..%2F..%2Fmanifest.bin": 404, "/columns/..%2Fx/index.bin": 404, "/columns/lsoa21/index.bin?v=1": 400,
	} {
		if w := ask(t, s.Handler(), "GET", s.versioned(path)); w.Code != status {
			t.Errorf("%s: status %d, want %d", path, w.Code, status)
		}
	}
}

func TestFilesOfAReleaseAreItsBytes(t *testing.T) {
	s := newTestham(t, Options{})
	rel, letGo := s.holder.Acquire()
	defer letGo()
	areas, err := rel.ReadFile(release.AreasPath(releasetest.SmallAreas))
	check(t, err)
	sites, err := rel.ReadFile(release.SitesFile)
	check(t, err)
	for path, want := range map[string][]byte{
		"/geographies/lsoa21.json": areas, "/sites.geojson": sites, "/areas.sqlite": []byte(releasetest.SnapshotContent),
	} {
		plain := ask(t, s.Handler(), "GET", s.versioned(path))
		if plain.Code != 200 || !bytes.Equal(plain.Body.Bytes(), want) || plain.Header().Get("Cache-Control") != cacheForever {
			t.Errorf("%s: status %d, %d bytes, %v", path, plain.Code, plain.Body.Len(), plain.Header())
		}
		again := ask(t, s.Handler(), "GET", s.versioned(path), "If-None-Match", "W/"+plain.Header().Get("ETag"))
		if again.Code != 304 || again.Body.Len() > 0 {
			t.Errorf("%s again: status %d", path, again.Code)
		}
	}
	packed := ask(t, s.Handler(), "GET", s.versioned("/sites.geojson"), "Accept-Encoding", "gzip")
	if packed.Header().Get("Content-Encoding") != "gzip" || !bytes.Equal(gunzip(t, packed.Body.Bytes()), sites) {
		t.Errorf("packed: %v", packed.Header())
	}
}

// TestFilesOfARemovedReleaseAreNotFound removes a release that is still served, as builds do with one that is old.
func TestFilesOfARemovedReleaseAreNotFound(t *testing.T) {
	s := newTestham(t, Options{})
	check(t, os.RemoveAll(filepath.Join(s.releases, s.id)))
	for path, status := range map[string]int{
		s.versioned("/sites.geojson"): 404, s.versioned("/columns/lsoa21/index.bin"): 404, "/": 404,
		s.versioned("/areas.sqlite"): 200, s.versioned("/tiles") + fullTile: 200, "/api/v1/columns/lsoa21/index.json": 200,
	} {
		if w := ask(t, s.Handler(), "GET", path); w.Code != status {
			t.Errorf("%s: status %d, want %d", path, w.Code, status)
		}
	}
}

func TestSnapshotMayBeResumed(t *testing.T) {
	s := newTestham(t, Options{})
	w := ask(t, s.Handler(), "GET", s.versioned("/areas.sqlite"), "Range", "bytes=0-14")
	if w.Code != 206 || w.Body.String() != "SQLite format 3" {
		t.Errorf("status %d, %q", w.Code, w.Body)
	}
	if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="areas-`+release.Short(s.id)+`.sqlite"` {
		t.Errorf("Content-Disposition %s", got)
	}
	w = ask(t, s.Handler(), "GET", "/areas.sqlite")
	if w.Code != 302 || w.Header().Get("Location") != s.versioned("/areas.sqlite") {
		t.Errorf("status %d to %q", w.Code, w.Header().Get("Location"))
	}
}

func TestAssets(t *testing.T) {
	s := newTestham(t, Options{})
	w := ask(t, s.Handler(), "GET", "/assets/main-1.css", "Accept-Encoding", "gzip")
	if w.Code != 200 || w.Header().Get("Content-Encoding") != "gzip" || len(gunzip(t, w.Body.Bytes())) != 4000 {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
	if w.Header().Get("Cache-Control") != cacheForever || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") {
		t.Errorf("%v", w.Header())
	}
	for _, path := range []string{"/assets/main.css", "/assets/meta.json", "/assets/", "/assets/..%2Fmain-1.css", "/assets/.%2Fmain-1.css"} {
		if w := ask(t, s.Handler(), "GET", path); w.Code != 404 {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

// TestADownloadMayTakeLongerThanAPage holds that the time limit of a connection can be lifted through every wrapper.
func TestADownloadMayTakeLongerThanAPage(t *testing.T) {
	var log bytes.Buffer
	s := newTestham(t, Options{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	address, stop, ended := start(t, s.Server)
	response, err := http.Get(address + "/areas.sqlite")
	check(t, err)
	content, err := io.ReadAll(response.Body)
	check(t, err)
	check(t, response.Body.Close())
	stop()
	check(t, <-ended) // from here on nobody writes to the log
	if string(content) != releasetest.SnapshotContent || strings.Contains(log.String(), "time limit") {
		t.Errorf("%d bytes, log:\n%s", len(content), log.String())
	}
}

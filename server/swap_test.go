package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func TestReadiness(t *testing.T) {
	releases := t.TempDir()
	holder := release.NewHolder(releases, slog.New(slog.DiscardHandler))
	t.Cleanup(holder.Close)
	s, err := New(Options{Releases: holder})
	check(t, err)
	expect := func(status int, word string) readiness {
		t.Helper()
		w := ask(t, s.Handler(), "GET", "/readyz")
		ready := decodeJSON[readiness](t, w)
		if w.Code != status || ready.Status != word || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("status %d, %+v: want %d, %s", w.Code, ready, status, word)
		}
		return ready
	}
	if err := holder.Refresh(); err == nil {
		t.Error("an empty folder is no error")
	}
	expect(503, "no release")
	w := ask(t, s.Handler(), "GET", "/api/v1/map")
	if problem := decodeJSON[Problem](t, w); w.Code != 503 || w.Header().Get("Retry-After") == "" || !strings.Contains(problem.Hint, "hotspotmap build") {
		t.Errorf("without a release: %d %+v", w.Code, problem)
	}
	if w := ask(t, s.Handler(), "GET", "/livez"); w.Code != 200 {
		t.Errorf("livez: %d", w.Code)
	}

	id := releasetest.Publish(t, releases, 1)
	check(t, holder.Refresh())
	if ready := expect(200, "ready"); ready.Release != release.Short(id) || ready.Reason != "" {
		t.Errorf("%+v", ready)
	}
	check(t, os.WriteFile(filepath.Join(releases, "current"), []byte("half"), 0o644))
	check(t, holder.Refresh())
	if ready := expect(200, "degraded"); ready.Release != release.Short(id) || !strings.Contains(ready.Reason, "current") {
		t.Errorf("%+v", ready)
	}
	s.draining.Store(true)
	expect(503, "draining")
}

// TestSwapsUnderRequests swaps editions while clients ask, as a page does, first what there is and then for the parts.
// No request may fail, and no part may be of another edition than the page began with.
func TestSwapsUnderRequests(t *testing.T) {
	const swaps, clients, editions = 30, 3, 2
	s := newTestham(t, Options{})
	titles := map[string]string{release.Short(s.id): releasetest.Title(0)}
	ids := []string{s.id}
	for edition := 1; edition < editions; edition++ {
		id := releasetest.Write(t, s.releases, edition)
		ids, titles[release.Short(id)] = append(ids, id), releasetest.Title(edition)
	}
	var visits atomic.Int64
	var wait sync.WaitGroup
	done := make(chan struct{})
	for range clients {
		wait.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := visit(s.Handler(), titles); err != nil {
					t.Error(err)
				}
				visits.Add(1)
			}
		})
	}
	for swap := range swaps {
		check(t, release.Publish(s.releases, ids[(swap+1)%editions]))
		check(t, s.holder.Refresh())
		for before := visits.Load(); visits.Load() < before+clients; {
			if t.Failed() {
				break
			}
		}
	}
	close(done)
	wait.Wait()
	t.Logf("%d visits during %d swaps", visits.Load(), swaps)
}

// visit asks for the map and then for its parts by the release it names.
func visit(h http.Handler, titles map[string]string) error {
	fetch := func(path string) (*httptest.ResponseRecorder, error) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusOK {
			return nil, fmt.Errorf("%s: status %d: %.200s", path, w.Code, w.Body)
		}
		return w, nil
	}
	w, err := fetch("/api/v1/map")
	if err != nil {
		return err
	}
	var doc struct{ Release, Title string }
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil {
		return err
	}
	if titles[doc.Release] != doc.Title {
		return fmt.Errorf("release %s is titled %q", doc.Release, doc.Title)
	}
	prefix := "/releases/" + doc.Release
	column, err := fetch(prefix + "/columns/lsoa21/index.bin")
	if err != nil {
		return err
	}
	_, values, err := release.DecodeColumn(column.Body.Bytes())
	if err != nil {
		return err
	}
	if want := fmt.Sprintf("edition %d", int((values.Values[0]-1)*100+0.5)); !strings.HasSuffix(doc.Title, want) {
		return fmt.Errorf("values of %s under the title %q", want, doc.Title)
	}
	_, tileErr := fetch(prefix + "/tiles/hotspots/" + releasetest.Home.String() + ".mvt")
	_, pageErr := fetch("/areas/E01000001")
	return errors.Join(tileErr, pageErr)
}

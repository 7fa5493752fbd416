package server

import (
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

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
	expect(503, "opening")
	w := ask(t, s.Handler(), "GET", "/api/v1/map")
	if problem := decodeJSON[Problem](t, w); w.Code != 503 || w.Header().Get("Retry-After") == "" || strings.Contains(problem.Hint, "build") {
		t.Errorf("before a release was looked for: %d %+v", w.Code, problem)
	}
	if err := holder.Refresh(); err == nil {
		t.Error("an empty folder is no error")
	}
	expect(503, "no release")
	w = ask(t, s.Handler(), "GET", "/api/v1/map")
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

// TestSwapsUnderRequests swaps releases while 100 clients ask over as many connections, as a map does: first which release there is, then
// for a part of it. No request may fail, no answer may hold two editions, no part of a release may be of another, and
// when it is over nothing of the releases that went may be left: no file and no memory.
func TestSwapsUnderRequests(t *testing.T) {
	const readers, editions = 100, 4
	swaps := 100
	if testing.Short() {
		swaps = 10
	}
	s := newTestham(t, Options{})
	ids := []string{s.id}
	for edition := 1; edition < editions; edition++ {
		ids = append(ids, releasetest.Write(t, s.releases, edition))
	}
	s.quick.After = 1
	address, _, _ := start(t, s.Server)
	transport := &http.Transport{MaxIdleConnsPerHost: readers, DisableCompression: true}
	visitor := visitor{client: &http.Client{Transport: transport, Timeout: time.Minute}, base: address, editions: map[string]int{}}
	for edition, id := range ids {
		visitor.editions[release.Short(id)] = edition
	}
	swap := func(n int) {
		check(t, release.Publish(s.releases, ids[n%editions]))
		check(t, s.holder.Refresh())
	}
	for n := range editions { // all that is kept on purpose is there before anything is measured
		swap(n + 1)
		for part := range parts {
			check(t, visitor.visit(part))
		}
	}
	transport.CloseIdleConnections()
	filesBefore, heapBefore := held(t, 0)

	begin := make(chan int)
	var all, round sync.WaitGroup
	for range readers {
		all.Go(func() {
			for part := range begin {
				if err := visitor.visit(part % len(parts)); err != nil {
					t.Error(err)
				}
				round.Done()
			}
		})
	}
	for n := range swaps { // a release is kept until the one after the next, so a visit may outlast one swap and not two
		round.Add(readers)
		all.Go(func() {
			for reader := range readers {
				begin <- n + reader
			}
		})
		swap(n + 1)
		round.Wait()
	}
	close(begin)
	all.Wait()
	transport.CloseIdleConnections()
	files, heap := held(t, filesBefore)
	t.Logf("%d visits, %d swaps; files %d → %d, heap %d → %d kB", readers*swaps, swaps, filesBefore, files, heapBefore>>10, heap>>10)
	if files > filesBefore {
		t.Errorf("%d files are open, %d before", files, filesBefore)
	}
	if heap > heapBefore+heapSlack {
		t.Errorf("%d kB are in use, %d kB before", heap>>10, heapBefore>>10)
	}
}

// heapSlack is what a run may leave behind that is no release: a release of Testham is 80 kB, and there were 100.
const heapSlack = 2 << 20

// held is how many files this process has open, once there are at most enough or connections have not ended for a second; and how many bytes
// it uses.
func held(t *testing.T, enough int) (files int, heap uint64) {
	t.Helper()
	const second = 20 // looks
	for same := 0; same < second; {
		time.Sleep(time.Second / second)
		entries, err := os.ReadDir("/dev/fd")
		check(t, err)
		if same++; len(entries) != files {
			same = 0
		}
		if files = len(entries); files <= enough {
			break
		}
	}
	runtime.GC()
	runtime.GC() // what pools held goes at the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return files, m.HeapAlloc
}

package release_test

import (
	"fmt"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func holder(t *testing.T, releases string) *release.Holder {
	t.Helper()
	h := release.NewHolder(releases, slog.New(slog.DiscardHandler))
	t.Cleanup(h.Close)
	return h
}

func TestHolderServesWhatIsCurrent(t *testing.T) {
	releases := t.TempDir()
	h := holder(t, releases)
	if err := h.Refresh(); err == nil {
		t.Error("an empty folder: no error")
	}
	if r, letGo := h.Acquire(); r != nil {
		t.Error("an empty folder: a release")
	} else {
		letGo()
	}
	a := releasetest.Publish(t, releases, 1)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	first, letGo := h.Acquire()
	defer letGo()
	if first.ID() != a {
		t.Fatalf("serving %s", first.Short())
	}
	b := releasetest.Publish(t, releases, 2)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{a, b} {
		found, letGo := h.Find(release.Short(id))
		if found == nil || found.ID() != id {
			t.Errorf("%s is not found", release.Short(id))
		}
		letGo()
	}
	releasetest.Publish(t, releases, 3)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	if found, _ := h.Find(release.Short(a)); found != nil {
		t.Error("the release before the last is still found")
	}
	if _, err := first.Tile(t.Context(), "areas", releasetest.Home); err != nil {
		t.Errorf("a release in use was closed: %v", err)
	}
	if found, _ := h.Find("0000000000000000"); found != nil {
		t.Error("found a release that never was")
	}
}

func TestADamagedReleaseIsNotTakenUp(t *testing.T) {
	releases := t.TempDir()
	a := releasetest.Publish(t, releases, 1)
	h := holder(t, releases)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	b := releasetest.Publish(t, releases, 2)
	flip(t, filepath.Join(releases, b, "search.json"), 40)
	for name, content := range map[string]string{"damaged": b + "\n", "half written": b[:20], "not there": strings.Repeat("e", 64) + "\n"} {
		if err := os.WriteFile(filepath.Join(releases, "current"), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := h.Refresh(); err != nil {
			t.Errorf("%s: the last good release serves, so there is no error, but: %v", name, err)
		}
		status := h.Status()
		if status.Release != a || status.Problem == "" {
			t.Errorf("%s: %+v", name, status)
		}
	}
	if err := os.WriteFile(filepath.Join(releases, "current"), []byte(a+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := h.Refresh(); err != nil || h.Status().Problem != "" {
		t.Errorf("after it was put right: %v %+v", err, h.Status())
	}
}

func TestHolderStartsFromTheHistoryWhenItMust(t *testing.T) {
	releases := t.TempDir()
	a := releasetest.Publish(t, releases, 1)
	b := releasetest.Publish(t, releases, 2)
	flip(t, filepath.Join(releases, b, "search.json"), 40)
	h := holder(t, releases)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	if status := h.Status(); status.Release != a || status.Problem == "" {
		t.Errorf("%+v", status)
	}
}

// TestARequestMayComeWhileAReleaseIsRead asks from the moment that there is something to ask for.
func TestARequestMayComeWhileAReleaseIsRead(t *testing.T) {
	releases := t.TempDir()
	releasetest.Publish(t, releases, 1)
	h := holder(t, releases)
	refreshed := make(chan error, 1)
	go func() { refreshed <- h.Refresh() }()
	r, letGo := h.Acquire()
	for r == nil {
		r, letGo = h.Acquire()
	}
	defer letGo()
	if _, err := r.Tile(t.Context(), "areas", releasetest.Home); err != nil {
		t.Errorf("a tile: %v", err)
	}
	if areas, ok := r.Areas(releasetest.SmallAreas); !ok || len(areas.Codes) != 9 {
		t.Errorf("%d areas", len(areas.Codes))
	}
	if err := <-refreshed; err != nil {
		t.Error(err)
	}
}

// TestAReleaseThatCannotBeReadIsNotKept has a release whose bytes are as published and make no sense.
func TestAReleaseThatCannotBeReadIsNotKept(t *testing.T) {
	releases := t.TempDir()
	honest := releasetest.Publish(t, releases, 1)
	forged := forge(t, releases, honest, func(m *release.Manifest) { m.Columns[0].ID = m.Columns[1].ID })
	for _, file := range []struct{ name, id string }{{"current", forged}, {"history", honest}} {
		if err := os.WriteFile(filepath.Join(releases, file.name), []byte(file.id+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h := holder(t, releases)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	r, letGo := h.Acquire()
	defer letGo()
	if r == nil || r.ID() != honest || h.Status().Problem == "" {
		t.Errorf("%+v", h.Status())
	}
	if found, _ := h.Find(release.Short(forged)); found != nil {
		t.Error("the release that cannot be read is found")
	}
}

// TestWhoHoldsAReleaseThatCannotBeReadIsTold takes hold of such a release in the moment before it is given up.
func TestWhoHoldsAReleaseThatCannotBeReadIsTold(t *testing.T) {
	releases := t.TempDir()
	honest := releasetest.Publish(t, releases, 1)
	forged := forge(t, releases, honest, func(m *release.Manifest) { m.Columns[0].ID = m.Columns[1].ID })
	if err := release.Publish(releases, forged); err != nil {
		t.Fatal(err)
	}
	for range 50 {
		h := holder(t, releases)
		refreshed := make(chan error, 1)
		go func() { refreshed <- h.Refresh() }()
		r, letGo := h.Acquire()
		for r == nil {
			r, letGo = h.Acquire()
		}
		err := r.Ready()
		id := r.ID()
		letGo()
		if (err == nil) != (id == honest) {
			t.Errorf("release %s: %v", id, err)
		}
		if err := <-refreshed; err != nil {
			t.Fatal(err)
		}
		if id == forged {
			return
		}
	}
	t.Error("never seen")
}

// TestStatusDoesNotWaitForARelease asks a holder how it is doing while its release is being verified, which here lasts until it is let.
func TestStatusDoesNotWaitForARelease(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Publish(t, releases, 1)
	manifest := filepath.Join(releases, id, "manifest.json")
	content, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(manifest); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(manifest, 0o644); err != nil {
		t.Skipf("no pipe to hold a reader up: %v", err)
	}
	h := holder(t, releases)
	refreshed := make(chan error, 1)
	go func() { refreshed <- h.Refresh() }()
	pipe, err := os.OpenFile(manifest, os.O_WRONLY, 0) // waits for who reads it
	if err != nil {
		t.Fatal(err)
	}
	if status := h.Status(); !status.Opening || status.Release != "" {
		t.Errorf("meanwhile: %+v", status)
	}
	if _, err := pipe.Write(content); err != nil {
		t.Error(err)
	}
	if err := pipe.Close(); err != nil {
		t.Error(err)
	}
	if err := <-refreshed; err != nil {
		t.Fatal(err)
	}
	if status := h.Status(); status.Opening || status.Release != id {
		t.Errorf("afterwards: %+v", status)
	}
}

func TestWatchTakesUpANewRelease(t *testing.T) {
	releases := t.TempDir()
	releasetest.Publish(t, releases, 1)
	h := holder(t, releases)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	go h.Watch(t.Context(), time.Millisecond)
	b := releasetest.Publish(t, releases, 2)
	deadline := time.Now().Add(10 * time.Second)
	for h.Status().Release != b {
		if time.Now().After(deadline) {
			t.Fatal("not taken up")
		}
		time.Sleep(time.Millisecond)
	}
}

// TestReadersNeverSeeTwoReleasesAtOnce swaps two editions under readers that compare parts of what they hold: the index
// in the column, its title and its file all tell the edition.
func TestReadersNeverSeeTwoReleasesAtOnce(t *testing.T) {
	const swaps, readers, editions = 50, 4, 2
	releases := t.TempDir()
	var ids []string
	for edition := range editions {
		ids = append(ids, releasetest.Publish(t, releases, edition))
	}
	h := holder(t, releases)
	if err := h.Refresh(); err != nil {
		t.Fatal(err)
	}
	var reads atomic.Int64
	var wait sync.WaitGroup
	done := make(chan struct{})
	for range readers {
		wait.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				r, letGo := h.Acquire()
				if err := consistent(t, r, ids); err != nil {
					t.Error(err)
				}
				letGo()
				reads.Add(1)
			}
		})
	}
	for swap := range swaps {
		if err := release.Publish(releases, ids[swap%editions]); err != nil {
			t.Fatal(err)
		}
		if err := h.Refresh(); err != nil {
			t.Fatal(err)
		}
		for before := reads.Load(); reads.Load() < before+readers; {
			time.Sleep(100 * time.Microsecond)
		}
	}
	close(done)
	wait.Wait()
	t.Logf("%d reads during %d swaps", reads.Load(), swaps)
}

// consistent checks that everything a release says is of one edition.
func consistent(t *testing.T, r *release.Release, ids []string) error {
	index, _ := r.Column(releasetest.SmallAreas, "index")
	edition := int(math.Round((index.Values[0] - 1) * 100))
	if r.ID() != ids[edition] || r.Manifest().Title != releasetest.Title(edition) {
		return fmt.Errorf("index of edition %d in release %s %q", edition, r.Short(), r.Manifest().Title)
	}
	if _, err := r.Tile(t.Context(), "hotspots", releasetest.Home); err != nil {
		return fmt.Errorf("tile of release %s: %w", r.Short(), err)
	}
	return nil
}

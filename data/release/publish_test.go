package release_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

// expect checks which release is current and which were before.
func expect(t *testing.T, releases, current string, history ...string) {
	t.Helper()
	got, err := release.Current(releases)
	if err != nil || got != current {
		t.Errorf("current is %s, %v: want %s", got, err, current)
	}
	before, err := release.History(releases)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(history, before, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
}

func TestPublishAndRollBack(t *testing.T) {
	releases := t.TempDir()
	if _, err := release.Current(releases); !errors.Is(err, release.ErrNoRelease) {
		t.Fatalf("an empty folder: %v", err)
	}
	a := releasetest.Publish(t, releases, 1)
	expect(t, releases, a)
	releasetest.Publish(t, releases, 1)
	expect(t, releases, a)
	b := releasetest.Publish(t, releases, 2)
	c := releasetest.Publish(t, releases, 3)
	expect(t, releases, c, b, a)

	if back, err := release.Rollback(releases); err != nil || back != b {
		t.Fatalf("rolled back to %s, %v", back, err)
	}
	expect(t, releases, b, a)
	releasetest.Publish(t, releases, 3)
	expect(t, releases, c, b, a)

	flip(t, filepath.Join(releases, b, release.SitesFile), 5)
	if back, err := release.Rollback(releases); err != nil || back != a {
		t.Fatalf("rolled back to %s, %v: want the newest intact one", back, err)
	}
	expect(t, releases, a)
	if _, err := release.Rollback(releases); err == nil {
		t.Error("rolled back to nothing")
	}
	expect(t, releases, a)
}

func TestADamagedReleaseIsNotPublished(t *testing.T) {
	releases := t.TempDir()
	a := releasetest.Publish(t, releases, 1)
	b := releasetest.Write(t, releases, 2)
	flip(t, filepath.Join(releases, b, "areas.pmtiles"), 200)
	if err := release.Publish(releases, b); err == nil {
		t.Error("published")
	}
	if err := release.Publish(releases, strings.Repeat("0", 64)); err == nil {
		t.Error("published a release that is not there")
	}
	expect(t, releases, a)
}

func TestPublishMendsABrokenHistory(t *testing.T) {
	releases := t.TempDir()
	a := releasetest.Publish(t, releases, 1)
	if err := os.WriteFile(filepath.Join(releases, "history"), []byte("half a li"), 0o644); err != nil {
		t.Fatal(err)
	}
	b := releasetest.Publish(t, releases, 2)
	expect(t, releases, b, a)
}

func TestAHalfWrittenCurrentIsRefused(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Publish(t, releases, 1)
	for _, content := range []string{"", "\n", id, id[:40] + "\n", id + "\n" + id + "\n", id + "\r\n", " " + id + "\n", "../" + id + "\n", strings.ToUpper(id) + "\n"} {
		if err := os.WriteFile(filepath.Join(releases, "current"), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := release.Current(releases); err == nil {
			t.Errorf("%q: current is %s", content, got)
		}
	}
	if back, err := release.Rollback(releases); err == nil {
		t.Errorf("there was nothing before, yet it went back to %s", back)
	}
}

func TestPruneKeepsTheNewest(t *testing.T) {
	releases := t.TempDir()
	var ids []string
	for edition := range 5 {
		ids = append(ids, releasetest.Publish(t, releases, edition))
	}
	fresh := filepath.Join(releases, ".building-1")
	stale := filepath.Join(releases, ".building-2")
	for _, folder := range []string{fresh, stale} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-48 * time.Hour)
	if err := os.Chtimes(stale, old, old); err != nil {
		t.Fatal(err)
	}
	removed, err := release.Prune(releases, release.KeepReleases)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{ids[0], ids[1]}, removed, cmpopts.SortSlices(strings.Compare)); diff != "" {
		t.Errorf("removed (-want +got):\n%s", diff)
	}
	for _, id := range ids[2:] {
		if err := release.Verify(releases, id); err != nil {
			t.Errorf("kept: %v", err)
		}
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("a build under way was removed")
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("the remains of a broken build were kept")
	}
	if _, err := release.Prune(releases, 0); err != nil {
		t.Fatal(err)
	}
	if err := release.Verify(releases, ids[4]); err != nil {
		t.Errorf("the current release was pruned: %v", err)
	}
}

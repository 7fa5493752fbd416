package release_test

import (
	"os"
	"path/filepath"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func TestReuseCopiesWhatTheManifestVouchesFor(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Publish(t, releases, 1)
	w, err := release.Create(releases)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := w.Reuse(id, release.SitesFile, release.TilesetPath("areas")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{release.SitesFile, release.TilesetPath("areas")} {
		copied, err := w.Path(path)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := os.ReadFile(filepath.Join(releases, id, path))
		if got, err := os.ReadFile(copied); err != nil || string(got) != string(want) {
			t.Errorf("%s is not what it was: %v", path, err)
		}
	}
}

func TestReuseLeavesNothingOfADamagedRelease(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Publish(t, releases, 1)
	defer flip(t, filepath.Join(releases, id, release.TilesetPath("areas")), 300)()
	w, err := release.Create(releases)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := w.Reuse(id, release.SitesFile, release.TilesetPath("areas")); err == nil {
		t.Fatal("a damaged file was reused")
	}
	for _, path := range []string{release.SitesFile, release.TilesetPath("areas")} {
		if copied, _ := w.Path(path); fileExists(copied) {
			t.Errorf("%s was left", path)
		}
	}
	if err := w.Reuse(id, "none.json"); err == nil {
		t.Error("a file that is not listed was reused")
	}
}

func fileExists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

package release_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

func gunzip(t *testing.T, packed []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// flip changes one bit of a file, and returns what undoes it.
func flip(t *testing.T, path string, at int) (restore func()) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[at] ^= 1
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return func() {
		content[at] ^= 1
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// files lists the files of a release, the manifest too.
func files(t *testing.T, folder string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// refused checks that a release neither verifies nor opens.
func refused(t *testing.T, releases, id, why string) {
	t.Helper()
	if err := release.Verify(releases, id); err == nil {
		t.Errorf("%s: verified", why)
	}
	if r, err := release.Open(releases, id); err == nil {
		r.Close()
		t.Errorf("%s: opened", why)
	}
}

func TestOneFlippedBitAnywhereIsRefused(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Write(t, releases, 0)
	random := rand.New(rand.NewPCG(1, 2))
	for _, path := range files(t, filepath.Join(releases, id)) {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		size := int(info.Size())
		for _, at := range []int{0, size - 1, random.IntN(size), random.IntN(size), random.IntN(size)} {
			restore := flip(t, path, at)
			refused(t, releases, id, path)
			restore()
		}
	}
	if err := release.Verify(releases, id); err != nil {
		t.Errorf("the test did not restore the release: %v", err)
	}
}

func TestCutAndMissingFilesAreRefused(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Write(t, releases, 0)
	for _, path := range files(t, filepath.Join(releases, id)) {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, length := range []int{0, len(content) / 2, len(content) - 1} {
			if err := os.WriteFile(path, content[:length], 0o644); err != nil {
				t.Fatal(err)
			}
			refused(t, releases, id, path+" cut")
		}
		if err := os.WriteFile(path, append(content, 0), 0o644); err != nil {
			t.Fatal(err)
		}
		refused(t, releases, id, path+" with a byte more")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		refused(t, releases, id, path+" missing")
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		refused(t, releases, id, path+" a folder")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestALinkOutOfTheReleaseIsRefused(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Write(t, releases, 0)
	path := filepath.Join(releases, id, release.SitesFile)
	elsewhere := filepath.Join(t.TempDir(), "sites")
	if err := os.Rename(path, elsewhere); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, path); err != nil { // the same bytes, but not ours to keep
		t.Fatal(err)
	}
	refused(t, releases, id, "a symbolic link")
}

// TestAForgedManifestIsRefused gives each manifest the id that its bytes have, so that only its content can be at fault.
func TestAForgedManifestIsRefused(t *testing.T) {
	releases := t.TempDir()
	honest := releasetest.Write(t, releases, 0)
	sum := sha256.Sum256(nil)
	list := func(path string) func(*release.Manifest) {
		return func(m *release.Manifest) {
			m.Files = append(m.Files, release.File{Path: path, SHA256: hex.EncodeToString(sum[:])})
		}
	}
	tests := map[string]func(*release.Manifest){
		"a path upwards":          list("../current"),
		"a path from the root":    list("/etc/hostname"),
		"a hidden way upwards":    list("columns/../../current"),
		"a backslash":             list(`..\current`),
		"the manifest itself":     list("manifest.json"),
		"a file twice":            func(m *release.Manifest) { m.Files = append(m.Files, m.Files[0]) },
		"a newer format":          func(m *release.Manifest) { m.Format++ },
		"no format":               func(m *release.Manifest) { m.Format = 0 },
		"a negative size":         func(m *release.Manifest) { m.Files[0].Bytes = -1 },
		"no hash":                 func(m *release.Manifest) { m.Files[0].SHA256 = "" },
		"a tileset that is no id": func(m *release.Manifest) { m.Tilesets[0].ID = "../../x" },
		"a geography upwards":     func(m *release.Manifest) { m.Geographies[0].ID = "../x" },
		"another column's file":   func(m *release.Manifest) { m.Columns[0].ID = m.Columns[1].ID; m.Columns[0].Decimals = 5 },
		"a file it does not list": func(m *release.Manifest) { m.Files = m.Files[1:] },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			if r, err := release.Open(releases, forge(t, releases, honest, change)); err == nil {
				r.Close()
				t.Error("opened")
			}
		})
	}
}

// forge copies a release with its manifest changed, and returns the id that the manifest's bytes have.
func forge(t *testing.T, releases, honest string, change func(*release.Manifest)) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(releases, honest, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var forged release.Manifest
	if err := json.Unmarshal(content, &forged); err != nil {
		t.Fatal(err)
	}
	change(&forged)
	bytes, err := json.Marshal(forged)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(bytes)
	id := hex.EncodeToString(sum[:])
	if err := os.CopyFS(filepath.Join(releases, id), os.DirFS(filepath.Join(releases, honest))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(releases, id, "manifest.json"), bytes, 0o644); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestOnlyAnIDNamesARelease(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Write(t, releases, 0)
	for _, wrong := range []string{"", "..", release.Short(id), id + "/", "../" + id, id[:63] + "g"} {
		refused(t, releases, wrong, wrong)
	}
}

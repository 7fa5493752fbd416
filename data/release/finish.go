package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Finish completes the release: it hashes and flushes every file, writes the manifest with their list, checks that the
// whole opens, and gives it its name. When the same release is there already it is verified and kept. When Finish fails
// there is no new release, and what was written is removed by [Writer.Abort].
func (w *Writer) Finish(manifest Manifest) (id string, err error) {
	if manifest.Files, err = w.list(); err != nil {
		return "", fmt.Errorf("finish the release: %w", err)
	}
	manifest.Format = FormatVersion
	content, err := json.MarshalIndent(manifest, "", " ")
	if err != nil {
		return "", fmt.Errorf("finish the release: %w", err)
	}
	content = append(content, '\n')
	id = digest(content)
	if err := w.seal(id, content); err != nil {
		return "", fmt.Errorf("finish release %s: %w", Short(id), err)
	}
	if err := w.name(id); err != nil {
		return "", fmt.Errorf("finish release %s: %w", Short(id), err)
	}
	return id, w.Abort()
}

// list hashes and flushes the files, and flushes their folders.
func (w *Writer) list() ([]File, error) {
	var files []File
	err := filepath.WalkDir(w.folder, func(full string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := syncPath(full); err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(w.folder, full)
		if err != nil {
			return err
		}
		file, err := describe(full, filepath.ToSlash(relative))
		files = append(files, file)
		return err
	})
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, err
}

// seal writes the manifest and opens what a server would open.
func (w *Writer) seal(id string, manifest []byte) error {
	path := filepath.Join(w.folder, manifestFile)
	if err := os.WriteFile(path, manifest, 0o644); err != nil {
		return err
	}
	if err := errors.Join(syncPath(path), syncPath(w.folder)); err != nil {
		return err
	}
	parsed, err := parseManifest(manifest)
	if err != nil {
		return err
	}
	r, err := load(w.folder, id, parsed)
	if err != nil {
		return err
	}
	return errors.Join(r.Ready(), r.Close())
}

// name moves the folder to its id. A damaged release in its place is put aside: the one at hand has the same content, whole.
func (w *Writer) name(id string) error {
	target := filepath.Join(w.releases, id)
	if _, err := os.Lstat(target); err == nil {
		if Verify(w.releases, id) == nil {
			return nil
		}
		aside, err := os.MkdirTemp(w.releases, temporaryPrefix)
		if err != nil {
			return err
		}
		if err := os.Rename(target, filepath.Join(aside, "damaged")); err != nil {
			return err
		}
		defer os.RemoveAll(aside) // a reader keeps what it has open, and finds the rest where it was, whole
	}
	if err := os.Rename(w.folder, target); err != nil {
		return err
	}
	w.folder = ""
	return syncPath(w.releases)
}

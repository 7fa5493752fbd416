package release

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Reuse copies files of another release of the same folder into the one being written, each verified against that
// release's manifest. When one cannot be had as it was, none is left.
func (w *Writer) Reuse(id string, paths ...string) error {
	folder, manifest, err := readManifest(w.releases, id)
	if err != nil {
		return err
	}
	listed := make(map[string]File, len(manifest.Files))
	for _, file := range manifest.Files {
		listed[file.Path] = file
	}
	for i, path := range paths {
		file, ok := listed[path]
		if !ok {
			err = fmt.Errorf("release %s has no %s", Short(id), path)
		} else {
			err = w.copyVerified(folder, file)
		}
		if err != nil {
			for _, copied := range paths[:i+1] {
				err = errors.Join(err, w.remove(copied))
			}
			return fmt.Errorf("reuse files of release %s: %w", Short(id), err)
		}
	}
	return nil
}

func (w *Writer) copyVerified(folder string, file File) (err error) {
	from, err := openRegular(folder, file)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := w.File(file.Path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(to, sum), from)
	if err != nil {
		return err
	}
	return compare(file, n, hex.EncodeToString(sum.Sum(nil)))
}

// remove takes a file out of the release being written, if it is in it.
func (w *Writer) remove(path string) error {
	err := os.Remove(filepath.Join(w.folder, filepath.FromSlash(path)))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

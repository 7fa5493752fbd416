package release

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// maxManifestBytes bounds what is read before anything is known about a release.
const maxManifestBytes = 64 << 20

// Verify reads a whole release and reports every file that does not agree with its id.
func Verify(releases, id string) error {
	folder, manifest, err := readManifest(releases, id)
	if err != nil {
		return err
	}
	if err := verifyFiles(folder, manifest.Files); err != nil {
		return fmt.Errorf("release %s: %w", Short(id), err)
	}
	return nil
}

// verifyFiles reads files of a release, on all processors, and reports each that is not what the manifest says.
func verifyFiles(folder string, files []File) error {
	errs := make([]error, len(files))
	largestFirst := make([]int, len(files))
	for i := range files {
		largestFirst[i] = i
	}
	slices.SortFunc(largestFirst, func(a, b int) int { return cmp.Compare(files[b].Bytes, files[a].Bytes) })
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.NumCPU(), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for n := next.Add(1) - 1; n < int64(len(files)); n = next.Add(1) - 1 {
				i := largestFirst[n]
				errs[i] = verifyFile(folder, files[i])
			}
		})
	}
	workers.Wait()
	return errors.Join(errs...)
}

// readManifest reads the manifest of a release and checks it against the id.
func readManifest(releases, id string) (folder string, manifest Manifest, err error) {
	if !idPattern.MatchString(id) {
		return "", Manifest{}, fmt.Errorf("release %.80q: an id is 64 hex digits", id)
	}
	folder = filepath.Join(releases, id)
	content, err := readBounded(filepath.Join(folder, manifestFile), maxManifestBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return "", Manifest{}, fmt.Errorf("release %s: there is no such release in %s: %w", Short(id), releases, err)
	}
	if err != nil {
		return "", Manifest{}, fmt.Errorf("release %s: %w", Short(id), err)
	}
	if got := digest(content); got != id {
		return "", Manifest{}, fmt.Errorf("release %s: manifest.json has SHA-256 %s: it is not the one that was published; build again",
			Short(id), got)
	}
	manifest, err = parseManifest(content)
	if err != nil {
		return "", Manifest{}, fmt.Errorf("release %s: %w", Short(id), err)
	}
	return folder, manifest, nil
}

// parseManifest reads a manifest and refuses one of another format, or one that lists a file it must not.
func parseManifest(content []byte) (Manifest, error) {
	var version struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(content, &version); err != nil {
		return Manifest{}, fmt.Errorf("manifest.json: %w", err)
	}
	if version.Format != FormatVersion {
		return Manifest{}, fmt.Errorf("manifest.json: format %d, and this program reads format %d: "+
			"build again with this version, or serve with the other", version.Format, FormatVersion)
	}
	var manifest Manifest
	if err := json.Unmarshal(content, &manifest); err != nil {
		return Manifest{}, fmt.Errorf("manifest.json: %w", err)
	}
	seen := make(map[string]bool, len(manifest.Files))
	for _, file := range manifest.Files {
		if err := checkPath(file.Path); err != nil {
			return Manifest{}, fmt.Errorf("manifest.json: %w", err)
		}
		if seen[file.Path] {
			return Manifest{}, fmt.Errorf("manifest.json: file %q is listed twice", file.Path)
		}
		seen[file.Path] = true
		if file.Bytes < 0 || !idPattern.MatchString(file.SHA256) {
			return Manifest{}, fmt.Errorf("manifest.json: file %q: no valid size and SHA-256", file.Path)
		}
	}
	return manifest, nil
}

// verifyFile reads a file of a release and compares it with what the manifest says.
func verifyFile(folder string, file File) error {
	f, err := openRegular(folder, file)
	if err != nil {
		return err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s: %w", file.Path, err)
	}
	return compare(file, n, hex.EncodeToString(h.Sum(nil)))
}

// readVerified returns the content of a file of a release, which is the very content that was verified.
func readVerified(folder string, file File) ([]byte, error) {
	f, err := openRegular(folder, file)
	if err != nil {
		return nil, err
	}
	content := make([]byte, file.Bytes)
	_, err = io.ReadFull(f, content)
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", file.Path, err)
	}
	return content, compare(file, file.Bytes, digest(content))
}

// openRegular opens a file of a release that has the size it should have.
func openRegular(folder string, file File) (*os.File, error) {
	full := filepath.Join(folder, filepath.FromSlash(file.Path))
	info, err := os.Lstat(full)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Path, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a plain file", file.Path)
	}
	if info.Size() != file.Bytes {
		return nil, fmt.Errorf("%s: %d bytes where the manifest says %d: the file was cut or changed; build again",
			file.Path, info.Size(), file.Bytes)
	}
	f, err := os.Open(full)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Path, err)
	}
	return f, nil
}

func compare(file File, n int64, sum string) error {
	if n != file.Bytes || sum != file.SHA256 {
		return fmt.Errorf("%s: its SHA-256 is not the manifest's: the file was changed or the disk is failing; build again", file.Path)
	}
	return nil
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// readBounded reads a file, but not one larger than any honest one.
func readBounded(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	var content bytes.Buffer
	n, err := content.ReadFrom(io.LimitReader(f, most+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if n > most {
		return nil, fmt.Errorf("%s: larger than %d bytes", path, most)
	}
	return content.Bytes(), nil
}

// describe hashes a file of a release that is being written.
func describe(full, relative string) (File, error) {
	if err := checkPath(relative); err != nil {
		return File{}, err
	}
	info, err := os.Lstat(full)
	if err != nil {
		return File{}, err
	}
	if !info.Mode().IsRegular() {
		return File{}, fmt.Errorf("%s: not a plain file", relative)
	}
	f, err := os.Open(full)
	if err != nil {
		return File{}, err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err := errors.Join(err, f.Close()); err != nil {
		return File{}, fmt.Errorf("%s: %w", relative, err)
	}
	return File{Path: relative, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}

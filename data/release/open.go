package release

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"hotspotmap/tiles/pmtiles"
)

// Open verifies and opens a release of a folder of releases, and reads all of it into memory but the tiles, the snapshot and what is
// sent as it is.
func Open(releases, id string) (*Release, error) {
	r, err := openTiles(releases, id)
	if err != nil {
		return nil, err
	}
	if err := r.Ready(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// openTiles verifies a release and opens it as far as tiles need. The rest is read when something of it is asked for.
func openTiles(releases, id string) (*Release, error) {
	folder, manifest, err := readManifest(releases, id)
	if err != nil {
		return nil, err
	}
	return load(folder, id, manifest)
}

// load verifies every file that a manifest lists, and opens those that stay open.
func load(folder, id string, manifest Manifest) (*Release, error) {
	if err := verifyFiles(folder, manifest.Files); err != nil {
		return nil, fmt.Errorf("release %s: %w", Short(id), err)
	}
	r := &Release{id: id, manifest: manifest, folder: folder, files: make(map[string]File, len(manifest.Files)), archives: map[string]*pmtiles.Reader{}}
	r.read = sync.OnceValues(func() (*contents, error) { return readContents(r) })
	for _, file := range manifest.Files {
		r.files[file.Path] = file
	}
	if err := r.open(); err != nil {
		return nil, errors.Join(fmt.Errorf("release %s: %w", Short(id), err), r.Close())
	}
	return r, nil
}

// open opens the tiles and the snapshot.
func (r *Release) open() error {
	for _, tileset := range r.manifest.Tilesets {
		path, err := r.full(TilesetPath(tileset.ID))
		if err != nil {
			return err
		}
		archive, err := pmtiles.Open(path)
		if err != nil {
			return fmt.Errorf("%s: %w", TilesetPath(tileset.ID), err)
		}
		r.archives[tileset.ID] = archive
	}
	path, err := r.full(SnapshotFile)
	if err != nil {
		return err
	}
	r.snapshot, err = os.Open(path)
	return err
}

// full is where a file of the release is.
func (r *Release) full(path string) (string, error) {
	if _, ok := r.files[path]; !ok {
		return "", fmt.Errorf("%s: the manifest does not list it", path)
	}
	return filepath.Join(r.folder, filepath.FromSlash(path)), nil
}

package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/tiles/pmtiles"
)

// Release is an open release. It is safe for concurrent use until [Release.Close].
type Release struct {
	id       string
	manifest Manifest

	folder   string
	files    map[string]File // by path
	archives map[string]*pmtiles.Reader
	snapshot *os.File
	read     func() (*contents, error) // reads them the first time
}

// contents returns what is in memory; whoever asks first waits until it has been read.
func (r *Release) contents() *contents {
	c, _ := r.read() // the error is Ready's
	return c
}

// Ready waits until all of the release has been read, and returns why it could not be. Until it has returned nil, only the manifest,
// the tiles, the snapshot and the files are to be relied on.
func (r *Release) Ready() error {
	_, err := r.read()
	return err
}

// ID is the SHA-256 of the manifest, in hex.
func (r *Release) ID() string { return r.id }

// Short is the id's form in URLs.
func (r *Release) Short() string { return Short(r.id) }

// Manifest says what the release holds.
func (r *Release) Manifest() Manifest { return r.manifest }

// File returns what the manifest says of a file; nothing when it lists no such file.
func (r *Release) File(path string) File { return r.files[path] }

// ReadFile reads a file of the release and verifies it again.
func (r *Release) ReadFile(path string) ([]byte, error) {
	file, ok := r.files[path]
	if !ok {
		return nil, fmt.Errorf("%s: the manifest does not list it", path)
	}
	return readVerified(r.folder, file)
}

// readJSON reads a file of the release into a value.
func (r *Release) readJSON(path string, value any) error {
	content, err := r.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, value); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// Geography returns a geography by its id.
func (r *Release) Geography(id string) (geo.Geography, bool) {
	g, ok := r.contents().geographies[id]
	return g, ok
}

// Areas returns the areas of a geography.
func (r *Release) Areas(geography string) (Areas, bool) {
	areas, ok := r.contents().areas[geography]
	return areas, ok
}

// AID returns the aid of an area of a geography.
func (r *Release) AID(geography, code string) (uint32, bool) {
	i, ok := slices.BinarySearch(r.contents().areas[geography].Codes, code)
	if !ok {
		return 0, false
	}
	return uint32(i + 1), true
}

// FindArea returns the first geography, in the manifest's order, that has an area of this code, and its aid there.
func (r *Release) FindArea(code string) (geography string, aid uint32, ok bool) {
	for _, g := range r.manifest.Geographies {
		if aid, ok := r.AID(g.ID, code); ok {
			return g.ID, aid, true
		}
	}
	return "", 0, false
}

// Column returns the values of a column, in aid order.
func (r *Release) Column(geography, id string) (geo.Column, bool) {
	c, ok := r.contents().columns[columnKey{geography, id}]
	if !ok {
		return geo.Column{}, false
	}
	return c.values(), true
}

// ColumnInfo returns what the manifest says of a column.
func (r *Release) ColumnInfo(geography, id string) (ColumnInfo, bool) {
	c, ok := r.contents().columns[columnKey{geography, id}]
	return c.info, ok
}

// Sites returns every site, closed ones included.
func (r *Release) Sites() []geo.Site { return r.contents().sites }

// Site returns a site by its id.
func (r *Release) Site(id string) (geo.Site, bool) {
	for _, site := range r.contents().sites {
		if site.ID == id {
			return site, true
		}
	}
	return geo.Site{}, false
}

// Hotspots returns the outcome of the hotspot test.
func (r *Release) Hotspots() geo.Hotspots { return r.contents().hotspots }

// Gaps returns who is out of reach of what.
func (r *Release) Gaps() geo.Gaps { return r.contents().gaps }

// Stability returns how far the ranking depends on the weights; nil of a release made before that was looked into.
func (r *Release) Stability() *geo.Stability { return r.contents().stability }

// Week returns reach by hour of the week, capacity and equity; nil of a release made before they were measured.
func (r *Release) Week() *geo.Week { return r.contents().week }

// Targets returns the target areas.
func (r *Release) Targets() geo.Targets { return r.contents().targets }

// Postcodes returns the postcodes of the study area, sorted.
func (r *Release) Postcodes() []PostcodeKey { return r.contents().postcodes }

// Snapshot returns the open areas.sqlite; read it at offsets only, as others do at the same time.
func (r *Release) Snapshot() *os.File { return r.snapshot }

// Close closes the release's files. Nobody may use the release afterwards.
func (r *Release) Close() error {
	var errs []error
	for _, archive := range r.archives {
		errs = append(errs, archive.Close())
	}
	if r.snapshot != nil {
		errs = append(errs, r.snapshot.Close())
	}
	return errors.Join(errs...)
}

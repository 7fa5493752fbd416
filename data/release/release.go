package release

import (
	"errors"
	"os"

	"hotspotmap/geo"
	"hotspotmap/tiles/pmtiles"
)

// Release is an open release. It is safe for concurrent use until [Release.Close].
type Release struct {
	id       string
	manifest Manifest

	geographies map[string]geo.Geography
	areas       map[string]Areas
	positions   map[string]map[string]uint32 // geography → code → aid
	columns     map[columnKey]column
	outlines    map[string][]byte
	raw         map[string][]byte // files served as they are, by path

	sites     []geo.Site
	hotspots  geo.Hotspots
	gaps      geo.Gaps
	week      *geo.Week
	siting    *geo.Siting
	stability *geo.Stability
	targets   geo.Targets
	search    Search

	archives map[string]*pmtiles.Reader
	snapshot *os.File
}

type columnKey struct{ geography, id string }

type column struct {
	info    ColumnInfo
	content []byte // the file
	values  geo.Column
}

// ID is the SHA-256 of the manifest, in hex.
func (r *Release) ID() string { return r.id }

// Short is the id's form in URLs.
func (r *Release) Short() string { return Short(r.id) }

// Manifest says what the release holds.
func (r *Release) Manifest() Manifest { return r.manifest }

// File returns what the manifest says of a file; nothing when it lists no such file.
func (r *Release) File(path string) File {
	for _, file := range r.manifest.Files {
		if file.Path == path {
			return file
		}
	}
	return File{}
}

// Geography returns a geography by its id.
func (r *Release) Geography(id string) (geo.Geography, bool) {
	g, ok := r.geographies[id]
	return g, ok
}

// Areas returns the areas of a geography.
func (r *Release) Areas(geography string) (Areas, bool) {
	areas, ok := r.areas[geography]
	return areas, ok
}

// AID returns the aid of an area of a geography.
func (r *Release) AID(geography, code string) (uint32, bool) {
	aid, ok := r.positions[geography][code]
	return aid, ok
}

// FindArea returns the first geography, in the manifest's order, that has an area of this code, and its aid there.
func (r *Release) FindArea(code string) (geography string, aid uint32, ok bool) {
	for _, g := range r.manifest.Geographies {
		if aid, ok := r.positions[g.ID][code]; ok {
			return g.ID, aid, true
		}
	}
	return "", 0, false
}

// Column returns the values of a column, in aid order.
func (r *Release) Column(geography, id string) (geo.Column, bool) {
	c, ok := r.columns[columnKey{geography, id}]
	return c.values, ok
}

// ColumnInfo returns what the manifest says of a column.
func (r *Release) ColumnInfo(geography, id string) (ColumnInfo, bool) {
	c, ok := r.columns[columnKey{geography, id}]
	return c.info, ok
}

// ColumnBytes returns a column's file.
func (r *Release) ColumnBytes(geography, id string) ([]byte, bool) {
	c, ok := r.columns[columnKey{geography, id}]
	return c.content, ok
}

// AreasJSON returns the file of a geography's areas.
func (r *Release) AreasJSON(geography string) ([]byte, bool) {
	content, ok := r.raw[AreasPath(geography)]
	return content, ok
}

// Sites returns every site, closed ones included.
func (r *Release) Sites() []geo.Site { return r.sites }

// SitesGeoJSON returns the file of the sites.
func (r *Release) SitesGeoJSON() []byte { return r.raw[SitesFile] }

// Site returns a site by its id.
func (r *Release) Site(id string) (geo.Site, bool) {
	for _, site := range r.sites {
		if site.ID == id {
			return site, true
		}
	}
	return geo.Site{}, false
}

// Hotspots returns the outcome of the hotspot test.
func (r *Release) Hotspots() geo.Hotspots { return r.hotspots }

// Gaps returns who is out of reach of what.
func (r *Release) Gaps() geo.Gaps { return r.gaps }

// Stability returns how far the ranking depends on the weights; nil of a release made before that was looked into.
func (r *Release) Stability() *geo.Stability { return r.stability }

// Week returns reach by hour of the week, capacity and equity; nil of a release made before they were measured.
func (r *Release) Week() *geo.Week { return r.week }

// Targets returns the target areas.
func (r *Release) Targets() geo.Targets { return r.targets }

// Postcodes returns the postcodes of the study area, sorted.
func (r *Release) Postcodes() []PostcodeKey { return r.search.Postcodes }

// Outline returns a geography's simplified outline, TopoJSON.
func (r *Release) Outline(geography string) ([]byte, bool) {
	content, ok := r.outlines[geography]
	return content, ok
}

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

package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"hotspotmap/geo"
	"hotspotmap/tiles/pmtiles"
)

// Open verifies and opens a release of a folder of releases. Everything but the tiles and the snapshot is read into
// memory, from the same bytes that were verified.
func Open(releases, id string) (*Release, error) {
	folder, manifest, err := readManifest(releases, id)
	if err != nil {
		return nil, err
	}
	r, err := load(folder, id, manifest)
	if err != nil {
		return nil, fmt.Errorf("release %s: %w", Short(id), err)
	}
	return r, nil
}

// load reads and verifies every file that a manifest lists.
func load(folder, id string, manifest Manifest) (*Release, error) {
	l := loader{folder: folder, files: make(map[string]File, len(manifest.Files)), read: map[string]bool{}}
	for _, file := range manifest.Files {
		l.files[file.Path] = file
	}
	r := &Release{id: id, manifest: manifest, archives: map[string]*pmtiles.Reader{}, raw: map[string][]byte{}}
	for _, step := range []func(*Release) error{
		l.geographies, l.columns, l.sites, l.results, l.archives, l.snapshot, l.rest,
	} {
		if err := step(r); err != nil {
			return nil, errors.Join(err, r.Close())
		}
	}
	return r, nil
}

// loader reads a release's files, each once.
type loader struct {
	folder string
	files  map[string]File
	read   map[string]bool
}

// content returns a verified file.
func (l *loader) content(path string) ([]byte, error) {
	file, ok := l.files[path]
	if !ok {
		return nil, fmt.Errorf("%s: the manifest does not list it", path)
	}
	l.read[path] = true
	return readVerified(l.folder, file)
}

// json reads a verified file into a value.
func (l *loader) json(path string, value any) ([]byte, error) {
	content, err := l.content(path)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(content, value); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return content, nil
}

func (l *loader) geographies(r *Release) error {
	r.geographies = map[string]geo.Geography{}
	r.areas = map[string]Areas{}
	r.positions = map[string]map[string]uint32{}
	r.outlines = map[string][]byte{}
	for _, g := range r.manifest.Geographies {
		var areas Areas
		content, err := l.json(AreasPath(g.ID), &areas)
		if err != nil {
			return err
		}
		if err := checkAreas(g, areas); err != nil {
			return fmt.Errorf("%s: %w", AreasPath(g.ID), err)
		}
		positions := make(map[string]uint32, len(areas.Codes))
		for i, code := range areas.Codes {
			positions[code] = uint32(i + 1)
		}
		r.geographies[g.ID], r.areas[g.ID], r.positions[g.ID] = g, areas, positions
		r.raw[AreasPath(g.ID)] = content
		if r.outlines[g.ID], err = l.content(OutlinePath(g.ID)); err != nil {
			return err
		}
	}
	if _, ok := r.geographies[r.manifest.SmallAreas]; !ok {
		return fmt.Errorf("manifest.json: small areas %q are not among the geographies", r.manifest.SmallAreas)
	}
	return nil
}

func (l *loader) columns(r *Release) error {
	r.columns = make(map[columnKey]column, len(r.manifest.Columns))
	hashes := make(map[string]string, len(r.areas))
	for id, areas := range r.areas {
		hashes[id] = CodesHash(areas.Codes)
	}
	for _, info := range r.manifest.Columns {
		path := ColumnPath(info.Geography, info.ID)
		content, err := l.content(path)
		if err != nil {
			return err
		}
		header, values, err := DecodeColumn(content)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if header.Column != info.ID || header.Geography != info.Geography || header.Decimals != info.Decimals {
			return fmt.Errorf("%s: its header says %s of %s with %d decimals", path, header.Column, header.Geography, header.Decimals)
		}
		if header.Codes != hashes[info.Geography] {
			return fmt.Errorf("%s: it is about other areas than %s", path, AreasPath(info.Geography))
		}
		values.Indicator = info.Indicator
		r.columns[columnKey{info.Geography, info.ID}] = column{info: info, content: content, values: values}
	}
	return nil
}

func (l *loader) sites(r *Release) error {
	content, err := l.content(SitesFile)
	if err != nil {
		return err
	}
	r.raw[SitesFile] = content
	if r.sites, err = DecodeSites(content); err != nil {
		return fmt.Errorf("%s: %w", SitesFile, err)
	}
	n := len(r.areas[r.manifest.SmallAreas].Codes)
	for _, site := range r.sites {
		if int(site.AID) > n {
			return fmt.Errorf("%s: site %q lies in area %d of %d", SitesFile, site.ID, site.AID, n)
		}
	}
	return nil
}

func (l *loader) results(r *Release) error {
	for _, result := range []struct {
		path  string
		value any
	}{
		{HotspotsFile, &r.hotspots}, {GapsFile, &r.gaps}, {TargetsFile, &r.targets}, {SearchFile, &r.search},
	} {
		if _, err := l.json(result.path, result.value); err != nil {
			return err
		}
	}
	if err := checkSearch(r.search, r.areas, r.manifest.SmallAreas); err != nil {
		return fmt.Errorf("%s: %w", SearchFile, err)
	}
	return l.laterResults(r)
}

// laterResults reads the results that releases made before they were measured do not have.
func (l *loader) laterResults(r *Release) error {
	for _, result := range []struct {
		path  string
		value any
	}{
		{WeekFile, &r.week}, {SitingFile, &r.siting}, {StabilityFile, &r.stability},
	} {
		if _, measured := l.files[result.path]; !measured {
			continue
		}
		if _, err := l.json(result.path, result.value); err != nil {
			return err
		}
	}
	if err := checkWeek(r.week); err != nil {
		return fmt.Errorf("%s: %w", WeekFile, err)
	}
	if err := checkSiting(r.siting, r.sites); err != nil {
		return fmt.Errorf("%s: %w", SitingFile, err)
	}
	return nil
}

func (l *loader) archives(r *Release) error {
	for _, tileset := range r.manifest.Tilesets {
		path := TilesetPath(tileset.ID)
		if err := l.verified(path); err != nil {
			return err
		}
		archive, err := pmtiles.Open(l.full(path))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		r.archives[tileset.ID] = archive
	}
	return nil
}

func (l *loader) snapshot(r *Release) error {
	if err := l.verified(SnapshotFile); err != nil {
		return err
	}
	var err error
	r.snapshot, err = os.Open(l.full(SnapshotFile))
	return err
}

// rest verifies the files that nothing here reads.
func (l *loader) rest(*Release) error {
	for path := range l.files {
		if !l.read[path] {
			if err := l.verified(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// verified verifies a file that is read in parts later.
func (l *loader) verified(path string) error {
	file, ok := l.files[path]
	if !ok {
		return fmt.Errorf("%s: the manifest does not list it", path)
	}
	l.read[path] = true
	return verifyFile(l.folder, file)
}

func (l *loader) full(path string) string { return filepath.Join(l.folder, filepath.FromSlash(path)) }

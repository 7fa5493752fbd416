package pipeline

import (
	"fmt"

	"github.com/paulmach/orb"

	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/osgb"
)

// grid converts one source's coordinates from the British National Grid, and knows whether there were any.
type grid struct {
	convert func(orb.Point) orb.Point
	ostn15  string // the user's file, "" without
	sha256  string // of it
	used    bool
}

// newGrid returns what converts a source's coordinates: OSTN15 where the project names it, which is read once.
func (im *importer) newGrid() (*grid, error) {
	file := im.project.CRS.OSTN15
	if file == "" {
		return &grid{convert: osgb.ToLonLat}, nil
	}
	read, err := im.ostn15()
	if err != nil {
		return nil, err
	}
	return &grid{convert: read.ToLonLat, ostn15: file, sha256: im.hashes[ostn15ID]}, nil
}

// ostn15ID is what the hash of the user's grid is kept under.
const ostn15ID = "ostn15"

// readOSTN15 reads the grid that the project names.
func (im *importer) readOSTN15() (*osgb.Grid, error) {
	file := im.project.CRS.OSTN15
	path := im.project.SourcePath(file)
	digest, err := table.DigestOf(path)
	if err != nil {
		return nil, err
	}
	content, err := table.Open(path)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	read, err := osgb.ReadGrid(content)
	if err != nil {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: err.Error(),
			Remedy: "fetch it from Ordnance Survey again, or remove ostn15 from the project file"}
	}
	im.hashes[ostn15ID] = digest.SHA256
	return read, nil
}

func (g *grid) toLonLat(eastingNorthing orb.Point) orb.Point {
	g.used = true
	return g.convert(eastingNorthing)
}

// notes says how a source's coordinates were converted, and how well; converted is whether by ogr2ogr, which does not know the user's grid.
func (g *grid) notes(file string, converted bool) []geo.Issue {
	switch {
	case converted && g.ostn15 != "":
		return []geo.Issue{{Severity: geo.SeverityWarn, File: file,
			Problem: fmt.Sprintf("is read by ogr2ogr, without OSTN15: if it is on the British National Grid, a place may be up to %d m off", osgb.ErrorM),
			Remedy:  "if it is, give it as GeoJSON that stays on the grid: ogr2ogr -t_srs EPSG:27700 areas.geojson and the file"}}
	case !g.used:
		return nil
	case g.ostn15 != "":
		return []geo.Issue{{Severity: geo.SeverityInfo, File: file,
			Problem: "converted from the British National Grid with OSTN15 (" + g.ostn15 + "), which defines it"}}
	}
	return []geo.Issue{{Severity: geo.SeverityInfo, File: file,
		Problem: fmt.Sprintf("converted from the British National Grid with seven parameters: a place may be up to %d m off", osgb.ErrorM),
		Remedy:  "where that matters, name Ordnance Survey's OSTN15 grid in the project file: ostn15 in [crs]"}}
}

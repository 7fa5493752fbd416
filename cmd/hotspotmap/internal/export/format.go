package export

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// Format is a kind of file that can be written.
type Format struct {
	ID     string // as --to names it
	Title  string
	suffix string // of a file's name; "/" for a folder
	mute   bool   // has no place for the release's notice and credit line
	takes  []string
	write  func(ctx context.Context, j *job, path string) error
}

// What a format may be told.
const (
	takesGeography = "--geography"
	takesTileset   = "--tileset"
	takesTolerance = "--tolerance"
)

// formats are in the order that a message lists them.
func formats() []Format {
	return []Format{
		{"gpkg", "GeoPackage", ".gpkg", false, nil, writeGeoPackage},
		{"geojson", "GeoJSON", ".geojson", false, []string{takesGeography}, writeGeoJSON},
		{"topojson", "TopoJSON", ".topojson", false, []string{takesGeography, takesTolerance}, writeTopoJSON},
		{"csv", "CSV", ".csv", true, []string{takesGeography}, writeCSV},
		{"pmtiles", "PMTiles", ".pmtiles", false, []string{takesTileset}, writePMTiles},
		{"mbtiles", "MBTiles", ".mbtiles", false, []string{takesTileset}, writeMBTiles},
		{"fgb", "FlatGeobuf", ".fgb", true, []string{takesGeography}, writeFlatGeobuf},
		{"shp", "zipped shapefile", ".shp.zip", false, []string{takesGeography}, writeShapefile},
		{"evidence", "evidence pack", "/", false, nil, writeEvidence},
	}
}

// FindFormat returns the format of this id, or when id is empty the one that the name of the file tells.
func FindFormat(id, out string) (Format, error) {
	all := formats()
	if id == "" {
		for _, f := range all {
			if strings.HasSuffix(strings.ToLower(out), f.suffix) {
				return f, nil
			}
		}
		var known []string
		for _, f := range all {
			known = append(known, f.suffix+" ("+f.Title+")")
		}
		return Format{}, fmt.Errorf("export %s: its name does not tell the format — end it in %s, or name the format with --to", out, geo.List(known, "or"))
	}
	var known []string
	for _, f := range all {
		if f.ID == id {
			return f, nil
		}
		known = append(known, f.ID)
	}
	return Format{}, fmt.Errorf("export --to %s: there is no such format — write one of %s", id, strings.Join(known, ", "))
}

// refuse says that the format cannot do what an option asks.
func (f Format) refuse(option string) error {
	if slices.Contains(f.takes, option) {
		return nil
	}
	var able []string
	for _, other := range formats() {
		if slices.Contains(other.takes, option) {
			able = append(able, other.ID)
		}
	}
	return fmt.Errorf("%s says nothing to the format %s: it is for %s — leave it out", option, f.ID, geo.List(able, "and"))
}

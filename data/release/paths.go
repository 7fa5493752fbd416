package release

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Files of a release, by the paths its manifest lists them under.
const (
	manifestFile  = "manifest.json"
	SitesFile     = "sites.geojson"
	HotspotsFile  = "hotspots.json"
	GapsFile      = "gaps.json"
	WeekFile      = "week.json"
	SitingFile    = "siting.json"
	StabilityFile = "stability.json"
	TargetsFile   = "targets.json"
	SearchFile    = "search.json"
	SnapshotFile  = "areas.sqlite"
)

// AreasPath is the path of a geography's areas.
func AreasPath(geography string) string { return "geographies/" + geography + ".json" }

// ColumnPath is the path of one column.
func ColumnPath(geography, column string) string {
	return "columns/" + geography + "/" + column + ".bin"
}

// OutlinePath is the path of a geography's simplified outline.
func OutlinePath(geography string) string { return "outline/" + geography + ".json" }

// TilesetPath is the path of a tileset's archive.
func TilesetPath(tileset string) string { return tileset + ".pmtiles" }

// ShortLength is the number of digits of a release id that URLs carry.
const ShortLength = 16

// Short is the form of a release id that URLs carry.
func Short(id string) string { return id[:min(ShortLength, len(id))] }

var (
	idPattern      = regexp.MustCompile(`^[0-9a-f]{64}$`)
	elementPattern = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$`)
)

// checkPath refuses a path that could lead out of a release, or that another file system would read differently.
func checkPath(p string) error {
	if p == manifestFile {
		return fmt.Errorf("file %q: the manifest cannot list itself", p)
	}
	for element := range strings.SplitSeq(p, "/") {
		if !elementPattern.MatchString(element) {
			return fmt.Errorf("file %q: a path in a release is made of letters, digits, '_', '-' and '.', separated by '/'", p)
		}
	}
	if path.Clean(p) != p {
		return fmt.Errorf("file %q: not in its shortest form", p)
	}
	return nil
}

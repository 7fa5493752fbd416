package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows lists the packages of this module that each package may import: the design's layout, enforced. A package that
// is not listed may not exist; an import that is not listed may not happen. Tests may import more.
var arrows = map[string][]string{
	"geo":           {},
	"geo/boundary":  {"geo", "geo/osgb", "geo/topology"},
	"geo/osgb":      {"geo"},
	"geo/topology":  {"geo"},
	"geo/locate":    {"geo"},
	"geo/score":     {"geo"},
	"geo/hotspot":   {"geo"},
	"geo/access":    {"geo", "geo/locate"},
	"geo/siting":    {"geo", "geo/access"},
	"geo/vintage":   {"geo"},
	"geo/target":    {"geo", "geo/score", "geo/hotspot", "geo/access"},
	"tiles":         {"geo"},
	"tiles/mvt":     {"geo", "tiles"},
	"tiles/deflate": {},
	"tiles/pmtiles": {"geo", "tiles"},
	"tiles/recent":  {},
	"tiles/join":    {"geo", "tiles/deflate", "tiles/mvt", "tiles/recent"},
	"tiles/build":   {"geo", "tiles", "tiles/mvt", "tiles/pmtiles", "tiles/join", "geo/topology"},
	"data":          {"geo"},
	"data/project":  {"geo"},
	"data/table":    {"geo", "geo/osgb", "geo/vintage"},
	"data/sniff":    {"geo", "data/table"},
	"data/release":  {"geo", "tiles", "tiles/pmtiles"},
	"data/demo":     {"geo", "geo/topology"},
	"server":        {"geo", "geo/score", "geo/access", "tiles", "tiles/join", "tiles/recent", "data/release", "server/plain"},
	"server/plain":  {},
	"static":        {},
}

// owners lists the outside modules that only one package may import.
var owners = map[string]string{
	"database/sql":                "data",
	"github.com/mattn/go-sqlite3": "data",
	"github.com/labstack/echo/v4": "server",
	"github.com/twpayne/go-geom":  "geo/boundary",
}

func TestImportsFollowTheDesign(t *testing.T) {
	const module = "hotspotmap/"
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "hotspotmap/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], module)
		if strings.HasPrefix(pkg, "cmd/") || isTestSupport(pkg) || strings.HasPrefix(pkg, "static/internal/") {
			continue
		}
		allowed, listed := arrows[pkg]
		if !listed {
			t.Errorf("%s is not in the design's layout: add it there, or move it", pkg)
		}
		for _, imported := range fields[1:] {
			if local, ok := strings.CutPrefix(imported, module); ok && !slices.Contains(allowed, local) {
				t.Errorf("%s imports %s, which the design does not allow", pkg, local)
			}
			for owned, owner := range owners {
				if (imported == owned || strings.HasPrefix(imported, owned+"/")) && pkg != owner {
					t.Errorf("%s imports %s, which belongs to %s", pkg, owned, owner)
				}
			}
		}
	}
}

// isTestSupport reports whether a package only serves tests, as net/http/httptest does.
func isTestSupport(pkg string) bool {
	return strings.HasSuffix(pkg, "test")
}

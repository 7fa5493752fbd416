package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/tiles/build"
)

// shapesFile, in the data folder, says which release holds tiles and outlines of which shapes.
const shapesFile = "shapes.json"

// shapes identifies what tiles and outlines are made from. When nothing of it has changed, the last release's are used
// again: new figures then leave geometry alone.
type shapes struct {
	Key     string `json:"key"`
	Release string `json:"release"` // the one that holds them
}

// shapesKey is the SHA-256 of the program, the boundaries, the lookups and the bands.
func shapesKey(p *project.Project, s study) (string, error) {
	program, err := hashOfProgram()
	if err != nil {
		return "", err
	}
	identity := []any{program, p.Geographies, p.Hotspots.SnapM, p.Tiles.Bands, p.Title, p.Notice, p.Attribution}
	for _, source := range s.sources {
		if strings.HasPrefix(source.ID, "areas:") || strings.HasPrefix(source.ID, "lookup:") {
			identity = append(identity, source.ID, source.SHA256)
		}
	}
	return hashOf(identity)
}

// shapesOf says what this build is to draw, and which release holds it already; none when the last one drew something else.
func shapesOf(o Options, s study) (shapes, error) {
	key, err := shapesKey(o.Project, s)
	if err != nil {
		return shapes{}, err
	}
	var last shapes
	content, err := os.ReadFile(filepath.Join(o.DataDir, shapesFile))
	if err != nil || json.Unmarshal(content, &last) != nil || last.Key != key {
		return shapes{Key: key}, nil
	}
	return last, nil
}

func (s shapes) write(dataDir string) error {
	content, err := json.Marshal(s)
	if err != nil {
		return err
	}
	path := filepath.Join(dataDir, shapesFile)
	if err := os.WriteFile(path+".new", append(content, '\n'), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// draw writes the outlines and both archives of areas: from the last release's shapes when they are the same, and whatever
// is wrong with those, from the meshes.
func draw(ctx context.Context, w *release.Writer, last string, s study, levels []build.Level, info build.Info) (build.Report, error) {
	areas, err := w.Path(release.TilesetPath("areas"))
	if err != nil {
		return build.Report{}, err
	}
	hotspots, err := w.Path(release.TilesetPath("hotspots"))
	if err != nil {
		return build.Report{}, err
	}
	all := append([]level{s.small}, s.parents...)
	if last != "" {
		files := []string{release.TilesetPath("areas")}
		for _, l := range all {
			files = append(files, release.OutlinePath(l.ID))
		}
		if w.Reuse(last, files...) == nil {
			return build.Rejoin(ctx, levels, areas, hotspots, info)
		}
	}
	for i := range levels {
		l, err := s.level(levels[i].Geography)
		if err != nil {
			return build.Report{}, err
		}
		if levels[i].Mesh, err = l.mesh(); err != nil {
			return build.Report{}, err
		}
	}
	report, err := build.Polygons(ctx, levels, areas, hotspots, info)
	if err != nil {
		return report, err
	}
	var errs []error
	for _, l := range all {
		errs = append(errs, outline(w, l))
	}
	return report, errors.Join(errs...)
}

// outlineToleranceM is how far the picture that the server draws may stray from a border.
const outlineToleranceM = 30

func outline(w *release.Writer, l level) error {
	mesh, err := l.mesh()
	if err != nil {
		return err
	}
	content, err := mesh.TopoJSON(l.ID, l.codes, outlineToleranceM)
	if err != nil {
		return fmt.Errorf("outline of %s: %w", l.ID, err)
	}
	return w.Bytes(release.OutlinePath(l.ID), content)
}

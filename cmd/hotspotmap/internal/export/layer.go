package export

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/paulmach/orb"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// sitesLayer is what the sites are called where a geography may be named.
const sitesLayer = "sites"

// layer is a geography or the sites.
type layer struct {
	id, title string
	key       string // what the number of a row, 1 for the first, is called: areas have their aid
	fields    []field
	rows      int
	areas     []orb.MultiPolygon // nil for sites
	points    []orb.Point        // nil for areas
}

// code names a row: the value of the first field.
func (l layer) code(row int) string { return l.fields[0].value(row).(string) }

// readLayer reads the layer that is to be written.
func (j *job) readLayer(ctx context.Context) (layer, error) {
	l, err := j.layer(ctx, j.geography)
	if err == nil {
		j.wrote(l)
	}
	return l, err
}

// layers reads every geography and the sites.
func (j *job) layers(ctx context.Context) ([]layer, error) {
	var all []layer
	for _, g := range j.release.Manifest().Geographies {
		l, err := j.layer(ctx, g.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	all = append(all, sitesOf(j.release))
	for _, l := range all {
		j.wrote(l)
	}
	return all, nil
}

func (j *job) layer(ctx context.Context, id string) (layer, error) {
	if id == sitesLayer {
		return sitesOf(j.release), nil
	}
	g, ok := j.release.Geography(id)
	if !ok {
		known := []string{sitesLayer}
		for _, g := range j.release.Manifest().Geographies {
			known = append(known, g.ID)
		}
		return layer{}, fmt.Errorf("--geography %s: the release has no such geography — %s", id, geo.DidYouMean(id, known))
	}
	j.step("reading " + g.ID)
	shapes, err := data.SnapshotAreas(ctx, filepath.Join(j.folder, release.SnapshotFile), id)
	if err != nil {
		return layer{}, err
	}
	return areasOf(j.release, g, shapes)
}

package export

import (
	"context"
	"os"
	"path/filepath"

	"hotspotmap/cmd/hotspotmap/internal/ogr"
	"hotspotmap/data"
)

// writeFlatGeobuf has ogr2ogr write a layer.
func writeFlatGeobuf(ctx context.Context, j *job, path string) error {
	l, err := j.readLayer(ctx)
	if err != nil {
		return err
	}
	return withPackage(ctx, l, path, func(folder, from string) error {
		to := filepath.Join(folder, l.id+".fgb")
		j.step("having ogr2ogr write " + l.id)
		if err := ogr.Write(ctx, "FlatGeobuf", from, to, "-nln", l.id); err != nil {
			return err
		}
		return os.Rename(to, path)
	})
}

// withPackage writes a layer as a GeoPackage, for ogr2ogr to read, into a folder of its own beside path, which is removed when do
// is done with it.
func withPackage(ctx context.Context, l layer, path string, do func(folder, from string) error) error {
	folder, err := os.MkdirTemp(filepath.Dir(path), ".parts-*") // of a path that holds .shp.zip ogr2ogr thinks it is an archive
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	from := filepath.Join(folder, "from.gpkg")
	if err := data.WriteGeoPackage(ctx, from, []data.PackageLayer{l.packaged()}); err != nil {
		return err
	}
	return do(folder, from)
}

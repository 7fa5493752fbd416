package build

import (
	"context"
	"fmt"
	"slices"

	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// Rejoin writes the hotspots archive from an areas archive that [Polygons] wrote for the same levels, when only the
// attributes have changed: the geometry is copied as it is encoded. The archive is the same, byte for byte, as if Polygons
// had written both. The levels need their Codes and no mesh. The report has no zooms, since no area is cut.
func Rejoin(ctx context.Context, levels []Level, areasPath, hotspotsPath string, info Info) (Report, error) {
	report, err := rejoin(ctx, levels, areasPath, hotspotsPath, info)
	if err != nil {
		return Report{}, fmt.Errorf("join attributes to %s: %w", areasPath, err)
	}
	return report, nil
}

func rejoin(ctx context.Context, levels []Level, areasPath, hotspotsPath string, info Info) (Report, error) {
	reader, err := pmtiles.Open(areasPath)
	if err != nil {
		return Report{}, err
	}
	defer reader.Close()
	joined := joinedOf(levels, levels)
	a, err := joinBands(ctx, levels, joined, reader, hotspotsPath, info)
	if err != nil {
		return Report{}, err
	}
	if a, joined, err = keepWithinBudget(ctx, levels, a, joined, reader, info); err != nil {
		return Report{}, err
	}
	return newReport([]*archive{a}, nil, joined), nil
}

// keepWithinBudget writes the hotspots archive once more, with fewer fields, when it has tiles that are too large and there is a
// choice. It returns the archive there is then, and what it has.
func keepWithinBudget(ctx context.Context, levels []Level, hotspots *archive, joined []Joined, reader *pmtiles.Reader, info Info) (*archive, []Joined, error) {
	if len(hotspots.over) > 0 && slices.ContainsFunc(levels, func(l Level) bool { return len(l.Fewer) > 0 }) {
		bands, err := withinBudget(ctx, levels, reader, hotspots.over)
		if err != nil {
			return nil, nil, err
		}
		joined = joinedOf(levels, bands)
		if hotspots, err = joinBands(ctx, bands, joined, reader, hotspots.report.Path, info); err != nil {
			return nil, nil, err
		}
	}
	if hotspots.report.Tiles == 0 {
		return hotspots, joined, nil
	}
	shapes, err := reader.Tile(ctx, hotspots.report.Largest.ID)
	hotspots.report.Largest.ShapesGzipBytes = len(shapes)
	return hotspots, joined, err
}

// joinBands writes the hotspots archive of levels, or of bands of them.
func joinBands(ctx context.Context, bands []Level, joined []Joined, reader *pmtiles.Reader, hotspotsPath string, info Info) (*archive, error) {
	b := &builder{levels: bands}
	for _, band := range bands {
		attributes, err := join.NewAttributes(band.areas(), band.Fields...)
		if err != nil {
			return nil, fmt.Errorf("geography %s: %w", band.Geography, err)
		}
		b.joined = append(b.joined, attributes)
	}
	var ids []tiles.ID
	if err := reader.All(func(id tiles.ID) error { ids = append(ids, id); return nil }); err != nil {
		return nil, err
	}
	writer, err := pmtiles.Create(hotspotsPath, info.bound(), info.metadata(joinedLayers(bands, joined)))
	if err != nil {
		return nil, err
	}
	defer writer.Abort()
	a := &archive{writer: writer, report: Archive{Path: hotspotsPath}}
	produce := func(w *bench, i int) (packed, error) { return b.rejoinTile(ctx, w, reader, ids[i]) }
	if err := inSequence(ctx, len(ids), tilesAhead, b.newBench, produce, a.add); err != nil {
		return nil, err
	}
	return a, a.finish()
}

// rejoinTile builds one tile from the geometry of another.
func (b *builder) rejoinTile(ctx context.Context, w *bench, reader *pmtiles.Reader, id tiles.ID) (packed, error) {
	stored, err := reader.Tile(ctx, id)
	if err != nil {
		return packed{}, err
	}
	shapes, err := unpack(stored)
	if err != nil {
		return packed{}, fmt.Errorf("tile %v: %w", id, err)
	}
	layers, err := mvt.Decode(shapes)
	if err != nil {
		return packed{}, fmt.Errorf("tile %v: %w", id, err)
	}
	for _, layer := range w.joined {
		layer.Reset()
	}
	for _, layer := range layers {
		i := slices.IndexFunc(b.levels, func(l Level) bool { return l.Geography == layer.Name && l.draws(int(id.Z)) })
		if i < 0 {
			return packed{}, fmt.Errorf("tile %v has a layer %q that no level draws there", id, layer.Name)
		}
		for _, f := range layer.Features {
			if f.ID == 0 || f.ID > uint64(b.levels[i].areas()) {
				return packed{}, fmt.Errorf("tile %v has area %d of %s, which has %d areas", id, f.ID, layer.Name, b.levels[i].areas())
			}
			w.tags = b.joined[i].AppendTags(w.tags[:0], uint32(f.ID))
			w.joined[i].Add(f.ID, mvt.Polygons, w.tags, f.Geometry)
		}
	}
	return w.packer.pack(id, w.joined)
}

// maxTileBytes is more than any tile that is built unpacks to.
const maxTileBytes = 1 << 32

// unpack returns a tile as it was before it was packed.
func unpack(stored []byte) ([]byte, error) { return tiles.Unpack(stored, maxTileBytes) }

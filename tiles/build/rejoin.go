package build

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/klauspost/compress/gzip"

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
	b := &builder{levels: levels}
	for _, level := range levels {
		table, err := join.TableOf(level.Fields, len(level.Codes))
		if err != nil {
			return Report{}, fmt.Errorf("geography %s: %w", level.Geography, err)
		}
		b.joined = append(b.joined, table)
	}
	reader, err := pmtiles.Open(areasPath)
	if err != nil {
		return Report{}, err
	}
	defer reader.Close()
	var ids []tiles.ID
	if err := reader.All(func(id tiles.ID) error { ids = append(ids, id); return nil }); err != nil {
		return Report{}, err
	}
	_, joined := b.vectorLayers()
	writer, err := pmtiles.Create(hotspotsPath, info.bound(), info.metadata(joined))
	if err != nil {
		return Report{}, err
	}
	defer writer.Abort()
	a := &archive{writer: writer, report: Archive{Path: hotspotsPath}}
	produce := func(w *bench, i int) (packed, error) { return b.rejoinTile(ctx, w, reader, ids[i]) }
	if err := inSequence(ctx, len(ids), tilesAhead, b.newBench, produce, a.add); err != nil {
		return Report{}, err
	}
	if err := a.finish(); err != nil {
		return Report{}, err
	}
	return newReport([]*archive{a}, nil), nil
}

// rejoinTile builds one tile from the geometry of another.
func (b *builder) rejoinTile(ctx context.Context, w *bench, reader *pmtiles.Reader, id tiles.ID) (packed, error) {
	stored, err := reader.Tile(ctx, id)
	if err != nil {
		return packed{}, err
	}
	layers, err := decode(stored)
	if err != nil {
		return packed{}, fmt.Errorf("tile %v: %w", id, err)
	}
	for _, layer := range w.joined {
		layer.Reset()
	}
	for _, layer := range layers {
		i := slices.IndexFunc(b.levels, func(l Level) bool { return l.Geography == layer.Name })
		if i < 0 {
			return packed{}, fmt.Errorf("tile %v has a layer %q that is none of the levels", id, layer.Name)
		}
		for _, f := range layer.Features {
			if f.ID == 0 || f.ID > uint64(len(b.levels[i].Codes)) {
				return packed{}, fmt.Errorf("tile %v has area %d of %s, which has %d areas", id, f.ID, layer.Name, len(b.levels[i].Codes))
			}
			w.joined[i].Add(f.ID, mvt.Polygons, b.joined[i].Tags(uint32(f.ID)), f.Geometry)
		}
	}
	return w.packer.pack(id, w.joined)
}

// decode reads a tile as it is stored.
func decode(stored []byte) ([]mvt.DecodedLayer, error) {
	unpacker, err := gzip.NewReader(bytes.NewReader(stored))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(unpacker)
	if err != nil {
		return nil, err
	}
	return mvt.Decode(raw)
}

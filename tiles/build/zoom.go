package build

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
)

// zoom cuts all levels of one zoom, checks that no area was lost, and stores the tiles.
func (b *builder) zoom(ctx context.Context, m zoomMeshes) error {
	var pieces []piece
	for level, mesh := range m.mesh {
		if mesh == nil {
			continue
		}
		cut, err := cutLevel(ctx, m.z, level, mesh, tiles.Buffer)
		if err != nil {
			return fmt.Errorf("zoom %d of %s: %w", m.z, b.levels[level].Geography, err)
		}
		zoom, err := b.count(level, int(m.z), cut)
		if err != nil {
			return err
		}
		b.zooms = append(b.zooms, zoom)
		pieces = append(pieces, cut...)
	}
	slices.SortFunc(pieces, comparePieces)
	return b.store(ctx, byTile(pieces))
}

// cutLevel cuts every area of a mesh. The pieces are in no particular order.
func cutLevel(ctx context.Context, z uint8, level int, mesh *topology.Mesh, buffer int32) ([]piece, error) {
	cutters, err := spread(ctx, mesh.Len(),
		func() *cutter { return &cutter{buffer: buffer} },
		func(c *cutter, i int) error {
			aid := uint32(i + 1)
			if err := c.cut(z, level, aid, openRings(mesh.Polygons(aid))); err != nil {
				return fmt.Errorf("area %d: %w", aid, err)
			}
			return nil
		})
	if err != nil {
		return nil, err
	}
	var pieces []piece
	for _, c := range cutters {
		pieces = append(pieces, c.pieces...)
	}
	return pieces, nil
}

// openRings returns the rings of an area, each exterior followed by its holes, without their repeated first points.
func openRings(polygons []topology.Polygon) []ring {
	var rings []ring
	for _, polygon := range polygons {
		for _, r := range polygon {
			rings = append(rings, r[:len(r)-1])
		}
	}
	return rings
}

// count says what one level shows at one zoom. It is an error when that is not every area.
func (b *builder) count(level, z int, pieces []piece) (Zoom, error) {
	l := b.levels[level]
	seen := make([]bool, l.Mesh.Len())
	inTiles := map[uint64]bool{}
	zoom := Zoom{Geography: l.Geography, Zoom: z}
	for _, p := range pieces {
		inTiles[p.tile] = true
		if !seen[p.aid-1] {
			seen[p.aid-1] = true
			zoom.Areas++
		}
	}
	zoom.Tiles = len(inTiles)
	if zoom.Areas == len(seen) {
		return zoom, nil
	}
	var lost []string
	for i, found := range seen {
		if !found && len(lost) < 10 {
			lost = append(lost, l.areaName(uint32(i+1)))
		}
	}
	return zoom, fmt.Errorf("%d of %d areas of %s have no shape at zoom %d (%s): begin its band of zooms deeper",
		len(seen)-zoom.Areas, len(seen), l.Geography, z, strings.Join(lost, ", "))
}

// areaName names an area in an error.
func (l Level) areaName(aid uint32) string {
	if int(aid) <= len(l.Codes) {
		return l.Codes[aid-1]
	}
	return fmt.Sprintf("aid %d", aid)
}

// byTile splits sorted pieces where the tile changes.
func byTile(pieces []piece) [][]piece {
	var groups [][]piece
	for start, end := 0, 0; start < len(pieces); start = end {
		for end = start; end < len(pieces) && pieces[end].tile == pieces[start].tile; end++ {
		}
		groups = append(groups, pieces[start:end])
	}
	return groups
}

// bench is what one core builds tiles with: for each archive a layer for each level.
type bench struct {
	plain, joined []*mvt.Layer
	tags          []mvt.Tag // of one area
	packer        *packer
}

func (b *builder) newBench() *bench {
	w := &bench{packer: newPacker()}
	none := mvt.NewDictionary()
	for i, level := range b.levels {
		w.plain = append(w.plain, mvt.NewLayer(level.Geography, tiles.Extent, none))
		w.joined = append(w.joined, mvt.NewLayer(level.Geography, tiles.Extent, b.joined[i].Dictionary))
	}
	return w
}

// tilesAhead is how many tiles may wait for a slower one before them: enough to keep many cores at work.
const tilesAhead = 256

// store builds the tiles on every core and adds them to both archives in order.
func (b *builder) store(ctx context.Context, groups [][]piece) error {
	build := func(w *bench, i int) ([2]packed, error) { return b.tile(w, groups[i]) }
	return inSequence(ctx, len(groups), tilesAhead, b.newBench, build, func(tile [2]packed) error {
		for i, a := range b.archives {
			if err := a.add(tile[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// tile builds one tile for both archives from the same encoded geometry.
func (b *builder) tile(w *bench, pieces []piece) (both [2]packed, err error) {
	for i := range b.levels {
		w.plain[i].Reset()
		w.joined[i].Reset()
	}
	for _, p := range pieces {
		commands := p.commands()
		w.plain[p.level].Add(uint64(p.aid), mvt.Polygons, nil, commands)
		w.tags = b.joined[p.level].AppendTags(w.tags[:0], p.aid)
		w.joined[p.level].Add(uint64(p.aid), mvt.Polygons, w.tags, commands)
	}
	id, err := tiles.FromHilbert(pieces[0].tile)
	if err != nil {
		return both, err
	}
	if both[0], err = w.packer.pack(id, w.plain); err != nil {
		return both, err
	}
	both[1], err = w.packer.pack(id, w.joined)
	return both, err
}

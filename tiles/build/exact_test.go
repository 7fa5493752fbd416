package build

import (
	"bytes"
	"context"
	"io"

	"github.com/klauspost/compress/gzip"

	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// tester is what *testing.T and *rapid.T have in common.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
}

// eachTile calls visit with every tile of an archive, unpacked.
func eachTile(t tester, path string, visit func(id tiles.ID, raw []byte)) {
	t.Helper()
	r, err := pmtiles.Open(path)
	if err != nil {
		t.Fatalf("%v", err)
	}
	defer r.Close()
	err = r.All(func(id tiles.ID) error {
		packed, err := r.Tile(context.Background(), id)
		if err != nil {
			return err
		}
		unpacker, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(unpacker)
		if err != nil {
			return err
		}
		visit(id, raw)
		return nil
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
}

// requireExact checks an archive of levels that share no zoom against their meshes: every tile keeps MVT 2.1, every area is
// in every zoom, and the pieces in a tile fit: each segment of a piece is another piece's the other way round, or a border
// with the outside of all areas, or on the side of the tile's box. With simple rings that do not cross, which Validate sees
// to, that leaves neither gap nor overlap, not even of one unit.
func requireExact(t tester, path string, levels ...Level) {
	t.Helper()
	type exactZoom struct {
		level   Level
		seen    map[uint64]bool
		outside map[segment]bool
	}
	zooms := map[uint8]exactZoom{}
	last := 0
	for _, level := range levels {
		last = max(last, level.MaxZoom)
	}
	for _, level := range levels {
		for z := level.MinZoom; z <= level.MaxZoom; z++ {
			zooms[uint8(z)] = exactZoom{level, map[uint64]bool{}, outsideSegments(t, level.Mesh, z, last)}
		}
	}
	eachTile(t, path, func(id tiles.ID, raw []byte) {
		if err := mvt.ValidateStrict(raw); err != nil {
			t.Fatalf("tile %v: %v", id, err)
		}
		layers, err := mvt.Decode(raw)
		if err != nil {
			t.Fatalf("tile %v: %v", id, err)
		}
		zoom := zooms[id.Z]
		if len(layers) != 1 || layers[0].Name != zoom.level.Geography {
			t.Fatalf("tile %v has the layers %v", id, layers)
		}
		segments := map[segment]int{}
		for _, f := range layers[0].Features {
			zoom.seen[f.ID] = true
			addSegments(t, segments, f)
		}
		b := box{-tiles.Buffer, -tiles.Buffer, tiles.Extent + tiles.Buffer, tiles.Extent + tiles.Buffer}
		for s, n := range segments {
			if n != 1 {
				t.Fatalf("tile %v: segment %v occurs %d times the same way round: areas overlap", id, s, n)
			}
			if segments[s.reversed()] == 1 || b.beyond(s.from)&b.beyond(s.to) != 0 {
				continue
			}
			if !zoom.outside[s.moved(int32(id.X)*tiles.Extent, int32(id.Y)*tiles.Extent)] {
				t.Fatalf("tile %v: no neighbour shares the segment %v: areas gap or overlap there", id, s)
			}
		}
	})
	for z, zoom := range zooms {
		if len(zoom.seen) != zoom.level.Mesh.Len() {
			t.Fatalf("zoom %d shows %d of %d areas", z, len(zoom.seen), zoom.level.Mesh.Len())
		}
	}
}

// segment is a directed side of a ring, the area to its left.
type segment struct{ from, to point }

func (s segment) reversed() segment { return segment{s.to, s.from} }

func (s segment) moved(dx, dy int32) segment {
	return segment{point{X: s.from.X + dx, Y: s.from.Y + dy}, point{X: s.to.X + dx, Y: s.to.Y + dy}}
}

// outsideSegments returns the segments of a zoom's mesh that have an area on one side only, on the zoom's grid.
func outsideSegments(t tester, base *topology.Mesh, z, last int) map[segment]bool {
	mesh, err := base.AtZoom(z, topology.ZoomOptions{
		Extent: tiles.Extent, Buffer: tiles.Buffer, ToleranceUnits: tolerance(z, last),
	})
	if err != nil {
		t.Fatalf("%v", err)
	}
	segments := map[segment]bool{}
	for _, arc := range mesh.Arcs {
		for i := 1; i < len(arc.Points); i++ {
			s := segment{arc.Points[i-1], arc.Points[i]}
			if arc.Right == 0 {
				segments[s] = true
			}
			if arc.Left == 0 {
				segments[s.reversed()] = true
			}
		}
	}
	return segments
}

func addSegments(t tester, segments map[segment]int, f mvt.Feature) {
	rings, err := f.Rings()
	if err != nil {
		t.Fatalf("feature %d: %v", f.ID, err)
	}
	for _, r := range rings {
		for i, p := range r {
			q := r[(i+1)%len(r)]
			segments[segment{point(p), point(q)}]++
		}
	}
}

package build

import (
	"cmp"
	"fmt"

	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
)

// piece is what one tile shows of one area: its geometry commands are a stretch of its cutter's commands.
type piece struct {
	tile     uint64 // Hilbert id
	level    int
	aid      uint32
	cutter   *cutter
	from, to int
}

// commands returns the encoded geometry.
func (p piece) commands() []byte { return p.cutter.commands[p.from:p.to] }

// comparePieces orders pieces as they are stored: along the Hilbert curve, and within a tile by level and aid.
func comparePieces(x, y piece) int {
	return cmp.Or(cmp.Compare(x.tile, y.tile), cmp.Compare(x.level, y.level), cmp.Compare(x.aid, y.aid))
}

// cutter cuts areas into tiles and encodes the pieces. Each worker has its own.
type cutter struct {
	buffer   int32
	column   clipper
	cell     clipper
	local    []mvt.Point
	commands []byte
	pieces   []piece
}

// span returns the first and last of n tiles along one axis whose boxes have an inside in common with low..high.
func (c *cutter) span(low, high int32, n uint32) (first, last uint32) {
	from := (int64(low) - int64(c.buffer)) / tiles.Extent
	to := (int64(high) + int64(c.buffer) - 1) / tiles.Extent
	return uint32(max(from, 0)), uint32(min(to, int64(n)-1))
}

// side returns where the box of the tile at position i along one axis begins and ends.
func (c *cutter) side(i uint32) (low, high int32) {
	low = int32(i) * tiles.Extent
	return low - c.buffer, low + tiles.Extent + c.buffer
}

// cut adds the pieces of an area, given as all its rings with each exterior before its holes, at zoom z.
//
// An area that spreads over rows and columns is first cut into columns, so that its cost grows with its border and
// not with its border times its tiles.
func (c *cutter) cut(z uint8, level int, aid uint32, rings []ring) error {
	if len(rings) == 0 {
		return nil
	}
	bounds := around(rings)
	n := uint32(1) << z
	firstX, lastX := c.span(bounds.minX, bounds.maxX, n)
	firstY, lastY := c.span(bounds.minY, bounds.maxY, n)
	for x := firstX; x <= lastX; x++ {
		column := rings
		west, east := c.side(x)
		if firstX < lastX && firstY < lastY {
			var err error
			if column, err = c.column.clip(rings, box{west, bounds.minY - 1, east, bounds.maxY + 1}); err != nil {
				return fmt.Errorf("column %d: %w", x, err)
			}
		}
		for y := firstY; y <= lastY; y++ {
			north, south := c.side(y)
			b := box{west, north, east, south}
			id := tiles.ID{Z: z, X: x, Y: y}
			if b.holds(bounds) {
				c.encode(id, level, aid, rings)
				continue
			}
			clipped, err := c.cell.clip(column, b)
			if err == nil {
				clipped, err = inOrder(clipped)
			}
			if err != nil {
				return fmt.Errorf("tile %v: %w", id, err)
			}
			if len(clipped) > 0 {
				c.encode(id, level, aid, clipped)
			}
		}
	}
	return nil
}

// encode adds one piece.
func (c *cutter) encode(id tiles.ID, level int, aid uint32, rings []ring) {
	from := len(c.commands)
	originX, originY := int32(id.X)*tiles.Extent, int32(id.Y)*tiles.Extent
	var cursor mvt.Point
	for _, r := range rings {
		c.local = c.local[:0]
		for _, p := range r {
			c.local = append(c.local, mvt.Point{X: p.X - originX, Y: p.Y - originY})
		}
		c.commands, cursor = mvt.AppendRing(c.commands, cursor, c.local)
	}
	c.pieces = append(c.pieces, piece{id.Hilbert(), level, aid, c, from, len(c.commands)})
}

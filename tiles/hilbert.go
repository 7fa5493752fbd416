package tiles

import (
	"fmt"
	"math/bits"
)

// MaxHilbert is the Hilbert id of the last tile of [MaxZoom].
const MaxHilbert = (uint64(1)<<(2*MaxZoom)-1)/3 + uint64(1)<<(2*MaxZoom) - 1

// zoomStart returns the Hilbert id of the first tile of a zoom: the number of tiles in all zooms above it.
func zoomStart(z uint8) uint64 { return (uint64(1)<<(2*z) - 1) / 3 }

// Hilbert returns the position of a valid tile in PMTiles' sequence: zoom by zoom, and within a zoom along the Hilbert
// curve that starts in the north-west corner and ends in the north-east one (PMTiles specification 3, section 4.1.1).
func (id ID) Hilbert() uint64 {
	x, y := id.X, id.Y
	var d uint64
	// From the coarsest quadrant down: which quarter of the curve is it in, and how is the curve turned there?
	for level := int(id.Z) - 1; level >= 0; level-- {
		rx, ry := x>>level&1, y>>level&1
		d = d<<2 | uint64(3*rx^ry)
		x, y = turn(x, y, rx, ry, uint32(1)<<level-1)
	}
	return zoomStart(id.Z) + d
}

// FromHilbert is the inverse of [ID.Hilbert].
func FromHilbert(h uint64) (ID, error) {
	if h > MaxHilbert {
		return ID{}, fmt.Errorf("tile number %d: the last one, at zoom %d, is %d", h, MaxZoom, uint64(MaxHilbert))
	}
	z := uint8((bits.Len64(3*h+1) - 1) / 2)
	d := h - zoomStart(z)
	var x, y uint32
	// From the finest quadrant up, undoing the turns of Hilbert.
	for level := range z {
		quarter := uint32(d >> (2 * level) & 3)
		rx := quarter >> 1
		ry := (quarter ^ rx) & 1
		x, y = turn(x, y, rx, ry, uint32(1)<<level-1)
		x |= rx << level
		y |= ry << level
	}
	return ID{Z: z, X: x, Y: y}, nil
}

// turn maps a place in a quadrant to the place in the unturned curve that is visited at the same time; it is its own
// inverse. mask selects the bits below the quadrant's.
func turn(x, y, rx, ry, mask uint32) (uint32, uint32) {
	x, y = x&mask, y&mask
	if ry == 1 {
		return x, y
	}
	if rx == 1 {
		x, y = mask-x, mask-y
	}
	return y, x
}

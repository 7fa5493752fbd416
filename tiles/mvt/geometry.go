package mvt

import "encoding/binary"

// GeomType is what a feature's geometry is made of.
type GeomType uint8

const (
	Unknown GeomType = iota
	Points
	Lines
	Polygons
)

// Command ids of section 4.3.1.
const (
	moveTo    = 1
	lineTo    = 2
	closePath = 7
)

// Point is a place in a tile, in units from its north-west corner.
type Point struct{ X, Y int32 }

// SignedArea2 returns twice the area of a ring by the surveyor's formula: positive for an exterior. The ring is closed
// without repeating its first point; repeating it does not matter.
func SignedArea2(ring []Point) int64 {
	if len(ring) == 0 {
		return 0
	}
	var sum int64
	last := ring[len(ring)-1]
	for _, p := range ring {
		sum += int64(last.X)*int64(p.Y) - int64(p.X)*int64(last.Y)
		last = p
	}
	return sum
}

// AppendRing appends the commands of one ring of a polygon: move to its first point, draw to the others, close. The
// ring does not repeat its first point and has at least three. The cursor is where the geometry's last command ended,
// the zero Point at its beginning; AppendRing returns where it ends now.
func AppendRing(dst []byte, cursor Point, ring []Point) ([]byte, Point) {
	dst = append(dst, 1<<3|moveTo)
	dst = appendDelta(dst, cursor, ring[0])
	dst = binary.AppendUvarint(dst, uint64(len(ring)-1)<<3|lineTo)
	for i, p := range ring[1:] {
		dst = appendDelta(dst, ring[i], p)
	}
	return append(dst, 1<<3|closePath), ring[len(ring)-1]
}

// AppendPoint appends the commands of a geometry that is one point.
func AppendPoint(dst []byte, p Point) []byte {
	return appendDelta(append(dst, 1<<3|moveTo), Point{}, p)
}

func appendDelta(dst []byte, from, to Point) []byte {
	dst = appendVarint(dst, zigzag(to.X-from.X))
	return appendVarint(dst, zigzag(to.Y-from.Y))
}

package data

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// A SpatiaLite geometry BLOB (version 4 and later), as written here:
//
//	offset  bytes  content
//	0       1      0x00
//	1       1      0x01: little-endian
//	2       4      SRID, int32
//	6       32     bounding box: min x, min y, max x, max y, float64
//	38      1      0x7C
//	39      4      class: 1 Point, 3 Polygon, 6 MultiPolygon, uint32
//	43      …      the geometry
//	last    1      0xFE
//
// A Point is x, y. A Polygon is a uint32 count of rings, each a uint32 count of points and the points. A MultiPolygon is
// a uint32 count, then for each polygon 0x69, its class and the polygon. Source: the SpatiaLite manual, "BLOB-Geometry".
const (
	blobStart      = 0x00
	blobLittle     = 0x01
	blobMBREnd     = 0x7C
	blobEntity     = 0x69
	blobEnd        = 0xFE
	blobHeaderSize = 43

	classPoint        = 1
	classPolygon      = 3
	classMultiPolygon = 6
)

// wgs84 is the SRID of longitude and latitude.
const wgs84 = 4326

// EncodePoint returns the SpatiaLite BLOB of a point.
func EncodePoint(p orb.Point, srid int) []byte {
	b := make([]byte, 0, blobHeaderSize+17)
	b = appendHeader(b, orb.Bound{Min: p, Max: p}, srid, classPoint)
	b = appendPoint(b, p)
	return append(b, blobEnd)
}

// EncodeMultiPolygon returns the SpatiaLite BLOB of a multipolygon. Rings are closed: the first point comes again last.
func EncodeMultiPolygon(m orb.MultiPolygon, srid int) []byte {
	size := blobHeaderSize + 5
	for _, polygon := range m {
		size += 9
		for _, ring := range polygon {
			size += 4 + 16*len(ring)
		}
	}
	b := appendHeader(make([]byte, 0, size), bounds(m), srid, classMultiPolygon)
	b = appendUint32(b, len(m))
	for _, polygon := range m {
		b = append(b, blobEntity)
		b = appendUint32(b, classPolygon)
		b = appendUint32(b, len(polygon))
		for _, ring := range polygon {
			b = appendUint32(b, len(ring))
			for _, p := range ring {
				b = appendPoint(b, p)
			}
		}
	}
	return append(b, blobEnd)
}

// bounds is the bounding box of every point of m; of none, a box of zeros.
func bounds(m orb.MultiPolygon) orb.Bound {
	var box orb.Bound
	first := true
	for _, polygon := range m {
		for _, ring := range polygon {
			for _, p := range ring {
				if first {
					box, first = orb.Bound{Min: p, Max: p}, false
				}
				box = box.Extend(p)
			}
		}
	}
	return box
}

func appendHeader(b []byte, box orb.Bound, srid, class int) []byte {
	b = append(b, blobStart, blobLittle)
	b = appendUint32(b, srid)
	b = appendPoint(b, box.Min)
	b = appendPoint(b, box.Max)
	b = append(b, blobMBREnd)
	return appendUint32(b, class)
}

func appendUint32(b []byte, n int) []byte {
	return binary.LittleEndian.AppendUint32(b, uint32(n))
}

func appendPoint(b []byte, p orb.Point) []byte {
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p[0]))
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(p[1]))
}

// DecodePoint reads a BLOB that [EncodePoint], or SpatiaLite on a little-endian machine, wrote.
func DecodePoint(blob []byte) (orb.Point, int, error) {
	r, srid, err := newBlobReader(blob, classPoint)
	if err != nil {
		return orb.Point{}, 0, err
	}
	p := r.point()
	return p, srid, r.finish()
}

// DecodeMultiPolygon reads a BLOB that [EncodeMultiPolygon], or SpatiaLite on a little-endian machine, wrote.
func DecodeMultiPolygon(blob []byte) (orb.MultiPolygon, int, error) {
	r, srid, err := newBlobReader(blob, classMultiPolygon)
	if err != nil {
		return nil, 0, err
	}
	m := make(orb.MultiPolygon, r.count(9)) // marker, class and ring count
	for i := range m {
		if r.byte() != blobEntity || r.uint32() != classPolygon {
			r.fail("part %d is not a polygon", i+1)
		}
		m[i] = make(orb.Polygon, r.count(4)) // point count
		for j := range m[i] {
			m[i][j] = make(orb.Ring, r.count(16)) // x and y
			for k := range m[i][j] {
				m[i][j][k] = r.point()
			}
		}
	}
	return m, srid, r.finish()
}

// blobBounds returns the bounding box a BLOB of this package says it has.
func blobBounds(blob []byte) orb.Bound {
	r := blobReader{rest: blob[6:38]}
	return orb.Bound{Min: r.point(), Max: r.point()}
}

// blobReader reads the body of a BLOB. After a failure every read gives zero, and finish gives the error.
type blobReader struct {
	rest []byte
	err  error
}

func newBlobReader(blob []byte, class uint32) (*blobReader, int, error) {
	if len(blob) < blobHeaderSize+1 || blob[0] != blobStart || blob[38] != blobMBREnd || blob[len(blob)-1] != blobEnd {
		return nil, 0, errors.New("not a SpatiaLite geometry")
	}
	if blob[1] != blobLittle {
		return nil, 0, errors.New("a big-endian SpatiaLite geometry, which is not read here")
	}
	srid := int(int32(binary.LittleEndian.Uint32(blob[2:])))
	if got := binary.LittleEndian.Uint32(blob[39:]); got != class {
		return nil, 0, fmt.Errorf("a SpatiaLite geometry of class %d where %d was expected", got, class)
	}
	return &blobReader{rest: blob[blobHeaderSize : len(blob)-1]}, srid, nil
}

func (r *blobReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("a damaged SpatiaLite geometry: "+format, args...)
	}
	r.rest = nil
}

func (r *blobReader) take(n int) []byte {
	if len(r.rest) < n {
		r.fail("it ends too early")
		return make([]byte, n)
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *blobReader) byte() byte     { return r.take(1)[0] }
func (r *blobReader) uint32() uint32 { return binary.LittleEndian.Uint32(r.take(4)) }

// count reads how many items follow. One that could not fit in what is left is refused before memory is set aside for it.
func (r *blobReader) count(itemSize int) int {
	n := int(r.uint32())
	if n > len(r.rest)/itemSize {
		r.fail("it claims %d items in %d bytes", n, len(r.rest))
		return 0
	}
	return n
}

func (r *blobReader) point() orb.Point {
	b := r.take(16)
	return orb.Point{
		math.Float64frombits(binary.LittleEndian.Uint64(b)),
		math.Float64frombits(binary.LittleEndian.Uint64(b[8:])),
	}
}

func (r *blobReader) finish() error {
	if r.err == nil && len(r.rest) > 0 {
		r.fail("%d bytes are left over", len(r.rest))
	}
	return r.err
}

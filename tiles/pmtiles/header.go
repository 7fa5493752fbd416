package pmtiles

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

const (
	headerLen = 127
	// rootEnd is where the root directory must end: a client reads this much in its first request.
	rootEnd = 16384

	magic       = "PMTiles"
	specVersion = 3

	compressionGzip = 2
	typeMVT         = 1
)

// Header is what the first 127 bytes of an archive say about it.
type Header struct {
	MinZoom, MaxZoom uint8
	CentreZoom       uint8
	Centre           orb.Point
	Bounds           orb.Bound
	Tiles            uint64 // that have a content
	Entries          uint64 // in all directories: runs of tiles with one content
	Contents         uint64 // distinct

	root, metadata, leaves, data span
}

// span is a stretch of the file.
type span struct{ offset, length uint64 }

// within reports whether the span lies in a file of size bytes.
func (s span) within(size uint64) bool { return s.offset <= size && s.length <= size-s.offset }

func (h Header) append(dst []byte) []byte {
	dst = append(append(dst, magic...), specVersion)
	for _, s := range []span{h.root, h.metadata, h.leaves, h.data} {
		dst = binary.LittleEndian.AppendUint64(dst, s.offset)
		dst = binary.LittleEndian.AppendUint64(dst, s.length)
	}
	for _, n := range []uint64{h.Tiles, h.Entries, h.Contents} {
		dst = binary.LittleEndian.AppendUint64(dst, n)
	}
	const clustered = 1
	dst = append(dst, clustered, compressionGzip, compressionGzip, typeMVT, h.MinZoom, h.MaxZoom)
	dst = appendPosition(dst, h.Bounds.Min)
	dst = appendPosition(dst, h.Bounds.Max)
	dst = append(dst, h.CentreZoom)
	return appendPosition(dst, h.Centre)
}

func readHeader(b []byte) (Header, error) {
	if len(b) < headerLen || string(b[:len(magic)]) != magic {
		return Header{}, errors.New("this is not a PMTiles archive: it does not begin with \"PMTiles\" and a header of 127 bytes")
	}
	if b[7] != specVersion {
		return Header{}, fmt.Errorf("PMTiles version %d: only version %d can be read", b[7], specVersion)
	}
	u64 := func(at int) uint64 { return binary.LittleEndian.Uint64(b[at:]) }
	spanAt := func(at int) span { return span{u64(at), u64(at + 8)} }
	h := Header{
		root: spanAt(8), metadata: spanAt(24), leaves: spanAt(40), data: spanAt(56),
		Tiles: u64(72), Entries: u64(80), Contents: u64(88),
		MinZoom: b[100], MaxZoom: b[101],
		Bounds:     orb.Bound{Min: positionAt(b[102:]), Max: positionAt(b[110:])},
		CentreZoom: b[118], Centre: positionAt(b[119:]),
	}
	internal, tile, kind := b[97], b[98], b[99]
	if internal != compressionGzip || tile != compressionGzip || kind != typeMVT {
		return Header{}, fmt.Errorf("compression %d inside, %d of tiles, tile type %d: only gzip (%d) and vector tiles (type %d) can be read",
			internal, tile, kind, compressionGzip, typeMVT)
	}
	return h, nil
}

// Positions are stored as int32, degrees × 10^7.
func appendPosition(dst []byte, p orb.Point) []byte {
	for _, degrees := range p {
		dst = binary.LittleEndian.AppendUint32(dst, uint32(int32(math.Round(degrees*1e7))))
	}
	return dst
}

func positionAt(b []byte) orb.Point {
	degrees := func(at int) float64 { return float64(int32(binary.LittleEndian.Uint32(b[at:]))) / 1e7 }
	return orb.Point{degrees(0), degrees(4)}
}

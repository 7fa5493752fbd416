package mvt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Protobuf wire types.
const (
	wireVarint  = 0
	wireFixed64 = 1
	wireBytes   = 2
	wireFixed32 = 5
)

// Field numbers of the messages of vector_tile.proto.
const (
	tileLayers = 3

	layerName     = 1
	layerFeatures = 2
	layerKeys     = 3
	layerValues   = 4
	layerExtent   = 5
	layerVersion  = 15

	featureID       = 1
	featureTags     = 2
	featureType     = 3
	featureGeometry = 4

	valueString = 1
	valueFloat  = 2
	valueDouble = 3
	valueInt    = 4
	valueUint   = 5
	valueSint   = 6
	valueBool   = 7
)

// firstExtension is the lowest field number a later version may add to a tile or a layer.
const firstExtension = 16

func zigzag(v int32) uint32   { return uint32(v<<1) ^ uint32(v>>31) }
func unzigzag(u uint32) int32 { return int32(u>>1) ^ -int32(u&1) }

func varintLen(v uint64) int {
	n := 1
	for v >= 0x80 {
		v >>= 7
		n++
	}
	return n
}

// appendVarint is binary.AppendUvarint with the two lengths that matter first: numbers of tags and steps of borders below 2^14.
func appendVarint(dst []byte, v uint32) []byte {
	switch {
	case v < 1<<7:
		return append(dst, byte(v))
	case v < 1<<14:
		return append(dst, byte(v)|0x80, byte(v>>7))
	}
	return binary.AppendUvarint(dst, uint64(v))
}

// appendKey appends the key of a field whose number is below 16, which is one byte.
func appendKey(dst []byte, field, wire int) []byte { return append(dst, byte(field<<3|wire)) }

func appendBytes(dst []byte, field int, content []byte) []byte {
	dst = appendKey(dst, field, wireBytes)
	dst = binary.AppendUvarint(dst, uint64(len(content)))
	return append(dst, content...)
}

func appendString(dst []byte, field int, content string) []byte {
	dst = appendKey(dst, field, wireBytes)
	dst = binary.AppendUvarint(dst, uint64(len(content)))
	return append(dst, content...)
}

// bytesFieldLen is how many bytes appendBytes adds for a content of n bytes.
func bytesFieldLen(n int) int { return 1 + varintLen(uint64(n)) + n }

var (
	errVarint    = errors.New("a varint runs past the end or over 64 bits")
	errTruncated = errors.New("a field runs past the end of its message")
)

// field is one field of a message as it stands on the wire.
type field struct {
	number int
	wire   int
	bits   uint64 // when a varint, or the bits of a fixed width
	bytes  []byte // when length-delimited
}

// nextField splits the first field off a message.
func nextField(message []byte) (f field, rest []byte, err error) {
	key, rest, err := nextVarint(message)
	if err != nil {
		return field{}, nil, err
	}
	number := key >> 3
	if number == 0 || number > math.MaxInt32>>2 {
		return field{}, nil, fmt.Errorf("field number %d is outside protobuf's range", number)
	}
	f = field{number: int(number), wire: int(key & 7)}
	switch f.wire {
	case wireVarint:
		f.bits, rest, err = nextVarint(rest)
		return f, rest, err
	case wireFixed64:
		if len(rest) < 8 {
			return field{}, nil, errTruncated
		}
		f.bits = binary.LittleEndian.Uint64(rest)
		return f, rest[8:], nil
	case wireFixed32:
		if len(rest) < 4 {
			return field{}, nil, errTruncated
		}
		f.bits = uint64(binary.LittleEndian.Uint32(rest))
		return f, rest[4:], nil
	case wireBytes:
		n, rest, err := nextVarint(rest)
		if err != nil {
			return field{}, nil, err
		}
		if n > uint64(len(rest)) {
			return field{}, nil, errTruncated
		}
		f.bytes = rest[:n]
		return f, rest[n:], nil
	}
	return field{}, nil, fmt.Errorf("field %d has wire type %d, which vector tiles do not use", f.number, f.wire)
}

func nextVarint(b []byte) (uint64, []byte, error) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, errVarint
	}
	return v, b[n:], nil
}

// unpack reads a packed list of uint32.
func unpack(packed []byte) ([]uint32, error) {
	list := make([]uint32, 0, len(packed))
	for len(packed) > 0 {
		v, rest, err := nextVarint(packed)
		if err != nil {
			return nil, err
		}
		if v > math.MaxUint32 {
			return nil, fmt.Errorf("%d does not fit in 32 bits", v)
		}
		list = append(list, uint32(v))
		packed = rest
	}
	return list, nil
}

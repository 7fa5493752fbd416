package tiles

import "fmt"

const (
	// Extent is the width and height of a tile in units.
	Extent = 4096
	// Buffer is how many units a tile's geometry reaches beyond its edges.
	Buffer = 64
	// MaxZoom is the deepest zoom whose tiles have a Hilbert id in 64 bits.
	MaxZoom = 31
)

// ID names a tile: zoom, column from the west, row from the north.
type ID struct {
	Z    uint8
	X, Y uint32
}

// Parse reads the three parts of a tile's path. It takes plain decimal digits only: no sign, no space, no fraction and
// no leading zero, so that a tile has exactly one path.
func Parse(z, x, y string) (ID, error) {
	zoom, err := parseNumber("zoom", z, MaxZoom)
	if err != nil {
		return ID{}, err
	}
	last := uint32(1)<<zoom - 1
	column, err := parseNumber("x", x, last)
	if err != nil {
		return ID{}, err
	}
	row, err := parseNumber("y", y, last)
	if err != nil {
		return ID{}, err
	}
	return ID{Z: uint8(zoom), X: column, Y: row}, nil
}

// parseNumber reads a canonical decimal number of at most most.
func parseNumber(name, s string, most uint32) (uint32, error) {
	if s == "" || len(s) > 10 || (s[0] == '0' && len(s) > 1) {
		return 0, fmt.Errorf("tile %s %.20q: write a whole number from 0 to %d without leading zeros", name, s, most)
	}
	var n uint64
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, fmt.Errorf("tile %s %.20q: write a whole number from 0 to %d in digits", name, s, most)
		}
		n = n*10 + uint64(s[i]-'0')
	}
	if n > uint64(most) {
		return 0, fmt.Errorf("tile %s %s: there are only 0 to %d", name, s, most)
	}
	return uint32(n), nil
}

// Valid reports whether there is such a tile.
func (id ID) Valid() bool {
	return id.Z <= MaxZoom && uint64(id.X)>>id.Z == 0 && uint64(id.Y)>>id.Z == 0
}

// String returns the tile's path, z/x/y.
func (id ID) String() string { return fmt.Sprintf("%d/%d/%d", id.Z, id.X, id.Y) }

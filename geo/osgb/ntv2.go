package osgb

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// ntv2Records are the records of a header: a name of 8 characters and 8 bytes each.
const ntv2Records = 11

var errNTv2 = errors.New("is an NTv2 file that was cut short, or is damaged")

// readNTv2 reads an NTv2 file with one grid: the shift of longitude and latitude from OSGB36 to ETRS89 in seconds of arc at nodes in
// longitude and latitude. It counts longitude to the west.
func readNTv2(content *bufio.Reader) (*Grid, error) {
	file, err := ntv2Header(content)
	if err != nil {
		return nil, err
	}
	if n := file.whole("NUM_FILE"); n != 1 {
		return nil, fmt.Errorf("is an NTv2 file of %d grids, where OSTN15 is one", n)
	}
	if unit := file.text("GS_TYPE"); unit != "SECONDS" {
		return nil, fmt.Errorf("is an NTv2 file in %q, where OSTN15 is in SECONDS", unit)
	}
	if from := file.text("SYSTEM_F"); !strings.HasPrefix(from, "OSGB") && from != "AIRY" {
		return nil, fmt.Errorf("is an NTv2 file from %q: take the one from OSGB36 to ETRS89", from)
	}
	grid, err := ntv2Header(content)
	if err != nil {
		return nil, err
	}
	south, north, east, west := grid.number("S_LAT"), grid.number("N_LAT"), grid.number("E_LONG"), grid.number("W_LONG")
	stepLat, stepLon := grid.number("LAT_INC"), grid.number("LONG_INC")
	l := lattice{origin: orb.Point{east, south}, step: orb.Point{stepLon, stepLat}}
	columns, rows := math.Round((west-east)/stepLon)+1, math.Round((north-south)/stepLat)+1
	if !(stepLat > 0 && stepLon > 0 && columns >= 2 && rows >= 2) || columns*rows != float64(grid.whole("GS_COUNT")) || columns*rows*16 > mostGridBytes {
		return nil, errNTv2
	}
	l.columns, l.rows = int(columns), int(rows)
	node := make([]byte, 16)
	for range l.columns * l.rows { // from south to north, each row from east to west: as the lattice has them, counting to the west
		if _, err := io.ReadFull(content, node); err != nil {
			return nil, errNTv2
		}
		lat, lon := math.Float32frombits(binary.LittleEndian.Uint32(node)), math.Float32frombits(binary.LittleEndian.Uint32(node[4:]))
		l.shifts = append(l.shifts, [2]float32{lon, lat})
	}
	return &Grid{nodes: l, from: fromNTv2}, nil
}

// ntv2 is a header: the 8 bytes of each of its records.
type ntv2 map[string][]byte

func ntv2Header(content *bufio.Reader) (ntv2, error) {
	header := ntv2{}
	record := make([]byte, 16)
	for range ntv2Records {
		if _, err := io.ReadFull(content, record); err != nil {
			return nil, errNTv2
		}
		header[strings.TrimSpace(string(record[:8]))] = bytes.Clone(record[8:])
	}
	return header, nil
}

func (h ntv2) number(name string) float64 {
	if h[name] == nil {
		return math.NaN()
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(h[name]))
}

func (h ntv2) whole(name string) int {
	if h[name] == nil {
		return -1
	}
	return int(int32(binary.LittleEndian.Uint32(h[name])))
}

func (h ntv2) text(name string) string { return strings.TrimSpace(string(h[name])) }

// fromNTv2 adds the shift at a point to it.
func fromNTv2(l lattice, osgb36 orb.Point) (orb.Point, bool) {
	const seconds = 3600
	at := onAiry.unproject(osgb36).degrees()
	shift, ok := l.at(orb.Point{-at[0] * seconds, at[1] * seconds})
	return orb.Point{at[0] - shift[0]/seconds, at[1] + shift[1]/seconds}, ok
}

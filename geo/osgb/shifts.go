package osgb

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// The nodes of Ordnance Survey's table: one a kilometre, from the grid's origin.
const (
	shiftColumns = 701
	shiftRows    = 1251
	shiftStepM   = 1000
)

// readShifts reads the table: a line a node, with its number, easting, northing, the shifts east and north in metres from ETRS89 on the
// projection of the grid to OSGB36, the shift of height, and the flag of its height's datum. Not all nodes need be there.
func readShifts(content *bufio.Reader) (*Grid, error) {
	l := lattice{step: orb.Point{shiftStepM, shiftStepM}, columns: shiftColumns, rows: shiftRows, shifts: make([][2]float32, shiftColumns*shiftRows)}
	for i := range l.shifts {
		l.shifts[i] = [2]float32{float32(math.NaN()), float32(math.NaN())}
	}
	reader := csv.NewReader(content)
	reader.ReuseRecord = true
	nodes := 0
	for line := 1; ; line++ {
		cells, err := reader.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("is no whole table: %w", err)
		}
		if line == 1 && len(cells) > 1 {
			if _, err := strconv.ParseFloat(cells[1], 64); err != nil {
				continue // the names of the columns
			}
		}
		at, shift, err := shiftOf(cells)
		if err != nil {
			return nil, fmt.Errorf("line %d %w", line, err)
		}
		nodes++
		if shift != ([2]float32{}) { // a node to which the transformation does not reach
			l.shifts[at] = shift
		}
	}
	if nodes == 0 {
		return nil, errors.New("has no nodes")
	}
	return &Grid{nodes: l, from: fromShifts}, nil
}

// shiftOf reads a line.
func shiftOf(cells []string) (at int, shift [2]float32, err error) {
	if len(cells) < 5 {
		return 0, shift, fmt.Errorf("has %d columns, where a node has seven", len(cells))
	}
	var v [4]float64
	for i := range v {
		if v[i], err = strconv.ParseFloat(cells[i+1], 64); err != nil {
			return 0, shift, fmt.Errorf("has %q, which is not a number", cells[i+1])
		}
	}
	column, row := v[0]/shiftStepM, v[1]/shiftStepM
	if column != math.Trunc(column) || row != math.Trunc(row) || !(column >= 0 && column < shiftColumns && row >= 0 && row < shiftRows) {
		return 0, shift, fmt.Errorf("is about %s, %s, which is no node of the grid", cells[1], cells[2])
	}
	if !(math.Abs(v[2]) < shiftStepM && math.Abs(v[3]) < shiftStepM) {
		return 0, shift, fmt.Errorf("shifts by %s, %s metres, further than any place", cells[3], cells[4])
	}
	return int(row)*shiftColumns + int(column), [2]float32{float32(v[2]), float32(v[3])}, nil
}

// fromShifts takes the shift back. The shift is that of the point sought, which is where the iteration ends: each step is ten
// thousand times smaller than the one before, for neighbouring nodes differ by centimetres.
func fromShifts(l lattice, osgb36 orb.Point) (orb.Point, bool) {
	at := osgb36
	for range 6 {
		shift, ok := l.at(at)
		if !ok {
			return at, false
		}
		at = orb.Point{osgb36[0] - shift[0], osgb36[1] - shift[1]}
	}
	return onGRS80.unproject(at).degrees(), true
}

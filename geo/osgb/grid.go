package osgb

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/paulmach/orb"
)

// Grid is a user's OSTN15, in one of the two forms that Ordnance Survey gives it out in.
type Grid struct {
	nodes lattice
	from  func(nodes lattice, at orb.Point) (orb.Point, bool)
}

var errNoGrid = errors.New("is neither OSTN15's table (OSTN15_OSGM15_DataFile.txt) nor an NTv2 file (OSTN15_NTv2_OSGBtoETRS.gsb)")

// mostGridBytes bounds what is read: Ordnance Survey's table has 40 MB, its NTv2 file 15 MB.
const mostGridBytes = 128 << 20

// ReadGrid reads a grid. Which form it has is seen from its content.
func ReadGrid(r io.Reader) (*Grid, error) {
	content := bufio.NewReaderSize(io.LimitReader(r, mostGridBytes), 1<<16)
	head, err := content.Peek(8)
	if err != nil {
		return nil, errNoGrid
	}
	switch {
	case bytes.HasPrefix(head, []byte("NUM_OREC")):
		return readNTv2(content)
	case bytes.HasPrefix(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), []byte("Point")), head[0] >= '0' && head[0] <= '9':
		return readShifts(content)
	}
	return nil, errNoGrid
}

// ToLonLat converts an easting and northing to longitude and latitude.
func (g *Grid) ToLonLat(eastingNorthing orb.Point) orb.Point {
	if at, ok := g.from(g.nodes, eastingNorthing); ok {
		return at
	}
	return ToLonLat(eastingNorthing)
}

// lattice is a rectangle of nodes in rows from south to north, each row from west to east. What the two numbers of a node are is the form's
// affair. A node without a place has NaN.
type lattice struct {
	origin, step  orb.Point // of the south-western node; between neighbours
	columns, rows int
	shifts        [][2]float32
}

// at interpolates between the four nodes around a point; ok is false where there are not four.
func (l lattice) at(p orb.Point) (shift orb.Point, ok bool) {
	x, y := (p[0]-l.origin[0])/l.step[0], (p[1]-l.origin[1])/l.step[1]
	if !(x >= 0 && y >= 0 && x <= float64(l.columns-1) && y <= float64(l.rows-1)) {
		return shift, false
	}
	column, row := min(int(x), l.columns-2), min(int(y), l.rows-2)
	x, y = x-float64(column), y-float64(row)
	south := row*l.columns + column
	north := south + l.columns
	for i := range shift {
		shift[i] = (1-y)*((1-x)*float64(l.shifts[south][i])+x*float64(l.shifts[south+1][i])) +
			y*((1-x)*float64(l.shifts[north][i])+x*float64(l.shifts[north+1][i]))
	}
	return shift, shift[0] == shift[0] && shift[1] == shift[1] // not NaN
}

package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"hotspotmap/geo/boundary"
	"hotspotmap/geo/topology"
)

// country is a made-up set of areas, the same whenever it is made: the cells of a honeycomb, denser around towns, that
// lie on land, with borders as crooked as nature's. Neighbours share their borders to the last digit. Cells that lie
// alone in the sea are islands of other areas.
type country struct {
	cells []cell   // of the main part of each area
	isles [][]cell // of each area, its islands
	// A cell is sizeKm wide, and borders have a vertex about every vertexKm.
	sizeKm, vertexKm float64
}

// cell is a place in the honeycomb: column and row; those of odd rows are half a cell further east.
type cell struct{ col, row int }

// The ground of a country, in kilometres and degrees: about that of England.
const (
	countryWestDeg, countrySouthDeg = -6.4, 49.9
	countryWidthKm, countryHeightKm = 550.0, 650.0
	kmPerDegreeLat                  = 111.2
	kmPerDegreeLon                  = kmPerDegreeLat * 0.6
	landShare                       = 0.36 // of the ground
)

// newCountry makes a country of n areas.
func newCountry(n int, vertexKm float64) country {
	c := country{sizeKm: math.Sqrt(countryWidthKm * countryHeightKm * landShare / (float64(n) * rowHeight)), vertexKm: vertexKm}
	var all []cell
	height := make(map[cell]float64)
	for row := range int(countryHeightKm / (c.sizeKm * rowHeight)) {
		for col := range int(countryWidthKm / c.sizeKm) {
			at := cell{col, row}
			all = append(all, at)
			height[at] = c.height(at)
		}
	}
	slices.SortStableFunc(all, func(a, b cell) int { return cmp.Compare(height[b], height[a]) })
	// Cells rise out of the sea, the highest first, until there are n that are no islands.
	land := make(map[cell]bool)
	alone := 0
	next := 0
	for ; len(land)-alone < n; next++ {
		at := all[next]
		land[at] = true
		touching := 0
		for _, beside := range at.around() {
			if land[beside] {
				touching++
				if lonely(beside, land, at) {
					alone--
				}
			}
		}
		if touching == 0 {
			alone++
		}
	}
	risen := all[:next]
	slices.SortFunc(risen, func(a, b cell) int {
		// Codes run through districts, as official ones do.
		const district = 12
		return cmp.Or(cmp.Compare(a.row/district, b.row/district), cmp.Compare(a.col/district, b.col/district),
			cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	var waiting []cell
	for _, at := range risen {
		if lonely(at, land, at) {
			waiting = append(waiting, at)
			continue
		}
		c.cells, c.isles = append(c.cells, at), append(c.isles, waiting)
		waiting = nil
	}
	c.isles[n-1] = append(c.isles[n-1], waiting...)
	return c
}

// lonely reports whether no cell around one is land, but is not looked at.
func lonely(at cell, land map[cell]bool, but cell) bool {
	for _, beside := range at.around() {
		if land[beside] && beside != but {
			return false
		}
	}
	return true
}

// around returns the cells that share a border with one.
func (at cell) around() [6]cell {
	odd := at.row & 1
	return [6]cell{
		{at.col - 1, at.row}, {at.col + 1, at.row},
		{at.col - 1 + odd, at.row - 1}, {at.col + odd, at.row - 1},
		{at.col - 1 + odd, at.row + 1}, {at.col + odd, at.row + 1},
	}
}

// rowHeight is how far apart rows are, in cells' widths.
const rowHeight = 0.8660254037844386 // √¾

// height is how high above the sea a cell lies: highest inland, with bays and islands.
func (c country) height(at cell) float64 {
	x := (float64(at.col) + float64(at.row&1)/2) * c.sizeKm / countryWidthKm
	y := float64(at.row) * rowHeight * c.sizeKm / countryHeightKm
	inland := 1.6 - 6*(x-0.62+0.25*y)*(x-0.62+0.25*y) - 2.2*(y-0.45)*(y-0.45)
	edge := min(x, 1-x, y, 1-y) * 30
	return min(inland, edge) + 0.35*math.Sin(17*x+5*y)*math.Sin(13*y-7*x) + 0.2*math.Sin(41*x-9)*math.Sin(37*y) +
		0.12*math.Sin(131*x)*math.Sin(127*y+x)
}

// corner is a corner of a cell: half widths from the west, and sixths of √3 from the south.
type corner struct{ x, y int }

// corners returns a cell's corners counter-clockwise.
func (at cell) corners() [6]corner {
	x, y := 2*at.col+at.row&1, 3*at.row
	return [6]corner{{x + 1, y - 1}, {x + 1, y + 1}, {x, y + 2}, {x - 1, y + 1}, {x - 1, y - 1}, {x, y - 2}}
}

// at is where a corner lies, in kilometres: out of line, and drawn towards towns.
func (c country) at(k corner) (x, y float64) {
	shift := mixed(uint64(k.x)<<32 ^ uint64(k.y))
	x = (float64(k.x)/2 + 0.24*(fraction(shift)-0.5)) * c.sizeKm
	y = (float64(k.y)*rowHeight/3 + 0.24*(fraction(mixed(shift))-0.5)) * c.sizeKm
	const apartKm = 60.0
	for _, col := range [...]float64{math.Floor(x / apartKm), math.Floor(x/apartKm) + 1} {
		for _, row := range [...]float64{math.Floor(y / apartKm), math.Floor(y/apartKm) + 1} {
			dx, dy := x-col*apartKm, y-row*apartKm
			pull := 0.6 * math.Exp(-(dx*dx+dy*dy)/(15*15))
			x, y = x-dx*pull, y-dy*pull
		}
	}
	return x, y
}

// appendBorder appends the vertices from one corner to the next, without the last: the same both ways.
func (c country) appendBorder(path [][2]float64, from, to corner) [][2]float64 {
	backwards := from.y > to.y || from.y == to.y && from.x > to.x
	if backwards {
		from, to = to, from
	}
	x0, y0 := c.at(from)
	x1, y1 := c.at(to)
	segments := 1 + int(math.Hypot(x1-x0, y1-y0)/c.vertexKm)
	seed := mixed(mixed(uint64(from.x)<<32^uint64(from.y)) ^ uint64(to.x)<<32 ^ uint64(to.y))
	start := len(path)
	path = append(path, [2]float64{x0, y0})
	path = crooked(path, [2]float64{x0, y0}, [2]float64{x1, y1}, segments, 0.085, seed)
	path = append(path, [2]float64{x1, y1})
	if backwards {
		slices.Reverse(path[start:])
	}
	return path[:len(path)-1]
}

// crooked appends what lies between two points: the middle is moved aside by up to a share of the distance, and less so
// in every half. The turns add up to less than half the angle between two borders, so that none ever meet.
func crooked(path [][2]float64, from, to [2]float64, segments int, share float64, seed uint64) [][2]float64 {
	if segments < 2 {
		return path
	}
	aside := share * (2*fraction(seed) - 1)
	middle := [2]float64{
		(from[0]+to[0])/2 - aside*(to[1]-from[1]),
		(from[1]+to[1])/2 + aside*(to[0]-from[0]),
	}
	path = crooked(path, from, middle, segments/2, share*0.75, mixed(seed))
	path = append(path, middle)
	return crooked(path, middle, to, segments-segments/2, share*0.75, mixed(seed^1))
}

// mixed is the next of a sequence of numbers that seem random (Steele and others, Fast splittable pseudorandom number
// generators, 2014).
func mixed(v uint64) uint64 {
	v += 0x9e3779b97f4a7c15
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}

// fraction makes a number of 0 to 1 of random bits.
func fraction(bits uint64) float64 { return float64(bits>>11) / (1 << 53) }

// figure is a figure of an area.
func figure(area, column int) int { return int(mixed(uint64(area)<<8|uint64(column)) % 35_000) }

func syntheticCode(area int) string { return fmt.Sprintf("S%08d", area+1) }

// write writes the country as GeoJSON with figures as properties, and the figures as a table.
func (c country) write(boundaries, indicators io.Writer) error {
	out, figures := bufio.NewWriterSize(boundaries, 1<<20), bufio.NewWriter(indicators)
	out.WriteString(`{"type":"FeatureCollection","features":[`)
	figures.WriteString("lsoa21_code")
	for column := range benchColumns - 1 {
		fmt.Fprintf(figures, ",i%d", column)
	}
	var path [][2]float64
	var text []byte
	for area, at := range c.cells {
		if area > 0 {
			out.WriteByte(',')
		}
		code := syntheticCode(area)
		fmt.Fprintf(figures, "\n%s", code)
		fmt.Fprintf(out, "\n"+`{"type":"Feature","properties":{"LSOA21CD":"%s","LSOA21NM":"Area %s"`, code, code)
		for column := range benchColumns - 1 {
			fmt.Fprintf(figures, ",%d", figure(area, column))
			fmt.Fprintf(out, `,"i%d":%d`, column, figure(area, column))
		}
		out.WriteString(`},"geometry":{"type":"MultiPolygon","coordinates":[`)
		for i, part := range append([]cell{at}, c.isles[area]...) {
			path = path[:0]
			corners := part.corners()
			for k, from := range corners {
				path = c.appendBorder(path, from, corners[(k+1)%len(corners)])
			}
			path = append(path, path[0])
			text = text[:0]
			for k, p := range path {
				if k > 0 {
					text = append(text, ',')
				}
				text = strconv.AppendFloat(append(text, '['), countryWestDeg+p[0]/kmPerDegreeLon, 'f', 7, 64)
				text = strconv.AppendFloat(append(text, ','), countrySouthDeg+p[1]/kmPerDegreeLat, 'f', 7, 64)
				text = append(text, ']')
			}
			if i > 0 {
				out.WriteByte(',')
			}
			fmt.Fprintf(out, "[[%s]]", text)
		}
		out.WriteString("]}}")
	}
	out.WriteString("\n]}\n")
	figures.WriteString("\n")
	return cmp.Or(out.Flush(), figures.Flush())
}

// syntheticFiles writes a country of n areas and returns where.
func syntheticFiles(tb testing.TB, n int, vertexKm float64) (boundaries, indicators string) {
	tb.Helper()
	dir := tb.TempDir()
	boundaries, indicators = filepath.Join(dir, "areas.geojson"), filepath.Join(dir, "indicators.csv")
	var files [2]*os.File
	for i, path := range [...]string{boundaries, indicators} {
		f, err := os.Create(path)
		if err != nil {
			tb.Fatal(err)
		}
		defer f.Close()
		files[i] = f
	}
	if err := newCountry(n, vertexKm).write(files[0], files[1]); err != nil {
		tb.Fatal(err)
	}
	return boundaries, indicators
}

// A made-up country has the areas it should, and nothing of it needs repair.
func TestSyntheticCountry(t *testing.T) {
	const n = 2000
	path, _ := syntheticFiles(t, n, 0.2)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	areas, _, issues, err := boundary.Read(f, path, boundary.Options{Code: "LSOA21CD", Name: "LSOA21NM"})
	if err != nil || len(areas) != n || len(issues) > 0 {
		t.Fatalf("%d areas, issues %v, error %v", len(areas), issues, err)
	}
	mesh, report, err := topology.Build(areas, topology.Options{SnapM: 1})
	if err != nil || len(report.Repairs) > 0 {
		t.Fatalf("repaired %v, error %v", report.Repairs, err)
	}
	parts, vertices, isolated := 0, 0, 0
	for i, beside := range mesh.Neighbours() {
		for _, polygon := range areas[i].Geometry {
			parts, vertices = parts+1, vertices+len(polygon[0])
		}
		if len(beside) == 0 {
			isolated++
		}
	}
	// Of a border that two areas share the mesh holds one copy.
	if held := mesh.Vertices(); float64(held) > 0.6*float64(vertices) || parts <= n || isolated > n/100 {
		t.Errorf("%d vertices held of %d drawn, %d parts, %d areas without neighbours", held, vertices, parts, isolated)
	}
}

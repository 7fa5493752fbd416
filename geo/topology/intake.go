package topology

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// intake is the areas' rings on the base grid. Each polygon is a part with a label of its own, so that the parts of an
// area add up while the rings of a part cancel out.
type intake struct {
	points  []Point
	walk    []int32       // the points of all rings, each closed and without repeated points in a row
	rings   []drawnRing   // by part
	aids    []uint32      // part → aid
	finer   []orb.Polygon // part → as it was given, nil when its rings are that, digit for digit
	doubled []int64       // aid−1 → twice the area of exteriors less holes, as drawn, in square grid units
	first   []Point       // aid−1 → a point of it
	marks   []kinds       // aid−1 → what reading noticed
	// suspects are parts with a ring that comes by a grid point twice, which may be for the grid's coarseness.
	suspects []uint32
}

// drawnRing is a closed ring of a part: walk[start:end].
type drawnRing struct {
	start, end int32
	part       uint32
	hole       bool
}

// readAreas brings areas onto the base grid, and returns the segments of their rings too, labelled with their parts. Rings
// are closed when they are not, and repeated points dropped.
func readAreas(areas []geo.Area) (*intake, *soup, error) {
	points := 0
	for _, area := range areas {
		for _, polygon := range area.Geometry {
			for _, ring := range polygon {
				points += len(ring)
			}
		}
	}
	distinct := points/2 + points/16 // most borders are drawn twice
	r := areaReader{
		intake: &intake{
			walk:    make([]int32, 0, points),
			doubled: make([]int64, len(areas)), first: make([]Point, len(areas)), marks: make([]kinds, len(areas)),
		},
		soup:    newSoupBuilder(distinct),
		visited: visits{walk: make([]int32, 0, distinct)},
	}
	for i, area := range areas {
		if err := r.readArea(i, area.Geometry); err != nil {
			return nil, nil, fmt.Errorf("area %s (feature %d): %w", area.Code, area.Feature, err)
		}
	}
	r.points = r.soup.points
	return r.intake, r.soup.soup(), nil
}

// areaReader fills an intake.
type areaReader struct {
	*intake
	soup    *soupBuilder
	visited visits
	path    []Point // scratch
}

func (r *areaReader) readArea(i int, polygons orb.MultiPolygon) error {
	found := false
	for p, polygon := range polygons {
		part, plain := uint32(len(r.aids)), true
		r.aids = append(r.aids, uint32(i+1))
		for n, source := range polygon {
			path, exact, err := readRing(source, r.path[:0])
			if err != nil {
				return fmt.Errorf("polygon %d, ring %d: %w", p+1, n+1, err)
			}
			r.path = path
			plain = plain && exact && len(path) >= 4
			if len(path) == 0 {
				continue
			}
			if !found {
				r.first[i], found = path[0], true
			}
			if len(path) < 4 {
				r.marks[i] |= mark(ZeroArea)
				continue
			}
			r.addRing(path, part, n > 0)
		}
		if plain {
			polygon = nil
		}
		r.finer = append(r.finer, polygon)
	}
	if !found {
		return fmt.Errorf("has no points: leave it out, or give it a polygon")
	}
	return nil
}

func (r *areaReader) addRing(path []Point, part uint32, hole bool) {
	start := len(r.walk)
	r.walk = r.soup.appendWalk(r.walk, path)
	walk := r.walk[start:]
	r.rings = append(r.rings, drawnRing{int32(start), int32(len(r.walk)), part, hole})
	r.soup.addWalk(walk, part)
	if r.visited.twice(walk[1:]) {
		r.suspects = append(r.suspects, part)
	}
	size := shoelace(path)
	if size < 0 == hole {
		r.doubled[r.aids[part]-1] += size
	} else {
		r.doubled[r.aids[part]-1] -= size
	}
}

// readRing quantises a ring, drops repeated points and closes it, in the room of path. exact tells whether every position
// was on the grid to the last digit.
func readRing(source orb.Ring, path []Point) (read []Point, exact bool, err error) {
	exact = true
	for i, position := range source {
		lon, lat := position[0], position[1]
		if !(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90) {
			return nil, false, fmt.Errorf("position %d is (%g, %g), not a longitude and latitude in degrees: check the coordinate system", i+1, lon, lat)
		}
		p := toDegrees(position)
		exact = exact && degrees{}.lonLat(float64(p.X), float64(p.Y)) == position
		if len(path) > 0 && path[len(path)-1] == p {
			continue
		}
		path = append(path, p)
	}
	if len(path) > 1 && path[len(path)-1] != path[0] {
		path = append(path, path[0])
	}
	for i := 1; i < len(path); i++ {
		dx, dy := int64(path[i].X)-int64(path[i-1].X), int64(path[i].Y)-int64(path[i-1].Y)
		if max(dx, -dx, dy, -dy) > maxEdge {
			return nil, false, fmt.Errorf("an edge at position %d is longer than 90 degrees: split it, or cut the area at the date line", i)
		}
	}
	return path, exact, nil
}

// visits remembers which of a set of numbered points walks have come by.
type visits struct {
	walk []int32 // of each point, the last one; there may be fewer than points
	n    int32
}

// twice reports whether a walk comes by a point twice.
func (v *visits) twice(walk []int32) bool {
	v.n++
	again := false
	for _, p := range walk {
		if int(p) >= len(v.walk) {
			v.walk = append(v.walk, make([]int32, int(p)+1-len(v.walk))...)
		}
		again = again || v.walk[p] == v.n
		v.walk[p] = v.n
	}
	return again
}

// ringsOf returns the rings of some parts in a row.
func (in *intake) ringsOf(first, last uint32) []drawnRing {
	from := sort.Search(len(in.rings), func(i int) bool { return in.rings[i].part >= first })
	to := sort.Search(len(in.rings), func(i int) bool { return in.rings[i].part > last })
	return in.rings[from:to]
}

func (in *intake) path(r drawnRing) []Point {
	path := make([]Point, 0, r.end-r.start)
	for _, p := range in.walk[r.start:r.end] {
		path = append(path, in.points[p])
	}
	return path
}

// drawn returns a part as it was given.
func (in *intake) drawn(part uint32) orb.Polygon {
	if polygon := in.finer[part]; polygon != nil {
		return polygon
	}
	var polygon orb.Polygon
	for _, r := range in.ringsOf(part, part) {
		path := in.path(r)
		source := make(orb.Ring, len(path))
		for i, p := range path {
			source[i] = degrees{}.lonLat(float64(p.X), float64(p.Y))
		}
		polygon = append(polygon, source)
	}
	return polygon
}

// areaM2 returns an area's surface as drawn: exteriors less holes.
func (in *intake) areaM2(aid uint32) float64 {
	first, found := slices.BinarySearch(in.aids, aid)
	if !found {
		return 0
	}
	last := first
	for last+1 < len(in.aids) && in.aids[last+1] == aid {
		last++
	}
	sum := 0.0
	for _, r := range in.ringsOf(uint32(first), uint32(last)) {
		size := math.Abs(pathAreaM2(in.path(r), degrees{}))
		if r.hole {
			size = -size
		}
		sum += size
	}
	return sum
}

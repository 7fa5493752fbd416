package topology

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// intake is the areas' rings on the base grid. Each polygon is a part with a label of its own, so that the parts of an
// area add up while the rings of a part cancel out.
type intake struct {
	rings  [][]Point     // closed, without repeated points in a row
	label  []uint32      // ring → its part
	aids   []uint32      // part → aid
	drawn  []orb.Polygon // part → as it was given
	areaM2 []float64     // aid−1 → exteriors less holes, as drawn
	first  []Point       // aid−1 → a point of it
	marks  []kinds       // aid−1 → what reading noticed
	// suspects are parts with a ring that comes by a grid point twice, which may be for the grid's coarseness.
	suspects []uint32
}

// readAreas brings areas onto the base grid. Rings are closed when they are not, and repeated points dropped.
func readAreas(areas []geo.Area) (*intake, error) {
	in := &intake{areaM2: make([]float64, len(areas)), first: make([]Point, len(areas)), marks: make([]kinds, len(areas))}
	for i, area := range areas {
		if err := in.readArea(i, area.Geometry); err != nil {
			return nil, fmt.Errorf("area %s (feature %d): %w", area.Code, area.Feature, err)
		}
	}
	return in, nil
}

func (in *intake) readArea(i int, polygons orb.MultiPolygon) error {
	found := false
	for p, polygon := range polygons {
		label := uint32(len(in.aids))
		in.aids = append(in.aids, uint32(i+1))
		in.drawn = append(in.drawn, polygon)
		for r, source := range polygon {
			ring, err := readRing(source)
			if err != nil {
				return fmt.Errorf("polygon %d, ring %d: %w", p+1, r+1, err)
			}
			if len(ring) == 0 {
				continue
			}
			if !found {
				in.first[i], found = ring[0], true
			}
			if len(ring) < 4 {
				in.marks[i] |= mark(ZeroArea)
				continue
			}
			if selfTouching(ring) {
				in.suspects = append(in.suspects, label)
			}
			size := math.Abs(pathAreaM2(ring, degrees{}))
			if r > 0 {
				size = -size
			}
			in.areaM2[i] += size
			in.rings = append(in.rings, ring)
			in.label = append(in.label, label)
		}
	}
	if !found {
		return fmt.Errorf("has no points: leave it out, or give it a polygon")
	}
	return nil
}

// readRing quantises a ring, drops repeated points and closes it.
func readRing(source orb.Ring) ([]Point, error) {
	ring := make([]Point, 0, len(source)+1)
	for i, position := range source {
		lon, lat := position[0], position[1]
		if !(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90) {
			return nil, fmt.Errorf("position %d is (%g, %g), not a longitude and latitude in degrees: check the coordinate system", i+1, lon, lat)
		}
		p := toDegrees(position)
		if len(ring) > 0 && ring[len(ring)-1] == p {
			continue
		}
		ring = append(ring, p)
	}
	if len(ring) > 1 && ring[len(ring)-1] != ring[0] {
		ring = append(ring, ring[0])
	}
	for i := 1; i < len(ring); i++ {
		dx, dy := int64(ring[i].X)-int64(ring[i-1].X), int64(ring[i].Y)-int64(ring[i-1].Y)
		if max(dx, -dx, dy, -dy) > maxEdge {
			return nil, fmt.Errorf("an edge at position %d is longer than 90 degrees: split it, or cut the area at the date line", i)
		}
	}
	return ring, nil
}

// selfTouching reports whether a closed ring comes by a point twice.
func selfTouching(ring []Point) bool {
	seen := make(map[Point]bool, len(ring))
	for _, p := range ring[1:] {
		if seen[p] {
			return true
		}
		seen[p] = true
	}
	return false
}

// soup returns the segments of all rings, labelled with their parts.
func (in *intake) soup() *soup {
	points := 0
	for _, ring := range in.rings {
		points += len(ring)
	}
	b := newSoupBuilder(points)
	for i, ring := range in.rings {
		b.addPath(ring, in.label[i])
	}
	return b.soup()
}

package build

import (
	"math"
	"testing"

	"hotspotmap/geo"
	"hotspotmap/tiles"
)

// line is a segment of a border, in units of a zoom's grid but not on it, the area to its left as segment has it.
type line struct{ ax, ay, bx, by float64 }

// linesOf returns segments, each once, as lines.
func linesOf(segments []segment) []line {
	seen := make(map[segment]bool, len(segments))
	var lines []line
	for _, s := range segments {
		if !seen[s] {
			seen[s] = true
			lines = append(lines, line{float64(s.from.X), float64(s.from.Y), float64(s.to.X), float64(s.to.Y)})
		}
	}
	return lines
}

// sourceLines returns the borders of an area as published, exteriors wound one way and holes the other. A straight line
// in degrees is none on a map, but to bend by a thousandth of a unit one here would have to be hundreds of metres long.
func sourceLines(a geo.Area, z int) []line {
	size := float64(int64(tiles.Extent) << z)
	var lines []line
	for _, polygon := range a.Geometry {
		for i, published := range polygon {
			ring := make([][2]float64, len(published))
			for j, p := range published {
				ring[j] = [2]float64{
					(p[0] + 180) / 360 * size,
					(0.5 - math.Atanh(math.Sin(p[1]*math.Pi/180))/(2*math.Pi)) * size,
				}
			}
			var around []line
			for j := 1; j < len(ring); j++ {
				around = append(around, line{ring[j-1][0], ring[j-1][1], ring[j][0], ring[j][1]})
			}
			if (areaOf(around) > 0) != (i == 0) {
				for j, l := range around {
					around[j] = line{l.bx, l.by, l.ax, l.ay}
				}
			}
			lines = append(lines, around...)
		}
	}
	return lines
}

// areaOf returns the area that closed borders go around, in square units. It is measured from a place nearby, so that
// no digits are lost.
func areaOf(lines []line) float64 {
	var sum float64
	for _, l := range lines {
		ox, oy := lines[0].ax, lines[0].ay
		sum += (l.ax-ox)*(l.by-oy) - (l.ay-oy)*(l.bx-ox)
	}
	return sum / 2
}

// strayPrecision is how exactly stray measures, in units.
const strayPrecision = 0.005

// stray returns how far a place on one set of lines can be from the nearest of another: the directed Hausdorff
// distance.
func stray(from, to []line) float64 {
	farthest := 0.0
	for _, l := range from {
		farthest = max(farthest, l.stray(to, farthest))
	}
	return farthest
}

// stray returns how far a place on the line can be from the nearest of others, or at most known if it is no more. How
// far it is from one line is convex along it, hence no more between two places than at the farther of them: that bounds
// the distance, and halving brings the bound to it.
func (l line) stray(to []line, known float64) float64 {
	least, nearA, nearB := math.Inf(1), math.Inf(1), math.Inf(1)
	for _, other := range to {
		a, b := other.distance(l.ax, l.ay), other.distance(l.bx, l.by)
		least, nearA, nearB = min(least, max(a, b)), min(nearA, a), min(nearB, b)
	}
	if least <= known || least-max(nearA, nearB) < strayPrecision {
		return least
	}
	mx, my := (l.ax+l.bx)/2, (l.ay+l.by)/2
	known = max(known, line{l.ax, l.ay, mx, my}.stray(to, known))
	return max(known, line{mx, my, l.bx, l.by}.stray(to, known))
}

// distance returns how far a place is from the line.
func (l line) distance(x, y float64) float64 {
	dx, dy := l.bx-l.ax, l.by-l.ay
	along := 0.0
	if length2 := dx*dx + dy*dy; length2 > 0 {
		along = min(max(((x-l.ax)*dx+(y-l.ay)*dy)/length2, 0), 1)
	}
	return math.Hypot(x-l.ax-along*dx, y-l.ay-along*dy)
}

// TestStray measures shapes whose distance is known.
func TestStray(t *testing.T) {
	side := []line{{0, 0, 10, 0}}
	for _, c := range []struct {
		name     string
		from, to []line
		want     float64
	}{
		{"itself", side, side, 0},
		{"a parallel", side, []line{{0, 3, 10, 3}}, 3},
		{"beyond an end", side, []line{{0, 0, 6, 0}}, 4},
		{"halves", side, []line{{0, 0, 5, 0}, {5, 0, 10, 0}}, 0},
		{"the middle is farthest, though both ends are near", side, []line{{0, 0, 0, 9}, {10, 0, 10, 9}}, 5},
	} {
		if got := stray(c.from, c.to); math.Abs(got-c.want) > strayPrecision {
			t.Errorf("%s: %.3f, want %g", c.name, got, c.want)
		}
	}
}

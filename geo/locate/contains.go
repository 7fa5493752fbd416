package locate

import (
	"math"
	"math/big"

	"github.com/paulmach/orb"
)

// holds reports whether a polygon contains or touches a point: inside its rings by the even-odd rule, or on one.
func holds(polygon orb.Polygon, p orb.Point) bool {
	inside := false
	for _, ring := range polygon {
		within, on := ringHolds(ring, p)
		if on {
			return true
		}
		if within {
			inside = !inside
		}
	}
	return inside
}

// ringHolds counts how often a ray from the point towards greater x crosses the ring, and notices when the point is on it.
// An edge counts as crossed when one end is above the ray and the other is not, so that a vertex on the ray counts once.
func ringHolds(ring orb.Ring, p orb.Point) (within, on bool) {
	for i, b := range ring {
		a := ring[(i+len(ring)-1)%len(ring)]
		crosses := (a[1] > p[1]) != (b[1] > p[1])
		switch {
		case a[1] > p[1] && b[1] > p[1], a[1] < p[1] && b[1] < p[1], a[0] < p[0] && b[0] < p[0]:
			continue // above, below or behind
		case a[0] > p[0] && b[0] > p[0]:
			within = within != crosses
			continue
		}
		side := orientation(a, b, p)
		if side == 0 && min(a[0], b[0]) <= p[0] && p[0] <= max(a[0], b[0]) {
			return false, true
		}
		if crosses && (side > 0) == (b[1] > a[1]) {
			within = !within
		}
	}
	return within, false
}

// orientation is 1 when p is left of the line from a to b, -1 when right of it, 0 when on it, without rounding error: where
// the determinant is within Shewchuk's (1997) bound of zero, it is worked out in rational numbers.
func orientation(a, b, p orb.Point) int {
	const bound = (3 + 16*0x1p-53) * 0x1p-53
	left := (b[0] - a[0]) * (p[1] - a[1])
	right := (b[1] - a[1]) * (p[0] - a[0])
	if det := left - right; math.Abs(det) > bound*(math.Abs(left)+math.Abs(right)) {
		if det > 0 {
			return 1
		}
		return -1
	}
	return exactProduct(a[0], b[0], a[1], p[1]).Cmp(exactProduct(a[1], b[1], a[0], p[0]))
}

// exactProduct is (b - a) · (d - c).
func exactProduct(a, b, c, d float64) *big.Rat {
	difference := func(from, to float64) *big.Rat {
		return new(big.Rat).Sub(new(big.Rat).SetFloat64(to), new(big.Rat).SetFloat64(from))
	}
	return new(big.Rat).Mul(difference(a, b), difference(c, d))
}

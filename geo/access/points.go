package access

import "github.com/paulmach/orb"

// Points are where the people of each area are taken to live: those of area i are At[First[i]:First[i+1]], and each stands for an
// equal part of its people. From an area without any, nothing can be measured.
type Points struct {
	At    []orb.Point
	First []int // one more than there are areas
}

// Inside takes one point in each area for all of its people; one that is no place is left out.
func Inside(at []orb.Point) Points {
	points, _ := Placed(at, nil, nil)
	return points
}

// Placed takes the points that lie in each area; aids say in which. An area that none lies in has the one inside it instead:
// without counts those.
func Placed(inside, at []orb.Point, aids []uint32) (points Points, without int) {
	of := make([][]int, len(inside))
	for i, aid := range aids {
		if aid > 0 && isPlace(at[i]) {
			of[aid-1] = append(of[aid-1], i)
		}
	}
	points.First = make([]int, 1, len(inside)+1)
	for area, positions := range of {
		for _, i := range positions {
			points.At = append(points.At, at[i])
		}
		if positions == nil {
			without++
			if isPlace(inside[area]) {
				points.At = append(points.At, inside[area])
			}
		}
		points.First = append(points.First, len(points.At))
	}
	return points, without
}

func isPlace(p orb.Point) bool { return p[0]-p[0] == 0 && p[1]-p[1] == 0 } // neither NaN nor infinite

// Areas is how many areas the points are of.
func (p Points) Areas() int { return len(p.First) - 1 }

// Of returns the points of the area at a position.
func (p Points) Of(area int) []orb.Point { return p.At[p.First[area]:p.First[area+1]] }

// Parts divides an amount of each area, such as its need, among its points equally: what each point stands for, in the order
// of At. It is 0 where the amount is not known, so that a sum is of what is known.
func (p Points) Parts(amounts []float64) []float64 {
	parts := make([]float64, len(p.At))
	for area, amount := range amounts {
		if amount != amount {
			continue
		}
		n := float64(p.First[area+1] - p.First[area])
		for i := p.First[area]; i < p.First[area+1]; i++ {
			parts[i] = amount / n
		}
	}
	return parts
}

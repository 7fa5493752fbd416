package topology

import "math"

// weigh gives the points of a path their weights: how far the path strays at most from a point when it and all lighter ones are left
// out (Douglas and Peucker 1973). The ends always stay.
func weigh(at []position, weight []float32) {
	type stretch struct {
		from, to int
		most     float32 // a point weighs no more than the one it was found after
	}
	last := len(at) - 1
	weight[0], weight[last] = math.MaxFloat32, math.MaxFloat32
	queue := append(make([]stretch, 0, 16), stretch{0, last, math.MaxFloat32})
	for len(queue) > 0 {
		s := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if s.to-s.from < 2 {
			continue
		}
		farthest, distance := s.from+1, -1.0
		for i := s.from + 1; i < s.to; i++ {
			if d := squareDistance(at[i], at[s.from], at[s.to]); d > distance {
				farthest, distance = i, d
			}
		}
		w := min(s.most, float32(math.Sqrt(distance)))
		weight[farthest] = w
		queue = append(queue, stretch{s.from, farthest, w}, stretch{farthest, s.to, w})
	}
}

// squareDistance returns the square of the distance of p from the segment a–b.
func squareDistance(p, a, b position) float64 {
	px, py := p.x-a.x, p.y-a.y
	dx, dy := b.x-a.x, b.y-a.y
	if length2 := dx*dx + dy*dy; length2 > 0 {
		along := min(max((px*dx+py*dy)/length2, 0), 1)
		px, py = px-along*dx, py-along*dy
	}
	return px*px + py*py
}

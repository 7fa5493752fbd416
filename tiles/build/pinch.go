package build

import (
	"cmp"
	"slices"
)

// untangle returns the same area as rings that are simple and bound one connected piece of its inside each. Rings of a
// clipped area can meet at points: where two chains touched the perimeter at one place, or where a hole that touched
// its exterior was cut open. MVT 2.1 allows no ring to touch itself, and a polygon is one connected piece.
//
// At every point that occurs more than once, the segments around it are paired anew, so that the two that bound one
// sector of the inside follow each other. Walking on then goes around one piece of the inside; a walk that comes by
// a point twice has gone around a hole (or back from one) there, and is cut into simple rings.
func untangle(rings []ring) ([]ring, error) {
	t := newTangle(rings)
	if len(t.shared) == 0 {
		return rings, nil
	}
	if err := t.pair(); err != nil {
		return nil, err
	}
	return t.simpleRings(), nil
}

// tangle is a set of rings as a linked list of corners.
type tangle struct {
	points     []point
	next, last []int
	shared     map[point][]int // corners at one point, where there are several
}

func newTangle(rings []ring) *tangle {
	n := 0
	for _, r := range rings {
		n += len(r)
	}
	t := &tangle{points: make([]point, 0, n), next: make([]int, n), last: make([]int, n)}
	for _, r := range rings {
		first := len(t.points)
		t.points = append(t.points, r...)
		for i := range r {
			after := first + (i+1)%len(r)
			t.next[first+i] = after
			t.last[after] = first + i
		}
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(t.points[a].X, t.points[b].X), cmp.Compare(t.points[a].Y, t.points[b].Y), cmp.Compare(a, b))
	})
	for i := 0; i < n; {
		j := i + 1
		for j < n && t.points[order[i]] == t.points[order[j]] {
			j++
		}
		if j-i > 1 {
			if t.shared == nil {
				t.shared = map[point][]int{}
			}
			t.shared[t.points[order[i]]] = order[i:j]
		}
		i = j
	}
	return t
}

// spoke is a segment seen from one of its ends.
type spoke struct {
	x, y   int64
	corner int
	out    bool // the walk leaves along it
}

// half tells the directions of the first half turn, from due east on, from those of the second.
func (s spoke) half() int {
	if s.y < 0 || s.y == 0 && s.x < 0 {
		return 1
	}
	return 0
}

// pair makes the walk that arrives at a shared point leave along the other border of the same sector of the inside.
func (t *tangle) pair() error {
	before := slices.Clone(t.next)
	var spokes []spoke
	for p, corners := range t.shared {
		spokes = spokes[:0]
		for _, corner := range corners {
			for _, end := range []struct {
				corner int
				out    bool
			}{{before[corner], true}, {t.last[corner], false}} {
				q := t.points[end.corner]
				spokes = append(spokes, spoke{int64(q.X) - int64(p.X), int64(q.Y) - int64(p.Y), corner, end.out})
			}
		}
		slices.SortFunc(spokes, func(a, b spoke) int {
			return cmp.Or(cmp.Compare(a.half(), b.half()), cmp.Compare(0, a.x*b.y-a.y*b.x))
		})
		for i, s := range spokes {
			behind := spokes[(i+len(spokes)-1)%len(spokes)]
			if s.out == behind.out {
				return errCrossing
			}
			if !s.out {
				// The inside lies between the way in and the way out that comes before it, turning from east to south.
				t.next[s.corner] = before[behind.corner]
			}
		}
	}
	return nil
}

// simpleRings walks on from every corner until it is back, and cuts off a ring whenever a point comes by again.
func (t *tangle) simpleRings() []ring {
	var rings []ring
	walked := make([]bool, len(t.points))
	at := map[point]int{} // shared points on the way, and where in it
	for first := range t.points {
		var way []point
		for corner := first; !walked[corner]; corner = t.next[corner] {
			walked[corner] = true
			p := t.points[corner]
			if _, shared := t.shared[p]; shared {
				if since, again := at[p]; again {
					rings = append(rings, slices.Clone(way[since:]))
					for _, q := range way[since:] {
						delete(at, q)
					}
					way = way[:since]
				}
				at[p] = len(way)
			}
			way = append(way, p)
		}
		if len(way) > 0 {
			rings = append(rings, way)
			clear(at)
		}
	}
	return rings
}

package build

import (
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/tiles/mvt"
)

// patchwork is a partition of a square into areas whose every property can be told from its cells: a lattice of quads,
// each belonging to one area, the lattice's nodes moved about. Nodes on a cut line are moved along it only.
type patchwork struct {
	n     int     // cells a side
	nodes []point // (n+1)²
	cells []int   // area of each cell
	cutX  []int   // lattice columns that are cut lines, ascending
	cutY  []int
}

// pitch is the distance of neighbouring lattice lines before nodes are moved by up to a quarter of it: no quad turns
// inside out.
const pitch = 64

func drawPatchwork(t *rapid.T) patchwork {
	n := rapid.IntRange(2, 9).Draw(t, "cells a side")
	w := patchwork{n: n, nodes: make([]point, (n+1)*(n+1)), cells: make([]int, n*n)}
	w.cutX, w.cutY = drawCuts(t, n, "x"), drawCuts(t, n, "y")
	shift := rapid.Int32Range(-pitch/4, pitch/4)
	for y := range n + 1 {
		for x := range n + 1 {
			p := point{X: int32(x) * pitch, Y: int32(y) * pitch}
			if !contains(w.cutX, x) {
				p.X += shift.Draw(t, "dx")
			}
			if !contains(w.cutY, y) {
				p.Y += shift.Draw(t, "dy")
			}
			w.nodes[y*(n+1)+x] = p
		}
	}
	for i := range w.cells {
		w.cells[i] = rapid.IntRange(0, 3).Draw(t, "area")
	}
	return w
}

// drawCuts draws at least the two outer lines, so that boxes between cut lines can cover everything.
func drawCuts(t *rapid.T, n int, name string) []int {
	cuts := []int{0}
	for i := 1; i < n; i++ {
		if rapid.Bool().Draw(t, "cut "+name) {
			cuts = append(cuts, i)
		}
	}
	return append(cuts, n)
}

func contains(cuts []int, i int) bool {
	for _, c := range cuts {
		if c == i {
			return true
		}
	}
	return false
}

// quad returns the corners of a cell, wound as an exterior.
func (w patchwork) quad(x, y int) ring {
	at := func(x, y int) point { return w.nodes[y*(w.n+1)+x] }
	return ring{at(x, y), at(x+1, y), at(x+1, y+1), at(x, y+1)}
}

// area returns the area of a cell, -1 outside the patchwork.
func (w patchwork) area(x, y int) int {
	if x < 0 || y < 0 || x >= w.n || y >= w.n {
		return -1
	}
	return w.cells[y*w.n+x]
}

// rings returns the border of an area: the sides of its quads that no other of its quads shares, walked with the area
// to the left. Where two of its cells meet at a corner only, the walk stays with the cell it came along, and a walk
// that comes by a point twice is cut there: simple rings, as a mesh has them.
func (w patchwork) rings(area int) []ring {
	type side struct{ from, to [2]int }
	var sides []side
	for y := range w.n {
		for x := range w.n {
			if w.area(x, y) != area {
				continue
			}
			for _, s := range []struct {
				side
				beyond int
			}{
				{side{[2]int{x, y}, [2]int{x + 1, y}}, w.area(x, y-1)},
				{side{[2]int{x + 1, y}, [2]int{x + 1, y + 1}}, w.area(x+1, y)},
				{side{[2]int{x + 1, y + 1}, [2]int{x, y + 1}}, w.area(x, y+1)},
				{side{[2]int{x, y + 1}, [2]int{x, y}}, w.area(x-1, y)},
			} {
				if s.beyond != area {
					sides = append(sides, s.side)
				}
			}
		}
	}
	var rings []ring
	used := make([]bool, len(sides))
	for first := range sides {
		var way [][2]int
		for i := first; !used[i]; {
			used[i] = true
			s := sides[i]
			for at, p := range way {
				if p == s.from {
					rings = append(rings, w.ring(way[at:]))
					way = way[:at]
					break
				}
			}
			way = append(way, s.from)
			// The next side is the one that turns most to the left hand of the walk, towards its own cell.
			turn := [2]int{-(s.to[1] - s.from[1]), s.to[0] - s.from[0]}
			best := -1
			for j, next := range sides {
				if next.from == s.to && (best < 0 || next.to == [2]int{s.to[0] + turn[0], s.to[1] + turn[1]}) {
					best = j
				}
			}
			i = best
		}
		if len(way) > 0 {
			rings = append(rings, w.ring(way))
		}
	}
	return rings
}

func (w patchwork) ring(way [][2]int) ring {
	var r ring
	for _, p := range way {
		r = append(r, w.nodes[p[1]*(w.n+1)+p[0]])
	}
	return r
}

// sumOfAreas2 is twice what the rings enclose.
func sumOfAreas2(rings []ring) int64 {
	var sum int64
	for _, r := range rings {
		sum += area2(r)
	}
	return sum
}

// drawBox draws a box between cut lines; the cells it holds whole are its content.
func (w patchwork) drawBox(t *rapid.T) (b box, x0, y0, x1, y1 int) {
	pick := func(cuts []int, name string) (int, int) {
		i := rapid.IntRange(0, len(cuts)-2).Draw(t, name)
		j := rapid.IntRange(i+1, len(cuts)-1).Draw(t, name)
		return cuts[i], cuts[j]
	}
	x0, x1 = pick(w.cutX, "box x")
	y0, y1 = pick(w.cutY, "box y")
	b = box{int32(x0) * pitch, int32(y0) * pitch, int32(x1) * pitch, int32(y1) * pitch}
	return b, x0, y0, x1, y1
}

// TestClipKeepsExactlyWhatIsInTheBox compares with the cells: the same area to the last unit, the same inside at every
// place, and polygons that MVT 2.1 allows.
func TestClipKeepsExactlyWhatIsInTheBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawPatchwork(t)
		b, x0, y0, x1, y1 := w.drawBox(t)
		total := int64(0)
		for area := range 4 {
			var want int64
			for y := y0; y < y1; y++ {
				for x := x0; x < x1; x++ {
					if w.area(x, y) == area {
						want += area2(w.quad(x, y))
					}
				}
			}
			total += want
			var c clipper
			got, err := c.clip(w.rings(area), b)
			if err != nil {
				t.Fatalf("area %d: %v", area, err)
			}
			if sum := sumOfAreas2(got); sum != want {
				t.Fatalf("area %d has %d half units in the box, want %d: %v", area, sum, want, got)
			}
			requireValid(t, got)
			w.requireSameInside(t, area, got, b)
		}
		if box := 2 * int64(b.maxX-b.minX) * int64(b.maxY-b.minY); total != box {
			t.Fatalf("the areas have %d half units of the box's %d: the patchwork is wrong", total, box)
		}
	})
}

// requireSameInside compares the insides at random places in the box that are on no border.
func (w patchwork) requireSameInside(t *rapid.T, area int, rings []ring, b box) {
	for range 20 {
		x2 := 2*int64(rapid.Int32Range(b.minX, b.maxX-1).Draw(t, "x")) + 1
		y2 := 2*int64(rapid.Int32Range(b.minY, b.maxY-1).Draw(t, "y")) + 1
		want, onBorder := false, false
		for y := range w.n {
			for x := range w.n {
				in, on := inQuad(w.quad(x, y), x2, y2)
				onBorder = onBorder || on
				want = want || in && w.area(x, y) == area
			}
		}
		if onBorder {
			continue
		}
		got := false
		for _, r := range rings {
			if surrounds(r, x2, y2) {
				got = !got
			}
		}
		if got != want {
			t.Fatalf("(%d/2, %d/2) in area %d: %v, want %v", x2, y2, area, got, want)
		}
	}
}

// inQuad says whether a place in half units is in a convex quad, by the side it is on of each of its sides: a method
// that has nothing in common with surrounds.
func inQuad(q ring, x2, y2 int64) (in, on bool) {
	in = true
	for i, a := range q {
		c := q[(i+1)%len(q)]
		ax, ay := 2*int64(a.X), 2*int64(a.Y)
		turn := (2*int64(c.X)-ax)*(y2-ay) - (2*int64(c.Y)-ay)*(x2-ax)
		on = on || turn == 0
		in = in && turn > 0
	}
	return in, on
}

// requireValid encodes an area and has it judged.
func requireValid(t *rapid.T, rings []ring) {
	if len(rings) == 0 {
		return
	}
	ordered, err := inOrder(rings)
	if err != nil {
		t.Fatalf("%v", err)
	}
	var geometry []byte
	var cursor mvt.Point
	for _, r := range ordered {
		var local []mvt.Point
		for _, p := range r {
			local = append(local, mvt.Point(p))
		}
		geometry, cursor = mvt.AppendRing(geometry, cursor, local)
	}
	layer := mvt.NewLayer("area", 4096, mvt.NewDictionary())
	layer.Add(1, mvt.Polygons, nil, geometry)
	if err := mvt.ValidateStrict(layer.AppendTo(nil)); err != nil {
		t.Fatalf("%v: %v", err, rings)
	}
}

package topology

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// four draws points whose distances are within what edges may span: on a small lattice, where ties are common, or
// anywhere.
func four(t *rapid.T) (a, b, c, d Point) {
	r := rapid.SampledFrom([]*rapid.Generator[int32]{
		rapid.Int32Range(-3, 3), rapid.Int32Range(-maxEdge/2, maxEdge/2),
	}).Draw(t, "range")
	draw := func(name string) Point { return Point{r.Draw(t, name+".x"), r.Draw(t, name+".y")} }
	return draw("a"), draw("b"), draw("c"), draw("d")
}

func bigCross(a, b, c Point) *big.Int {
	sub := func(p, q int32) *big.Int { return new(big.Int).Sub(big.NewInt(int64(p)), big.NewInt(int64(q))) }
	left := new(big.Int).Mul(sub(b.X, a.X), sub(c.Y, a.Y))
	return left.Sub(left, new(big.Int).Mul(sub(b.Y, a.Y), sub(c.X, a.X)))
}

func TestCrossIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c, _ := four(t)
		if got, want := cross(a, b, c), bigCross(a, b, c); !want.IsInt64() || got != want.Int64() {
			t.Fatalf("cross = %d, want %d", got, want)
		}
	})
}

func TestMulDivRound(t *testing.T) {
	for _, c := range []struct{ r, num, den, want int64 }{
		{1, 1, 2, 1}, {-1, 1, 2, 0}, {3, 1, 2, 2}, {-3, 1, 2, -1}, // ties go up
		{-3, 2, 3, -2}, {10, 1, 3, 3}, {10, 2, 3, 7}, {-10, 1, 3, -3}, {-10, 2, 3, -7},
		{5, 0, 7, 0}, {-5, 7, 7, -5},
		{maxEdge, 3 << 60, 3 << 60, maxEdge}, {-maxEdge, 1 << 60, 1 << 61, -maxEdge / 2},
	} {
		if got := mulDivRound(c.r, c.num, c.den); got != c.want {
			t.Errorf("mulDivRound(%d, %d, %d) = %d, want %d", c.r, c.num, c.den, got, c.want)
		}
	}
}

func TestCrossingPointIsInItsPixel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c, d := four(t)
		if meet(a, b, c, d) != crossing {
			t.Skip("they do not cross")
		}
		got := crossingPoint(a, b, c, d)
		// ⌊a + t(b−a) + ½⌋ with t = cross(c,d,a) / (cross(c,d,a) − cross(c,d,b)), in fractions.
		num := bigCross(c, d, a)
		den := new(big.Int).Sub(num, bigCross(c, d, b))
		at := func(p, q int32) int64 {
			v := new(big.Rat).SetFrac(num, den)
			v.Mul(v, new(big.Rat).SetInt64(int64(q)-int64(p)))
			v.Add(v, new(big.Rat).SetFrac64(2*int64(p)+1, 2))
			return new(big.Int).Div(v.Num(), v.Denom()).Int64() // Euclidean: the denominator is positive
		}
		if want := (Point{int32(at(a.X, b.X)), int32(at(a.Y, b.Y))}); got != want {
			t.Fatalf("crossing in the pixel of %v, want %v", got, want)
		}
	})
}

// TestStabs walks a segment in fractions: it meets the half-open pixel if the interval of t for which x is in it and
// that for y have a common member.
func TestStabs(t *testing.T) {
	small := rapid.Int32Range(-5, 5)
	rapid.Check(t, func(t *rapid.T) {
		a := Point{small.Draw(t, "a.x"), small.Draw(t, "a.y")}
		b := Point{small.Draw(t, "b.x"), small.Draw(t, "b.y")}
		h := Point{small.Draw(t, "h.x"), small.Draw(t, "h.y")}
		if a == b || h == a || h == b {
			t.Skip("not asked")
		}
		want := false
		// With coordinates this small, every stretch inside a pixel holds a multiple of 1/(4·dx·dy) or of 1/dx, 1/dy.
		dx, dy := int64(b.X-a.X), int64(b.Y-a.Y)
		steps := 8 * max(dx*dx, 1) * max(dy*dy, 1)
		for i := int64(0); i <= steps && !want; i++ {
			// 2·steps times the place, relative to the pixel's centre.
			x := 2 * (steps*int64(a.X-h.X) + i*dx)
			y := 2 * (steps*int64(a.Y-h.Y) + i*dy)
			want = -steps <= x && x < steps && -steps <= y && y < steps
		}
		if got := stabs(a, b, h); got != want {
			t.Fatalf("stabs(%v, %v, %v) = %v, want %v", a, b, h, got, want)
		}
	})
}

func TestCompareAngle(t *testing.T) {
	o := Point{10, -20}
	order := []Point{{11, -20}, {12, -19}, {11, -18}, {10, -19}, {9, -19}, {8, -20}, {9, -21}, {10, -21}, {12, -21}}
	for i, p := range order {
		for j, q := range order {
			if got := compareAngle(o, p, q); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("compareAngle(%v, %v) = %d at %d, %d", p, q, got, i, j)
			}
		}
	}
}

func TestNodeMakesPlanar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int32Range(1, 40).Draw(t, "lattice")
		point := rapid.Custom(func(t *rapid.T) Point {
			return Point{rapid.Int32Range(-n, n).Draw(t, "x"), rapid.Int32Range(-n, n).Draw(t, "y")}
		})
		b := newSoupBuilder(0)
		for label := range uint32(rapid.IntRange(1, 4).Draw(t, "rings")) {
			ring := rapid.SliceOfN(point, 3, 12).Draw(t, "ring")
			b.addPath(append(ring, ring[0]), label)
		}
		s := b.soup()
		if len(s.edges) == 0 {
			t.Skip("nothing but spikes")
		}
		bent := rapid.SampledFrom([]bending{bendNear, bendContacts}).Draw(t, "bent")
		noded, _, _ := node(s, bent)
		var segments []segment
		for _, e := range noded.edges {
			segments = append(segments, segment{noded.points[e.u], noded.points[e.v]})
		}
		if err := crossingError(segments); err != nil {
			t.Fatal(err)
		}
		again, _, _ := node(noded, bent)
		if len(again.edges) != len(noded.edges) {
			t.Fatalf("noding again changed %d edges to %d", len(noded.edges), len(again.edges))
		}
	})
}

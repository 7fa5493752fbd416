package topology

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Fixtures are drawn on the equator in units of 0.001 degree, about 111 m, so that small sums give the expected areas.
// unit is one of them on the base grid.
const unit = 10_000

// ring is x, y, x, y, … in fixture units.
func ring(xy ...float64) orb.Ring {
	var r orb.Ring
	for i := 0; i < len(xy); i += 2 {
		r = append(r, orb.Point{xy[i] / 1000, xy[i+1] / 1000})
	}
	return r
}

func area(polygons ...orb.Polygon) geo.Area { return geo.Area{Geometry: polygons} }

// box is a closed rectangle.
func box(x0, y0, x1, y1 float64) orb.Ring { return ring(x0, y0, x1, y0, x1, y1, x0, y1, x0, y0) }

func TestBuild(t *testing.T) {
	const metre = 1 / 111.3 // in fixture units
	for name, c := range map[string]struct {
		areas  []geo.Area
		snapM  float64
		want   []float64 // squares of fixture units, to a thousandth of one
		parts  []int     // polygons of each area
		arcs   int
		kinds  map[uint32]string // aid → what was reported
		touch  [][2]uint32       // neighbours by queen
		shared [][2]uint32       // neighbours by rook
	}{
		"square": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 3)})},
			want:  []float64{6}, parts: []int{1}, arcs: 1,
		},
		"wound the other way": {
			areas: []geo.Area{area(orb.Polygon{ring(0, 0, 0, 3, 2, 3, 2, 0, 0, 0)})},
			want:  []float64{6}, parts: []int{1}, arcs: 1,
		},
		"not closed": {
			areas: []geo.Area{area(orb.Polygon{ring(0, 0, 2, 0, 2, 3, 0, 3)})},
			want:  []float64{6}, parts: []int{1}, arcs: 1,
		},
		"repeated points": {
			areas: []geo.Area{area(orb.Polygon{ring(0, 0, 0, 0, 2, 0, 2, 0, 2, 3, 0, 3, 0, 3, 0, 0, 0, 0)})},
			want:  []float64{6}, parts: []int{1}, arcs: 1,
		},
		"bow-tie keeps both lobes": {
			areas: []geo.Area{area(orb.Polygon{ring(0, 0, 2, 2, 2, 0, 0, 2, 0, 0)})},
			want:  []float64{2}, parts: []int{2}, arcs: 2,
			kinds: map[uint32]string{1: "self-intersection"},
		},
		"figure of eight through a point": {
			areas: []geo.Area{area(orb.Polygon{ring(0, 0, 1, 1, 2, 0, 2, 2, 1, 1, 0, 2, 0, 0)})},
			want:  []float64{2}, parts: []int{2}, arcs: 2,
			kinds: map[uint32]string{1: "self-intersection"},
		},
		"spike": {
			areas: []geo.Area{area(orb.Polygon{ring(0, 0, 2, 0, 2, 2, 2, 5, 2, 2, 0, 2, 0, 0)})},
			want:  []float64{4}, parts: []int{1}, arcs: 1,
			kinds: map[uint32]string{1: "self-intersection"},
		},
		"ring without area": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}, orb.Polygon{ring(5, 5, 6, 6, 5, 5)})},
			want:  []float64{4}, parts: []int{1}, arcs: 1,
			kinds: map[uint32]string{1: "zero-area ring"},
		},
		"only a ring without area": {
			areas: []geo.Area{area(orb.Polygon{ring(5, 5, 6, 6, 7, 7, 5, 5)})},
			want:  []float64{0}, parts: []int{1}, arcs: 1,
			kinds: map[uint32]string{1: "self-intersection, lost"},
		},
		"hole": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 4, 4), box(1, 1, 2, 3)})},
			want:  []float64{14}, parts: []int{1}, arcs: 2,
		},
		"hole that touches its exterior in a point": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 4, 4), ring(0, 2, 2, 1, 2, 3, 0, 2)})},
			want:  []float64{14}, parts: []int{1}, arcs: 2,
		},
		"exterior that touches itself around a hole": {
			areas: []geo.Area{area(orb.Polygon{ring(0, 0, 4, 0, 4, 4, 0, 4, 0, 2, 2, 3, 2, 1, 0, 2, 0, 0)})},
			want:  []float64{14}, parts: []int{1}, arcs: 2,
			kinds: map[uint32]string{1: "self-intersection"},
		},
		"hole drawn outside": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2), box(5, 5, 6, 6)})},
			want:  []float64{5}, parts: []int{2}, arcs: 2,
			kinds: map[uint32]string{1: "nesting"},
		},
		"parts on top of each other": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}, orb.Polygon{box(1, 0, 3, 2)})},
			want:  []float64{6}, parts: []int{1}, arcs: 1,
			kinds: map[uint32]string{1: "nesting"},
		},
		"island in a hole": {
			areas: []geo.Area{
				area(orb.Polygon{box(0, 0, 6, 6), box(1, 1, 5, 5)}),
				area(orb.Polygon{box(2, 2, 4, 4)}),
			},
			want: []float64{20, 4}, parts: []int{1, 1}, arcs: 3,
		},
		"own island in a lake": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 6, 6), box(1, 1, 5, 5)}, orb.Polygon{box(2, 2, 4, 4), box(2.5, 2.5, 3, 3)})},
			want:  []float64{23.75}, parts: []int{2}, arcs: 4,
		},
		"two holes that touch in two points cut off what is between them": {
			areas: []geo.Area{area(orb.Polygon{
				box(0, 0, 8, 8), ring(1, 4, 4, 1, 7, 4, 4, 3), ring(1, 4, 4, 5, 7, 4, 4, 7),
			})},
			want: []float64{52}, parts: []int{2}, arcs: 5,
		},
		"island to the right of a corner": {
			areas: []geo.Area{
				area(orb.Polygon{ring(1, 0, 2, 5, 0, 5)}),
				area(orb.Polygon{box(-5, -5, 10, 10), ring(1, 0, 2, 5, 0, 5), box(3, 2, 4, 3)}),
				area(orb.Polygon{box(3, 2, 4, 3)}),
			},
			want: []float64{5, 219, 1}, parts: []int{1, 1, 1}, arcs: 3,
			touch: [][2]uint32{{1, 2}, {2, 3}}, shared: [][2]uint32{{1, 2}, {2, 3}},
		},
		"enclave with its hole": {
			areas: []geo.Area{
				area(orb.Polygon{box(0, 0, 6, 6), box(1, 1, 5, 5)}),
				area(orb.Polygon{box(1, 1, 5, 5)}),
			},
			want: []float64{20, 16}, parts: []int{1, 1}, arcs: 2,
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"enclave drawn without a hole": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 6, 6)}), area(orb.Polygon{box(1, 1, 5, 5)})},
			want:  []float64{20, 16}, parts: []int{1, 1}, arcs: 2,
			kinds: map[uint32]string{1: "overlap", 2: "overlap"},
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"the same polygon twice": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}), area(orb.Polygon{box(0, 0, 2, 2)})},
			want:  []float64{4, 0}, parts: []int{1, 1}, arcs: 3,
			kinds: map[uint32]string{1: "overlap", 2: "overlap, lost"},
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"two areas that meet in a point": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}), area(orb.Polygon{box(2, 2, 4, 4)})},
			want:  []float64{4, 4}, parts: []int{1, 1}, arcs: 2,
			touch: [][2]uint32{{1, 2}},
		},
		"four areas around a point": {
			areas: []geo.Area{
				area(orb.Polygon{box(0, 0, 1, 1)}), area(orb.Polygon{box(1, 0, 2, 1)}),
				area(orb.Polygon{box(0, 1, 1, 2)}), area(orb.Polygon{box(1, 1, 2, 2)}),
			},
			want: []float64{1, 1, 1, 1}, parts: []int{1, 1, 1, 1}, arcs: 8,
			touch:  [][2]uint32{{1, 2}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 4}},
			shared: [][2]uint32{{1, 2}, {1, 3}, {2, 4}, {3, 4}},
		},
		"T-junction": {
			areas: []geo.Area{
				area(orb.Polygon{box(0, 0, 4, 1)}),
				area(orb.Polygon{box(0, 1, 2, 3)}), area(orb.Polygon{box(2, 1, 4, 3)}),
			},
			want: []float64{4, 4, 4}, parts: []int{1, 1, 1}, arcs: 6,
			touch:  [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
			shared: [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
		},
		"T-junction half a metre short": {
			areas: []geo.Area{
				area(orb.Polygon{box(0, 0, 4, 1)}),
				area(orb.Polygon{ring(0, 1, 2, 1+metre/2, 2, 3, 0, 3)}), area(orb.Polygon{ring(2, 1+metre/2, 4, 1, 4, 3, 2, 3)}),
			},
			snapM: 1,
			want:  []float64{4 + 2*metre/2, 4 - metre/2, 4 - metre/2}, parts: []int{1, 1, 1}, arcs: 6,
			kinds:  map[uint32]string{1: "border mismatch"},
			touch:  [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
			shared: [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
		},
		"overrun of half a metre": {
			areas: []geo.Area{
				area(orb.Polygon{box(0, 0, 4, 1)}),
				area(orb.Polygon{ring(0, 1, 2, 1-metre/2, 2, 3, 0, 3)}), area(orb.Polygon{ring(2, 1-metre/2, 4, 1, 4, 3, 2, 3)}),
			},
			snapM: 1,
			want:  []float64{4 - 2*metre/2, 4 + metre/2, 4 + metre/2}, parts: []int{1, 1, 1}, arcs: 6,
			kinds:  map[uint32]string{1: "border mismatch"},
			touch:  [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
			shared: [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
		},
		"hairline gap open at both ends": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}), area(orb.Polygon{box(2+metre/2, 0, 4, 2)})},
			snapM: 1,
			want:  []float64{4, 4}, parts: []int{1, 1}, arcs: 3,
			kinds: map[uint32]string{2: "border mismatch"},
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"hairline gap left open": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}), area(orb.Polygon{box(2+metre/2, 0, 4, 2)})},
			want:  []float64{4, 4 - metre}, parts: []int{1, 1}, arcs: 2,
		},
		"hairline overlap": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}), area(orb.Polygon{box(2-metre/2, 0, 4, 2)})},
			snapM: 1,
			want:  []float64{4, 4}, parts: []int{1, 1}, arcs: 3,
			kinds: map[uint32]string{2: "border mismatch"},
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"overlap without snapping goes to the smaller": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 3, 2)}), area(orb.Polygon{box(2, 0, 4, 2)})},
			want:  []float64{4, 4}, parts: []int{1, 1}, arcs: 3,
			kinds: map[uint32]string{1: "overlap", 2: "overlap"},
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"gap whose points are far apart": {
			// A lens half a metre wide, its corner too far from any point of the other side to be the same point.
			areas: []geo.Area{
				area(orb.Polygon{ring(0, 0, 4, 0, 4, 2, 0, 2)}),
				area(orb.Polygon{ring(0, 2, 2, 2+metre/2, 4, 2, 4, 4, 0, 4)}),
			},
			snapM: 1,
			want:  []float64{8 + metre, 8 - metre}, parts: []int{1, 1}, arcs: 3,
			kinds: map[uint32]string{1: "border mismatch"},
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"hairline gap between three areas goes to the longest side": {
			areas: []geo.Area{
				area(orb.Polygon{ring(0.8*metre, 0, 2, 0, 2, 2, 0, 2, 0, 0.8*metre)}),
				area(orb.Polygon{ring(0, 0.8*metre, 0, 2, -2, 2, -2, -2, 0, 0)}),
				area(orb.Polygon{ring(0, 0, -2, -2, 2, -2, 2, 0, 0.8*metre, 0)}),
			},
			snapM: 1,
			want:  []float64{4, 6, 6}, parts: []int{1, 1, 1}, arcs: 6,
			kinds:  map[uint32]string{1: "gap"},
			touch:  [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
			shared: [][2]uint32{{1, 2}, {1, 3}, {2, 3}},
		},
		"two islands ten metres apart stay apart": {
			areas: []geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}), area(orb.Polygon{box(2+10*metre, 0, 4, 2)})},
			snapM: 1,
			want:  []float64{4, 4 - 20*metre}, parts: []int{1, 1}, arcs: 2,
		},
		"detail finer than the snap distance where two areas meet at the coast": {
			areas: []geo.Area{
				area(orb.Polygon{ring(0, 0, 2, 0, 2, 2, 2-metre/4, 2+metre/4, 0, 2, 0, 0)}),
				area(orb.Polygon{ring(2, 0, 4, 0, 4, 2, 2+metre/4, 2+metre/4, 2, 2, 2, 0)}),
			},
			snapM: 1,
			want:  []float64{4 + metre/4, 4 + metre/4}, parts: []int{1, 1}, arcs: 3,
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
		"overhang finer than the snap distance where two areas meet at the coast": {
			areas: []geo.Area{
				area(orb.Polygon{ring(0, 0, 2, 0, 2, 2, 2+metre/4, 2+metre/2, 0, 2, 0, 0)}),
				area(orb.Polygon{box(2, 0, 4, 2)}),
			},
			snapM: 1,
			want:  []float64{4 + metre/2, 4}, parts: []int{1, 1}, arcs: 3,
			touch: [][2]uint32{{1, 2}}, shared: [][2]uint32{{1, 2}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			m, report, err := Build(c.areas, Options{SnapM: c.snapM})
			if err != nil {
				t.Fatal(err)
			}
			checkMesh(t, m)
			for i, want := range c.want {
				aid := uint32(i + 1)
				if got := float64(doubledArea(m, aid)) / 2 / unit / unit; math.Abs(got-want) > 1e-3 {
					t.Errorf("area %d is %.4f, want %.4f", aid, got, want)
				}
				if got := len(m.Polygons(aid)); got != c.parts[i] {
					t.Errorf("area %d has %d polygons, want %d", aid, got, c.parts[i])
				}
			}
			if len(m.Arcs) != c.arcs {
				t.Errorf("%d arcs, want %d: %v", len(m.Arcs), c.arcs, m.Arcs)
			}
			kinds := make(map[uint32]string)
			for _, r := range report.Repairs {
				kinds[r.AID] = r.What()
				if overlaps, named := slices.Contains(r.Kinds, Overlap), len(r.With) > 0; overlaps != named || slices.Contains(r.With, r.AID) {
					t.Errorf("area %d is reported as %q, with %v", r.AID, r.What(), r.With)
				}
			}
			for aid := range uint32(len(c.areas)) {
				if kinds[aid+1] != c.kinds[aid+1] {
					t.Errorf("area %d is reported as %q, want %q", aid+1, kinds[aid+1], c.kinds[aid+1])
				}
			}
			if got := pairsOf(m.Neighbours()); !slices.Equal(got, c.touch) {
				t.Errorf("neighbours %v, want %v", got, c.touch)
			}
			if got := pairsOf(m.Rook()); !slices.Equal(got, c.shared) {
				t.Errorf("rook neighbours %v, want %v", got, c.shared)
			}
		})
	}
}

// pairsOf lists neighbours as pairs of aids, the lesser first.
func pairsOf(n geo.Neighbours) [][2]uint32 {
	var pairs [][2]uint32
	for i, others := range n {
		for _, j := range others {
			if int(j) > i {
				pairs = append(pairs, [2]uint32{uint32(i + 1), uint32(j + 1)})
			}
		}
	}
	return pairs
}

func TestBuildErrors(t *testing.T) {
	for name, c := range map[string]struct {
		area  geo.Area
		snapM float64
		want  string
	}{
		"no polygon":      {geo.Area{Code: "E01", Feature: 7}, 0, "area E01 (feature 7): has no points"},
		"easting":         {geo.Area{Code: "E01", Geometry: orb.MultiPolygon{{{{0, 0}, {407000, 287000}}}}}, 0, "polygon 1, ring 1: position 2 is (407000, 287000), not a longitude and latitude"},
		"not a number":    {geo.Area{Code: "E01", Geometry: orb.MultiPolygon{{{{0, math.NaN()}}}}}, 0, "position 1 is (0, NaN)"},
		"round the world": {geo.Area{Code: "E01", Geometry: orb.MultiPolygon{{{{-170, 0}, {170, 0}, {170, 5}}}}}, 0, "longer than 90 degrees"},
		"snap":            {area(orb.Polygon{box(0, 0, 1, 1)}), -1, "snap distance -1 m"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := Build([]geo.Area{c.area}, Options{SnapM: c.snapM})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestBuildDoesNotDependOnDrawing(t *testing.T) {
	a, b := box(0, 0, 2, 2), box(2, 0, 4, 2)
	first, _, err := Build([]geo.Area{area(orb.Polygon{a}), area(orb.Polygon{b})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	turned := ring(2, 2, 0, 2, 0, 0, 2, 0, 2, 2)
	slices.Reverse(turned)
	second, _, err := Build([]geo.Area{area(orb.Polygon{turned}), area(orb.Polygon{b})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range first.Arcs {
		if !slices.Equal(first.Arcs[i].Points, second.Arcs[i].Points) || first.Arcs[i].Left != second.Arcs[i].Left {
			t.Errorf("arc %d is %v, drawn otherwise %v", i, first.Arcs[i], second.Arcs[i])
		}
	}
}

package topology

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A cell is of the area that holds its centre, but where a border comes by within what was left out of it.
func TestCellsAreOfTheAreaAtTheirCentre(t *testing.T) {
	cells := 0
	rapid.Check(t, func(t *rapid.T) {
		m, _, err := Build(partition(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		g := mercator{size: float64(int64(16) << rapid.IntRange(0, 20).Draw(t, "zoom"))}
		thinning := rapid.SampledFrom([]float64{0, 0.5}).Draw(t, "thinning")
		r, ok := m.rasterOn(g, thinning)
		if !ok {
			t.Skip("areas are more than a few units wide")
		}
		moved := func(q Point) position { return g.at(degrees{}.lonLat(float64(q.X), float64(q.Y))) }
		for i, is := range r.owner {
			centre := position{float64(r.lo.X) + float64(i%r.cols) + 0.5, float64(r.lo.Y) + float64(i/r.cols) + 0.5}
			const rounding = 0.01 // of the world's points
			if distanceToBorders(m, moved, centre) <= thinning+rounding {
				continue
			}
			if was := ownerAt(m, moved, centre); is != was {
				t.Fatalf("the cell around %v is of area %d, its centre of %d", centre, is, was)
			}
			if is != 0 {
				cells++
			}
		}
	})
	if cells == 0 {
		t.Error("no cell with an owner was looked at")
	}
}

// The borders of a narrow area between two others have come past each other: beyond them is what is beyond both.
func TestFillBeyondBordersThatCross(t *testing.T) {
	r, ok := newRaster(Point{10, 10}, Point{18, 11}, 1<<10, 3)
	if !ok {
		t.Fatal("no raster")
	}
	r.fill(func(yield func(a, b position, west, east uint32)) {
		for _, border := range []struct {
			x          float64
			west, east uint32
		}{{10, 0, 1}, {14.2, 1, 2}, {14.1, 2, 3}, {18, 3, 0}} {
			yield(position{border.x, 10}, position{border.x, 11}, border.west, border.east)
		}
	})
	row := r.owner[(10-r.lo.Y)*int32(r.cols)+10-r.lo.X:][:8]
	if want := []uint32{1, 1, 1, 1, 3, 3, 3, 3}; !slices.Equal(row, want) {
		t.Errorf("row of %v, want %v", row, want)
	}
	if want := []int32{0, 4, 0, 4}; !slices.Equal(r.cells[1:], want[1:]) {
		t.Errorf("areas have %v cells, want %v", r.cells[1:], want[1:])
	}
}

// What is traced around an area's cells encloses as many square units as it has cells.
func TestBordersEncloseTheCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const n = 4
		r := &raster{cols: rapid.IntRange(1, 8).Draw(t, "cols"), rows: rapid.IntRange(1, 8).Draw(t, "rows"), lo: Point{10, 20}}
		count := make([]int64, n+1)
		for range r.cols * r.rows {
			owner := rapid.Uint32Range(0, n).Draw(t, "owner")
			r.owner = append(r.owner, owner)
			count[owner]++
		}
		m := newMesh(r.arcs(cutLines{every: 8, buffer: 1}), n, mercator{size: 1 << 12}, nil)
		if err := meshError(m); err != nil {
			t.Fatal(err)
		}
		if err := cutError(m, 8, 1); err != nil {
			t.Fatal(err)
		}
		for aid := uint32(1); aid <= n; aid++ {
			if got := doubledArea(m, aid); got != 2*count[aid] {
				t.Fatalf("area %d has %d half units, want %d", aid, got, 2*count[aid])
			}
		}
	})
}

// Each of nine areas without a cell gets one as near as there is room, and none of the others loses its last.
func TestPlaceLeavesEveryAreaACell(t *testing.T) {
	const n = 11
	r := &raster{cols: 6, rows: 6, owner: make([]uint32, 36), cells: make([]int32, n+1), full: make([]uint16, 36)}
	for i := range r.owner {
		r.owner[i] = 1
	}
	r.owner[21] = 2 // the cell at (3, 3), all it has
	r.cells[1], r.cells[2] = 35, 1
	for aid := uint32(3); aid <= n; aid++ {
		r.place(aid, Point{3, 3})
	}
	found := make(map[uint32][]Point)
	for i, owner := range r.owner {
		found[owner] = append(found[owner], Point{int32(i % 6), int32(i / 6)})
	}
	if len(found[2]) != 1 || found[2][0] != (Point{3, 3}) {
		t.Errorf("area 2 has %v, want its one cell", found[2])
	}
	far := 0
	for aid := uint32(3); aid <= n; aid++ {
		if len(found[aid]) != 1 {
			t.Fatalf("area %d has %v, want one cell", aid, found[aid])
		}
		if p := found[aid][0]; max(math.Abs(float64(p.X-3)), math.Abs(float64(p.Y-3))) > 1 {
			far++
		}
	}
	if far != 1 {
		t.Errorf("%d of nine are further than one cell away, want one: eight have room", far)
	}
}

func distanceToBorders(m *Mesh, moved func(Point) position, at position) float64 {
	nearest := math.Inf(1)
	for _, a := range m.Arcs {
		for i := 1; i < len(a.Points); i++ {
			nearest = min(nearest, squareDistance(at, moved(a.Points[i-1]), moved(a.Points[i])))
		}
	}
	return math.Sqrt(nearest)
}

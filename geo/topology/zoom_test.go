package topology

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

func TestMercator(t *testing.T) {
	g := mercator{size: 4096 << 12}
	for _, c := range []struct {
		at   orb.Point
		want Point
	}{
		{orb.Point{0, 0}, Point{4096 << 11, 4096 << 11}},
		{orb.Point{-180, 85.0511287798066}, Point{0, 0}},
		{orb.Point{180, -85.0511287798066}, Point{4096 << 12, 4096 << 12}},
		{orb.Point{180, -90}, Point{4096 << 12, 4096 << 12}}, // beyond the square: at its edge
		// EPSG Guidance Note 7-2, Popular Visualisation Pseudo Mercator: 100°20′00.000″W 24°22′54.433″N is
		// E −11169055.58 m, N 2800000.00 m.
		{orb.Point{-(100 + 20.0/60), 24 + 22.0/60 + 54.433/3600}, Point{
			int32(math.Round((0.5 - 11169055.58/(2*math.Pi*6378137)) * (4096 << 12))),
			int32(math.Round((0.5 - 2800000.00/(2*math.Pi*6378137)) * (4096 << 12))),
		}},
	} {
		if got := g.at(c.at).point(); got != c.want {
			t.Errorf("%v is at %v, want %v", c.at, got, c.want)
		}
		if c.at[1] > -86 {
			back := g.lonLat(float64(c.want.X), float64(c.want.Y))
			if math.Abs(back[0]-c.at[0]) > 2e-5 || math.Abs(back[1]-c.at[1]) > 2e-5 {
				t.Errorf("%v comes back as %v", c.at, back)
			}
		}
	}
}

func TestCutLines(t *testing.T) {
	c := cutLines{every: 100, buffer: 10}
	var got []int64
	c.between(215, -15, func(v int64) { got = append(got, v) })
	slices.Sort(got)
	if want := []int64{-10, 10, 90, 110, 190, 210}; !slices.Equal(got, want) {
		t.Errorf("between −15 and 215: %v, want %v", got, want)
	}
	c.between(10, 90, func(v int64) { t.Errorf("%d is not strictly between 10 and 90", v) })
	for v, want := range map[int32]bool{10: true, 90: true, 190: true, -10: true, 0: false, 100: false, 50: false} {
		if c.on(Point{v, 50}) != want || c.on(Point{50, v}) != want {
			t.Errorf("on a cut line at %d: want %v", v, want)
		}
	}
}

// At zoom 4 the second tile from the Greenwich meridian to the east begins at x = 9 × 4096. A square across that edge
// has points where it crosses 64 units either side of it, and nowhere else but at its corners.
func TestAtZoomCutsAtTileEdges(t *testing.T) {
	g := mercator{size: 4096 << 4}
	at := func(x, y float64) orb.Point { return g.lonLat(x, y) }
	const edge, top = 9 * 4096, 8*4096 - 2000
	m, _, err := Build([]geo.Area{area(orb.Polygon{{
		at(edge-500, top), at(edge+500, top), at(edge+500, top+1000), at(edge-500, top+1000), at(edge-500, top),
	}})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	zoomed, err := m.AtZoom(4, tiles)
	if err != nil {
		t.Fatal(err)
	}
	want := []Point{
		{edge - 500, top}, {edge - 64, top}, {edge + 64, top}, {edge + 500, top},
		{edge + 500, top + 1000}, {edge + 64, top + 1000}, {edge - 64, top + 1000}, {edge - 500, top + 1000},
		{edge - 500, top},
	}
	polygons := zoomed.Polygons(1)
	if len(polygons) != 1 || len(polygons[0]) != 1 || !slices.Equal(polygons[0][0], want) {
		t.Errorf("got %v, want one ring %v", polygons, want)
	}
}

// Every point left out of a round island takes ground from it, and every point of a round lake adds some. At a zoom at which the island is
// a few dozen units wide, what it may stray would take a twentieth of it.
func TestAtZoomKeepsTheGround(t *testing.T) {
	g := mercator{size: 4096 << 4}
	round := func(radius float64) orb.Ring {
		var r orb.Ring
		for i := range 201 {
			sin, cos := math.Sincos(2 * math.Pi * float64(i%200) / 200)
			r = append(r, g.lonLat(9*4096+500+radius*cos, 8*4096-2000+radius*sin))
		}
		return r
	}
	for name, polygon := range map[string]orb.Polygon{
		"an island":             {round(30)},
		"an island with a lake": {round(60), round(30)},
		"a larger island":       {round(300)},
	} {
		m, _, err := Build([]geo.Area{area(polygon)}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		zoomed, err := m.AtZoom(4, tiles)
		if err != nil {
			t.Fatal(err)
		}
		checkMesh(t, zoomed)
		want := 0.0
		for i, r := range polygon {
			radius := g.at(r[0]).x - (9*4096 + 500)
			want += math.Pi * radius * radius * float64(1-2*i)
		}
		got := float64(doubledArea(zoomed, 1)) / 2
		t.Logf("%s: %.1f square units, want %.1f; %d of %d points", name, got, want, zoomed.Vertices(), m.Vertices())
		if math.Abs(got/want-1) > 0.001 {
			t.Errorf("%s has %.1f square units, want %.1f to a thousandth", name, got, want)
		}
		if zoomed.Vertices() > m.Vertices()/2 {
			t.Errorf("%s has %d points of %d", name, zoomed.Vertices(), m.Vertices())
		}
	}
}

// A square metre is far below a unit at zoom 8, and so is its twin beside it: each gets a unit of its own, out of the
// large area around them.
func TestAtZoomKeepsTheSmallest(t *testing.T) {
	const metre = 1 / 111.3
	first, second := box(50, 50, 50+metre, 50+metre), box(50+metre, 50, 50+2*metre, 50+metre)
	around := area(orb.Polygon{box(0, 0, 100, 100), box(50, 50, 50+2*metre, 50+metre)})
	m, report, err := Build([]geo.Area{around, area(orb.Polygon{first}), area(orb.Polygon{second})}, Options{})
	if err != nil || len(report.Repairs) > 0 {
		t.Fatal(err, report)
	}
	zoomed, err := m.AtZoom(8, tiles)
	if err != nil {
		t.Fatal(err)
	}
	checkMesh(t, zoomed)
	if want := []uint32{2, 3}; !slices.Equal(zoomed.StandIns, want) {
		t.Errorf("stand-ins for %v, want %v", zoomed.StandIns, want)
	}
	if one, two := doubledArea(zoomed, 2), doubledArea(zoomed, 3); one != 2 || two != 2 {
		t.Errorf("stand-ins of %d and %d half units, want 2 and 2", one, two)
	}
}

// An area whose ground all went to another is still on the map.
func TestAtZoomKeepsTheLost(t *testing.T) {
	m, _, err := Build([]geo.Area{area(orb.Polygon{box(0, 0, 20, 20)}), area(orb.Polygon{box(0, 0, 20, 20)})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, mesh := range []*Mesh{m, m.Dissolve([]uint32{2, 1}, 2)} {
		zoomed, err := mesh.AtZoom(10, tiles)
		if err != nil {
			t.Fatal(err)
		}
		checkMesh(t, zoomed)
		if err := absentError(zoomed); err != nil {
			t.Error(err)
		}
		if len(zoomed.StandIns) != 1 {
			t.Errorf("stand-ins for %v, want one", zoomed.StandIns)
		}
	}
}

func TestAtZoomErrors(t *testing.T) {
	m, _, err := Build([]geo.Area{area(orb.Polygon{box(0, 0, 2, 2)})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	zoomed, err := m.AtZoom(12, tiles)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		mesh *Mesh
		z    int
		opts ZoomOptions
		want string
	}{
		"zoom mesh":  {zoomed, 8, tiles, "not a base mesh"},
		"too deep":   {m, 17, tiles, "use a lower zoom"},
		"below zero": {m, -1, tiles, "use a lower zoom"},
		"no extent":  {m, 8, ZoomOptions{}, "want Extent"},
		"buffer":     {m, 8, ZoomOptions{Extent: 4096, Buffer: 4000}, "want Extent"},
		"tolerance":  {m, 8, ZoomOptions{Extent: 4096, ToleranceUnits: math.NaN()}, "want Extent"},
	} {
		if _, err := c.mesh.AtZoom(c.z, c.opts); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
	}
}

func TestAtZoomIsRepeatable(t *testing.T) {
	areas := birmingham(t)
	var meshes []*Mesh
	for range 2 {
		m, _, err := Build(areas, Options{SnapM: 1})
		if err != nil {
			t.Fatal(err)
		}
		zoomed, err := m.AtZoom(9, tiles)
		if err != nil {
			t.Fatal(err)
		}
		meshes = append(meshes, zoomed)
	}
	if !slices.EqualFunc(meshes[0].Arcs, meshes[1].Arcs, equalArcs) {
		t.Error("two builds of the same areas differ")
	}
}

package topology

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// stripZoom is the zoom at which strips are drawn here, and stripGrid its grid. Places are in its units from an origin.
const stripZoom = 4

var stripGrid = mercator{size: 4096 << stripZoom}

// scene is areas beside each other, as rings of places.
type scene [][]position

// How wide and high a scene is, and where its two halves meet.
const (
	sceneWidth  = 110.0
	sceneHeight = 90.0
	sceneMiddle = 40.0
)

// bar returns the sides of a strip as they leave its beginning at the middle of a scene: the one of lesser y, then the other one.
func bar(from, to position, width float64) (low, high [2]position) {
	dx, dy := to.x-from.x, to.y-from.y
	length := math.Hypot(dx, dy)
	nx, ny := -dy/length*width/2, dx/length*width/2
	rise := width / 2 * length / dx // of the sides at the middle line
	low = [2]position{{from.x, from.y - rise}, {to.x - nx, to.y - ny}}
	high = [2]position{{from.x, from.y + rise}, {to.x + nx, to.y + ny}}
	return low, high
}

// tongue is a strip of the western half in the eastern.
func tongue(to position, width float64) scene {
	low, high := bar(position{sceneMiddle, sceneHeight / 3}, to, width)
	return scene{
		{{0, 0}, {sceneMiddle, 0}, low[0], low[1], high[1], high[0], {sceneMiddle, sceneHeight}, {0, sceneHeight}},
		{{sceneMiddle, 0}, {sceneWidth, 0}, {sceneWidth, sceneHeight}, {sceneMiddle, sceneHeight}, high[0], high[1], low[1], low[0]},
	}
}

// seaTongue is a strip of the western half where there is only sea.
func seaTongue(to position, width float64) scene { return tongue(to, width)[:1] }

// inlet is a strip of sea in the land in the east.
func inlet(to position, width float64) scene { return tongue(to, width)[1:] }

// between is a strip of the western half between two areas in the east.
func between(to position, width float64) scene {
	low, high := bar(position{sceneMiddle, sceneHeight / 3}, to, width)
	end := position{sceneWidth, to.y}
	return scene{
		tongue(to, width)[0],
		{{sceneMiddle, 0}, {sceneWidth, 0}, end, low[1], low[0]},
		{end, {sceneWidth, sceneHeight}, {sceneMiddle, sceneHeight}, high[0], high[1], low[1]},
	}
}

// neck is a strip that joins the western half with a square in the east, the only area there is but for what the strip divides.
func neck(to position, width float64) scene {
	low, high := bar(position{sceneMiddle, sceneHeight / 3}, to, width)
	return scene{
		{
			{0, 0}, {sceneMiddle, 0}, low[0], low[1], {to.x, to.y - 12}, {to.x + 12, to.y - 12},
			{to.x + 12, to.y + 12}, {to.x, to.y + 12}, high[1], high[0], {sceneMiddle, sceneHeight}, {0, sceneHeight},
		},
		{
			{sceneMiddle, 0}, {sceneWidth, 0}, {sceneWidth, sceneHeight}, {sceneMiddle, sceneHeight}, high[0], high[1],
			{to.x, to.y + 12}, {to.x + 12, to.y + 12}, {to.x + 12, to.y - 12}, {to.x, to.y - 12}, low[1], low[0],
		},
	}
}

// seaNeck is a neck where there is only sea.
func seaNeck(to position, width float64) scene { return neck(to, width)[:1] }

// twoTongues is two tongues beside each other with as much between them as they are wide.
func twoTongues(to position, width float64) scene {
	low, high := bar(position{sceneMiddle, sceneHeight / 3}, to, width)
	down := func(p position) position { return position{p.x, p.y + 3*width} }
	return scene{
		{
			{0, 0}, {sceneMiddle, 0}, low[0], low[1], high[1], high[0], down(low[0]), down(low[1]), down(high[1]), down(high[0]),
			{sceneMiddle, sceneHeight}, {0, sceneHeight},
		},
		{
			{sceneMiddle, 0}, {sceneWidth, 0}, {sceneWidth, sceneHeight}, {sceneMiddle, sceneHeight},
			down(high[0]), down(high[1]), down(low[1]), down(low[0]), high[0], high[1], low[1], low[0],
		},
	}
}

var scenes = []struct {
	name string
	of   func(to position, width float64) scene
}{
	{"a tongue", tongue},
	{"a tongue between two", between},
	{"a tongue in the sea", seaTongue},
	{"an inlet", inlet},
	{"a neck", neck},
	{"a neck in the sea", seaNeck},
	{"two tongues", twoTongues},
}

// turned returns a scene with x and y swapped, so that what went across goes up.
func (s scene) turned() scene {
	var out scene
	for _, ring := range s {
		var swapped []position
		for _, p := range ring {
			swapped = append(swapped, position{p.y, p.x})
		}
		out = append(out, swapped)
	}
	return out
}

// build makes the base mesh of a scene whose origin is at a place.
func (s scene) build(t testing.TB, origin position) *Mesh {
	t.Helper()
	m, err := s.mesh(origin)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (s scene) mesh(origin position) (*Mesh, error) {
	var areas []geo.Area
	for _, places := range s {
		var r orb.Ring
		for _, p := range places {
			r = append(r, stripGrid.lonLat(origin.x+p.x, origin.y+p.y))
		}
		areas = append(areas, area(orb.Polygon{append(r, r[0])}))
	}
	m, report, err := Build(areas, Options{})
	if err == nil && len(report.Repairs) > 0 {
		err = fmt.Errorf("repaired: %v", report.Repairs)
	}
	return m, err
}

func atStripZoom(t *testing.T, m *Mesh, opts ZoomOptions) *Mesh {
	t.Helper()
	zoomed, err := m.AtZoom(stripZoom, opts)
	if err != nil {
		t.Fatal(err)
	}
	checkMesh(t, zoomed)
	return zoomed
}

// stripsError fails when the mesh of a zoom is none, or has the border of an area further from where it was than so many units.
func stripsError(m *Mesh, opts ZoomOptions, most float64) error {
	zoomed, err := m.AtZoom(stripZoom, opts)
	if err != nil {
		return err
	}
	for _, err := range []error{meshError(zoomed), absentError(zoomed), cutError(zoomed, int32(opts.Extent), int32(opts.Buffer))} {
		if err != nil {
			return err
		}
	}
	return bordersError(m, zoomed, most)
}

// bordersError fails when a place on the border of an area, as it was or as it is drawn, is further from the other than so many units.
// Areas shown by a stand-in are passed over.
func bordersError(base, zoomed *Mesh, most float64) error {
	for aid := uint32(1); int(aid) <= base.Len(); aid++ {
		if slices.Contains(zoomed.StandIns, aid) {
			continue
		}
		was, is := bordersOf(base, aid, baseOnStripGrid), bordersOf(zoomed, aid, Point.position)
		if at, d := farthest(was, is); d > most {
			return fmt.Errorf("area %d: its border at %v is left out by %.2f units", aid, at, d)
		}
		if at, d := farthest(is, was); d > most {
			return fmt.Errorf("area %d: its border is drawn at %v, %.2f units from where it is", aid, at, d)
		}
	}
	return nil
}

func baseOnStripGrid(p Point) position {
	return stripGrid.at(degrees{}.lonLat(float64(p.X), float64(p.Y)))
}

// bordersOf returns the segments of an area's borders.
func bordersOf(m *Mesh, aid uint32, moved func(Point) position) (segments [][2]position) {
	for _, a := range m.Arcs {
		if a.Left != aid && a.Right != aid {
			continue
		}
		for i := 1; i < len(a.Points); i++ {
			segments = append(segments, [2]position{moved(a.Points[i-1]), moved(a.Points[i])})
		}
	}
	return segments
}

// farthest returns the place on some segments that is farthest from others, to a tenth of a unit.
func farthest(from, to [][2]position) (at position, most float64) {
	most = -1
	for _, s := range from {
		steps := int(math.Ceil(10 * math.Hypot(s[1].x-s[0].x, s[1].y-s[0].y)))
		for i := range steps + 1 {
			share := float64(i) / float64(max(steps, 1))
			p := position{s[0].x + share*(s[1].x-s[0].x), s[0].y + share*(s[1].y-s[0].y)}
			nearest := math.Inf(1)
			for _, o := range to {
				nearest = min(nearest, squareDistance(p, o[0], o[1]))
			}
			if nearest > most {
				at, most = p, nearest
			}
		}
	}
	return at, math.Sqrt(most)
}

// inTile is a place well inside a tile, and onCut one where the scene goes across lines along which tiles are clipped.
var (
	inTile = position{36000, 24000}
	onCut  = position{9*4096 - 64 - 61, 6*4096 - 64 - 41}
)

// aUnit is a unit and what positions are rounded by in the base mesh.
const aUnit = 1.001

// exactly and roughly are a deepest zoom and one above it: a border may be a unit astray, or a pixel.
var (
	exactly = ZoomOptions{Extent: 4096, Buffer: 64}
	roughly = ZoomOptions{Extent: 4096, Buffer: 64, ToleranceUnits: 4}
)

func TestStripsAreKept(t *testing.T) {
	for _, s := range scenes {
		for _, direction := range []struct {
			name   string
			to     position
			turned bool
		}{
			{"across", position{90, sceneHeight / 3}, false},
			{"up", position{90, sceneHeight / 3}, true},
			{"at 45°", position{80, sceneHeight/3 + 40}, false},
			{"at 17 to 41", position{81, sceneHeight/3 + 17}, false},
			{"at 41 to 17", position{81, sceneHeight/3 + 17}, true},
		} {
			for _, width := range []float64{0.3, 0.0002} {
				t.Run(fmt.Sprintf("%s %s, %g units wide", s.name, direction.name, width), func(t *testing.T) {
					drawn := s.of(direction.to, width)
					if direction.turned {
						drawn = drawn.turned()
					}
					for _, origin := range []position{inTile, onCut} {
						m := drawn.build(t, origin)
						// A strip may begin a unit from its area, or be broken for a unit. It is not drawn in many pieces.
						if parts := len(atStripZoom(t, m, exactly).Polygons(1)); parts > 5 {
							t.Errorf("at %v: the strip's area is in %d parts, want 5 at most", origin, parts)
						}
						if err := stripsError(m, exactly, aUnit); err != nil {
							t.Errorf("at %v: %v", origin, err)
						}
						if err := stripsError(m, roughly, 8); err != nil {
							t.Errorf("at %v, roughly: %v", origin, err)
						}
					}
				})
			}
		}
	}
}

// A strip has a unit of ground for each unit it goes along its axis, whether a line of the grid lies between its sides or not.
func TestStripsAreAUnitWide(t *testing.T) {
	for _, width := range []float64{0.3, 0.0002} {
		for _, to := range []position{{90, sceneHeight / 3}, {90, sceneHeight/3 + 0.01}, {90, sceneHeight/3 + 40}} {
			m := seaTongue(to, width).build(t, inTile)
			ground := float64(doubledArea(atStripZoom(t, m, exactly), 1))/2 - sceneMiddle*sceneHeight
			if length := to.x - sceneMiddle; math.Abs(ground-length) > 2 {
				t.Errorf("a strip %g wide and %g long, to %v, has %g units of ground", width, length, to, ground)
			}
		}
	}
}

// What reaches no further than a border may be astray is left out.
func TestShortStripsAreLeftOut(t *testing.T) {
	for _, s := range scenes[:4] {
		for _, c := range []struct {
			length float64
			opts   ZoomOptions
		}{{0.8, exactly}, {3.5, roughly}} {
			to := position{sceneMiddle + c.length, sceneHeight / 3}
			if s.name == "a tongue between two" && c.length < 1 {
				continue // the border that goes on from its end begins nearer
			}
			m := s.of(to, 0.3).build(t, inTile)
			zoomed := atStripZoom(t, m, c.opts)
			for _, a := range zoomed.Arcs {
				for _, p := range a.Points {
					if x := float64(p.X) - inTile.x; x > sceneMiddle && x < sceneMiddle+5 {
						t.Errorf("%s %g units long is drawn: %v", s.name, c.length, a.Points)
					}
				}
			}
		}
	}
}

// An area may lie all under a link of a strip. It stays, and so does the strip.
func TestStripsHideNoArea(t *testing.T) {
	const size = 0.4
	to := position{90, sceneHeight / 3}
	low, high := bar(position{sceneMiddle, sceneHeight / 3}, to, 0.3)
	small := []position{{60, high[0].y}, {60 + size, high[0].y}, {60 + size, high[0].y + size}, {60, high[0].y + size}}
	s := tongue(to, 0.3)
	s[1] = []position{
		{sceneMiddle, 0}, {sceneWidth, 0}, {sceneWidth, sceneHeight}, {sceneMiddle, sceneHeight},
		high[0], small[0], small[3], small[2], small[1], high[1], low[1], low[0],
	}
	for _, drawn := range []scene{append(s, small), append(s, small).turned()} {
		m := drawn.build(t, inTile)
		zoomed := atStripZoom(t, m, exactly)
		if want := []uint32{3}; !slices.Equal(zoomed.StandIns, want) {
			t.Errorf("stand-ins for %v, want %v", zoomed.StandIns, want)
		}
		if got := doubledArea(zoomed, 3); got != 2 {
			t.Errorf("the small area has %d half units, want 2", got)
		}
		// The stand-in may take a link's ground and be a unit off itself.
		if err := stripsError(m, exactly, 1.5); err != nil {
			t.Error(err)
		}
	}
}

// Strips of any length and width, anywhere on the grid, but for those that end within two units of the border they leave, or are within
// some twenty degrees of it: the ground between is a strip too, and both may want the same unit.
func TestRandomStripsAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(scenes).Draw(t, "scene")
		share := func(name string, from, to float64) float64 {
			return from + (to-from)*float64(rapid.IntRange(0, 1000).Draw(t, name))/1000
		}
		width := share("width", 0.0002, 1.2)
		x := share("x", 2, 57)
		y := min(max(x*share("slope", -2.5, 2.5), -17), 45)
		drawn := s.of(position{sceneMiddle + x, sceneHeight/3 + y}, width)
		if rapid.Bool().Draw(t, "turned") {
			drawn = drawn.turned()
		}
		origin := rapid.SampledFrom([]position{inTile, onCut}).Draw(t, "origin")
		origin = position{origin.x + share("east", 0, 1), origin.y + share("south", 0, 1)}
		m, err := drawn.mesh(origin)
		if err != nil {
			t.Skip(err)
		}
		// Links may be bent where they meet each other or a border, at the strip's beginning or end: of a thousand strips, one is.
		if err := stripsError(m, exactly, 2); err != nil {
			t.Error(err)
		}
		if err := stripsError(m, roughly, 8); err != nil {
			t.Errorf("roughly: %v", err)
		}
	})
}

// A link goes a unit along a line, which passes between its corners where it begins and where it ends.
func TestLinksBracketTheLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(-100, 100)
		a := position{coordinate.Draw(t, "ax"), coordinate.Draw(t, "ay")}
		b := position{coordinate.Draw(t, "bx"), coordinate.Draw(t, "by")}
		if rapid.Bool().Draw(t, "on the grid") {
			a, b = a.point().position(), b.point().position()
		}
		share := rapid.Float64Range(0, 1).Draw(t, "share")
		place := position{a.x + share*(b.x-a.x), a.y + share*(b.y-a.y)}
		steep := math.Abs(b.y-a.y) > math.Abs(b.x-a.x)
		// Along the axis that the line follows more than the other one, and across it.
		axes := func(p position) (along, across float64) {
			if steep {
				return p.y, p.x
			}
			return p.x, p.y
		}
		at := func(along float64) float64 { // across
			a0, c0 := axes(a)
			a1, c1 := axes(b)
			if a0 == a1 {
				return c0
			}
			return c0 + (along-a0)*(c1-c0)/(a1-a0)
		}
		l := linkAt(7, a, b, place)
		if l.aid != 7 {
			t.Fatalf("a link of area %d, want 7", l.aid)
		}
		var along, across [4]float64
		for i, corner := range l.corners {
			along[i], across[i] = axes(corner.position())
		}
		if along[0] != along[3] || along[1] != along[2] || along[1] != along[0]+1 || across[3] != across[0]+1 || across[2] != across[1]+1 {
			t.Fatalf("%v is not a unit along one axis and one across", l.corners)
		}
		if on, _ := axes(place); on < along[0] || on >= along[1] {
			t.Fatalf("%v is not beside %v", l.corners, place)
		}
		for i := range 2 {
			if y := at(along[i]); y < across[i]-1e-9 || y > across[i]+1+1e-9 {
				t.Fatalf("%v: the line is at %g where along is %g", l.corners, y, along[i])
			}
		}
		if steps := math.Abs(across[1] - across[0]); steps > 1 {
			t.Fatalf("%v goes %g units across", l.corners, steps)
		}
		// The next link begins where this one ends.
		next := position{along[1] + 0.5, at(along[1] + 0.5)}
		if steep {
			next.x, next.y = next.y, next.x
		}
		if n := linkAt(7, a, b, next); n.corners[0] != l.corners[1] || n.corners[3] != l.corners[2] {
			t.Fatalf("%v and %v do not join", l.corners, n.corners)
		}
		// To the left of the point beside, and above, is the link's ground.
		p := l.beside().position()
		inside := false
		for i, from := range l.corners {
			u, v := from.position(), l.corners[(i+1)%4].position()
			x, y := p.x-1e-3, p.y+1e-4
			if (u.y > y) != (v.y > y) && u.x+(y-u.y)*(v.x-u.x)/(v.y-u.y) > x {
				inside = !inside
			}
		}
		if !inside {
			t.Fatalf("the ground to the left of %v, and above, is not in %v", p, l.corners)
		}
	})
}

// TestWhatMayAllBeLeftOutHasNoStrips has an outline's grid, on which everything without width is left out.
func TestWhatMayAllBeLeftOutHasNoStrips(t *testing.T) {
	m := tongue(position{sceneWidth - 20, sceneHeight / 2}, 0.3).build(t, position{})
	w := m.world()
	drawn := m.regrid(stripGrid,
		func(i int) (position, bool) { return w.at[i].on(stripGrid.size), true },
		func(aid uint32) Point { return stripGrid.at(m.InsidePoint(aid)).point() },
		math.Inf(1), cutLines{})
	checkMesh(t, drawn)
	kept := atStripZoom(t, m, ZoomOptions{Extent: 4096, Buffer: 64})
	if len(drawn.Arcs) == 0 || drawn.Vertices() >= kept.Vertices() {
		t.Errorf("%d points, and %d with the strip", drawn.Vertices(), kept.Vertices())
	}
}

package topology

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"hotspotmap/geo"
)

// topology is TopoJSON 1.0 as its specification writes it.
type topojson struct {
	Type      string
	BBox      [4]float64
	Transform struct{ Scale, Translate [2]float64 }
	Objects   map[string]struct {
		Type       string
		Geometries []struct {
			Type string
			ID   string
			Arcs [][][]int
		}
	}
	Arcs [][][2]int
}

// decode returns the multipolygon of each id: section 2.1.4 (arcs) and 2.1.2 (transform) of the specification.
func (tj topojson) decode(object string) map[string]orb.MultiPolygon {
	arcs := make([]orb.Ring, len(tj.Arcs))
	for i, arc := range tj.Arcs {
		x, y := 0, 0
		for _, delta := range arc {
			x, y = x+delta[0], y+delta[1]
			arcs[i] = append(arcs[i], orb.Point{
				float64(x)*tj.Transform.Scale[0] + tj.Transform.Translate[0],
				float64(y)*tj.Transform.Scale[1] + tj.Transform.Translate[1],
			})
		}
	}
	areas := make(map[string]orb.MultiPolygon)
	for _, geometry := range tj.Objects[object].Geometries {
		var polygons orb.MultiPolygon
		for _, rings := range geometry.Arcs {
			var polygon orb.Polygon
			for _, refs := range rings {
				var ring orb.Ring
				for _, r := range refs {
					var points []orb.Point
					if r >= 0 {
						points = slices.Clone(arcs[r])
					} else {
						points = slices.Clone(arcs[^r])
						slices.Reverse(points)
					}
					if len(ring) > 0 {
						points = points[1:]
					}
					ring = append(ring, points...)
				}
				polygon = append(polygon, ring)
			}
			polygons = append(polygons, polygon)
		}
		areas[geometry.ID] = polygons
	}
	return areas
}

func parseTopoJSON(t *testing.T, raw []byte) topojson {
	t.Helper()
	var tj topojson
	if err := json.Unmarshal(raw, &tj); err != nil {
		t.Fatal(err)
	}
	return tj
}

func TestTopoJSONOfTwoSquares(t *testing.T) {
	m, _, err := Build([]geo.Area{area(orb.Polygon{box(0, 0, 2, 2)}), area(orb.Polygon{box(2, 0, 4, 2)})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := m.TopoJSON("lsoa", []string{"E1", `E"2`}, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"type":"Topology","bbox":[0,0,0.004,0.002],"transform":{"scale":[1e-07,1e-07],"translate":[0,0]},` +
		`"objects":{"lsoa":{"type":"GeometryCollection","geometries":[` +
		`{"type":"MultiPolygon","id":"E1","arcs":[[[1,-1]]]},` +
		`{"type":"MultiPolygon","id":"E\"2","arcs":[[[2,-2]]]}]}},"arcs":[` +
		`[[20000,0],[-20000,0],[0,20000],[20000,0]],[[20000,0],[0,20000]],[[20000,0],[20000,0],[0,20000],[-20000,0]]]}` + "\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTopoJSONOfBirmingham(t *testing.T) {
	areas := birmingham(t)
	m, _, err := Build(areas, Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, a := range areas {
		codes = append(codes, a.Code)
	}
	for _, toleranceM := range []float64{0, 50, 1000} {
		raw, err := m.TopoJSON("lsoa21", codes, toleranceM)
		if err != nil {
			t.Fatal(err)
		}
		tj := parseTopoJSON(t, raw)
		decoded := tj.decode("lsoa21")
		if tj.Type != "Topology" || len(decoded) != len(areas) {
			t.Fatalf("a %s of %d areas", tj.Type, len(decoded))
		}
		var ground, wantGround float64
		for i, code := range codes {
			polygons := decoded[code]
			ground, wantGround = ground+planar.Area(polygons), wantGround+planar.Area(m.MultiPolygon(uint32(i+1)))
			if len(polygons) == 0 {
				t.Errorf("tolerance %g: %s is missing", toleranceM, code)
			}
			for _, polygon := range polygons {
				for j, r := range polygon {
					if len(r) < 4 || !r.Closed() || (r.Orientation() == orb.CCW) != (j == 0) {
						t.Errorf("tolerance %g: %s has a bad ring %v", toleranceM, code, r)
					}
				}
			}
			if toleranceM == 0 && !slices.Equal(vertices(polygons), vertices(straightened(m.MultiPolygon(uint32(i+1)), polygons))) {
				t.Errorf("%s has other points than the mesh", code)
			}
		}
		if math.Abs(ground/wantGround-1) > 0.001 {
			t.Errorf("tolerance %g: %.2f %% of the ground", toleranceM, 100*ground/wantGround)
		}
		// No border may stray further than the tolerance: points of the mesh are that near to a drawn one.
		for i, a := range m.Arcs {
			if i%10 != 0 {
				continue
			}
			for _, p := range a.Points {
				if d := toDrawn(p, tj); d > toleranceM*1.01+0.02 {
					t.Fatalf("tolerance %g: %v is %.1f m from the drawn borders", toleranceM, p, d)
				}
			}
		}
	}
}

// straightened drops positions of a that b leaves out, which it may where they lie on a straight line.
func straightened(a, b orb.MultiPolygon) orb.MultiPolygon {
	kept := make(map[Point]bool)
	for _, p := range vertices(b) {
		kept[p] = true
	}
	var ring orb.Ring
	for _, p := range vertices(a) {
		if kept[p] {
			ring = append(ring, degrees{}.lonLat(float64(p.X), float64(p.Y)))
		}
	}
	return orb.MultiPolygon{{ring}}
}

// toDrawn returns the distance in metres from a base grid point to the nearest drawn segment.
func toDrawn(p Point, tj topojson) float64 {
	k := metresAt(p)
	nearest := math.Inf(1)
	for _, arc := range tj.Arcs {
		x, y := 0, 0
		var last Point
		for i, delta := range arc {
			x, y = x+delta[0], y+delta[1]
			q := toDegrees(orb.Point{
				float64(x)*tj.Transform.Scale[0] + tj.Transform.Translate[0],
				float64(y)*tj.Transform.Scale[1] + tj.Transform.Translate[1],
			})
			if i > 0 {
				d, _ := k.toSegment(p, last, q)
				nearest = min(nearest, d)
			}
			last = q
		}
	}
	return nearest
}

func TestTopoJSONErrors(t *testing.T) {
	m, _, err := Build([]geo.Area{area(orb.Polygon{box(0, 0, 2, 2)})}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	zoomed, err := m.AtZoom(12, tiles)
	if err != nil {
		t.Fatal(err)
	}
	for want, f := range map[string]func() ([]byte, error){
		"1 areas with 0 codes":    func() ([]byte, error) { return m.TopoJSON("a", nil, 0) },
		"tolerance NaN m":         func() ([]byte, error) { return m.TopoJSON("a", []string{"x"}, math.NaN()) },
		"that is not a base mesh": func() ([]byte, error) { return zoomed.TopoJSON("a", []string{"x"}, 0) },
	} {
		if _, err := f(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

package server

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// pair is two unit squares side by side on the equator, where a degree is as wide as it is high, sharing arc 0.
const pair = `{"type":"Topology","arcs":[[[1,0],[1,1]],[[1,1],[0,1],[0,0],[1,0]],[[1,0],[2,0],[2,1],[1,1]]],
"objects":{"x":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","id":"A","arcs":[[0,1]]},{"type":"MultiPolygon","id":"B","arcs":[[[2,-1]]]}]}}}`

// pairQuantised is the same as whole steps of half a degree from (0, 0).
const pairQuantised = `{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[0,0]},
"arcs":[[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,0],[2,0],[0,2],[-2,0]]],
"objects":{"x":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","id":"A","arcs":[[0,1]]},{"type":"MultiPolygon","id":"B","arcs":[[[2,-1]]]}]}}}`

var pairBounds = [4]float64{0, -1, 2, 1} // symmetric about the equator: a degree is 1000 units both ways

func TestOutline(t *testing.T) {
	for name, content := range map[string]string{"absolute": pair, "quantised": pairQuantised} {
		t.Run(name, func(t *testing.T) {
			o, err := readOutline([]byte(content), []string{"A", "B"}, pairBounds)
			if err != nil {
				t.Fatal(err)
			}
			paths := []struct{ what, got, want string }{
				{"area A", o.Area(0), "M1000 1000l0-1000l-1000 0l0 1000l1000 0z"},
				{"area B", o.Area(1), "M1000 1000l1000 0l0-1000l-1000 0l0 1000z"},
				{"border of A", o.Border(func(i int) bool { return i == 0 }), "M1000 1000l0-1000M1000 0l-1000 0l0 1000l1000 0"},
				{"border of both", o.Border(func(int) bool { return true }), "M1000 0l-1000 0l0 1000l1000 0M1000 1000l1000 0l0-1000l-1000 0"},
				{"border of none", o.Border(func(int) bool { return false }), ""},
			}
			for _, p := range paths {
				if p.got != p.want {
					t.Errorf("%s is %s, want %s", p.what, p.got, p.want)
				}
			}
			if o.Height != 2000 {
				t.Errorf("height %g, want 2000", o.Height)
			}
			if x, y := o.Project(orb.Point{0.5, -0.25}); x != 500 || y != 1250 {
				t.Errorf("the place is drawn at %g, %g, want 500, 1250", x, y)
			}
		})
	}
}

func TestOutlineRefusals(t *testing.T) {
	tests := []struct {
		name, content string
		bounds        [4]float64
		want          string
	}{
		{"not JSON", `{`, pairBounds, "outline"},
		{"no bounds", pair, [4]float64{}, "are empty"},
		{"an unknown area", strings.Replace(pair, `"A"`, `"C"`, 1), pairBounds, `area "C" is not in this geography`},
		{"an arc that is not there", strings.Replace(pair, `[[0,1]]`, `[[0,9]]`, 1), pairBounds, "names an arc that is not there"},
		{"a reversed arc that is not there", strings.Replace(pair, `[2,-1]`, `[2,-9]`, 1), pairBounds, "names an arc that is not there"},
		{"a line", strings.Replace(pair, `"Polygon"`, `"LineString"`, 1), pairBounds, "a LineString is not an area"},
		{"arcs of the wrong depth", strings.Replace(pair, `[[0,1]]`, `[0,1]`, 1), pairBounds, "area A"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readOutline([]byte(test.content), []string{"A", "B"}, test.bounds)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want one that says %q", err, test.want)
			}
		})
	}
}

func FuzzReadOutline(f *testing.F) {
	f.Add([]byte(pair))
	f.Add([]byte(pairQuantised))
	f.Add([]byte(`{"arcs":[[]],"objects":{"x":{"geometries":[{"type":"Polygon","id":"A","arcs":[[0,-1],[]]}]}}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		o, err := readOutline(content, []string{"A", "B"}, pairBounds)
		if err != nil {
			return
		}
		for i := range 2 {
			if path := o.Area(i); strings.ContainsAny(path, `"<>`) {
				t.Errorf("path %q", path)
			}
		}
		o.Border(func(i int) bool { return i == 0 })
	})
}

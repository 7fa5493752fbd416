package boundary

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/topology"
)

// neighbours is a TopoJSON of two squares, west and east, that share arc 0; in steps of a tenth of a degree from -2, 52.
const neighbours = `{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[-2,52]},
"objects":{"areas":{"type":"GeometryCollection","geometries":[
 {"type":"Polygon","id":"W","arcs":[[1,0]],"properties":{"code":"Z1","name":"West"}},
 {"type":"MultiPolygon","id":"E","arcs":[[[2,-1]]],"properties":{"code":"Z2","name":"East"}}]}},
"arcs":[[[1,1],[0,-1]],[[1,0],[-1,0],[0,1],[1,0]],[[1,1],[1,0],[0,-1],[-1,0]]]}`

func TestTopoJSON(t *testing.T) {
	// Arc 1 runs from the foot of the border round the west to its top, arc 0 down the border; arc 2 runs from its top
	// round the east to its foot, arc 0 backwards up.
	want := []geo.Area{
		{Code: "Z1", Name: "West", Feature: 1, Geometry: orb.MultiPolygon{{{{-1.9, 52}, {-2, 52}, {-2, 52.1}, {-1.9, 52.1}, {-1.9, 52}}}}},
		{Code: "Z2", Name: "East", Feature: 2, Geometry: orb.MultiPolygon{{{{-1.9, 52.1}, {-1.8, 52.1}, {-1.8, 52}, {-1.9, 52}, {-1.9, 52.1}}}}},
	}
	round := cmp.Comparer(func(a, b orb.Point) bool { return fmt.Sprintf("%.9f", a) == fmt.Sprintf("%.9f", b) })
	plain := strings.NewReplacer(`"transform":{"scale":[0.1,0.1],"translate":[-2,52]},`, "",
		`[[[1,1],[0,-1]],[[1,0],[-1,0],[0,1],[1,0]],[[1,1],[1,0],[0,-1],[-1,0]]]`,
		`[[[-1.9,52.1],[-1.9,52]],[[-1.9,52],[-2,52],[-2,52.1],[-1.9,52.1]],[[-1.9,52.1],[-1.8,52.1],[-1.8,52],[-1.9,52]]]`).Replace(neighbours)
	for name, file := range map[string]string{
		"in steps":       neighbours,
		"in coordinates": plain,
		"arcs first":     `{"arcs":` + neighbours[strings.Index(neighbours, `"arcs":[[[1,1]`)+len(`"arcs":`):len(neighbours)-1] + "," + neighbours[1:strings.Index(neighbours, `"arcs":[[[1,1]`)-2] + "}",
	} {
		t.Run(name, func(t *testing.T) {
			areas, rows, issues, err := read(file, options)
			if err != nil || len(issues) > 0 {
				t.Fatal(err, issues)
			}
			if diff := cmp.Diff(want, areas, round); diff != "" || rows != (geo.Rows{Read: 2, Used: 2}) {
				t.Error(rows, diff)
			}
		})
	}
	areas, _, _, err := read(neighbours, Options{Code: "id", Layer: "areas"})
	if err != nil || areas[0].Code != "E" {
		t.Errorf("by id: %v, %v", areas, err)
	}
}

func TestTopoJSONRefuses(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"several objects", `"objects":{`, `"objects":{"land":{"type":"Polygon","arcs":[]},`, `is a TopoJSON of 2 objects — name one with layer = "…"`},
		{"no scale", `"scale":[0.1,0.1],`, "", "its transform has no scale"},
		{"no arcs", `"arcs":[[[1,1]`, `"bows":[[[1,1]`, "broken arcs"},
		{"no geometries", `"geometries":[`, `"shapes":[`, "its objects are not geometries"},
		{"no such arc", `[[1,0]]`, `[[1,3]]`, "names an arc that is not in the file"},
		{"no such arc, backwards", `[[1,0]]`, `[[1,-4]]`, "names an arc that is not in the file"},
		{"arcs that are not numbers", `[[1,0]]`, `[["a"]]`, "has broken arcs"},
		{"a line", `"Polygon","id"`, `"LineString","id"`, `is a "LineString"`},
		{"out of the world", `"scale":[0.1,0.1]`, `"scale":[1e308,1e308]`, "is not a place"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file := strings.Replace(neighbours, test.old, test.new, 1)
			_, _, issues, err := read(file, options)
			for _, issue := range issues {
				err = errors.Join(err, issue)
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
	if _, _, _, err := read(neighbours, Options{Code: "code", Layer: "area"}); err == nil || !strings.Contains(err.Error(), `did you mean "areas"?`) {
		t.Errorf("no such object: %v", err)
	}
	bomb := strings.Replace(neighbours, `[[1,0]]`, `[[1`+strings.Repeat(",0", 1000)+`]]`, 1)
	for most, want := range map[int]string{0: "uses its arcs more than 8 times over", 10: "past 10 vertices"} {
		if _, _, _, err := read(bomb, Options{Code: "code", MaxVertices: most}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("an arc used a thousand times, with %d vertices at most: %v", most, err)
		}
	}
}

// What this program writes as TopoJSON, it reads, to the same areas.
func TestTopoJSONRoundTrip(t *testing.T) {
	areas, _, _, err := read(collection(square("Z1", -1.9, 52.4), square("Z2", 0, 51)), options)
	if err != nil {
		t.Fatal(err)
	}
	mesh, _, err := topology.Build(areas, topology.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := mesh.TopoJSON("areas", []string{"Z1", "Z2"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	back, _, _, err := read(string(text), Options{Code: "id"})
	if err != nil || len(back) != len(areas) {
		t.Fatal(back, err)
	}
	for i := range areas {
		want, got := areas[i].Geometry.Bound(), back[i].Geometry.Bound()
		if back[i].Code != areas[i].Code || fmt.Sprintf("%.4f", want) != fmt.Sprintf("%.4f", got) {
			t.Errorf("%s in %v, want %s in %v", back[i].Code, got, areas[i].Code, want)
		}
	}
}

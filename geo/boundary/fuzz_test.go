package boundary

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/geojson"
	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// FuzzRead checks that whatever a file holds, reading it ends, accounts for every feature and gives areas as the package
// comment promises.
func FuzzRead(f *testing.F) {
	a := square("Z1", -1.9, 52.4)
	for _, seed := range []string{"", a, collection(a, square("Z2", 0, 51)), collection(polygon(`[` + triangle + `,[]]`)), "\x1e" + a, "<", `{"type":"Topology"}`, neighbours,
		`{"features":[` + a + `],"crs":{"properties":{"name":"EPSG:27700"}},"type":"FeatureCollection"}`, `{"type":"Feature","properties":{"code":7},"geometry":null}`} {
		f.Add(seed)
	}
	f.Add(feature(`{"code":"Z1"}`, `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,50]},{"type":"GeometryCollection","geometries":[]}]}`))
	f.Add("[" + a + "]")
	f.Fuzz(func(t *testing.T, text string) {
		areas, rows, issues, err := read(text, options)
		if err != nil {
			if _, ok := err.(geo.Issue); !ok {
				t.Fatalf("the error is a %T: %v", err, err)
			}
			return
		}
		if rows.Rejected > 0 && len(issues) == 0 {
			t.Fatalf("rows %+v without an issue", rows)
		}
		holds(t, areas, rows)
	})
}

// holds checks what the package comment promises of areas.
func holds(t *testing.T, areas []geo.Area, rows geo.Rows) {
	t.Helper()
	if rows.Read != rows.Used+rows.Rejected || rows.Used != len(areas) {
		t.Fatalf("rows %+v for %d areas", rows, len(areas))
	}
	for i, area := range areas {
		if area.Code == "" || i > 0 && areas[i-1].Code >= area.Code {
			t.Fatalf("code %q", area.Code)
		}
		for _, polygon := range area.Geometry {
			for _, ring := range polygon {
				if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
					t.Fatalf("ring %v", ring)
				}
				for _, p := range ring {
					if !(p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90) {
						t.Fatalf("vertex %v", p)
					}
				}
			}
		}
	}
}

// FuzzCoordinates compares the scanner with encoding/json: what it reads, and whether it reads it.
func FuzzCoordinates(f *testing.F) {
	for _, seed := range []string{`[]`, `[[[]]]`, `[[[[0,50],[-0.5,1e2,3],[1E-7,0]]]]`, `[[[[01,2]]]]`, `[[[[1.,2]]]]`, `[[[[+1,2]]]]`, "[[[[1,2]\n]]]", `[[[[1,2],]]]`, `[[[[1e999,2]]]]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := scanner{text: []byte(text)}
		got := s.multiPolygon()
		err := s.end()
		var all [][][][]json.Number // any number of numbers in a position, none of them null
		strict := json.Unmarshal([]byte(text), &all) == nil && !strings.ContainsAny(text, `nN"`)
		var want orb.MultiPolygon
		if strict {
			for _, polygons := range all {
				var polygon orb.Polygon
				for _, ring := range polygons {
					points := orb.Ring{}
					for _, position := range ring {
						if len(position) < 2 {
							strict = false
							continue
						}
						var p orb.Point
						for i, number := range position {
							v, err := number.Float64()
							strict = strict && err == nil
							if i < 2 {
								p[i] = v
							}
						}
						points = append(points, p)
					}
					polygon = append(polygon, points)
				}
				want = append(want, polygon)
			}
		}
		if strict != (err == nil) {
			t.Fatalf("%q: %v, but encoding/json: %v", text, err, strict)
		}
		if strict && !got.Equal(want) {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
	})
}

// What go-geom writes, we read, and to the same geometry.
func TestReadWhatGoGeomWrites(t *testing.T) {
	coordinate := rapid.Float64Range(2.6, 89)
	rapid.Check(t, func(t *rapid.T) {
		geometry := geom.NewMultiPolygon(geom.XY)
		for range rapid.IntRange(1, 3).Draw(t, "polygons") {
			var rings [][]geom.Coord
			for range rapid.IntRange(1, 3).Draw(t, "rings") {
				var ring []geom.Coord
				for range rapid.IntRange(3, 8).Draw(t, "vertices") {
					ring = append(ring, geom.Coord{coordinate.Draw(t, "lon"), coordinate.Draw(t, "lat")})
				}
				rings = append(rings, append(ring, ring[0]))
			}
			if err := geometry.Push(geom.NewPolygon(geom.XY).MustSetCoords(rings)); err != nil {
				t.Fatal(err)
			}
		}
		name := rapid.String().Draw(t, "name")
		written := geojson.Feature{ID: "7", Geometry: geometry, Properties: map[string]any{"code": "Z1", "name": name}}
		text, err := written.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		areas, _, _, err := read(string(text), options)
		if err != nil {
			t.Fatal(err)
		}
		if !areas[0].Geometry.Equal(fromGoGeom(geometry)) {
			t.Fatalf("%v was written, %v read", geometry.Coords(), areas[0].Geometry)
		}
		if trimmed := strings.TrimSpace(name); trimmed != "" && areas[0].Name != trimmed {
			t.Fatalf("name %q was written, %q read", name, areas[0].Name)
		}
	})
}

package boundary

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

const (
	aston     = "POLYGON ((-1.9 52.48,-1.89 52.48,-1.89 52.49,-1.9 52.48))"
	onTheGrid = "POLYGON ((406000 286000,407000 286000,407000 287000,406000 286000))"
)

// readRows reads rows of a code and a shape, the first on line 2.
func readRows(opts Options, rows ...string) ([]geo.Area, geo.Rows, []string, error) {
	r := NewRows("areas.csv", "WKT", opts)
	for i, row := range rows {
		code, wkt, _ := strings.Cut(row, "|")
		if err := r.Add(i+2, code, "Area "+code, wkt); err != nil {
			return nil, geo.Rows{}, nil, err
		}
	}
	areas, counts, issues, err := r.Areas()
	var said []string
	for _, issue := range issues {
		said = append(said, issue.Error())
	}
	return areas, counts, said, err
}

func TestRows(t *testing.T) {
	opts := Options{Code: "code", Name: "name"}
	tests := []struct {
		name string
		opts Options
		rows []string
		want geo.Rows
		said []string
	}{
		{"degrees", opts, []string{"A|" + aston}, geo.Rows{Read: 1, Used: 1}, nil},
		{"metres, told by their range", opts, []string{"A|" + onTheGrid}, geo.Rows{Read: 1, Used: 1},
			[]string{`areas.csv: column "WKT": the shapes are taken to be in metres of the British National Grid (EPSG:27700) — say so in the project file: crs = "EPSG:27700"`}},
		{"metres, told by the project", Options{CRS: "EPSG:27700"}, []string{"A|" + onTheGrid}, geo.Rows{Read: 1, Used: 1}, nil},
		{"metres, told by the shape", opts, []string{"A|SRID=27700;" + onTheGrid}, geo.Rows{Read: 1, Used: 1}, nil},
		{"two systems", opts, []string{"A|SRID=4326;" + aston, "B|SRID=27700;" + onTheGrid}, geo.Rows{Read: 2, Used: 1, Rejected: 1},
			[]string{`areas.csv:3: value "B": line 3 is in EPSG:27700, and line 2 in EPSG:4326 — export all shapes in one of the two`}},
		{"faults of single rows", opts, []string{"A|" + aston, "B|", "|" + aston, "D|POINT (1 2)", "E|LINESTRING (1 2,3 4)", "F|SRID=3857;" + onTheGrid, "G|POLYGON EMPTY"},
			geo.Rows{Read: 7, Used: 1, Rejected: 6}, []string{
				`areas.csv:3: value "B": line 3 has no geometry — give it a polygon, or remove it`,
				`areas.csv:4: column "code": line 4 has no code — give it one, or remove it`,
				`areas.csv:5: value "D": line 5 is a point — an area is a POLYGON or a MULTIPOLYGON; points belong elsewhere`,
				`areas.csv:6: value "E": line 6 has a shape that is a LINESTRING, not a point or an area — correct it, or remove the row`,
				`areas.csv:7: value "F": line 7 is in EPSG:3857, which this program does not read — export the shapes in EPSG:4326 or EPSG:27700`,
				`areas.csv:8: value "G": line 8 has no area: its geometry is empty — give it a polygon, or remove it`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			areas, rows, said, err := readRows(test.opts, test.rows...)
			if err != nil {
				t.Fatal(err)
			}
			if rows != test.want || len(areas) != test.want.Used {
				t.Errorf("%d areas of %+v, want %+v", len(areas), rows, test.want)
			}
			if diff := cmp.Diff(test.said, said); diff != "" {
				t.Error(diff)
			}
			if first := areas[0].Geometry[0][0][0]; math.Abs(first[0]+1.9) > 0.02 || math.Abs(first[1]-52.48) > 0.02 {
				t.Errorf("the first corner is at %v", first)
			}
		})
	}
}

func TestRowsRefuse(t *testing.T) {
	for _, test := range []struct {
		name string
		rows []string
		want string
	}{
		{"none", nil, "areas.csv: has no lines — fetch or export the file again"},
		{"nothing of use", []string{"A|Main Street"}, `areas.csv:2: value "A": no line can be used: line 2 has a shape that is not well-known text, such as POINT (-1.9 52.4) — correct it, or remove the row`},
		{"a code twice", []string{"A|" + aston, "A|" + aston}, `areas.csv:3: column "code": value "A": is the code of line 2 (Area A) and of line 3 (Area A) — give each its own code; parts of one area belong in one MultiPolygon`},
		{"past what is held", []string{"A|" + aston}, `areas.csv:2: value "A": brings the file past 3 vertices — use generalised boundaries: ONS publishes them as BGC or BSC`},
	} {
		t.Run(test.name, func(t *testing.T) {
			opts := Options{Code: "code", Name: "name"}
			if strings.Contains(test.want, "past 3") {
				opts.MaxVertices = 3
			}
			if _, _, _, err := readRows(opts, test.rows...); fmt.Sprint(err) != test.want {
				t.Errorf("\n got %v\nwant %s", err, test.want)
			}
		})
	}
}

// The polygons of a collection are one area, whatever stands between them.
func TestCollectionsAreJoined(t *testing.T) {
	shape := func(at string) string { return `{"type":"Polygon","coordinates":[` + at + `]}` }
	nested := `{"type":"GeometryCollection","geometries":[` + shape(triangle) + `,{"type":"GeometryCollection","geometries":[` +
		`{"type":"MultiPolygon","coordinates":[[[[2,50],[2,51],[3,51],[2,50]]]]},{"type":"LineString","coordinates":[[0,0],[1,1]]}]}]}`
	areas, _, issues, err := read(feature(`{"code":"Z1","name":"One"}`, nested), options)
	want := orb.MultiPolygon{{{{0, 50}, {0, 51}, {1, 51}, {0, 50}}}, {{{2, 50}, {2, 51}, {3, 51}, {2, 50}}}}
	if err != nil || !areas[0].Geometry.Equal(want) || len(issues) != 1 || !strings.Contains(issues[0].Problem, "left out was a LineString") {
		t.Errorf("%v, %v, %v", areas, issues, err)
	}
}

// A geometry that stands alone has a code where it has an id.
func TestBareGeometry(t *testing.T) {
	areas, _, _, err := read(`{"type":"Polygon","id":"Z1","coordinates":[`+triangle+`]}`+"\n"+
		`{"type":"GeometryCollection","id":"Z2","geometries":[{"type":"Polygon","coordinates":[`+triangle+`]}]}`, Options{Code: "id"})
	if err != nil || len(areas) != 2 || areas[1].Code != "Z2" {
		t.Errorf("%v, %v", areas, err)
	}
}

func TestGeoJSONHasNoLayers(t *testing.T) {
	for _, text := range []string{collection(square("Z1", 0, 51)), square("Z1", 0, 51)} {
		_, _, _, err := read(text, Options{Code: "code", Layer: "wards"})
		if want := `areas.geojson: column "layer": value "wards": is asked for, and GeoJSON has no layers — remove layer from the project file, or name the file that has it`; fmt.Sprint(err) != want {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
}

// FuzzRows holds a table's areas to what the package comment promises.
func FuzzRows(f *testing.F) {
	f.Add("A", aston, "B", onTheGrid)
	f.Add("A", "SRID=27700;"+onTheGrid, "", "MULTIPOLYGON (((0 50,0 51,1 51,0 50)),EMPTY)")
	f.Add("A", "POLYGON ((0 50,0 1e308,NaN 51))", "A", "POINT (1 2)")
	f.Fuzz(func(t *testing.T, code1, wkt1, code2, wkt2 string) {
		r := NewRows("areas.csv", "WKT", options)
		for i, row := range [][2]string{{code1, wkt1}, {code2, wkt2}} {
			if err := r.Add(i+2, row[0], "", row[1]); err != nil {
				t.Fatal(err) // two shapes are not too many
			}
		}
		areas, rows, _, err := r.Areas()
		if err == nil {
			holds(t, areas, rows)
		}
	})
}

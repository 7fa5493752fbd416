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

// square is a feature with the code and name that the tests ask for: a square of a hundredth of a degree.
func square(code string, lon, lat float64) string {
	return feature(fmt.Sprintf(`{"code":%q,"name":"Area %s"}`, code, code),
		fmt.Sprintf(`{"type":"Polygon","coordinates":[[[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}`, lon, lat, lon+.01, lat, lon+.01, lat+.01, lon, lat))
}

func feature(properties, geometry string) string {
	return fmt.Sprintf(`{"type":"Feature","properties":%s,"geometry":%s}`, properties, geometry)
}

func polygon(coordinates string) string {
	return feature(`{"code":"Z1","name":"One"}`, `{"type":"Polygon","coordinates":`+coordinates+`}`)
}

func collection(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + strings.Join(features, ",") + `]}`
}

const triangle = `[[0,50],[0,51],[1,51],[0,50]]`

var options = Options{Code: "code", Name: "name"}

func read(text string, opts Options) ([]geo.Area, geo.Rows, []geo.Issue, error) {
	return Read(strings.NewReader(text), "areas.geojson", opts)
}

func TestReadShapes(t *testing.T) {
	a, b := square("Z1", -1.9, 52.4), square("Z2", -1.8, 52.5)
	tests := []struct{ name, text string }{
		{"collection", collection(a, b)},
		{"collection out of order", collection(b, a)},
		{"spread over lines", strings.ReplaceAll(collection(a, b), ",", " ,\r\n\t")},
		{"one a line", a + "\n" + b + "\n"},
		{"one a line with CRLF and a blank line", a + "\r\n\r\n" + b},
		{"text sequence, RFC 8142", "\x1e" + a + "\n\x1e" + b + "\n"},
		{"two collections", collection(a) + collection(b)},
		{"a bare list", "[" + a + "," + b + "]"},
		{"type after features", `{"features":[` + a + `,` + b + `],"type":"FeatureCollection"}`},
		{"crs84", strings.Replace(collection(a, b), `"features"`, `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features"`, 1)},
		{"crs null", strings.Replace(collection(a, b), `"features"`, `"crs":null,"features"`, 1)},
		{"foreign members", strings.Replace(collection(a, b), `"features"`, `"bbox":[1,2,3,4],"made by":{"x":[{}]},"features"`, 1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			areas, rows, issues, err := read(test.text, options)
			if err != nil {
				t.Fatal(err)
			}
			if len(issues) > 0 {
				t.Errorf("issues: %v", issues)
			}
			if want := (geo.Rows{Read: 2, Used: 2}); rows != want {
				t.Errorf("rows = %+v, want %+v", rows, want)
			}
			if len(areas) != 2 || areas[0].Code != "Z1" || areas[1].Code != "Z2" || areas[1].Name != "Area Z2" {
				t.Fatalf("areas = %v", areas)
			}
			if got := areas[1].Geometry[0][0][2]; got != (orb.Point{-1.79, 52.51}) {
				t.Errorf("a corner of Z2 is %v", got)
			}
		})
	}
}

func TestReadSingleFeature(t *testing.T) {
	areas, _, _, err := read(`{"geometry":{"coordinates":[[`+triangle+`],[`+triangle+`,`+triangle+`]],"type":"MultiPolygon"},"type":"Feature","properties":{"name":"Å \u00c5","code":"Z1"},"id":7}`, options)
	if err != nil {
		t.Fatal(err)
	}
	ring := orb.Ring{{0, 50}, {0, 51}, {1, 51}, {0, 50}}
	want := []geo.Area{{Code: "Z1", Name: "Å Å", Feature: 1, Geometry: orb.MultiPolygon{{ring}, {ring, ring}}}}
	if diff := cmp.Diff(want, areas); diff != "" {
		t.Error(diff)
	}
}

func TestReadNumbers(t *testing.T) {
	areas, _, _, err := read(polygon(`[[[-0.5,50],[1e0,50.25],[1.5E-1,5.1e+1,12.5],[-0.5,50]]]`), options)
	if err != nil {
		t.Fatal(err)
	}
	want := orb.Ring{{-0.5, 50}, {1, 50.25}, {0.15, 51}, {-0.5, 50}}
	if diff := cmp.Diff(want, areas[0].Geometry[0][0]); diff != "" {
		t.Error(diff)
	}
}

func TestReadNationalGrid(t *testing.T) {
	grid := polygon(`[[[406700,286800],[406700,286900],[406800,286900],[406700,286800]]]`)
	declared := `"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}}`
	tests := []struct {
		name, text string
		opts       Options
	}{
		{"declared", `{"type":"FeatureCollection",` + declared + `,"features":[` + grid + `]}`, options},
		{"declared after the features", `{"type":"FeatureCollection","features":[` + grid + `],` + declared + `}`, options},
		{"said in the options", collection(grid), Options{Code: "code", Name: "name", CRS: "EPSG:27700"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			areas, _, _, err := read(test.text, test.opts)
			if err != nil {
				t.Fatal(err)
			}
			// Worked out with spatialite: Transform(MakePoint(406700, 286800, 27700), 4326).
			got, want := areas[0].Geometry[0][0][0], orb.Point{-1.902722, 52.479068}
			if math.Abs(got[0]-want[0]) > 1e-4 || math.Abs(got[1]-want[1]) > 1e-4 {
				t.Errorf("first vertex %v, want about %v", got, want)
			}
		})
	}
}

// Each fault of a file stops the reading with one line that says what to do.
func TestReadRefuses(t *testing.T) {
	a := square("Z1", -1.9, 52.4)
	grid := polygon(`[[[406700,286800],[406700,286900],[406800,286900],[406700,286800]]]`)
	tests := []struct{ name, text, want string }{
		{"empty", "", `areas.geojson: has no features — fetch or export the file again`},
		{"blank", " \n", `areas.geojson: has no features — fetch or export the file again`},
		{"no features", collection(), `areas.geojson: has no features — fetch or export the file again`},
		{"web page", "<!DOCTYPE html>", `areas.geojson: is a web page, GML or KML, not GeoJSON — fetch the file itself, or convert it: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES areas.geojson areas.geojson`},
		{"zip", "PK\x03\x04abc", `areas.geojson: is a zip archive, not GeoJSON — unpack it; a shapefile inside: convert it: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES areas.geojson areas.geojson`},
		{"csv", "code,name\nZ1,One\n", "areas.geojson: is a table, not GeoJSON — if a column holds the shapes in well-known text, POLYGON ((…)), name it: wkt = \"…\"; else convert it: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES areas.geojson areas.geojson"},
		{"other JSON", `{"a":1}`, `areas.geojson: is JSON, but not GeoJSON: it has no type — export the boundaries as GeoJSON`},
		{"topojson", `{"type":"Topology","arcs":[]}`, `areas.geojson: is a broken TopoJSON: its objects are not geometries — fetch or export the file again`},
		{"bare geometry", `{"type":"Polygon","coordinates":[]}`, `areas.geojson: is a bare Polygon without properties, so nothing says its code — make it a Feature with its code among its properties; or give it an "id", and write code = "id"`},
		{"Esri JSON", `{"geometryType":"esriGeometryPolygon","features":[{"attributes":{"code":"Z1"},"geometry":{"rings":[]}}]}`, `areas.geojson: is Esri JSON, not GeoJSON — ask for GeoJSON: in the address of an ArcGIS server, write f=geojson in place of f=json`},
		{"list of other things", `[{"code":"Z1"}]`, `areas.geojson: is not GeoJSON, before the first feature: there is something else where a feature belongs — fetch or export the file again`},
		{"features missing", `{"type":"FeatureCollection"}`, `areas.geojson: is a FeatureCollection without features — fetch or export the file again`},
		{"features null", `{"type":"FeatureCollection","features":null}`, `areas.geojson: column "features": is not a list — export the boundaries as GeoJSON`},
		{"cut short", collection(a, a)[:len(collection(a))+20], `areas.geojson: ends too early, after feature 1 — it was cut short: fetch or export it again`},
		{"cut short after a feature", a + `{"type":"Feature"`, `areas.geojson: ends too early, after feature 1 — it was cut short: fetch or export it again`},
		{"a comma missing", `{"type":"FeatureCollection","features":[` + a + a + `]}`, `areas.geojson: is not GeoJSON, after feature 1: a comma is missing — fetch or export the file again`},
		{"a comma too many", `{"type":"FeatureCollection","features":[` + a + `,]}`, `areas.geojson: is not GeoJSON, after feature 1: a value is missing — fetch or export the file again`},
		{"brackets", `{"type":"FeatureCollection","features":[{"a":[}]]}`, `areas.geojson: is not GeoJSON, before the first feature: brackets do not match — fetch or export the file again`},
		{"nesting", collection(strings.Repeat("[", 100000)), `areas.geojson: is not GeoJSON, before the first feature: brackets are nested too deeply — fetch or export the file again`},
		{"not a feature", collection(a, `{"type":"Polygon"}`), `areas.geojson: is not GeoJSON, after feature 1: there is something else where a feature belongs — fetch or export the file again`},
		{"text after the end", collection(a) + " oops", `areas.geojson: value "oops": stands after feature 1 where a feature belongs — fetch or export the file again`},
		{"no code property", collection(feature(`{"LSOA21CD":"Z1","codes":"x"}`, `null`)), `areas.geojson:1: column "code": is not a property of feature 1 (code in the project file) — did you mean "codes"?`},
		{"no name property", collection(feature(`{"code":"Z1","LSOA21NM":"x"}`, `null`)), `areas.geojson:1: column "name": is not a property of feature 1 (name in the project file) — there are "code", "LSOA21NM"`},
		{"no properties", collection(feature(`null`, `null`)), `areas.geojson:1: column "code": is not a property of feature 1 (code in the project file) — there are none to choose from`},
		{"duplicate code", collection(a, square("Z2", -1.8, 52.4), a), `areas.geojson:3: column "code": value "Z1": is the code of feature 1 (Area Z1) and of feature 3 (Area Z1) — give each its own code; parts of one area belong in one MultiPolygon`},
		{"other crs", strings.Replace(collection(a), `"features"`, `"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features"`, 1), `areas.geojson: column "crs": value "urn:ogc:def:crs:EPSG::3857": is a coordinate reference system this program does not read — convert the file: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES areas.geojson areas.geojson`},
		{"latitude first", collection(square("Z1", 52.4, -1.9)), `areas.geojson:1: value "Z1": feature 1: 52.4, -1.9 has latitude before longitude; the same holds for 1 of 1 features — swap the two: longitude comes first`},
		{"metres said to be degrees", collection(grid), `areas.geojson:1: value "Z1": feature 1: 406700, 286800 is in metres, but the source is said to be in degrees (EPSG:4326); the same holds for 1 of 1 features — write crs = "EPSG:27700" in the project file if it is on the British National Grid`},
		{"degrees said to be metres", strings.Replace(collection(a), `"features"`, `"crs":{"properties":{"name":"EPSG:27700"}},"features"`, 1), `areas.geojson:1: value "Z1": feature 1: -1.9, 52.4 is in degrees, but the source is said to be in grid metres (EPSG:27700); the same holds for 1 of 1 features — write crs = "EPSG:4326" in the project file`},
		{"nothing usable", collection(feature(`{"code":"Z1","name":"One"}`, `null`)), `areas.geojson:1: value "Z1": no feature can be used: feature 1 has no geometry — give it a polygon, or remove it`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			areas, _, _, err := read(test.text, options)
			if err == nil {
				t.Fatalf("no error, but %d areas", len(areas))
			}
			if _, ok := err.(geo.Issue); !ok {
				t.Errorf("the error is a %T", err)
			}
			if got := err.Error(); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
}

// A fault of one feature leaves that feature out, or repairs it, and says so.
func TestReadOneBadFeature(t *testing.T) {
	good := square("Z0", -1.9, 52.4)
	tests := []struct {
		name, feature string
		rows          geo.Rows
		want          string
	}{
		{"null geometry", feature(`{"code":"Z1","name":"One"}`, `null`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has no geometry — give it a polygon, or remove it`},
		{"no geometry", `{"type":"Feature","properties":{"code":"Z1","name":"One"}}`, geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has no geometry — give it a polygon, or remove it`},
		{"point", feature(`{"code":"Z1","name":"One"}`, `{"type":"Point","coordinates":[0,50]}`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 is a "Point" — an area is a Polygon or a MultiPolygon; points and lines belong elsewhere`},
		{"geometry collection", feature(`{"code":"Z1","name":"One"}`, `{"type":"GeometryCollection","geometries":[]}`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 is a GeometryCollection without a polygon — an area is a Polygon or a MultiPolygon; points and lines belong elsewhere`},
		{"collection with a broken member", feature(`{"code":"Z1","name":"One"}`, `{"type":"GeometryCollection","geometries":[{"type":"Polygon","coordinates":[`+triangle+`]},{"type":"Polygon","coordinates":[[0]]}]}`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 is a collection, in which one has broken coordinates: a bracket is missing at character 3 of the coordinates — export the boundaries again`},
		{"collection with a label", feature(`{"code":"Z1","name":"One"}`, `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,50]},{"type":"Polygon","coordinates":[`+triangle+`]}]}`), geo.Rows{Read: 3, Used: 3}, `areas.geojson:3: value "Z1": feature 3 is a collection: its polygons were taken, and left out was a Point — check that nothing but a label or a line is lost`},
		{"not a number", polygon(`[[[0,50],[NaN,51],[1,51],[0,50]]]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has broken coordinates: a number is missing at character 11 of the coordinates — export the boundaries again`},
		{"infinity", polygon(`[[[0,50],[1e999,51],[1,51],[0,50]]]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has broken coordinates: 1e999 is too large at character 11 of the coordinates — export the boundaries again`},
		{"1e308", polygon(`[[[0,50],[1e308,51],[1,51],[0,50]]]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 is in no possible place: 1e+308, 51 is not a longitude and latitude — correct or remove it`},
		{"text as a number", polygon(`[[["0",50],[0,51],[1,51],[0,50]]]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has broken coordinates: a number is missing at character 4 of the coordinates — export the boundaries again`},
		{"one number", polygon(`[[[0],[0,51],[1,51],[0,50]]]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has broken coordinates: a position has fewer than 2 numbers at character 6 of the coordinates — export the boundaries again`},
		{"nested wrongly", polygon(`[` + triangle + `[]]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has broken coordinates: a comma or bracket is missing at character 31 of the coordinates — export the boundaries again`},
		{"two positions", polygon(`[[[0,50],[1,51]]]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has no area: closed 1 ring, dropped 1 ring of fewer than 4 positions — give it a polygon, or remove it`},
		{"empty", polygon(`[]`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: value "Z1": feature 3 has no area: its geometry is empty — give it a polygon, or remove it`},
		{"code null", feature(`{"code":null,"name":"One"}`, `null`), geo.Rows{Read: 3, Used: 2, Rejected: 1}, `areas.geojson:3: column "code": feature 3 has no code — give it one, or remove it`},
		{"unclosed", polygon(`[[[0,50],[0,51],[1,51]]]`), geo.Rows{Read: 3, Used: 3, Repaired: 1}, `areas.geojson:3: value "Z1": feature 3: closed 1 ring`},
		{"hole without area", polygon(`[` + triangle + `,[[0,50],[0,51]]]`), geo.Rows{Read: 3, Used: 3, Repaired: 1}, `areas.geojson:3: value "Z1": feature 3: closed 1 ring, dropped 1 ring of fewer than 4 positions`},
		{"code a number", feature(`{"code":1234,"name":"One"}`, `{"type":"Polygon","coordinates":[`+triangle+`]}`), geo.Rows{Read: 3, Used: 3}, `areas.geojson:3: column "code": value "1234": the code is a number; it is read as text, but leading zeros may be lost already — export codes as text`},
		{"no name", feature(`{"code":"Z1","name":" "}`, `{"type":"Polygon","coordinates":[`+triangle+`]}`), geo.Rows{Read: 3, Used: 3}, `areas.geojson:3: column "name": value "Z1": feature 3 has no name; its code stands in for it — give it one`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			areas, rows, issues, err := read(collection(good, square("Z9", -1.8, 52.4), test.feature), options)
			if err != nil {
				t.Fatal(err)
			}
			if len(issues) != 1 || issues[0].Error() != test.want {
				t.Errorf("\n got %v\nwant %s", issues, test.want)
			}
			if rows != test.rows {
				t.Errorf("rows = %+v, want %+v", rows, test.rows)
			}
			if len(areas) != rows.Used {
				t.Errorf("%d areas, but %d rows used", len(areas), rows.Used)
			}
		})
	}
}

func TestReadManyVertices(t *testing.T) {
	_, _, _, err := read(collection(square("Z1", 0, 50), square("Z2", 1, 50)), Options{Code: "code", MaxVertices: 7})
	const want = `areas.geojson:2: value "Z2": brings the file past 7 vertices — use generalised boundaries: ONS publishes them as BGC or BSC`
	if err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
}

// A feature that does not fit the buffer is read whole.
func TestReadLongFeature(t *testing.T) {
	var ring strings.Builder
	const vertices = 200_000
	for i := range vertices {
		angle := 2 * math.Pi * float64(i) / vertices
		fmt.Fprintf(&ring, "[%.12f,%.12f],", math.Cos(angle), 51+math.Sin(angle))
	}
	areas, _, _, err := read(collection(square("Z0", 0, 50), polygon(`[[`+ring.String()+`[1,51]]]`), square("Z2", 1, 50)), options)
	if err != nil {
		t.Fatal(err)
	}
	if len(areas) != 3 || len(areas[1].Geometry[0][0]) != vertices+1 {
		t.Errorf("%d areas, %d vertices", len(areas), len(areas[1].Geometry[0][0]))
	}
}

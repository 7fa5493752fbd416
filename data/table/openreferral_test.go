package table

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/geo"
)

// The same two services, with what version 1 and version 3 of the standard call things, and as tables that refer to one another.
const (
	directoryV1 = `{"totalElements":2,"totalPages":1,"number":1,"first":true,"last":true,"empty":false,"content":[
{"id":"s1","name":"Digital drop-in","status":"active","url":"https://example.org","organization":{"id":"o1","name":"Hill Trust"},
 "service_taxonomys":[{"id":"1","taxonomy":{"id":"esdServiceTypes:1","name":"Internet access","vocabulary":"esdServiceTypes"}},{"id":"2","taxonomy":{"id":"x","name":"Learning"}}],
 "regular_schedules":[{"id":"r1","byday":"MO,TU","freq":"WEEKLY","interval":"1","opens_at":"10:00","closes_at":"16:30"},{"id":"r2","byday":"MO","freq":"MONTHLY","opens_at":"18:00","closes_at":"20:00"}],
 "service_at_locations":[{"id":"l1","location":{"id":"p1","name":"Hill Hall","latitude":52.48,"longitude":-1.9,
  "accessibility_for_disabilities":[{"accessibility":"Step-free"},{"accessibility":"Hearing loop"}],
  "physical_addresses":[{"address_1":"1 High Street","city":"Testbridge","postal_code":"B1 1AA"}]}},
  {"id":"l2","regular_schedule":[{"byday":"FR","freq":"WEEKLY","opens_at":"09:00:00","closes_at":"12:00:00"}],
   "location":{"id":"p2","name":"Low Hall","latitude":null,"longitude":null,"physical_addresses":[{"address_1":"2 Low Street","city":"Testbridge","postal_code":"B1 1AB"}]}}]},
{"id":"s2","name":"Helpline","status":"inactive","service_taxonomys":[{"taxonomy":{"name":"Learning"}}]}]}`

	directoryV3 = `{"total_items":2,"total_pages":1,"page_number":1,"size":2,"first_page":true,"last_page":true,"empty":false,"contents":[
{"id":"s1","name":"Digital drop-in","status":"active","url":"https://example.org","organization":{"id":"o1","name":"Hill Trust"},
 "attributes":[{"id":"1","link_type":"taxonomy","taxonomy_term":{"id":"t1","code":"esdServiceTypes:1","name":"Internet access"}},{"taxonomy_term":{"code":"x","name":"Learning"}}],
 "schedules":[{"id":"r1","byday":"MO,TU","freq":"WEEKLY","interval":1,"opens_at":"10:00Z","closes_at":"16:30Z"},{"byday":"1MO","freq":"MONTHLY","opens_at":"18:00","closes_at":"20:00"},
  {"byday":"SU","freq":"WEEKLY","opens_at":"18:00","closes_at":"20:00","valid_to":"2023-09-01"}],
 "service_at_locations":[{"id":"l1","location":{"id":"p1","location_type":"physical","name":"Hill Hall","latitude":"52.48","longitude":"-1.9",
  "accessibility":[{"description":"Step-free"},{"description":"Hearing loop"}],
  "addresses":[{"address_1":"1 High Street","city":"Testbridge","postal_code":"B1 1AA"}]}},
  {"id":"l2","schedules":[{"byday":"FR","freq":"WEEKLY","opens_at":"09:00:00","closes_at":"12:00:00"}],
   "location":{"id":"p2","name":"Low Hall","addresses":[{"address_1":"2 Low Street","city":"Testbridge","postal_code":"B1 1AB"}]}}]},
{"id":"s2","name":"Helpline","status":"inactive","attributes":[{"taxonomy_term":{"name":"Learning"}}],
 "service_at_locations":[{"location":{"location_type":"virtual","name":"Telephone"}}]}]}`

	directoryTables = `{"services":[
{"id":"s1","name":"Digital drop-in","status":"active","url":"https://example.org","organization":"o1",
 "service_taxonomys":[{"taxonomy":{"id":"esdServiceTypes:1","name":"Internet access"}},{"taxonomy":{"id":"x","name":"Learning"}}],
 "regular_schedules":[{"byday":"MO,TU","freq":"WEEKLY","opens_at":"10:00","closes_at":"16:30"}]},
{"id":"s2","name":"Helpline","service_taxonomys":[{"taxonomy":{"name":"Learning"}}]}],
"locations":[{"id":"p1","name":"Hill Hall","latitude":52.48,"longitude":-1.9,"accessibility_for_disabilities":[{"accessibility":"Step-free"},{"accessibility":"Hearing loop"}],
  "physical_addresses":[{"address_1":"1 High Street","city":"Testbridge","postal_code":"B1 1AA"}]},
 {"id":"p2","name":"Low Hall","physical_addresses":[{"address_1":"2 Low Street","city":"Testbridge","postal_code":"B1 1AB"}]}],
"service_at_location":[{"service_id":"s1","location_id":"p1"},
 {"service_id":"s1","location_id":"p2","regular_schedule":[{"byday":"FR","freq":"WEEKLY","opens_at":"09:00:00","closes_at":"12:00:00"}]},{"service_id":"s2","location_id":"p9"}]}`
)

var internetAccess = SitesSpec{ID: "s", Kind: "wifi", Name: "name", Postcode: "postcode", Where: Where{"taxonomy": {"Internet access", "Learning"}},
	Postcodes: Postcodes{{Code: "B11AB", At: [2]float64{-1.91, 52.49}}},
	Facts:     []FactColumn{{"place", "location"}, {"address", "address"}, {"opening_hours", "opening_hours"}, {"access", "accessibility"}}}

func TestOpenReferral(t *testing.T) {
	want := []string{
		"Digital drop-in -1.900,52.480 B11AA Hill Hall|1 High Street, Testbridge|Mo-Tu 10:00-16:30|Step-free; Hearing loop",
		"Digital drop-in -1.910,52.490 B11AB Low Hall|2 Low Street, Testbridge|Fr 09:00-12:00",
	}
	for name, test := range map[string]struct{ text, rejected string }{
		"version 1": {directoryV1, "is a service without a location; a list of services may leave them out"},
		"version 3": {directoryV3, "is held online or by telephone, at no place"},
		"tables":    {directoryTables, `is at location "p9", which is not in the file`},
		"bare list": {directoryV3[strings.Index(directoryV3, "[") : strings.LastIndex(directoryV3, "]")+1], "is held online or by telephone, at no place"},
	} {
		t.Run(name, func(t *testing.T) {
			sites, rows, issues, err := ReadSites("services.json", strings.NewReader(test.text), internetAccess)
			if err != nil {
				t.Fatal(err)
			}
			wantRows(t, rows, geo.Rows{Read: 3, Used: 2, Rejected: 1})
			var got []string
			for _, s := range sites {
				var facts []string
				for _, fact := range s.Facts {
					facts = append(facts, fact.Value)
				}
				got = append(got, fmt.Sprintf("%s %.3f,%.3f %s %s", s.Name, s.At[0], s.At[1], s.Postcode, strings.Join(facts, "|")))
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if len(issues) != 1 || issues[0].Problem != test.rejected {
				t.Error(issues)
			}
		})
	}
}

// One term among several is enough, by its name or its code; what no service has is told.
func TestOpenReferralByTaxonomy(t *testing.T) {
	for where, want := range map[string]int{"taxonomy=Internet access": 2, "taxonomy_code=esdServiceTypes:1": 2, "status=inactive": 0} {
		spec := internetAccess
		column, cell, _ := strings.Cut(where, "=")
		spec.Where = Where{column: {cell}}
		sites, _, _, err := ReadSites("services.json", strings.NewReader(directoryV3), spec)
		if len(sites) != want || (want == 0) != (err != nil) {
			t.Errorf("%s: %d sites, %v", where, len(sites), err)
		}
	}
	spec := internetAccess
	spec.Where = Where{"taxonomy": {"Internet acess"}}
	_, _, _, err := ReadSites("services.json", strings.NewReader(directoryV3), spec)
	if want := `services.json: column "taxonomy": value "Internet acess": no row has this cell, which where asks for`; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestSchedules(t *testing.T) {
	weekly := func(days, opens, closes string) schedule {
		return schedule{Days: loose(days), Freq: "WEEKLY", Opens: loose(opens), Closes: loose(closes)}
	}
	tests := []struct {
		name  string
		rules []schedule
		want  string
	}{
		{"days together", []schedule{weekly("MO,TU,WE", "09:00", "17:00")}, "Mo-We 09:00-17:00"},
		{"a rule a day", []schedule{weekly("mo", "09:00", "17:00"), weekly("SA", "10:00:00+01:00", "12:30:00+01:00")}, "Mo 09:00-17:00; Sa 10:00-12:30"},
		{"two sessions", []schedule{weekly("MO", "13:00", "17:00"), weekly("MO", "09:00", "12:00")}, "Mo 09:00-12:00,13:00-17:00"},
		{"the same twice", []schedule{weekly("MO", "09:00", "12:00"), weekly("MO", "09:00", "12:00")}, "Mo 09:00-12:00"},
		{"sessions that overlap", []schedule{weekly("MO", "09:00", "12:00"), weekly("MO", "11:00", "13:00")}, ""},
		{"every other week", []schedule{{Days: "MO", Freq: "WEEKLY", Interval: "2", Opens: "09:00", Closes: "12:00"}}, ""},
		{"no closing", []schedule{weekly("MO", "09:00", "")}, ""},
		{"no day", []schedule{weekly("", "09:00", "12:00")}, ""},
		{"only rules that end", []schedule{{Days: "MO", Opens: "09:00", Closes: "12:00", ValidTo: "2030-01-01"}}, "Mo 09:00-12:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := weekOfSchedules(schedules{}, schedules{V3: test.rules}); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

// Every shape of GeoJSON places a site, or says why not.
func TestShapesOfGeoJSON(t *testing.T) {
	point := func(name string) string {
		return `{"type":"Feature","properties":{"name":"` + name + `"},"geometry":{"type":"Point","coordinates":[-1.9,52.5]}}`
	}
	in := func(geometry string) string {
		return `{"type":"Feature","properties":{"name":"A"},"geometry":` + geometry + `}`
	}
	const square = `{"type":"Polygon","coordinates":[[[-2,52],[-1,52],[-1,53],[-2,53],[-2,52]]]}`
	tests := []struct {
		name, text string
		used       int
		problem    string
	}{
		{"a feature", point("A"), 1, ""},
		{"one a line", point("A") + "\n" + point("B") + "\r\n", 2, ""},
		{"text sequence, RFC 8142", "\x1e" + point("A") + "\n\x1e" + point("B") + "\n", 2, ""},
		{"a bare list", "[" + point("A") + "," + point("B") + "]", 2, ""},
		{"a geometry with properties", `{"type":"Point","coordinates":[-1.9,52.5],"properties":{"name":"A"}}`, 1, ""},
		{"one of many points", in(`{"type":"MultiPoint","coordinates":[[-1.9,52.5]]}`), 1, ""},
		{"a collection with a building", in(`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,50]},` + square + `]}`), 1, ""},
		{"a collection of a point", in(`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[-1.9,52.5]}]}`), 1, ""},
		{"many points", in(`{"type":"MultiPoint","coordinates":[[-1.9,52.5],[-1.8,52.5]]}`), 0, "is 2 points"},
		{"a collection of lines", in(`{"type":"GeometryCollection","geometries":[{"type":"LineString","coordinates":[]},{"type":"LineString","coordinates":[]}]}`), 0, "is a GeometryCollection of 2 geometries and no area"},
		{"an empty collection", in(`{"type":"GeometryCollection","geometries":[]}`), 0, "is a GeometryCollection of 0 geometries and no area"},
		{"a geometry without a name", square, 0, `column "name": is not in the header (name in the project file)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			sites, _, _, err := ReadSites("sites.geojson", strings.NewReader(test.text), SitesSpec{ID: "s", Name: "name"})
			if len(sites) != test.used || test.problem == "" && err != nil || test.problem != "" && !strings.Contains(fmt.Sprint(err), test.problem) {
				t.Errorf("%d sites, %v; want %d, %q", len(sites), err, test.used, test.problem)
			}
		})
	}
}

func FuzzOpenReferral(f *testing.F) {
	for _, seed := range []string{directoryV1, directoryV3, directoryTables, `{"services":null}`, `[{"service_at_locations":[null]}]`, `{"content":[{"id":{},"organization":[]}]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sites, rows, issues, err := ReadSites("services.json", strings.NewReader(text), internetAccess)
		if accounted(t, rows, issues, err) {
			for _, s := range sites {
				if problem, _ := geo.LonLat.Doubt(s.At); problem != "" {
					t.Fatal(problem)
				}
			}
		}
	})
}

package table

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

const osmXML = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<osm version="0.6">
 <node id="1" lat="52.40" lon="-1.90"/><node id="2" lat="52.40" lon="-1.88"/>
 <node id="3" lat="52.42" lon="-1.88"/><node id="4" lat="52.42" lon="-1.90"/>
 <node id="5" lat="52.5" lon="-1.8"><tag k="name" v="Bus Station &amp; Café"/><tag k="internet_access" v="wlan"/><tag k="opening_hours" v="Mo-Fr 9:00-17:00"/></node>
 <node id="6" lat="52.5" lon="-1.8"><tag k="name" v="Bench"/></node>
 <way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="name" v="Hotel"/><tag k="internet_access" v="wlan"/></way>
 <way id="8"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="name" v="Street"/><tag k="internet_access" v="wlan"/></way>
 <way id="9"><nd ref="99"/><tag k="name" v="Elsewhere"/><tag k="internet_access" v="wlan"/></way>
 <relation id="10"><center lat="52.6" lon="-1.7"/><member type="way" ref="7" role="outer"/><tag k="name" v="Campus"/><tag k="internet_access" v="wlan"/></relation>
</osm>`

const overpassJSON = `{"version":0.6,"elements":[
{"type":"node","id":1,"lat":52.40,"lon":-1.90},{"type":"node","id":2,"lat":52.40,"lon":-1.88},
{"type":"node","id":3,"lat":52.42,"lon":-1.88},{"type":"node","id":4,"lat":52.42,"lon":-1.90},
{"type":"node","id":5,"lat":52.5,"lon":-1.8,"tags":{"name":"Bus Station & Café","internet_access":"wlan","opening_hours":"Mo-Fr 9:00-17:00"}},
{"type":"node","id":6,"lat":52.5,"lon":-1.8,"tags":{"name":"Bench"}},
{"type":"way","id":7,"nodes":[1,2,3,4,1],"tags":{"name":"Hotel","internet_access":"wlan"}},
{"type":"way","id":8,"nodes":[1,2,3],"tags":{"name":"Street","internet_access":"wlan"}},
{"type":"way","id":9,"nodes":[99],"tags":{"name":"Elsewhere","internet_access":"wlan"}},
{"type":"relation","id":10,"center":{"lat":52.6,"lon":-1.7},"tags":{"name":"Campus","internet_access":"wlan"}}]}`

var freeWiFi = SitesSpec{ID: "wifi", Kind: "wifi", Name: "name", Where: Where{"internet_access": {"wlan"}},
	Facts: []FactColumn{{"opening_hours", "opening_hours"}}}

func TestOpenStreetMap(t *testing.T) {
	for name, file := range map[string]string{"XML": osmXML, "Overpass JSON": overpassJSON} {
		t.Run(name, func(t *testing.T) {
			sites, rows, issues, err := ReadSites("places", strings.NewReader(file), freeWiFi)
			if err != nil {
				t.Fatal(err)
			}
			wantRows(t, rows, geo.Rows{Read: 6, Used: 4, Unmatched: 1, Rejected: 1})
			var got []string
			for _, s := range sites {
				got = append(got, fmt.Sprintf("%s %.3f,%.3f", s.Name, s.At[0], s.At[1]))
			}
			want := []string{"Bus Station & Café -1.800,52.500", "Hotel -1.890,52.410", "Street -1.880,52.400", "Campus -1.700,52.600"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if hours := sites[0].Facts[0].Value; hours != "Mo-Fr 09:00-17:00" {
				t.Error(hours)
			}
			if len(issues) != 1 || !strings.Contains(issues[0].Problem, "is way 9, whose place is not in the file") {
				t.Error(issues)
			}
		})
	}
}

func TestOpenStreetMapRefuses(t *testing.T) {
	tests := []struct{ name, file, want string }{
		{"cut short", strings.TrimSuffix(osmXML, "</osm>"), "ends too early"},
		{"broken", `<osm><node id="1"`, "is not whole XML"},
		{"no such tag", strings.ReplaceAll(osmXML, "wlan", "no"), `no row has this cell, which where asks for`},
		{"no such key", strings.ReplaceAll(osmXML, "internet_access", "x"), `column "internet_access": is not in the header`},
		{"Overpass, broken", `{"elements":[{"id":"x"}]}`, "is JSON of another kind"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, _, err := ReadSites("places", strings.NewReader(test.file), freeWiFi)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
}

func FuzzOpenStreetMap(f *testing.F) {
	for _, seed := range []string{osmXML, overpassJSON, "<osm>", "<osm><way id='1'><nd ref='1'/></way></osm>", `{"elements":[{"type":"node"}]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sites, rows, issues, err := ReadSites("places", strings.NewReader(text), freeWiFi)
		if accounted(t, rows, issues, err) {
			for _, s := range sites {
				if problem, _ := geo.LonLat.Doubt(s.At); problem != "" {
					t.Fatal(problem)
				}
			}
		}
	})
}

func TestAreasBecomePoints(t *testing.T) {
	const file = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Building"},"geometry":{"type":"Polygon","coordinates":[[[-2,52,7],[-1,52,7],[-1,53,7],[-2,53,7],[-2,52,7]]]}},
{"type":"Feature","properties":{"name":"Two parts"},"geometry":{"type":"MultiPolygon","coordinates":[[[[-2,52],[-1.9,52],[-1.9,53],[-2,53],[-2,52]]],[[[-1,52],[0,52],[0,53],[-1,53],[-1,52]]]]}},
{"type":"Feature","properties":{"name":"Short position"},"geometry":{"type":"Polygon","coordinates":[[[-2],[-1,52],[-1,53]]]}},
{"type":"Feature","properties":{"name":"Flat"},"geometry":{"type":"Polygon","coordinates":[[[-2,52],[-1,52],[-2,52]]]}},
{"type":"Feature","properties":{"name":"Line"},"geometry":{"type":"LineString","coordinates":[[-2,52],[-1,52]]}}]}`
	sites, rows, issues, err := ReadSites("buildings.geojson", strings.NewReader(file), SitesSpec{ID: "s", Name: "name"})
	if err != nil {
		t.Fatal(err)
	}
	wantRows(t, rows, geo.Rows{Read: 5, Used: 2, Rejected: 3})
	for i, want := range []orb.Point{{-1.5, 52.5}, {-0.5, 52.5}} {
		if sites[i].At != want {
			t.Errorf("%s at %v, want %v", sites[i].Name, sites[i].At, want)
		}
	}
	for i, want := range []string{"has broken coordinates", "is an area without extent", "is a LineString, not a Point or an area"} {
		if issues[i].Problem != want {
			t.Errorf("%s, want %s", issues[i].Problem, want)
		}
	}
}

func TestRealPlaces(t *testing.T) {
	const cycleway, offices = "leeds/leeds_cycleway.osm.gz", "greater_manchester/gm_post_offices.geojson"
	sites, rows, _, err := ReadSites(cycleway, realData(t, cycleway), freeWiFi)
	if err != nil || len(sites) != 2 {
		t.Fatal(sites, rows, err)
	}
	spec := SitesSpec{ID: "post", Name: "DISTNAME"}
	sites, rows, _, err = ReadSites(offices, realData(t, offices), spec)
	if err != nil || len(sites) != 343 {
		t.Fatal(len(sites), rows, err)
	}
}

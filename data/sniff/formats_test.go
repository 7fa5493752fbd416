package sniff

import (
	"strings"
	"testing"
)

// Boundaries in a CSV's well-known text, in metres, and features one a line are boundaries too.
func TestOtherBoundaries(t *testing.T) {
	rows := "LSOA21CD,LSOA21NM,shape\n" +
		"E01000001,North,\"POLYGON ((406000 286000,407000 286000,407000 287000,406000 286000))\"\n" +
		"E01000002,South,\"SRID=27700;MULTIPOLYGON (((407000 286000,408000 286000,408000 287000,407000 286000)))\"\n"
	text, err := Project(sample(t, "areas.csv", rows, "need.csv", need))
	if err != nil {
		t.Fatal(err)
	}
	if g := load(t, text).Geographies[0]; g.WKT != "shape" || g.Code != "LSOA21CD" || g.Name != "LSOA21NM" || g.CRS != "EPSG:27700" {
		t.Errorf("%+v", g)
	}
	lines := strings.TrimSuffix(strings.TrimPrefix(squares, "{\"type\":\"FeatureCollection\",\"features\":[\n"), "\n]}")
	text, err = Project(sample(t, "areas.geojsonl", strings.Replace(lines, "},\n", "}\n", 1), "need.csv", need))
	if err != nil {
		t.Fatal(err)
	}
	if g := load(t, text).Geographies[0]; g.Code != "LSOA21CD" || g.WKT != "" {
		t.Errorf("%+v", g)
	}
}

// A download of Nomis: lines above the names, padded with commas, codes with names in one cell, and notes below.
func TestNomis(t *testing.T) {
	const nomis = "\"RM121 - Sex by age\",,\n\"ONS\",,\n\"Date       :\",\"2021\",\n,,\n" +
		"2021 super output area - lower layer,Total,Aged 65 years and over\n,,\n" +
		"E01000001 : North 001A,2280,17\nE01000002 : South 001A,1344,22\n,,\n\"In order to protect against disclosure\"\n"
	text, err := Project(sample(t, "areas.geojson", squares, "nomis.csv", nomis, "need.csv", need))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, table := range load(t, text).Tables {
		found = found || table.File == "nomis.csv" && table.Code == "2021 super output area - lower layer"
	}
	if found != !strings.Contains(text, "# [[table]]\n# file = \"nomis.csv\"") || !strings.Contains(text, "Aged 65 years and over") {
		t.Error(text)
	}
}

// Figures of older areas are converted where a lookup is among the files; counts only where there are people to share them out by.
func TestOlderAreas(t *testing.T) {
	const (
		lookup = "LSOA11CD,LSOA21CD,CHGIND\nE01000001,E01000001,U\nE01000009,E01000002,M\nE01000008,E01000002,M\n"
		older  = "LSOA11CD,Library visits (number of),Households without internet %\nE01000001,5,1.5\nE01000009,6,2.5\nE01000008,7,3.5\n"
		people = "code,residents\nE01000001,1500\nE01000002,1600\n"
	)
	text, err := Project(sample(t, "areas.geojson", squares, "need.csv", need, "exact.csv", lookup, "older.csv", older, "people.csv", people))
	if err != nil {
		t.Fatal(err)
	}
	p := load(t, text)
	if len(p.Conversions) != 1 || p.Conversions[0].ID != "lsoa11" || p.Conversions[0].From != "LSOA11CD" || p.Conversions[0].Code != "LSOA21CD" {
		t.Fatalf("%+v\n%s", p.Conversions, text)
	}
	if last := p.Tables[len(p.Tables)-1]; last.Codes != "lsoa11" || last.Code != "LSOA11CD" || !strings.Contains(text, "counts = true") {
		t.Errorf("%+v\n%s", last, text)
	}

	text, err = Project(sample(t, "areas.geojson", squares, "need.csv", need, "older.csv", older))
	if err != nil {
		t.Fatal(err)
	}
	if p := load(t, text); len(p.Conversions) != 0 || len(p.Tables) != 1 {
		t.Errorf("%+v", p)
	}
	for _, want := range []string{"# CHECK: older.csv: nothing was made of it", "# [[conversion]]\n# id = \"lsoa11\"", "# from = \"LSOA11CD\"\n# code = \"LSOA21CD\""} {
		if !strings.Contains(text, want) {
			t.Errorf("does not say %q:\n%s", want, text)
		}
	}
}

// Sites of OpenStreetMap are chosen by tag; those of a service directory are all taken, and its terms listed to choose from.
func TestSitesOfOtherFormats(t *testing.T) {
	const (
		osm = `<osm><node id="1" lat="52.5" lon="-1.89"><tag k="name" v="Café"/><tag k="internet_access" v="wlan;terminal"/><tag k="opening_hours" v="24/7"/></node>` +
			`<node id="2" lat="52.5" lon="-1.89"><tag k="name" v="Library"/><tag k="amenity" v="library"/></node></osm>`
		benches   = `{"elements":[{"type":"node","id":1,"lat":52.5,"lon":-1.89,"tags":{"name":"Bench","amenity":"bench"}}]}`
		directory = `{"contents":[{"id":"1","name":"Drop-in","status":"active","attributes":[{"taxonomy_term":{"name":"Internet access"}}],"service_at_locations":[{"location":{"latitude":52.5,"longitude":-1.89}}]},` +
			`{"id":"2","name":"Old","status":"defunct","service_at_locations":[{"location":{"latitude":52.5,"longitude":-1.87}}]}]}`
		shapes = "venue,WKT\nTown Hall,POINT (-1.89 52.5)\nBarn,POINT (-1.87 52.5)\n"
	)
	text, err := Project(sample(t, "areas.geojson", squares, "need.csv", need, "places.osm", osm, "benches.json", benches, "skills.json", directory, "wifi.csv", shapes))
	if err != nil {
		t.Fatal(err)
	}
	p := load(t, text)
	var got []string
	for _, s := range p.Sites {
		got = append(got, s.Kind+" "+s.File+" "+s.WKT+" "+strings.Join(s.Where["internet_access"], "")+strings.Join(s.Where["amenity"], "")+strings.Join(s.Closed.Equals, ""))
	}
	want := "wifi places.osm  wlan|library places.osm  library|skills skills.json  defunct|wifi wifi.csv WKT "
	if strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", strings.Join(got, "|"), want)
	}
	for _, say := range []string{"benches.json: nothing was made of it: none of its places has the tags", `# where = { taxonomy = ["Internet access"] }`} {
		if !strings.Contains(text, say) {
			t.Errorf("does not say %q:\n%s", say, text)
		}
	}
}

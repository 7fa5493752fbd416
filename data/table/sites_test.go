package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// grid stands for a projection: a thousandth of a degree a metre from a corner of the map.
func grid(p orb.Point) orb.Point { return orb.Point{-2 + p[0]/1e6, 52 + p[1]/1e6} }

var siteSpec = SitesSpec{
	ID: "libraries", Kind: "library", Source: "sites:libraries", Access: geo.Public, Grid: grid,
	Name: "Name", Postcode: "Postcode", Postcodes: Postcodes{{"B11AA", orb.Point{-1.9, 52.47}}, {"B24AA", orb.Point{-1.8, 52.48}}},
	ClosedColumn: "Year closed",
	Facts:        []FactColumn{{"address", "Address"}, {"pcs", "PCs"}},
	Hours:        []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"},
}

const siteHeader = "Name,Address,Postcode,PCs,Year closed,Mo,Tu,We,Th,Fr,Sa,Su\n"

func readSites(text string, spec SitesSpec) ([]geo.Site, geo.Rows, []geo.Issue, error) {
	return ReadSites("s.csv", strings.NewReader(text), spec)
}

func TestReadSitesByPostcode(t *testing.T) {
	sites, rows, issues, err := readSites(siteHeader+
		"Old,\"The POD, 1 Street \",b1 1aa,,2017,9-5pm,,,,,,\n"+
		"New,2 Street,B2 4AA,12,,11:00-19:00,09:00-17:00,09:00-17:00,,,,\n"+
		"Lost,3 Street,B9 9ZZ,,,,,,,,,\n"+
		"Odd,4 Street,B9,,,,,,,,,\n"+
		"Nowhere,5 Street,,,,,,,,,,\n"+
		",6 Street,B1 1AA,,,by appointment,,,,,,\n"+
		"Short,7 Street\n", siteSpec)
	if err != nil {
		t.Fatal(err)
	}
	want := []geo.Site{
		{ID: "libraries-1", Row: 2, Kind: "library", Source: "sites:libraries", Access: geo.Public, Name: "Old", At: orb.Point{-1.9, 52.47}, Postcode: "B11AA",
			Closed: true, ClosedOn: "2017", Facts: []geo.Fact{{Key: "address", Value: "The POD, 1 Street"}, {Key: "opening_hours", Value: "Mo 09:00-17:00"}}},
		{ID: "libraries-2", Row: 3, Kind: "library", Source: "sites:libraries", Access: geo.Public, Name: "New", At: orb.Point{-1.8, 52.48}, Postcode: "B24AA",
			Facts: []geo.Fact{{Key: "address", Value: "2 Street"}, {Key: "pcs", Value: "12"}, {Key: "opening_hours", Value: "Mo 11:00-19:00; Tu-We 09:00-17:00"}}},
		{ID: "libraries-6", Row: 7, Kind: "library", Source: "sites:libraries", Access: geo.Public, Name: "Unnamed", At: orb.Point{-1.9, 52.47}, Postcode: "B11AA",
			Facts: []geo.Fact{{Key: "address", Value: "6 Street"}}},
	}
	if diff := cmp.Diff(want, sites); diff != "" {
		t.Error(diff)
	}
	wantRows(t, rows, geo.Rows{Read: 7, Used: 3, Rejected: 4})
	wantIssues(t, issues,
		`s.csv:4: column "Postcode": value "B9 9ZZ": is not in the postcode file — correct it, add it to the file that [postcodes] names, or give the row coordinates`,
		`s.csv:5: column "Postcode": value "B9": is not a postcode — correct it, such as B1 1AA`,
		`s.csv:6: column "Postcode": has neither coordinates nor a postcode — give the row one of them, or remove it`,
		`s.csv:7: column "Name": has no name — give it one`,
		`s.csv:7: column "Mo": value "by appointment": is not a time span; the site is shown without opening hours — write it as 09:00-17:00, two sessions as 09:00-12:00, 13:00-17:00; where opening and closing have columns of their own, list all fourteen in hours`,
		`s.csv:8: the number of cells is 2, the header's 12 — check the separators and quotation marks of this row`)
}

func TestReadSitesByCoordinates(t *testing.T) {
	spec := SitesSpec{ID: "wifi", Kind: "wifi", Name: "name", Lon: "lon", Lat: "lat", Easting: "e", Northing: "n", Grid: grid,
		Postcode: "pc", Postcodes: siteSpec.Postcodes, Access: geo.Restricted, ClosedColumn: "status", ClosedEquals: []string{"shut", "gone"}}
	sites, rows, issues, err := readSites("name,lon,lat,e,n,pc,status\n"+
		"A,-1.95,52.5,,,,open\n"+
		"B,,,400000,280000,,shut\n"+
		"C,,,,,B1 1AA,\n"+
		"D,52.5,-1.95,,,,\n"+
		"E,0,0,,,,\n"+
		"F,here,52,,,,\n"+
		"G,,,-1.9,52.4,,\n"+
		"H,-1.95,,,,,\n", spec)
	if err != nil {
		t.Fatal(err)
	}
	want := []geo.Site{
		{ID: "wifi-1", Row: 2, Kind: "wifi", Access: geo.Restricted, Name: "A", At: orb.Point{-1.95, 52.5}},
		{ID: "wifi-2", Row: 3, Kind: "wifi", Access: geo.Restricted, Name: "B", At: orb.Point{-1.6, 52.28}, Closed: true},
		{ID: "wifi-3", Row: 4, Kind: "wifi", Access: geo.Restricted, Name: "C", At: orb.Point{-1.9, 52.47}, Postcode: "B11AA"},
	}
	if diff := cmp.Diff(want, sites); diff != "" {
		t.Error(diff)
	}
	wantRows(t, rows, geo.Rows{Read: 8, Used: 3, Rejected: 5})
	wantIssues(t, issues,
		`s.csv:5: column "lon": value "52.5": 52.5, -1.95 has latitude before longitude — check that lon = "lon" and lat = "lat" are the right columns, in degrees`,
		`s.csv:6: column "lon": value "0": is 0, 0: a place nobody gave — give the coordinates, or leave both cells empty`,
		`s.csv:7: column "lon": value "here": is not a coordinate — correct or remove it`,
		`s.csv:8: column "e": value "-1.9": -1.9, 52.4 is in degrees, but the source is said to be in grid metres (EPSG:27700) — check that easting = "e" and northing = "n" are the right columns, in metres`,
		`s.csv:9: column "lat": is not a coordinate — correct or remove it`)
}

func TestReadSitesGeoJSON(t *testing.T) {
	spec := SitesSpec{ID: "wifi", Kind: "wifi", Name: "Name", Facts: []FactColumn{{"ssid", "ssid"}, {"open", "open"}, {"max", "max"}}}
	point := func(name, geometry string) string {
		return `{"type":"Feature","properties":{"Name":"` + name + `","open":true,"max":10.50,"ssid":null},"geometry":` + geometry + `}`
	}
	text := `{"type":"FeatureCollection","features":[` + strings.Join([]string{
		point("A", `{"type":"Point","coordinates":[-1.9,52.4,100]}`),
		point("B", `null`),
		point("C", `{"type":"Polygon","coordinates":[]}`),
		point("D", `{"type":"Point","coordinates":[52.4,-1.9]}`),
		point("E", `{"type":"Point","coordinates":[]}`),
	}, ",") + `]}`
	sites, rows, issues, err := readSites(text, spec)
	if err != nil {
		t.Fatal(err)
	}
	want := []geo.Site{{ID: "wifi-1", Row: 1, Kind: "wifi", Name: "A", At: orb.Point{-1.9, 52.4}, Facts: []geo.Fact{{Key: "open", Value: "true"}, {Key: "max", Value: "10.50"}}}}
	if diff := cmp.Diff(want, sites); diff != "" {
		t.Error(diff)
	}
	wantRows(t, rows, geo.Rows{Read: 5, Used: 1, Rejected: 4})
	wantIssues(t, issues,
		`s.csv:2: has no geometry — give each site as a Point with longitude and latitude, or remove it`,
		`s.csv:3: is an area without extent — give each site as a Point with longitude and latitude, or remove it`,
		`s.csv:4: 52.4, -1.9 has latitude before longitude — swap the two: longitude comes first`,
		`s.csv:5: has no coordinates — give each site as a Point with longitude and latitude, or remove it`)
}

func TestReadSitesGeoJSONOnTheGrid(t *testing.T) {
	const feature = `"features":[{"type":"Feature","properties":{"Name":"A"},"geometry":{"type":"Point","coordinates":[400000,280000]}}]}`
	for name, test := range map[string]struct {
		text, crs string
	}{
		"declared":            {`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},` + feature, ""},
		"in the project file": {`{"type":"FeatureCollection",` + feature, "EPSG:27700"},
	} {
		t.Run(name, func(t *testing.T) {
			sites, _, _, err := readSites(test.text, SitesSpec{Name: "Name", CRS: test.crs, Grid: grid})
			if err != nil {
				t.Fatal(err)
			}
			if want := (orb.Point{-1.6, 52.28}); sites[0].At != want {
				t.Errorf("at %v, want %v", sites[0].At, want)
			}
		})
	}
}

func TestReadSitesRefuses(t *testing.T) {
	byPostcode := SitesSpec{ID: "s", Name: "Name", Postcode: "Postcode"}
	tests := []struct {
		name, text string
		spec       SitesSpec
		want       string
	}{
		{"columns", "name,Postcode\nA,B1 1AA\n", siteSpec, `s.csv:1: column "Name": is not in the header (name in the project file) — did you mean "name"?` + "\n" +
			`s.csv:1: column "Year closed": is not in the header (closed.column in the project file) — there are "name", "Postcode"` + "\n" +
			`s.csv:1: column "Address": is not in the header (facts.address in the project file) — there are "name", "Postcode"` + "\n" +
			`s.csv:1: column "PCs": is not in the header (facts.pcs in the project file) — there are "name", "Postcode"`},
		{"no place", "Name\nA\n", SitesSpec{Name: "Name"}, `s.csv: nothing says where the sites are — name the columns with lon and lat, easting and northing, postcode, or wkt`},
		{"no row usable", "Name,Postcode\nA,B1 1AA\nB,B2 4AA\n", byPostcode, `s.csv:2: column "Postcode": value "B1 1AA": no row can be used; this one is not in the postcode file — correct it, add it to the file that [postcodes] names, or give the row coordinates`},
		{"broken JSON", "{\n\"type\":\n", byPostcode, `s.csv:3: is not JSON: unexpected EOF — fetch or save the file again`},
		{"JSON with a fault", "{\n\"type\":]", byPostcode, `s.csv:2: is not JSON: invalid character ']' looking for beginning of value — fetch or save the file again`},
		{"other JSON", `{"type":"Topology"}`, byPostcode, `s.csv: is JSON of type "Topology" — give GeoJSON points, an answer of Overpass, or the services of an Open Referral directory`},
		{"other crs", `{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}},"features":[{"properties":{"Name":"A","Postcode":"x"}}]}`, byPostcode,
			`s.csv: column "crs": value "EPSG:3857": is a coordinate system this program does not read — convert the file: ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES sites.geojson s.csv`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, _, err := readSites(test.text, test.spec)
			if test.name == "columns" {
				if got, _, _ := strings.Cut(err.Error(), "\n"+`s.csv:1: column "Mo"`); got != test.want {
					t.Errorf("\n got %s\nwant %s", got, test.want)
				}
				return
			}
			wantIssue(t, err, test.want)
		})
	}
}

func TestReadNoSites(t *testing.T) {
	sites, _, issues, err := readSites(siteHeader, siteSpec)
	if err != nil || len(sites) > 0 {
		t.Fatalf("%v, %v", sites, err)
	}
	wantIssues(t, issues, `s.csv: has no sites — check that it is the right file`)
}

func TestOpeningHoursInOneForm(t *testing.T) {
	const file = "name,lon,lat,hours\nA,-1.9,52.4,Mo-Fr 9:00-17:00; Fr 9:00-12:00\nB,-1.9,52.4,ask inside\n"
	sites, _, issues, err := ReadSites("sites.csv", strings.NewReader(file), SitesSpec{ID: "s", Name: "name", Lon: "lon", Lat: "lat",
		Facts: []FactColumn{{"opening_hours", "hours"}}})
	if err != nil || len(issues) > 0 || len(sites) != 2 {
		t.Fatal(sites, issues, err)
	}
	for i, want := range []string{"Mo-Th 09:00-17:00; Fr 09:00-12:00", "ask inside"} {
		if got := sites[i].Facts[0].Value; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A column that where names is looked for like any other: below a preamble, and with a clear word when it is not there.
func TestWhereNamesAColumn(t *testing.T) {
	const file = "Places of Testbridge\n\nname,kind,lon,lat\nHall,wifi,-1.9,52.5\nBarn,none,-1.9,52.5\n"
	spec := SitesSpec{ID: "s", Name: "name", Lon: "lon", Lat: "lat", Where: Where{"kind": {"wifi"}}}
	sites, rows, _, err := ReadSites("s.csv", strings.NewReader(file), spec)
	if err != nil || len(sites) != 1 || rows.Unmatched != 1 {
		t.Errorf("%v, %+v, %v", sites, rows, err)
	}
	spec.Where = Where{"sort": {"wifi"}}
	_, _, _, err = ReadSites("s.csv", strings.NewReader(strings.TrimPrefix(file, "Places of Testbridge\n\n")), spec)
	if want := `s.csv:1: column "sort": is not in the header (where in the project file) — there are "name", "kind"`; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("%v, want %s", err, want)
	}
}

// A word about a file that the file has no use for is an error.
func TestReadSitesRefusesIdleWords(t *testing.T) {
	const rows, shapes = "name,lon,lat,WKT\nHall,-1.9,52.5,POINT (-1.9 52.5)\n", `{"type":"Feature","properties":{"name":"Hall"},"geometry":{"type":"Point","coordinates":[-1.9,52.5]}}`
	tests := []struct {
		name, file string
		spec       SitesSpec
		want       string
	}{
		{"a layer of a table", rows, SitesSpec{Name: "name", Lon: "lon", Lat: "lat", Layer: "halls"}, `s: column "layer": value "halls": is asked for, and this file has no layers — remove layer from the project file, or name the file that has it`},
		{"a layer of GeoJSON", shapes, SitesSpec{Name: "name", Layer: "halls"}, `s: column "layer": value "halls": is asked for, and this file has no layers — remove layer from the project file, or name the file that has it`},
		{"shapes in a column of GeoJSON", shapes, SitesSpec{Name: "name", WKT: "WKT"}, `s: column "wkt": value "WKT": is said to be a column with shapes, and the file is no table — remove wkt from the project file: the shapes are read as they are`},
		{"a system of degrees", rows, SitesSpec{Name: "name", Lon: "lon", Lat: "lat", CRS: "EPSG:27700"}, `s: column "crs": value "EPSG:27700": says what shapes are in, and this table has none — remove crs; name columns in degrees with lon and lat, on the British National Grid with easting and northing`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, _, _, err := ReadSites("s", strings.NewReader(test.file), test.spec); err == nil || err.Error() != test.want {
				t.Errorf("\n got %v\nwant %s", err, test.want)
			}
		})
	}
}

package sniff

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/data/project"
)

const squares = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"LSOA21CD":"E01000001","LSOA21NM":"North"},"geometry":{"type":"Polygon","coordinates":[[[-1.90,52.50],[-1.88,52.50],[-1.88,52.51],[-1.90,52.51],[-1.90,52.50]]]}},
{"type":"Feature","properties":{"LSOA21CD":"E01000002","LSOA21NM":"South"},"geometry":{"type":"Polygon","coordinates":[[[-1.88,52.50],[-1.86,52.50],[-1.86,52.51],[-1.88,52.51],[-1.88,52.50]]]}}
]}`

const need = "code,Households without internet (%)\nE01000001,10\nE01000002,20.5\n"

// sample reads files given as name and content in turn.
func sample(t testing.TB, namesAndContents ...string) []File {
	t.Helper()
	var files []File
	for i := 0; i < len(namesAndContents); i += 2 {
		f, err := Read(namesAndContents[i], strings.NewReader(namesAndContents[i+1]))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// load has the project file read as a build would.
func load(t testing.TB, text string) *project.Project {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hotspotmap.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := project.Load(path)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return p
}

func TestStarterLoads(t *testing.T) {
	if p := load(t, Starter); p.SmallAreas != "lsoa21" {
		t.Errorf("%+v", p)
	}
}

func TestProject(t *testing.T) {
	text, err := Project(sample(t,
		"areas.geojson", squares,
		"need.csv", need,
		"speeds.csv", "lsoa21,median download speed mbps,residents\nE01000001,10.5,1500\nE01000002,80,1600\n",
		"tenure.csv", "code,tenure,n,total\nE01000001,Owned,6,10\nE01000001,Social rented,4,10\nE01000002,Owned,5,20\nE01000002,Social rented,15,20\n",
		"lookup.csv", "LSOA21CD,WD24CD,WD24NM\nE01000001,E05000001,Hill\nE01000002,E05000001,Hill\n",
		"libraries.csv", "Library name,Postcode,Year closed\nOld Hall,B1 1AA,2017\nNew Hall,B1 1AB,\n",
		"wifi.csv", "name,easting,northing\nTown Hall,406700,286900\n",
		"postcodes.csv", "pcds,lat,long\nB1 1AA,52.5,-1.89\nB1 1AB,52.5,-1.87\n",
		"other.csv", "LSOA11CD,score\nE01099998,1\nE01099999,2\n",
	))
	if err != nil {
		t.Fatal(err)
	}
	p := load(t, text)
	if g := p.Geographies; len(g) != 2 || g[0].ID != "lsoa21" || g[0].Code != "LSOA21CD" || g[0].Name != "LSOA21NM" || g[1].ID != "ward24" || g[1].Lookup.Name != "WD24NM" {
		t.Errorf("geographies %+v", g)
	}
	for i, want := range []struct {
		column, numerator, unit string
		worse                   bool
	}{
		{"Households without internet (%)", "", "%", true},
		{"median download speed mbps", "", "Mbit/s", false},
		{"", "n", "%", true},
	} {
		got := p.Tables[i].Indicators[0]
		if got.Column != want.column || strings.Join(got.Numerator, " ") != want.numerator || got.Unit != want.unit || strings.Contains(got.Higher.String(), "worse") != want.worse {
			t.Errorf("indicator %d is %+v", i, got)
		}
	}
	if where := p.Tables[2].Indicators[0].Where["tenure"]; len(where) != 1 || where[0] != "Social rented" {
		t.Errorf("where %v", where)
	}
	if p.People == nil || p.People.Table.Column != "residents" {
		t.Errorf("people %+v", p.People)
	}
	if s := p.Sites; len(s) != 2 || s[0].Kind != "library" || s[0].Postcode != "Postcode" || s[0].Closed.Column != "Year closed" || s[1].Kind != "wifi" || s[1].Easting != "easting" {
		t.Errorf("sites %+v", s)
	}
	if p.Postcodes == nil || p.Postcodes.Lon != "long" {
		t.Errorf("postcodes %+v", p.Postcodes)
	}
	if want := "CHECK: other.csv: nothing was made of it: codes of the same kind as the boundaries' (LSOA11CD), but not the same codes"; !strings.Contains(text, want) {
		t.Errorf("does not say %q:\n%s", want, text)
	}
}

func TestProjectWantsBoundariesAndFigures(t *testing.T) {
	if _, err := Project(sample(t, "need.csv", need)); err != errNoBoundaries {
		t.Errorf("without boundaries: %v", err)
	}
	if _, err := Project(sample(t, "areas.geojson", squares)); err != errNoIndicators {
		t.Errorf("without figures: %v", err)
	}
}

func TestCoordinatesInMetres(t *testing.T) {
	metric := strings.NewReplacer("-1.90,", "406000,", "-1.88,", "407000,", "-1.86,", "408000,", "52.50", "286000", "52.51", "287000").Replace(squares)
	text, err := Project(sample(t, "areas.geojson", metric, "need.csv", need))
	if err != nil {
		t.Fatal(err)
	}
	if p := load(t, text); p.Geographies[0].CRS != "EPSG:27700" {
		t.Errorf("crs %q", p.Geographies[0].CRS)
	}
}

func TestDirection(t *testing.T) {
	for title, test := range map[string]struct {
		deprivation bool
		want        string
	}{
		"Income deprivation":                     {false, "worse"},
		"Households without broadband":           {false, "worse"},
		"Median download speed":                  {false, "better"},
		"Digital connectivity: broadband speeds": {true, ""}, // turned by the publisher, or not?
		"Health score":                           {true, "worse"},
		"Household is not deprived":              {false, ""},
		"No broadband, median speed":             {false, ""},
		"Number of people without internet":      {false, ""}, // a count
		"Acute morbidity indicator":              {true, ""},
	} {
		if got, _ := direction(title, test.deprivation); got != test.want {
			t.Errorf("%s: %q, want %q", title, got, test.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Income (%)": "income", "90+": "value_90", "index": "value_index", "": "value", "Größe": "gr_e", "rank": "value_rank",
		strings.Repeat("word_", 30): strings.TrimSuffix(strings.Repeat("word_", 12), "_"),
	} {
		if got := slug(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// Whatever stands in a file, what is written about it loads.
func FuzzProject(f *testing.F) {
	f.Add("name,lon,lat\n\"a \\\"\n\",1,2\n", "wifi.csv")
	f.Add("LSOA21CD,\"x\ty #\"\nE01000001,1\nE01000002,2\n", "t\"1.csv")
	f.Add("LSOA21CD,kind,n,total\nE01000001,a,1,2\nE01000001,\"b\x01\",1,2\nE01000002,a,1,2\n", "long.csv")
	f.Add(`{"type":"FeatureCollection","features":[{"properties":{"name":"x"},"geometry":{"type":"Point","coordinates":[1,2]}}]}`, "p.geojson")
	f.Add(",\nE01000001,", "\xf5") // a file's name need not be UTF-8
	f.Fuzz(func(t *testing.T, content, name string) {
		if name == "" {
			t.Skip("every file has a name")
		}
		other, err := Read(name, strings.NewReader(content))
		if err != nil {
			return
		}
		text, err := Project(append(sample(t, "areas.geojson", squares, "need.csv", need), other))
		if err != nil {
			t.Fatal(err)
		}
		load(t, text)
	})
}

// What the notes say of breaks is offered with every cell, and read once the marks are taken away.
func TestBreaksAreOffered(t *testing.T) {
	days := "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday"
	hours := strings.Repeat("9-5,", 6)
	text, err := Project(sample(t, "areas.geojson", squares, "need.csv", need,
		"libraries.csv", "Library name,lon,lat,"+days+",Notes\nOld Hall,-1.89,52.505,"+hours+",\"Closed for \"\"lunch\"\" 1-2\"\n"+
			"New Hall,-1.87,52.505,"+hours+",Ring the bell\nMid Hall,-1.87,52.506,"+hours+",Lunch 12-1\n"))
	if err != nil {
		t.Fatal(err)
	}
	if p := load(t, text); p.Sites[0].Breaks.Column != "" {
		t.Errorf("a guess at the breaks is taken: %+v", p.Sites[0].Breaks)
	}
	var lines []string
	for line := range strings.Lines(text) {
		if bare := strings.TrimPrefix(line, "# "); strings.HasPrefix(bare, "  ") {
			line = bare
		}
		lines = append(lines, line)
	}
	breaks := load(t, strings.Join(lines, "")).Sites[0].Breaks
	if breaks.Column != "Notes" || len(breaks.Cells) != 2 || breaks.Cells[`Closed for "lunch" 1-2`] == "" {
		t.Errorf("%+v", breaks)
	}
}

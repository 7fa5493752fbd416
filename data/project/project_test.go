package project

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// minimal is the least a project file must say.
const minimal = `format = 1
title = "Digital exclusion in Testbridge"
small_areas = "z21"

[[geography]]
id = "z21"
file = "areas.geojson"
code = "CODE"
publisher = "Office A"
licence = "Open"

[[table]]
file = "t.csv"
geography = "z21"
code = "code"
publisher = "Office B"

  [[table.indicator]]
  id = "income"
  title = "Income"
  column = "Income"
  higher = "worse"

  [[table.indicator]]
  id = "speed"
  title = "Speed"
  numerator = "n"
  denominator = "all"
  where = { kind = ["fast"] }
  unit = "%"
  higher = "better"
  decimals = 1
  flags = { "low" = "suppressed" }

[[index.component]]
id = "all"
title = "All"
weight = 1
indicators = { speed = 2, income = 1 }
`

const withSites = minimal + `
[[sites]]
id = "libraries"
kind = "library"
file = "l.csv"
name = "Name"
postcode = "PC"
closed = { column = "Closed" }
hours = ["a", "b", "c", "d", "e", "f", "g"]

  [sites.facts]
  pcs = "PCs"
  address = "Address"

[[sites]]
id = "halls"
kind = "candidate"
file = "h.geojson"
name = "Name"

[postcodes]
file = "p.csv"
postcode = "PC"
lon = "LONG"
lat = "LAT"
`

// What was decided of sites that seem to be listed twice.
const (
	reviewedAll = `
  [[sites.reviewed]]
  sites = ["St John (-1.90000, 52.50000)", "St John (Hall) (-1.90000, 52.50000)"]
  keep = "all"
  reason = "Church and hall"
  by = "A. Planner"
`
	reviewedFirst = `
  [[sites.reviewed]]
  sites = ["Aston (-1.90000, 52.50100)", "Aston (-1.90000, 52.50100)"]
  keep = "first"
  reason = "One address"
  by = "A. Planner"
`
)

func TestParseDefaults(t *testing.T) {
	got, err := parse("hotspotmap.toml", []byte(withSites))
	if err != nil {
		t.Fatal(err)
	}
	one := 1
	want := &Project{
		Path: "hotspotmap.toml", Format: 1, Title: "Digital exclusion in Testbridge", Place: "Testbridge", SmallAreas: "z21",
		Attribution: "Contains data from Office A (Open), Office B.",
		Geographies: []Geography{{ID: "z21", Title: "z21", Singular: "area", Plural: "areas", File: "areas.geojson", Code: "CODE", Origin: Origin{Publisher: "Office A", Licence: "Open"}}},
		Tables: []Table{{File: "t.csv", Geography: "z21", Code: "code", Origin: Origin{Publisher: "Office B"}, Indicators: []Indicator{
			{ID: "income", Title: "Income", Column: "Income", Higher: geo.HigherIsWorse},
			{ID: "speed", Title: "Speed", Numerator: ColumnNames{"n"}, Denominator: "all", Where: map[string][]string{"kind": {"fast"}}, Unit: "%", Higher: geo.HigherIsBetter, Decimals: &one, Flags: map[string]geo.Flag{"low": geo.Suppressed}},
		}}},
		Sites: []Sites{
			{ID: "libraries", Kind: "library", Title: "Libraries", Singular: "library", File: "l.csv", Name: "Name", Postcode: "PC", Closed: Closed{Column: "Closed", When: "not empty"},
				Facts: []FactColumn{{"pcs", "PCs"}, {"address", "Address"}}, Hours: []string{"a", "b", "c", "d", "e", "f", "g"}, Access: geo.Public},
			{ID: "halls", Kind: "candidate", Title: "Candidate buildings", Singular: "candidate building", File: "h.geojson", Name: "Name", Access: geo.Public},
		},
		Postcodes: &Postcodes{File: "p.csv", Postcode: "PC", Lon: "LONG", Lat: "LAT"},
		Index: Index{Normalise: "minmax", Aggregate: "arithmetic", MinimumPresent: 0.6, Components: []Component{
			{ID: "all", Title: "All", Weight: 1, Indicators: []IndicatorWeight{{"speed", 2}, {"income", 1}}}}},
		Stability: Stability{Draws: 1000, Spread: 0.3, Seed: 1},
		Hotspots:  Hotspots{Neighbours: "queen", SnapM: 1, Weights: "row", FDR: 0.05, Permutations: 9999, Seed: 1},
		Reach: Reach{Metres: []int{800, 1600}, Detour: 1.3, From: "inside", Need: "index",
			Bands: []ReachBand{{UpToM: 800, Weight: 1}, {UpToM: 1600, Weight: 0.68}, {UpToM: 2400, Weight: 0.22}}},
		Targets: Targets{Hotspot: true, BeyondM: 800, Kinds: []string{"library"}, AtMost: 20},
		Tiles:   Tiles{Bands: []Band{{"z21", [2]int{4, 12}}}},
		Embed:   Embed{FrameAncestors: []string{"*"}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Project{}, "SHA256"), cmpopts.IgnoreUnexported(Project{})); diff != "" {
		t.Error(diff)
	}
	if len(got.SHA256) != 64 {
		t.Errorf("SHA256 = %q", got.SHA256)
	}
}

func TestParseBreaks(t *testing.T) {
	got, err := parse("hotspotmap.toml", []byte(edit(withSites, `  [sites.facts]`,
		"breaks = { column = \"Notes\", cells = { \"Lunch, 1.30-2pm\" = \"13:30-14:00\", \"Lunch club\" = \"off\" } }\n\n  [sites.facts]")))
	if err != nil {
		t.Fatal(err)
	}
	want := Breaks{Column: "Notes", Cells: map[string]string{"Lunch, 1.30-2pm": "13:30-14:00", "Lunch club": "off"}}
	if diff := cmp.Diff(want, got.Sites[0].Breaks); diff != "" {
		t.Error(diff)
	}
}

func TestParseOverDefaults(t *testing.T) {
	text := withSites + `
[[geography]]
id = "ward"
singular = "parish"
plural = "parishes"
dissolve = "z21"
lookup = { file = "l.csv", from = "S", code = "W" }

[people]
table = { file = "p.csv", code = "code", column = "n" }
publisher = "Office C"

[hotspots]
neighbours = "nearest"
nearest = 6
link_islands = true
snap_m = 0
weights = "binary"
permutations = 0
seed = 7

[reach]
metres = [400]

[targets]
hotspot = false

[embed]
frame_ancestors = ["https://www.example.gov.uk", "https://*.example.org:8443"]
`
	text = "place = \"the Bridge\"\nattribution = \"Us\"\n" + strings.Replace(text, `small_areas = "z21"`, `small_areas = "z21"`+"\nnotice = \"Made up\"", 1)
	got, err := parse("hotspotmap.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got.Place != "the Bridge" || got.Attribution != "Us" || got.Notice != "Made up" {
		t.Errorf("place %q, attribution %q, notice %q", got.Place, got.Attribution, got.Notice)
	}
	if got.Hotspots != (Hotspots{Neighbours: "nearest", Nearest: 6, LinkIslands: true, Weights: "binary", FDR: 0.05, Seed: 7}) || got.Targets.Hotspot || got.Reach.Metres[0] != 400 {
		t.Errorf("%+v %+v %+v", got.Hotspots, got.Targets, got.Reach)
	}
	if parents := got.Parents(); len(parents) != 1 || parents[0].Plural != "parishes" {
		t.Errorf("parents %+v", parents)
	}
	if diff := cmp.Diff([]Band{{"ward", [2]int{4, 7}}, {"z21", [2]int{8, 12}}}, got.Tiles.Bands); diff != "" {
		t.Error(diff)
	}
}

// What each of the keys added since the first project file comes to, in full.
func TestParseKeys(t *testing.T) {
	const parent = "[[geography]]\n" + parentBody
	for _, test := range []struct {
		name, text string
		got        func(*Project) any
		want       any
	}{
		{"covers", edit(minimal, `file = "t.csv"`, `file = "t.csv"`+"\ncovers = [\"E\", \"W01\"]"), func(p *Project) any { return p.Tables[0].Covers }, []string{"E", "W01"}},
		{"covers all", minimal, func(p *Project) any { return p.Tables[0].Covers }, []string(nil)},
		{"partial", edit(withSites, `kind = "library"`, `kind = "library"`+"\npartial = true"),
			func(p *Project) any { return []bool{p.Sites[0].Partial, p.Sites[1].Partial, p.Measured("library")} }, []bool{true, false, false}},
		{"partial beside a whole list of the kind", edit(edit(withSites, `kind = "candidate"`, "kind = \"library\"\npartial = true"), `kind = "library"`, `kind = "library"`+"\npartial = false"),
			func(p *Project) any { return p.Measured("library") }, false},
		{"whole", withSites, func(p *Project) any { return []bool{p.Measured("library"), p.Measured("candidate")} }, []bool{true, false}},
		{"within", minimal + "[index]\nwithin = \"ward\"\n" + parent, func(p *Project) any { return p.Index },
			Index{Normalise: "minmax", Aggregate: "arithmetic", MinimumPresent: 0.6, Within: "ward", Components: []Component{
				{ID: "all", Title: "All", Weight: 1, Indicators: []IndicatorWeight{{"speed", 2}, {"income", 1}}}}}},
		{"presets", edit(minimal, `weight = 1`, "weight = 1\nabout = \"skills\"") + "[index]\nnormalise = \"rank\"\npresets = [\"deri\", \"skills\"]\n[[index.preset]]\nid = \"imd\"\ntitle = \"IMD\"\n" +
			"normalise = \"imd\"\nminimum_present = 1.0\nout_of = 1\nweights = { all = 0.5 }\n[[index.preset]]\nid = \"geo\"\ntitle = \"Geometric\"\naggregate = \"geometric\"\n",
			func(p *Project) any { return []any{p.Index.Presets, p.Index.Own, p.Index.Components[0].About} },
			[]any{[]string{"deri", "skills"}, []Preset{
				{ID: "imd", Title: "IMD", Normalise: "imd", Aggregate: "arithmetic", MinimumPresent: 1, OutOf: 1, Weights: map[string]float64{"all": 0.5}},
				{ID: "geo", Title: "Geometric", Normalise: "rank", Aggregate: "geometric", MinimumPresent: 0.6},
			}, "skills"}},
		{"stability", minimal + "[stability]\ndraws = 200\ntop = 20\n", func(p *Project) any { return p.Stability }, Stability{Draws: 200, Spread: 0.3, Seed: 1, Top: 20}},
		{"beyond_m = 0", withSites + "[targets]\nbeyond_m = 0\n", func(p *Project) any { return p.Targets }, Targets{Hotspot: true, Kinds: []string{"library"}, AtMost: 20}},
		{"a rule with everything", withSites + "[people]\ntable = { file = \"p.csv\", code = \"c\", column = \"n\" }\n" + parent +
			"[targets]\nmin_index = 6.5\nmin_decile = 9\nrobust = true\nat_most_people = 9000\nat_least_one_per = \"ward\"\n", func(p *Project) any { return p.Targets },
			Targets{MinIndex: 6.5, MinDecile: 9, Hotspot: true, Robust: true, BeyondM: 800, Kinds: []string{"library"}, AtMost: 20, AtMostPeople: 9000, OnePer: "ward"}},
		{"no siting", withSites, func(p *Project) any { return p.Siting }, (*Siting)(nil)},
		{"siting by defaults", withSites + "[siting]\nkind = \"library\"\n", func(p *Project) any { return *p.Siting },
			Siting{Kind: "library", Candidates: []string{"halls"}, WithinM: 800, AtMost: 3}},
		{"siting in full", withSites + "[siting]\nkind = \"library\"\ncandidates = [\"libraries\"]\nwithin_m = 400\nat_most = 5\nhour = \"sat-18\"\nnotice = \"Made up\"\n",
			func(p *Project) any { return *p.Siting }, Siting{Kind: "library", Candidates: []string{"libraries"}, WithinM: 400, AtMost: 5, Hour: "sat-18", Notice: "Made up"}},
		{"reviewed", edit(withSites, "[[sites]]\nid = \"halls\"", reviewedAll+reviewedFirst+"\n[[sites]]\nid = \"halls\""), func(p *Project) any { return p.Sites[0].Reviewed }, []Review{
			{Sites: []string{"St John (-1.90000, 52.50000)", "St John (Hall) (-1.90000, 52.50000)"}, Keep: "all", Reason: "Church and hall", By: "A. Planner", Line: 55},
			{Sites: []string{"Aston (-1.90000, 52.50100)", "Aston (-1.90000, 52.50100)"}, Keep: "first", Reason: "One address", By: "A. Planner", Line: 61}}},
		{"one site in three reviews", withReviews(reviewedFirst + edit(edit(reviewedFirst, `"Aston (-1.90000, 52.50100)"`, `"Aston (-1.90000, 52.50200)"`), `"first"`, `"all"`) +
			edit(edit(reviewedFirst, `"Aston (-1.90000, 52.50100)"`, `"Aston (-1.90000, 52.50300)"`), `"first"`, `"all"`)), func(p *Project) any { return len(p.Sites[1].Reviewed) }, 3},
		{"not reviewed", withSites, func(p *Project) any { return p.Sites[0].Reviewed }, []Review(nil)},
		{"no sites", minimal, func(p *Project) any { return p.Targets }, Targets{Hotspot: true, AtMost: 20}},
		{"beyond_m = 0 without sites", minimal + "[targets]\nbeyond_m = 0\n", func(p *Project) any { return p.Targets }, Targets{Hotspot: true, AtMost: 20}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := parse("p.toml", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, test.got(p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// However a site is called, its name in the report is one that a project file may hold.
func TestSiteName(t *testing.T) {
	for _, test := range []struct {
		name string
		at   orb.Point
		want string
	}{
		{"Aston", orb.Point{-1.9, 52.5}, "Aston (-1.90000, 52.50000)"},
		{" St.\tJohn\n(Hall)\x00 ", orb.Point{-0.0000001, 49.999999}, "St. John (Hall) (-0.00000, 50.00000)"},
		{`The "Hub" \ Café`, orb.Point{1.234567, 52.5}, `The "Hub" \ Café (1.23457, 52.50000)`},
	} {
		got := SiteName(geo.Site{Name: test.name, At: test.at})
		if got != test.want || !siteName.MatchString(got) {
			t.Errorf("%q is named %q, want %q", test.name, got, test.want)
		}
	}
}

// The small areas come first, wherever they are written.
func TestParseSmallAreasFirst(t *testing.T) {
	parent := "[[geography]]\nid = \"ward\"\ndissolve = \"z21\"\nlookup = { file = \"l.csv\", from = \"S\", code = \"W\" }\n\n"
	got, err := parse("hotspotmap.toml", []byte(strings.Replace(minimal, "[[geography]]", parent+"[[geography]]", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if got.Geographies[0].ID != "z21" || got.Geographies[1].ID != "ward" {
		t.Errorf("geographies %+v", got.Geographies)
	}
}

func TestSourcePath(t *testing.T) {
	p := &Project{Path: filepath.Join("maps", "hotspotmap.toml")}
	absolute, err := filepath.Abs("x.csv")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ sources, file, want string }{
		{"", "a/b.csv", filepath.Join("maps", "a", "b.csv")},
		{"data", "a/b.csv", filepath.Join("data", "a", "b.csv")},
		{"data", absolute, absolute},
	} {
		if got := p.Resolve(test.sources).SourcePath(test.file); got != test.want {
			t.Errorf("%q in %q is %q, want %q", test.file, test.sources, got, test.want)
		}
	}
}

func TestLoadExamples(t *testing.T) {
	paths, err := filepath.Glob("../../docs/examples/*/hotspotmap.toml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, path := range paths {
		if _, err := Load(path); err != nil {
			t.Error(err)
		}
	}
}

func TestParseConversion(t *testing.T) {
	text := edit(edit(minimal, `code = "code"`, `code = "code"`+"\ncodes = \"z11\""), `column = "Income"`, `column = "Income"`+"\ncounts = true") + conversion + `
people = { file = "p11.csv", code = "c", column = "n" }
publisher = "Office C"

[people]
table = { file = "p.csv", code = "code", column = "n" }
`
	p, err := parse("p.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := Conversion{ID: "z11", To: "z21", File: "f.csv", From: "OLD", Code: "NEW", People: &PeopleTable{File: "p11.csv", Code: "c", Column: "n"},
		Origin: Origin{Publisher: "Office C"}}
	got, known := p.Conversion(p.Tables[0].Codes)
	if diff := cmp.Diff(want, got); diff != "" || !known || !p.Tables[0].Indicators[0].Counts || p.Tables[0].Indicators[1].Counts {
		t.Errorf("%+v: %s", p.Tables[0], diff)
	}
	if files := []string{"areas.geojson", "f.csv", "p11.csv", "t.csv", "p.csv"}; !slices.Equal(p.Files(), files) {
		t.Errorf("files are %v", p.Files())
	}
	if p.Attribution != "Contains data from Office A (Open), Office C, Office B." {
		t.Errorf("attribution = %q", p.Attribution)
	}
}

func TestLoadBirmingham(t *testing.T) {
	p, err := Load("../../docs/examples/birmingham/hotspotmap.toml")
	if err != nil {
		t.Fatal(err)
	}
	indicators := 0
	for _, table := range p.Tables {
		indicators += len(table.Indicators)
		if table.Publisher == "" || table.Licence == "" || table.Period == "" || table.Vintage == "" {
			t.Errorf("%s does not say where it comes from", table.File)
		}
	}
	weighted := 0
	for _, c := range p.Index.Components {
		weighted += len(c.Indicators)
	}
	if indicators != 14 || weighted != 13 {
		t.Errorf("%d indicators, %d of them in the index", indicators, weighted)
	}
}

func TestLoadNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hotspotmap.toml")
	_, err := Load(path)
	if want := path + ": there is no project file here — name one with --project, or have one written: hotspotmap init --from FILE…"; err == nil || err.Error() != want {
		t.Errorf("\n got %v\nwant %s", err, want)
	}
	if err := os.WriteFile(path, []byte(minimal), 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := Load(path); err != nil || p.Path != path {
		t.Errorf("%+v, %v", p, err)
	}
}

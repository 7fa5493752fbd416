package pipeline

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// Four sites of a list, a row each: two of one name 111 m apart, and two of other names where the first is. A thousandth of a degree
// of latitude is 111 m.
func reviewedSites() []geo.Site {
	var sites []geo.Site
	for i, s := range []struct {
		name string
		lat  float64
	}{{"Aston", 52.5}, {"Aston", 52.501}, {"Hall", 52.5}, {"Church", 52.5}} {
		id := string(rune('1' + i))
		sites = append(sites, geo.Site{ID: "l-" + id, Kind: "library", Name: s.name, Access: geo.Public, Source: "sites:l", Row: i + 2, At: orb.Point{-1.9, s.lat}})
	}
	return sites
}

const (
	aston  = "Aston (-1.90000, 52.50000)"
	aston2 = "Aston (-1.90000, 52.50100)"
	hall   = "Hall (-1.90000, 52.50000)"
	church = "Church (-1.90000, 52.50000)"

	farHall = "Hall (-1.90000, 53.00000)"
	library = "Library (-1.90000, 52.50000)"
)

func TestDecide(t *testing.T) {
	all := func(names ...string) project.Review {
		return project.Review{Sites: names, Keep: project.KeepAll, Reason: "they differ", By: "A. Planner", Line: 9}
	}
	first := func(names ...string) project.Review {
		return project.Review{Sites: names, Keep: project.KeepFirst, Reason: "one address", By: "A. Planner", Line: 9}
	}
	change := func(row int, edit func(*geo.Site)) []geo.Site {
		sites := reviewedSites()
		edit(&sites[row-2])
		return sites
	}
	edited := func(edit func([]geo.Site)) []geo.Site {
		sites := reviewedSites()
		edit(sites)
		return sites
	}
	toFarHalls := func(sites []geo.Site) { // two of them, 55 km from the others
		for i := range sites[2:] {
			sites[2+i].Name, sites[2+i].At = "Hall", orb.Point{-1.9, 53}
		}
	}
	const apart = `: its name is another, or they are too far apart — take it out of the decision, or name first the site that all the others seem to be`
	const elsewhere = `: its name is another, or they are too far apart — take it out of the decision; sites elsewhere need a decision of their own`
	const barred = ` — name it first if everybody may use it; if not, remove it from the file of "l", and this decision with it`
	const stale = `warning p.toml:9: value "`
	const again = ` — look at its sites again, and correct or remove it`
	for name, test := range map[string]struct {
		sites   []geo.Site
		reviews []project.Review
		shown   string // ids of the sites that remain
		twins   string // ids of those in question
		said    []string
	}{
		"nothing": {reviewedSites(), nil, "l-1 l-2 l-3 l-4", "l-2 l-3 l-4", nil},
		"a pair": {reviewedSites(), []project.Review{all(aston, aston2)}, "l-1 l-2 l-3 l-4", "l-3 l-4", []string{
			`reviewed l.csv:3: value "Aston": listed twice? "Aston" (l.csv:2) is of the same kind, 111 m away; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`}},
		"in another order": {reviewedSites(), []project.Review{all(aston2, aston)}, "l-1 l-2 l-3 l-4", "l-3 l-4", []string{
			`reviewed l.csv:3: value "Aston": listed twice? "Aston" (l.csv:2) is of the same kind, 111 m away; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`}},
		"two pairs of three leave the third": {reviewedSites(), []project.Review{all(aston, hall), all(aston, church)}, "l-1 l-2 l-3 l-4", "l-2 l-4", []string{
			`reviewed l.csv:4: value "Hall": listed twice? "Aston" (l.csv:2) is of the same kind, at the same coordinates; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`,
			`reviewed l.csv:5: value "Church": listed twice? "Aston" (l.csv:2) is of the same kind, at the same coordinates; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`}},
		"all at once": {reviewedSites(), []project.Review{all(aston2, church, hall, aston)}, "l-1 l-2 l-3 l-4", "", []string{
			`reviewed l.csv:3: value "Aston": listed twice? "Aston" (l.csv:2) is of the same kind, 111 m away; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`,
			`reviewed l.csv:4: value "Hall": listed twice? "Aston" (l.csv:2) is of the same kind, at the same coordinates; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`,
			`reviewed l.csv:5: value "Church": listed twice? "Aston" (l.csv:2) is of the same kind, at the same coordinates; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`}},
		"the earlier is left out": {reviewedSites(), []project.Review{first(aston2, aston)}, "l-2 l-3 l-4", "l-4", []string{
			`reviewed l.csv:2: value "Aston": listed twice? "Aston" (l.csv:3) is of the same kind, 111 m away; A. Planner decided to leave this one out and keep l.csv:3: one address — nothing; the decision is on line 9 of p.toml`}},
		"one pair left out, and what remains kept": {reviewedSites(), []project.Review{all(aston, hall), first(aston, aston2, church)}, "l-1 l-3", "", []string{
			`reviewed l.csv:3: value "Aston": listed twice? "Aston" (l.csv:2) is of the same kind, 111 m away; A. Planner decided to leave this one out and keep l.csv:2: one address — nothing; the decision is on line 9 of p.toml`,
			`reviewed l.csv:5: value "Church": listed twice? "Aston" (l.csv:2) is of the same kind, at the same coordinates; A. Planner decided to leave this one out and keep l.csv:2: one address — nothing; the decision is on line 9 of p.toml`,
			`reviewed l.csv:4: value "Hall": listed twice? "Aston" (l.csv:2) is of the same kind, at the same coordinates; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`}},
		"the same row twice": {change(4, func(s *geo.Site) { s.Name = "Aston" }), []project.Review{first(aston, aston)}, "l-1 l-2 l-4", "l-2 l-4", []string{
			`reviewed l.csv:4: value "Aston": listed twice? "Aston" (l.csv:2) is of the same kind, at the same coordinates; A. Planner decided to leave this one out and keep l.csv:2: one address — nothing; the decision is on line 9 of p.toml`}},
		"the list in another order": {change(2, func(s *geo.Site) { s.Row = 99 }), []project.Review{all(aston, aston2)}, "l-1 l-2 l-3 l-4", "l-1 l-4", []string{
			`reviewed l.csv:99: value "Aston": listed twice? "Aston" (l.csv:3) is of the same kind, 111 m away; A. Planner decided to keep both: they differ — nothing; the decision is on line 9 of p.toml`}},
		"one has gone": {reviewedSites()[1:], []project.Review{first(aston, aston2)}, "l-2 l-3 l-4", "l-4", []string{
			stale + aston + `": this decision does not hold: no open site of its kind has this name and place` + again}},
		"one has closed": {change(2, func(s *geo.Site) { s.Closed = true }), []project.Review{first(aston, aston2)}, "l-1 l-2 l-3 l-4", "l-4", []string{
			stale + aston + `": this decision does not hold: no open site of its kind has this name and place` + again}},
		"one is of another kind": {change(2, func(s *geo.Site) { s.Kind = "wifi" }), []project.Review{all(aston, aston2)}, "l-1 l-2 l-3 l-4", "l-4", []string{
			stale + aston + `": this decision does not hold: no open site of its kind has this name and place` + again}},
		"one has moved, the other gone": {change(2, func(s *geo.Site) { s.At[1] = 52.6 })[:1], []project.Review{all(aston, aston2)}, "l-1", "", []string{
			stale + aston + `": this decision does not hold: no open site of its kind has this name and place` + again,
			stale + aston2 + `": this decision does not hold: no open site of its kind has this name and place` + again}},
		"a third of the name": {change(4, func(s *geo.Site) { s.Name = "Aston" }), []project.Review{all(aston, aston2)}, "l-1 l-2 l-3 l-4", "l-2 l-3 l-4", []string{
			stale + aston + `": this decision does not hold: it is listed 2 times and named 1 time` + again}},
		"one of its name": {reviewedSites(), []project.Review{first(aston, aston)}, "l-1 l-2 l-3 l-4", "l-2 l-3 l-4", []string{
			stale + aston + `": this decision does not hold: it is listed 1 time and named 2 times` + again}},
		"never alike": {reviewedSites(), []project.Review{first(aston2, church)}, "l-1 l-2 l-3 l-4", "l-2 l-3 l-4", []string{
			stale + church + `": this decision does not hold: it does not seem to be "Aston (-1.90000, 52.50100)", which is to stay` + apart}},
		"never alike, and both kept": {reviewedSites(), []project.Review{all(aston2, church)}, "l-1 l-2 l-3 l-4", "l-2 l-3 l-4", []string{
			stale + church + `": this decision does not hold: it seems to be neither "Aston (-1.90000, 52.50100)" nor any that is tied to it` + elsewhere}},
		"a pair far from the first": {edited(toFarHalls), []project.Review{first(aston, aston2, farHall, farHall)}, "l-1 l-2 l-3 l-4", "l-2 l-4", []string{
			stale + farHall + `": this decision does not hold: it does not seem to be "Aston (-1.90000, 52.50000)", which is to stay` + apart}},
		"two pairs far apart, and both kept": {edited(toFarHalls), []project.Review{all(aston, aston2, farHall, farHall)}, "l-1 l-2 l-3 l-4", "l-2 l-4", []string{
			stale + farHall + `": this decision does not hold: it seems to be neither "Aston (-1.90000, 52.50000)" nor any that is tied to it` + elsewhere}},
		"alike by way of another": {reviewedSites(), []project.Review{first(aston2, aston, hall)}, "l-1 l-2 l-3 l-4", "l-2 l-3 l-4", []string{
			stale + hall + `": this decision does not hold: it does not seem to be "Aston (-1.90000, 52.50100)", which is to stay` + apart}},
		"one name, and a step apart": {edited(func(sites []geo.Site) {
			sites[0].Name, sites[1].Name, sites[1].At = "Library", "Library", orb.Point{-1.9, 52.500001}
		}), []project.Review{first(library, library)}, "l-1 l-2 l-3 l-4", "l-3 l-4", []string{
			stale + library + `": this decision does not hold: it does not seem to be "Library (-1.90000, 52.50000)", which is to stay` + apart}},
		"what differs": {edited(func(sites []geo.Site) {
			sites[0].Postcode, sites[0].Facts = "B11AA", []geo.Fact{{Key: "address", Value: "High St"}, {Key: "hours", Value: "Mo"}, {Key: "places", Value: "9"}}
			sites[1].Postcode, sites[1].Facts = "B11AB", []geo.Fact{{Key: "address", Value: "High St"}, {Key: "hours", Value: "Tu"}}
		}), []project.Review{first(aston2, aston)}, "l-2 l-3 l-4", "l-4", []string{
			`reviewed l.csv:2: value "Aston": listed twice? "Aston" (l.csv:3) is of the same kind, 111 m away; A. Planner decided to leave this one out and keep l.csv:3, which differs in postcode, hours and places: one address — nothing, if what is kept is right; the decision is on line 9 of p.toml`}},
		"a public one for a restricted one": {edited(func(sites []geo.Site) { sites[0].Access = geo.Restricted }), []project.Review{first(aston, aston2, hall)},
			"l-1 l-2 l-3 l-4", "l-2 l-3 l-4", []string{
				stale + aston2 + `": this decision does not hold: it is public by the list "l", and "Aston (-1.90000, 52.50000)", which is to stay, is restricted by the list "l"` + barred,
				stale + hall + `": this decision does not hold: it is public by the list "l", and "Aston (-1.90000, 52.50000)", which is to stay, is restricted by the list "l"` + barred}},
		"a restricted one for a public one": {edited(func(sites []geo.Site) { sites[0].Access = geo.Restricted }), []project.Review{first(aston2, aston)}, "l-2 l-3 l-4", "l-4", []string{
			`reviewed l.csv:2: value "Aston": listed twice? "Aston" (l.csv:3) is of the same kind, 111 m away; A. Planner decided to leave this one out and keep l.csv:3, which differs in access: one address — nothing, if what is kept is right; the decision is on line 9 of p.toml`}},
		"both restricted": {edited(func(sites []geo.Site) { sites[0].Access, sites[1].Access = geo.Restricted, geo.Restricted }), []project.Review{first(aston, aston2)}, "l-1 l-3 l-4", "l-3 l-4", []string{
			`reviewed l.csv:3: value "Aston": listed twice? "Aston" (l.csv:2) is of the same kind, 111 m away; A. Planner decided to leave this one out and keep l.csv:2: one address — nothing; the decision is on line 9 of p.toml`}},
		"the public one of one name": {edited(func(sites []geo.Site) { sites[0].Access, sites[2].Name = geo.Restricted, "Aston" }), []project.Review{first(aston, aston)}, "l-2 l-3 l-4", "l-3 l-4", []string{
			`reviewed l.csv:2: value "Aston": listed twice? "Aston" (l.csv:4) is of the same kind, at the same coordinates; A. Planner decided to leave this one out and keep l.csv:4, which differs in access: one address — nothing, if what is kept is right; the decision is on line 9 of p.toml`}},
		"the other row of one name": {edited(func(sites []geo.Site) {
			sites[0].Row, sites[2].Name, sites[2].Facts = 99, "Aston", []geo.Fact{{Key: "places", Value: "9"}}
		}), []project.Review{first(aston, aston)}, "l-2 l-3 l-4", "l-3 l-4", []string{
			`reviewed l.csv:99: value "Aston": listed twice? "Aston" (l.csv:4) is of the same kind, at the same coordinates; A. Planner decided to leave this one out and keep l.csv:4, which differs in places: one address — nothing, if what is kept is right; the decision is on line 9 of p.toml`}},
		"a decision on one that is left out": {reviewedSites(), []project.Review{first(hall, church), all(church, aston)}, "l-1 l-2 l-3", "l-2 l-3", []string{
			`reviewed l.csv:5: value "Church": listed twice? "Hall" (l.csv:4) is of the same kind, at the same coordinates; A. Planner decided to leave this one out and keep l.csv:4: one address — nothing; the decision is on line 9 of p.toml`,
			stale + church + `": this decision does not hold: no open site of its kind has this name and place` + again}},
	} {
		t.Run(name, func(t *testing.T) {
			decisions := decide("p.toml", []project.Sites{{ID: "l", Kind: "library", Reviewed: test.reviews}}, test.sites)
			shown, sources := leaveOut(decisions, test.sites, []geo.Source{{ID: "table:1"}, {ID: "sites:l", Rows: geo.Rows{Read: 4, Used: 4}}})
			var ids, said []string
			for _, s := range shown {
				ids = append(ids, s.ID)
			}
			if got := strings.Join(ids, " "); got != test.shown {
				t.Errorf("shown are %q, want %q", got, test.shown)
			}
			if out := len(test.sites) - len(shown); sources[0].Rows != (geo.Rows{}) || sources[1].Rows != (geo.Rows{Read: 4, Used: 4 - out, Unmatched: out}) {
				t.Errorf("of %d rows left out, the sources say %+v", out, sources)
			}
			if got := strings.Join(slices.Sorted(maps.Keys(listedTwice(shown, apartBy(decisions)))), " "); got != test.twins {
				t.Errorf("in question are %q, want %q", got, test.twins)
			}
			for _, i := range reviewed(decisions, "p.toml", map[string]string{"sites:l": "l.csv"}) {
				said = append(said, string(i.Severity)+" "+i.Error())
			}
			if diff := cmp.Diff(test.said, said); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Two lists may name one site. What is decided of it reaches all of a release, and the sources are not read again for it.
func TestBuildLeavesOutWhatIsListedTwice(t *testing.T) {
	d := newDistrict(t)
	const library = "\n[[sites]]\nid = \"more\"\nkind = \"library\"\nfile = \"more.csv\"\nname = \"name\"\nlon = \"lon\"\nlat = \"lat\"\n"
	d.write(t, "more.csv", "name,lon,lat\nSouth,-1.8705,52.4310\nNorth,-1.8705,52.4905\n")
	d.edit(t, "hotspotmap.toml", "\n[[index.component]]", library+"\n[[index.component]]")
	folder := t.TempDir()
	before := d.build(t, folder)
	if before.Warnings() != 1 || before.Sites[1].Twice != 1 {
		t.Fatalf("%d warnings, of sites %+v: %v", before.Warnings(), before.Sites, before.Issues)
	}

	d.edit(t, "hotspotmap.toml", library, library+"\n  [[sites.reviewed]]\n  sites = [\"South Library (-1.87050, 52.43050)\", \"South (-1.87050, 52.43100)\"]\n"+
		"  keep = \"first\"\n  reason = \"One building\"\n  by = \"A. Planner\"\n")
	after := d.build(t, folder)
	if after.Warnings() != 0 || after.Sites[1].Twice != 0 || after.Sites[1].Open != 1 || after.Sites[1].LeftOut != 1 {
		t.Errorf("%d warnings, of sites %+v: %v", after.Warnings(), after.Sites, after.Issues)
	}
	for _, step := range after.Steps {
		if strings.HasPrefix(step.Name, "import ") {
			t.Errorf("the build did: %s", step.Name)
		}
	}
	if rows := after.Manifest.Sources[slices.IndexFunc(after.Manifest.Sources, func(s geo.Source) bool { return s.ID == "sites:more" })].Rows; rows != (geo.Rows{Read: 2, Used: 1, Unmatched: 1}) {
		t.Errorf("rows %+v", rows)
	}
	r, err := release.Open(ReleasesDir(folder), after.Release)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var names []string
	for _, s := range r.Sites() {
		names = append(names, s.Name)
	}
	if diff := cmp.Diff([]string{"South Library", "North"}, names); diff != "" {
		t.Error(diff)
	}
	snapshot, err := r.ReadFile(release.SnapshotFile)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(snapshot, []byte("more-1")) || !bytes.Contains(snapshot, []byte("more-2")) {
		t.Errorf("%s has other sites", release.SnapshotFile)
	}
}

// Of a list that could not be read it is not known what it holds: nothing is said of what was decided of the sites of its kind.
func TestDecisionsOfAListThatIsNotRead(t *testing.T) {
	d := newDistrict(t)
	const lists = `
  [[sites.reviewed]]
  sites = ["South Library (-1.87050, 52.43050)", "South (-1.87050, 52.43100)"]
  keep = "first"
  reason = "One building"
  by = "A. Planner"

[[sites]]
id = "more"
kind = "library"
file = "more.csv"
name = "name"
lon = "lon"
lat = "lat"

[[sites]]
id = "wifi"
kind = "wifi"
file = "wifi.csv"
name = "name"
lon = "lon"
lat = "lat"

  [[sites.reviewed]]
  sites = ["Cafe (-1.87050, 52.43050)", "Gone (-1.87050, 52.43050)"]
  keep = "all"
  reason = "Two floors"
  by = "A. Planner"
`
	d.edit(t, "hotspotmap.toml", "\n[[index.component]]", lists+"\n[[index.component]]")
	d.write(t, "wifi.csv", "name,lon,lat\nCafe,-1.8705,52.4305\n")
	for more, want := range map[string]string{
		"name,lon,lat\nSouth,-1.8705,52.4310\n":     "reviewed South; warning Gone (-1.87050, 52.43050)",
		"name,lon,lat\nNorth,-1.8705,52.4905\n":     "warning South (-1.87050, 52.43100); warning Gone (-1.87050, 52.43050)",
		"name,easting,lat\nSouth,-1.8705,52.4310\n": "warning Gone (-1.87050, 52.43050)",
	} {
		d.write(t, "more.csv", more)
		outcome, err := Check(t.Context(), d.options(t, "").Project, nil)
		if unread := strings.Contains(more, "easting"); (err != nil) != unread {
			t.Fatalf("error %v", err)
		}
		var got []string
		for _, i := range outcome.Issues {
			got = append(got, string(i.Severity)+" "+i.Value)
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("of more.csv\n%s%v, want %s", more, outcome.Issues, want)
		}
	}
}

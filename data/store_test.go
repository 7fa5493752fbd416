package data

import (
	"math"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// square is a 1-unit square with its lower left corner at x, y, in hundredths of a degree off the coast of Norfolk.
func square(x, y float64) orb.MultiPolygon {
	at := func(dx, dy float64) orb.Point { return orb.Point{2 + (x+dx)/100, 53 + (y+dy)/100} }
	return orb.MultiPolygon{{{at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)}}}
}

// fourAreas is a 2 × 2 block of squares, the fourth with a hole.
func fourAreas() []Area {
	var areas []Area
	for i, code := range []string{"X1", "X2", "X3", "X4"} {
		x, y := float64(i%2), float64(i/2)
		areas = append(areas, Area{
			Area:   geo.Area{Code: code, Name: "Area " + code, Geometry: square(x, y), Feature: 4 - i},
			AreaM2: 744000 + float64(i),
			Inside: orb.Point{2 + (x+0.2)/100, 53 + (y+0.2)/100},
		})
	}
	at := func(x, y float64) orb.Point { return orb.Point{2 + x/100, 53 + y/100} }
	areas[3].Geometry[0] = append(areas[3].Geometry[0], orb.Ring{at(1.4, 1.4), at(1.4, 1.6), at(1.6, 1.6), at(1.6, 1.4), at(1.4, 1.4)})
	return areas
}

func source(id string) Import {
	return Import{
		Source: geo.Source{ID: id, File: id + ".csv", Title: "Title of " + id, Publisher: "Nobody", Licence: "OGL-UK-3.0",
			Period: "2026", Vintage: "2021", SHA256: "sha of " + id, Bytes: 1234,
			Rows: geo.Rows{Read: 7, Used: 4, Unmatched: 2, Rejected: 1, Repaired: 1}},
		Spec: "spec of " + id,
		Issues: []geo.Issue{
			{Severity: geo.SeverityReject, File: id + ".csv", Row: 5, Column: "income", Value: "abc", Problem: "not a number", Remedy: "mend it"},
			{Severity: geo.SeverityInfo, File: id + ".csv", Problem: "code not in the geography", Rows: 2},
		},
	}
}

var lsoa = geo.Geography{ID: "lsoa21", Title: "Small areas", Singular: "neighbourhood", Plural: "neighbourhoods", Areas: 4, Source: "areas:lsoa21"}
var ward = geo.Geography{ID: "ward24", Title: "Wards", Singular: "ward", Plural: "wards", Dissolves: "lsoa21", Areas: 2, Source: "lookup:ward24"}

func wardAreas() []Area {
	at := func(x, y float64) orb.Point { return orb.Point{2 + x/100, 53 + y/100} }
	west := orb.MultiPolygon{{{at(0, 0), at(1, 0), at(1, 2), at(0, 2), at(0, 0)}}}
	east := orb.MultiPolygon{{{at(1, 0), at(2, 0), at(2, 2), at(1, 2), at(1, 0)}}}
	return []Area{
		{Area: geo.Area{Code: "W1", Name: "O'Hara West", Geometry: west}, AreaM2: 1488002, Inside: orb.Point{2.005, 53.005}},
		{Area: geo.Area{Code: "W2", Name: "East", Geometry: east}, AreaM2: 1488004, Inside: orb.Point{2.015, 53.005}},
	}
}

func column(id string, values ...float64) geo.Column {
	c := geo.NewColumn(geo.Indicator{ID: id, Title: "The " + id, Unit: "%", Higher: geo.HigherIsWorse, Decimals: 1, Period: "2025"}, len(values))
	for i, v := range values {
		if !math.IsNaN(v) {
			c.Values[i], c.Flags[i] = v, geo.Present
		}
	}
	return c
}

func sites() []geo.Site {
	return []geo.Site{
		{ID: "libraries-1", Kind: "library", Name: "Central", At: orb.Point{2.002, 53.002}, AID: 1, Access: geo.Public, Postcode: "ZZ1 1AA",
			Facts: []geo.Fact{{Key: "opening_hours", Value: "Mo-Fr 09:00-17:00"}, {Key: "address", Value: "1 High Street"}}, Source: "sites:libraries", Row: 1},
		{ID: "libraries-2", Kind: "library", Name: "Gone", At: orb.Point{2.5, 53.5}, Access: geo.Restricted, Closed: true, ClosedOn: "2017", Source: "sites:libraries", Row: 2},
	}
}

// must ends the test at the first error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "hotspotmap.db"))
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

// fill puts one of everything into a store.
func fill(t *testing.T, s *Store) {
	t.Helper()
	ctx := t.Context()
	must(t, s.PutAreas(ctx, lsoa, fourAreas(), Links{Neighbours: geo.Neighbours{{1, 2, 3}, {0}, {0}, {0}}}, source("areas:lsoa21")))
	must(t, s.PutAreas(ctx, ward, wardAreas(), Links{Parents: []uint32{1, 2, 1, 0}}, source("lookup:ward24")))
	must(t, s.PutColumns(ctx, "lsoa21", []geo.Column{suppressSecond(column("income", 1.5, math.NaN(), 3, 4)), column("no_device", 0, 10, math.NaN(), 0.1+0.2)}, source("table:1")))
	must(t, s.PutPeople(ctx, "lsoa21", []float64{1600, 1500, math.NaN(), 0}, source("people")))
	must(t, s.PutPostcodes(ctx, "lsoa21", []Postcode{{"ZZ11AA", orb.Point{2.001, 53.001}, 1}, {"ZZ99ZZ", orb.Point{3, 54}, 0}}, source("postcodes")))
	must(t, s.PutSites(ctx, "lsoa21", sites(), source("sites:libraries")))
	must(t, s.PutRun(ctx, Run{ID: "r1", Params: []byte(`{"fdr":0.05}`)}, []Result{
		{Geography: "lsoa21", Columns: []geo.Column{column("index", 9.5, 2, math.NaN(), 5), column("hotspot", 1, 0, math.NaN(), -1), column("distance_library", 900, 100, 2000, 801)}},
		{Geography: "ward24", Columns: []geo.Column{column("index", 7, 2), column("people", 1600, 1500)}},
	}))
}

// suppressSecond returns the column with its second value suppressed instead of missing.
func suppressSecond(c geo.Column) geo.Column {
	c.Flags[1] = geo.Suppressed
	return c
}

func TestWhatGoesInComesOut(t *testing.T) {
	s, ctx := open(t), t.Context()
	fill(t, s)
	same := func(name string, want, got any, err error) {
		t.Helper()
		must(t, err)
		if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	areas, err := s.Areas(ctx, "lsoa21")
	same("areas", fourAreas(), areas, err)
	wards, err := s.Areas(ctx, "ward24")
	same("wards", wardAreas(), wards, err)
	geographies, err := s.Geographies(ctx)
	same("geographies", []geo.Geography{lsoa, ward}, geographies, err)
	parents, err := s.Parents(ctx, "lsoa21", "ward24")
	same("parents", []uint32{1, 2, 1, 0}, parents, err)
	people, err := s.People(ctx, "lsoa21")
	same("people", []float64{1600, 1500, math.NaN(), 0}, people, err)
	postcodes, err := s.Postcodes(ctx)
	same("postcodes", []Postcode{{"ZZ11AA", orb.Point{2.001, 53.001}, 1}, {"ZZ99ZZ", orb.Point{3, 54}, 0}}, postcodes, err)
	gotSites, err := s.Sites(ctx)
	same("sites", sites(), gotSites, err)
	neighbours, err := s.Neighbours(ctx, "lsoa21")
	same("neighbours", geo.Neighbours{{1, 2, 3}, {0}, {0}, {0}}, neighbours, err)

	income, device := suppressSecond(column("income", 1.5, math.NaN(), 3, 4)), column("no_device", 0, 10, math.NaN(), 0.1+0.2)
	income.Indicator.Source, device.Indicator.Source = "table:1", "table:1"
	codes := []string{"X1", "X2", "X3", "X4"}
	all, err := s.Table(ctx, "lsoa21", nil)
	same("every indicator", geo.Table{Geography: "lsoa21", Codes: codes, Columns: []geo.Column{income, device}}, all, err)
	one, err := s.Table(ctx, "lsoa21", []string{"no_device"})
	same("one indicator", geo.Table{Geography: "lsoa21", Codes: codes, Columns: []geo.Column{device}}, one, err)

	run, found, err := s.Run(ctx)
	same("run", Run{ID: "r1", Params: []byte(`{"fdr":0.05}`)}, run, err)
	same("run found", true, found, nil)
	sources, err := s.Sources(ctx)
	must(t, err)
	var ids []string
	for _, v := range sources {
		ids = append(ids, v.ID)
	}
	same("sources", []string{"areas:lsoa21", "lookup:ward24", "people", "postcodes", "sites:libraries", "table:1"}, ids, nil)
	same("a source", source("table:1").Source, sources[5], nil)
	issues, err := s.Issues(ctx)
	must(t, err)
	same("issues", source("areas:lsoa21").Issues, issues[:2], nil)
}

package demo

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/topology"
)

// written makes the demo in a folder and loads its project.
func written(t *testing.T) *project.Project {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	p, err := project.Load(filepath.Join(dir, ProjectFile))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func readAreas(t *testing.T, p *project.Project) []geo.Area {
	t.Helper()
	g := p.Geographies[0]
	f, err := os.Open(p.SourcePath(g.File))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	areas, rows, issues, err := boundary.Read(f, g.File, boundary.Options{Code: g.Code, Name: g.Name})
	if err != nil || len(issues) > 0 || rows.Used != rows.Read {
		t.Fatalf("rows %+v, issues %v, error %v", rows, issues, err)
	}
	return areas
}

func TestTheDistrict(t *testing.T) {
	p := written(t)
	areas := readAreas(t, p)
	t.Run("is one piece without faults", func(t *testing.T) { isOnePiece(t, areas) })
	t.Run("lies in one tile of zoom 10", func(t *testing.T) { liesInOneTile(t, areas) })
	t.Run("has tables that are read whole", func(t *testing.T) { tablesAreReadWhole(t, p, areas) })
	t.Run("has sites that all lie in it", func(t *testing.T) { sitesLieWithin(t, p, areas) })
}

func isOnePiece(t *testing.T, areas []geo.Area) {
	if len(areas) < 450 || len(areas) > 510 {
		t.Errorf("%d areas; about 480 were meant", len(areas))
	}
	mesh, report, err := topology.Build(areas, topology.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Repairs) > 0 {
		t.Errorf("repairs: %v", report.Repairs)
	}
	for _, of := range []struct {
		name    string
		parents func(i int) uint32
		n       int
	}{
		{"district", func(int) uint32 { return 1 }, 1},
		{"wards", func(i int) uint32 { return wardOf(areas[i].Name) }, len(wardNames)},
	} {
		parents := make([]uint32, len(areas))
		for i := range areas {
			parents[i] = of.parents(i)
		}
		dissolved := mesh.Dissolve(parents, of.n)
		for aid := uint32(1); aid <= uint32(of.n); aid++ {
			if parts := dissolved.MultiPolygon(aid); len(parts) != 1 || len(parts[0]) != 1 {
				t.Errorf("%s %d is in %d parts, the first with %d rings", of.name, aid, len(parts), len(parts[0]))
			}
		}
	}
}

// wardOf is the ward, counted from 1, that an area is named after: "Old Market 001A".
func wardOf(area string) uint32 {
	return uint32(slices.Index(wardNames, area[:len(area)-len(" 001A")]) + 1)
}

func liesInOneTile(t *testing.T, areas []geo.Area) {
	const across = 1 << 10 // tiles at zoom 10
	tiles := map[[2]int]bool{}
	for _, a := range areas {
		for _, corner := range []orb.Point{a.Geometry.Bound().Min, a.Geometry.Bound().Max} {
			x := (corner[0] + 180) / 360
			y := (1 - math.Asinh(math.Tan(corner[1]*math.Pi/180))/math.Pi) / 2
			tiles[[2]int{int(across * x), int(across * y)}] = true
		}
	}
	if len(tiles) != 1 {
		t.Errorf("it lies in %d tiles of zoom 10: %v", len(tiles), tiles)
	}
}

func tablesAreReadWhole(t *testing.T, p *project.Project, areas []geo.Area) {
	var codes []string
	for _, a := range areas {
		codes = append(codes, a.Code)
	}
	flags := map[geo.Flag]int{}
	indicators := 0
	for _, source := range p.Tables {
		spec := table.Spec{Code: source.Code, Geography: source.Geography}
		for _, i := range source.Indicators {
			spec.Indicators = append(spec.Indicators, table.IndicatorSpec{
				Indicator: geo.Indicator{ID: i.ID, Title: i.Title, Unit: i.Unit, Higher: i.Higher}, Decimals: i.Decimals,
				Column: i.Column, Numerators: i.Numerator, Denominator: i.Denominator, Where: table.Where(i.Where),
			})
		}
		f, err := table.Open(p.SourcePath(source.File))
		if err != nil {
			t.Fatal(err)
		}
		columns, rows, issues, err := table.ReadIndicators(source.File, f, spec, codes)
		if err != nil || len(issues) > 0 || rows.Used != rows.Read {
			t.Errorf("%s: rows %+v, issues %v, error %v", source.File, rows, issues, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		indicators += len(columns)
		for _, c := range columns {
			for _, flag := range c.Flags {
				flags[flag]++
			}
		}
	}
	if indicators != 12 {
		t.Errorf("%d indicators; 12 were meant", indicators)
	}
	if flags[geo.Missing] == 0 || flags[geo.Suppressed] == 0 || flags[geo.Rejected] > 0 || flags[geo.NotApplicable] > 0 {
		t.Errorf("flags %v; some missing, some suppressed and no other were meant", flags)
	}
}

func sitesLieWithin(t *testing.T, p *project.Project, areas []geo.Area) {
	f, err := table.Open(p.SourcePath(p.Postcodes.File))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	postcodes, rows, issues, err := table.ReadPostcodes(p.Postcodes.File, f,
		table.PostcodesSpec{Postcode: p.Postcodes.Postcode, Lon: p.Postcodes.Lon, Lat: p.Postcodes.Lat})
	if err != nil || len(issues) > 0 || rows.Used != rows.Read {
		t.Fatalf("postcodes: rows %+v, issues %v, error %v", rows, issues, err)
	}
	counts, closed, restricted := map[string]int{}, 0, 0
	for _, s := range p.Sites {
		f, err := table.Open(p.SourcePath(s.File))
		if err != nil {
			t.Fatal(err)
		}
		sites, rows, issues, err := table.ReadSites(s.File, f, table.SitesSpec{
			ID: s.ID, Kind: s.Kind, Source: "sites:" + s.ID, Access: s.Access, Name: s.Name, Postcode: s.Postcode,
			Lon: s.Lon, Lat: s.Lat, ClosedColumn: s.Closed.Column, Postcodes: postcodes,
		})
		if err != nil || len(issues) > 0 || rows.Used != rows.Read {
			t.Errorf("%s: rows %+v, issues %v, error %v", s.File, rows, issues, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		for _, site := range sites {
			counts[site.Kind]++
			if site.Closed {
				closed++
			}
			if site.Access == geo.Restricted {
				restricted++
			}
			if !slices.ContainsFunc(areas, func(a geo.Area) bool { return contains(a.Geometry, site.At) }) {
				t.Errorf("%s %q lies in no area", site.ID, site.Name)
			}
		}
	}
	want := map[string]int{"wifi": 45, "library": 14, "device_loan": 7, "recycling": 4, "skills": 6, geo.KindCandidate: 30}
	for kind, n := range want {
		if counts[kind] != n {
			t.Errorf("%d sites of kind %s, not %d", counts[kind], kind, n)
		}
	}
	if closed != 2 || restricted != 6 {
		t.Errorf("%d closed and %d restricted sites, not 2 and 6", closed, restricted)
	}
}

// contains counts how often a line to the east crosses the border.
func contains(m orb.MultiPolygon, p orb.Point) bool {
	in := false
	for _, polygon := range m {
		for _, r := range polygon {
			for i := range len(r) - 1 {
				a, b := r[i], r[i+1]
				if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
					in = !in
				}
			}
		}
	}
	return in
}

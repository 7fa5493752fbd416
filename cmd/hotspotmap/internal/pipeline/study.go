package pipeline

import (
	"context"
	"sync"

	"github.com/paulmach/orb"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/topology"
)

// study is everything the store holds about a project, as the analysis and the release need it. It is read back from the
// store whether or not a source was imported just now, so that a build from unchanged sources is the same build.
type study struct {
	small      level
	parents    []level // in the project's order
	neighbours geo.Neighbours
	table      geo.Table
	changes    map[string][]geo.Column // by conversion: the columns of convertedIDs
	people     []float64               // nil when unknown everywhere
	postcodes  []data.Postcode
	sites      []geo.Site // but for those that the project leaves out
	sources    []geo.Source
}

// level is one geography with its areas in aid order and its base mesh.
type level struct {
	geo.Geography
	areas   []data.Area
	codes   []string
	names   []string
	parents []uint32                       // of a parent: for each small area, its aid here
	mesh    func() (*topology.Mesh, error) // the base mesh, made when it is first asked for
}

func readStudy(ctx context.Context, p *project.Project, store *data.Store) (study, error) {
	var s study
	geographies, err := store.Geographies(ctx)
	if err != nil {
		return s, err
	}
	known := map[string]geo.Geography{}
	for _, g := range geographies {
		known[g.ID] = g
	}
	if s.small, err = readLevel(ctx, store, known[p.SmallAreas]); err != nil {
		return s, err
	}
	areas := plain(s.small.areas)
	s.small.mesh = sync.OnceValues(func() (*topology.Mesh, error) {
		mesh, _, err := topology.Build(areas, topology.Options{})
		return mesh, err
	})
	if s.neighbours, err = store.Neighbours(ctx, p.SmallAreas); err != nil {
		return s, err
	}
	for _, parent := range p.Parents() {
		l, err := readLevel(ctx, store, known[parent.ID])
		if err != nil {
			return s, err
		}
		if l.parents, err = store.Parents(ctx, p.SmallAreas, parent.ID); err != nil {
			return s, err
		}
		l.mesh = dissolved(s.small.mesh, l.parents, len(l.areas))
		s.parents = append(s.parents, l)
	}
	var indicators []string
	for _, t := range p.Tables {
		for _, v := range t.Indicators {
			indicators = append(indicators, v.ID)
			if v.Shrink != "" {
				indicators = append(indicators, table.PlainID(v.ID))
			}
		}
	}
	if s.table, err = store.Table(ctx, p.SmallAreas, indicators); err != nil {
		return s, err
	}
	s.changes = map[string][]geo.Column{}
	for _, c := range p.Conversions {
		changed, err := store.Table(ctx, p.SmallAreas, convertedIDs(c.ID))
		if err != nil {
			return s, err
		}
		s.changes[c.ID] = changed.Columns
	}
	if p.People != nil {
		if s.people, err = store.People(ctx, p.SmallAreas); err != nil {
			return s, err
		}
	}
	if s.postcodes, err = store.Postcodes(ctx); err != nil {
		return s, err
	}
	if s.sites, err = store.Sites(ctx); err != nil {
		return s, err
	}
	if s.sources, err = store.Sources(ctx); err != nil {
		return s, err
	}
	s.sites, s.sources = leaveOut(decide(p.Path, p.Sites, s.sites), s.sites, s.sources)
	return s, nil
}

// dissolved is the mesh of a parent geography with n areas.
func dissolved(small func() (*topology.Mesh, error), parents []uint32, n int) func() (*topology.Mesh, error) {
	return sync.OnceValues(func() (*topology.Mesh, error) {
		mesh, err := small()
		if err != nil {
			return nil, err
		}
		return mesh.Dissolve(parents, n), nil
	})
}

func readLevel(ctx context.Context, store *data.Store, g geo.Geography) (level, error) {
	areas, err := store.Areas(ctx, g.ID)
	if err != nil {
		return level{}, err
	}
	l := level{Geography: g, areas: areas}
	l.Geography.Areas = len(areas)
	for _, a := range areas {
		l.codes = append(l.codes, a.Code)
		l.names = append(l.names, a.Name)
	}
	return l, nil
}

// insideDecimals is how many decimals of a degree a release gives the point inside an area: a tenth of a metre.
const insideDecimals = 6

// inside returns a point in each area, as the release has it, so that what is measured from it can be measured again.
func (l level) inside() []orb.Point {
	points := make([]orb.Point, len(l.areas))
	for i, a := range l.areas {
		points[i] = orb.Point{round(a.Inside[0], insideDecimals), round(a.Inside[1], insideDecimals)}
	}
	return points
}

// parentNames returns, for each small area, the name of its area in the first parent geography; nil when there is none.
func (s study) parentNames() []string { return s.namesOf(0) }

// placeNames returns the same for the next larger parent geography.
func (s study) placeNames() []string {
	if len(s.parents) > 1 && len(s.parents[1].areas) < len(s.parents[0].areas) {
		return s.namesOf(1)
	}
	return nil
}

func (s study) namesOf(parent int) []string {
	if parent >= len(s.parents) {
		return nil
	}
	l := s.parents[parent]
	names := make([]string, len(l.parents))
	for i, aid := range l.parents {
		if aid > 0 {
			names[i] = l.names[aid-1]
		}
	}
	return names
}

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"hotspotmap/cmd/hotspotmap/internal/ogr"
	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/osgb"
)

// importer brings a project's sources into the store, each in one transaction, and skips those that have not changed.
type importer struct {
	project *project.Project
	store   *data.Store
	begin   func(step string)
	kept    []string          // ids of the sources the project names, for pruning
	read    []string          // ids of those that are in the store as they are on disk
	hashes  map[string]string // by source id: of its bytes and how they are read, for those that are read with it
	ostn15  func() (*osgb.Grid, error)

	routes      map[string]route     // read in this build, by what they were read for
	populations map[string][]float64 // and people, by whose they are
}

// importSources reads every source that is new or changed into the store. It reads on after a source that fails, so that
// all that is wrong is told at once, unless what follows needs that source. read are the ids of the sources that did not fail.
func importSources(ctx context.Context, p *project.Project, store *data.Store, begin func(step string)) (read []string, err error) {
	im := &importer{project: p, store: store, begin: begin, hashes: map[string]string{}, routes: map[string]route{}, populations: map[string][]float64{}}
	im.ostn15 = sync.OnceValues(im.readOSTN15)
	if err := im.boundaries(ctx); err != nil {
		return im.read, err
	}
	codes, err := im.codes(ctx)
	if err != nil {
		return im.read, err
	}
	if err := im.conversions(ctx, codes); err != nil {
		return im.read, err
	}
	errs := []error{im.people(ctx, codes)}
	for i := range p.Tables {
		errs = append(errs, im.indicators(ctx, i, codes))
	}
	errs = append(errs, im.points(ctx))
	if err := errors.Join(errs...); err != nil {
		return im.read, err
	}
	_, err = store.Prune(ctx, im.kept)
	return im.read, err
}

// source runs one import of a table: see changed.
func (im *importer) source(ctx context.Context, s geo.Source, spec any, take func(*table.File, data.Import) error) error {
	return im.changed(ctx, s, spec, func(path string, in data.Import) error {
		file, err := table.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		return take(file, in)
	})
}

// told is what the project says of a file of features.
type told struct {
	Layer, CRS string
	Table      bool // the shapes are in a column, so it is no format for ogr2ogr
	Converted  bool // ogr2ogr has brought it to longitude and latitude
}

// features runs one import of a file of features: see changed. What this program does not read itself, be it the format or the
// coordinate reference system, ogr2ogr turns into GeoJSON in longitude and latitude. take is told what still holds of what it reads.
func (im *importer) features(ctx context.Context, s geo.Source, file told, spec any, take func(r io.Reader, left told, in data.Import) error) error {
	path := im.project.SourcePath(s.File)
	format := ogr.Of(path)
	if _, known := geo.ParseCRS(file.CRS); file.CRS != "" && !known {
		format = format.In(file.CRS)
	}
	if format.Title == "" || file.Table {
		return im.source(ctx, s, spec, func(content *table.File, in data.Import) error { return take(content, file, in) })
	}
	var parts []string
	for _, part := range ogr.Companions(path) {
		digest, err := table.DigestOf(part)
		if err != nil {
			return err
		}
		parts = append(parts, digest.SHA256)
	}
	return im.changed(ctx, s, []any{spec, parts}, func(path string, in data.Import) error {
		source := ogr.Source{Path: path, File: s.File, Layer: file.Layer, CRS: file.CRS}
		return ogr.Convert(ctx, source, format, func(r io.Reader) error { return take(r, told{Converted: true}, in) })
	})
}

// changed hashes a source's file, and unless the store already holds what it says, has it read and put. spec is whatever else
// decides the outcome, besides what the project says of the source and the program that reads it.
func (im *importer) changed(ctx context.Context, s geo.Source, spec any, take func(path string, in data.Import) error) error {
	im.kept = append(im.kept, s.ID)
	program, err := hashOfProgram()
	if err != nil {
		return err
	}
	specHash, err := hashOf([]any{program, s, spec})
	if err != nil {
		return err
	}
	path := im.project.SourcePath(s.File)
	digest, err := table.DigestOf(path)
	if err != nil {
		return err
	}
	s.SHA256, s.Bytes = digest.SHA256, digest.Bytes
	im.hashes[s.ID] = s.SHA256 + specHash
	unchanged, err := im.store.Unchanged(ctx, s.ID, s.SHA256, specHash)
	if err != nil {
		return err
	}
	if unchanged {
		im.read = append(im.read, s.ID)
		return nil
	}
	im.begin("import " + s.ID)
	if err := take(path, data.Import{Source: s, Spec: specHash}); err != nil {
		return err
	}
	im.read = append(im.read, s.ID)
	return nil
}

// codes are the small areas' codes, in aid order.
func (im *importer) codes(ctx context.Context) ([]string, error) {
	areas, err := im.store.Areas(ctx, im.project.SmallAreas)
	if err != nil {
		return nil, err
	}
	codes := make([]string, len(areas))
	for i, a := range areas {
		codes[i] = a.Code
	}
	return codes, nil
}

func (im *importer) indicators(ctx context.Context, i int, codes []string) error {
	t := im.project.Tables[i]
	id := fmt.Sprintf("table:%d", i+1)
	spec := table.Spec{Code: t.Code, Geography: t.Geography, Layout: table.Layout(t.Layout)}
	for _, v := range t.Indicators {
		spec.Indicators = append(spec.Indicators, table.IndicatorSpec{
			Indicator:      geo.Indicator{ID: v.ID, Title: v.Title, Unit: v.Unit, Higher: v.Higher, Period: t.Period, Source: id},
			Decimals:       v.Decimals,
			Column:         v.Column,
			Numerators:     v.Numerator,
			Denominator:    v.Denominator,
			SumDenominator: v.SumDenominator,
			Where:          v.Where,
			Flags:          v.Flags,
		})
	}
	source := origin(geo.Source{ID: id, File: t.File, Title: t.Title}, t.Origin)
	return im.source(ctx, source, []any{spec, t.Covers, im.hashes[areasID(t.Geography)], im.readWith(t), im.shrunkWith(t)}, func(file *table.File, in data.Import) (err error) {
		var columns []geo.Column
		covered, err := coveredBy(t.Covers, codes)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", im.project.Path, t.File, err)
		}
		if err := im.shrink(ctx, t, &spec, codes, covered); err != nil {
			return err
		}
		if t.Codes == "" {
			columns, in.Source.Rows, in.Issues, err = table.ReadIndicators(t.File, file, spec, covered)
		} else {
			columns, in.Source.Rows, in.Issues, err = im.readOlder(t, file, spec, covered)
		}
		if err != nil {
			return err
		}
		if len(covered) < len(codes) {
			columns = spread(columns, covered, codes)
		}
		return im.store.PutColumns(ctx, t.Geography, columns, in)
	})
}

func origin(s geo.Source, o project.Origin) geo.Source {
	s.Publisher, s.Licence, s.Period, s.Vintage = o.Publisher, o.Licence, o.Period, o.Vintage
	return s
}

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/paulmach/orb"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/locate"
)

// points imports postcodes, and the sites that they or their own coordinates place.
func (im *importer) points(ctx context.Context) error {
	p := placer{
		// Both are made when a source that has changed first needs them, and then serve the others.
		areas:     sync.OnceValues(func() (*locate.Index, error) { return im.indexAreas(ctx) }),
		postcodes: sync.OnceValues(func() (table.Postcodes, error) { return im.knownPostcodes(ctx) }),
	}
	if err := im.postcodes(ctx, p); err != nil {
		return err
	}
	var errs []error
	for _, s := range im.project.Sites {
		errs = append(errs, im.sites(ctx, s, p))
	}
	return errors.Join(errs...)
}

// placer says where points are.
type placer struct {
	areas     func() (*locate.Index, error)
	postcodes func() (table.Postcodes, error)
}

func (im *importer) indexAreas(ctx context.Context) (*locate.Index, error) {
	areas, err := im.store.Areas(ctx, im.project.SmallAreas)
	if err != nil {
		return nil, err
	}
	shapes := make([]orb.MultiPolygon, len(areas))
	for i, a := range areas {
		shapes[i] = a.Geometry
	}
	return locate.New(shapes), nil
}

func (im *importer) knownPostcodes(ctx context.Context) (table.Postcodes, error) {
	stored, err := im.store.Postcodes(ctx)
	if err != nil {
		return nil, err
	}
	known := make(table.Postcodes, len(stored))
	for i, p := range stored {
		known[i] = table.Postcode{Code: p.Postcode, At: p.At}
	}
	return known, nil
}

func (im *importer) postcodes(ctx context.Context, place placer) error {
	p := im.project.Postcodes
	if p == nil {
		return nil
	}
	grid, err := im.newGrid()
	if err != nil {
		return err
	}
	spec := table.PostcodesSpec{Postcode: p.Postcode, Lon: p.Lon, Lat: p.Lat, Easting: p.Easting, Northing: p.Northing, Grid: grid.toLonLat,
		Layout: table.Layout(p.Layout)}
	source := origin(geo.Source{ID: "postcodes", File: p.File, Title: "Postcodes"}, p.Origin)
	return im.source(ctx, source, []any{p, im.hashes[areasID(im.project.SmallAreas)], grid.sha256}, func(file *table.File, in data.Import) error {
		index, err := place.areas()
		if err != nil {
			return err
		}
		var found table.Postcodes
		found, in.Source.Rows, in.Issues, err = table.ReadPostcodes(p.File, file, spec)
		if err != nil {
			return err
		}
		in.Issues = append(in.Issues, grid.notes(p.File, false)...)
		placed := make([]data.Postcode, len(found))
		outside := 0
		for i, f := range found {
			placed[i] = data.Postcode{Postcode: f.Code, At: f.At, AID: index.Area(f.At)}
			if placed[i].AID == 0 {
				outside++
			}
		}
		if outside > 0 {
			in.Source.Rows.Used -= outside
			in.Source.Rows.Unmatched += outside
			in.Issues = append(in.Issues, geo.Issue{
				Severity: geo.SeverityInfo, File: p.File, Problem: "postcodes outside the study area", Rows: outside,
			})
		}
		return im.store.PutPostcodes(ctx, im.project.SmallAreas, placed, in)
	})
}

// sitesPrefix begins the source id of a list of sites.
const sitesPrefix = "sites:"

func (im *importer) sites(ctx context.Context, s project.Sites, place placer) error {
	id := sitesPrefix + s.ID
	grid, err := im.newGrid()
	if err != nil {
		return err
	}
	breaks, err := breaksOf(s.Breaks)
	if err != nil {
		return err
	}
	spec := table.SitesSpec{
		ID: s.ID, Kind: s.Kind, Source: id, Access: s.Access, Grid: grid.toLonLat,
		Name: s.Name, Postcode: s.Postcode, Lon: s.Lon, Lat: s.Lat, Easting: s.Easting, Northing: s.Northing,
		WKT: s.WKT, Shape: boundary.ParseWKT, Where: s.Where, ClosedColumn: s.Closed.Column, ClosedEquals: s.Closed.Equals, Hours: s.Hours,
		Breaks: breaks, Layout: table.Layout(s.Layout),
	}
	for _, f := range s.Facts {
		spec.Facts = append(spec.Facts, table.FactColumn{Key: f.Key, Column: f.Column})
	}
	source := origin(geo.Source{ID: id, File: s.File, Title: s.Title}, s.Origin)
	s.Reviewed = nil // what is decided of sites is no part of how they are read
	readWith := []any{s, im.hashes[areasID(im.project.SmallAreas)], im.hashes["postcodes"], grid.sha256}
	return im.features(ctx, source, told{Layer: s.Layer, CRS: s.CRS}, readWith, func(r io.Reader, left told, in data.Import) error {
		spec.CRS, spec.Layer = left.CRS, left.Layer
		index, err := place.areas()
		if err != nil {
			return err
		}
		if s.Lon == "" && s.Easting == "" && s.WKT == "" {
			if spec.Postcodes, err = place.postcodes(); err != nil {
				return err
			}
		}
		var found []geo.Site
		found, in.Source.Rows, in.Issues, err = table.ReadSites(s.File, r, spec)
		if err != nil {
			return err
		}
		in.Issues = append(in.Issues, grid.notes(s.File, left.Converted)...)
		placed := make([]geo.Site, 0, len(found))
		for _, site := range found {
			site.AID = index.Area(site.At)
			if site.AID == 0 {
				in.Source.Rows.Used--
				in.Source.Rows.Unmatched++
				in.Issues = append(in.Issues, outside(s.File, site))
				continue
			}
			placed = append(placed, site)
		}
		return im.store.PutSites(ctx, im.project.SmallAreas, placed, in)
	})
}

func breaksOf(b project.Breaks) (table.Breaks, error) {
	breaks := table.Breaks{Column: b.Column, Cells: make(map[string]geo.Hours, len(b.Cells))}
	for cell, text := range b.Cells {
		hours, err := geo.ParseHours(text)
		if err != nil {
			return table.Breaks{}, fmt.Errorf("the break of %q: %w", cell, err)
		}
		breaks.Cells[cell] = *hours
	}
	return breaks, nil
}

func outside(file string, site geo.Site) geo.Issue {
	return geo.Issue{
		Severity: geo.SeverityWarn, File: file, Row: site.Row, Value: site.Name,
		Problem: fmt.Sprintf("the site is at %.5f, %.5f, outside every area of the study, and is left out", site.At.Lon(), site.At.Lat()),
		Remedy:  "check its coordinates or postcode; if it is right, nothing is to be done",
	}
}

package pipeline

import (
	"context"
	"errors"
	"math"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles/build"
)

// fill writes every file of a release but its manifest, which it returns.
func fill(ctx context.Context, w *release.Writer, o Options, store *data.Store, s study, f findings, run run, last string, clock *stopwatch) (release.Manifest, build.Report, error) {
	manifest, columns := describe(o, s, f, run.ID), run.columns
	levels := append([]level{s.small}, s.parents...)
	for _, l := range levels {
		for _, c := range columns[l.ID] {
			manifest.Columns = append(manifest.Columns, c.info)
		}
	}

	clock.begin("tile")
	report, tilesets, err := tile(ctx, w, o.Project, s, columns, last)
	if err != nil {
		return manifest, report, err
	}
	manifest.Tilesets = tilesets

	clock.begin("write the files")
	files := make([]release.Areas, len(levels))
	for i, l := range levels {
		files[i] = areasFile(l, s)
		if err := w.Areas(files[i]); err != nil {
			return manifest, report, err
		}
		for _, c := range columns[l.ID] {
			if err := w.Column(l.ID, l.codes, c.Column); err != nil {
				return manifest, report, err
			}
		}
	}
	if f.siting != nil {
		if err := w.JSON(release.SitingFile, f.siting); err != nil {
			return manifest, report, err
		}
	}
	err = errors.Join(
		w.Sites(s.sites, s.small.codes),
		w.JSON(release.HotspotsFile, f.hotspots),
		w.JSON(release.GapsFile, f.gaps),
		w.JSON(release.WeekFile, f.week),
		w.JSON(release.StabilityFile, f.stability),
		w.JSON(release.TargetsFile, f.targets),
		w.JSON(release.SearchFile, release.BuildSearch(files, postcodeKeys(s.postcodes))),
	)
	if err != nil {
		return manifest, report, err
	}
	clock.begin("write areas.sqlite")
	snapshot, err := w.Path(release.SnapshotFile)
	if err != nil {
		return manifest, report, err
	}
	about := []geo.Fact{{Key: "title", Value: manifest.Title}, {Key: "attribution", Value: manifest.Attribution}, {Key: "run", Value: manifest.Run}}
	if manifest.Notice != "" {
		about = append(about, geo.Fact{Key: "notice", Value: manifest.Notice})
	}
	return manifest, report, store.Snapshot(ctx, snapshot, data.Contents{About: about, Sites: s.sites, Sources: s.sources})
}

// describe returns the manifest but for its columns, tilesets and files.
func describe(o Options, s study, f findings, run string) release.Manifest {
	p := o.Project
	m := release.Manifest{
		Format: release.FormatVersion, Title: p.Title, Place: p.Place, Notice: p.Notice, Headline: headline(p, s, f),
		Attribution: p.Attribution, Code: o.Code, Project: p.SHA256, Run: run, SmallAreas: p.SmallAreas,
		Bounds: bounds(s.small), Normalise: p.Index.Normalise, Aggregate: p.Index.Aggregate, MinimumPresent: p.Index.MinimumPresent, OutOf: p.Index.OutOf,
		Hotspots: release.HotspotParams(p.Hotspots),
		Reach:    release.Reach{LimitsM: p.Reach.Metres, Detour: p.Reach.Detour, From: p.Reach.From, Need: p.Reach.Need, Any: anyKind(f)},
		Sources:  s.sources,

		SiteKinds: []release.SiteKind{}, // an empty list in JSON, not null
	}
	for _, l := range append([]level{s.small}, s.parents...) {
		m.Geographies = append(m.Geographies, l.Geography)
	}
	for _, v := range s.people {
		if !math.IsNaN(v) {
			m.People += int64(math.Round(v))
		}
	}
	for _, c := range p.Index.Components {
		component := release.Component{ID: c.ID, Title: c.Title, Weight: c.Weight}
		for _, w := range c.Indicators {
			component.Weights = append(component.Weights, release.IndicatorWeight{Indicator: w.Indicator, Weight: w.Weight})
		}
		m.Components = append(m.Components, component)
	}
	for _, preset := range f.presets {
		m.Presets = append(m.Presets, preset.describe())
	}
	for _, in := range p.Sites {
		m.SiteKinds = countKind(m.SiteKinds, release.SiteKind{
			Kind: in.Kind, Title: in.Title, Singular: in.Singular, Partial: in.Kind != geo.KindCandidate && !p.Measured(in.Kind),
		}, s.sites)
	}
	return m
}

// countKind adds a kind of site with its counts, once.
func countKind(kinds []release.SiteKind, kind release.SiteKind, sites []geo.Site) []release.SiteKind {
	for _, k := range kinds {
		if k.Kind == kind.Kind {
			return kinds
		}
	}
	for _, site := range sites {
		switch {
		case site.Kind != kind.Kind:
		case site.Closed:
			kind.Closed++
		case site.Access == geo.Restricted:
			kind.Restricted++
		default:
			kind.Usable++
		}
	}
	return append(kinds, kind)
}

// bounds returns west, south, east and north of a level.
func bounds(l level) [4]float64 {
	box := l.areas[0].Geometry.Bound()
	for _, a := range l.areas[1:] {
		box = box.Union(a.Geometry.Bound())
	}
	return [4]float64{box.Min[0], box.Min[1], box.Max[0], box.Max[1]}
}

// areasFile is a level's geographies/<id>.json.
func areasFile(l level, s study) release.Areas {
	out := release.Areas{ID: l.ID, Codes: l.codes, Names: l.names, Parents: map[string][]uint32{}}
	inside := l.inside()
	for i, a := range l.areas {
		box := a.Geometry.Bound()
		out.Lon, out.Lat = append(out.Lon, inside[i][0]), append(out.Lat, inside[i][1])
		out.BBox = append(out.BBox, floor5(box.Min[0]), floor5(box.Min[1]), ceil5(box.Max[0]), ceil5(box.Max[1]))
	}
	if l.ID != s.small.ID {
		return out
	}
	for _, parent := range s.parents {
		out.Parents[parent.ID] = parent.parents
	}
	for _, v := range s.people {
		out.People = append(out.People, count(v))
	}
	return out
}

// count is a number of people as a whole number; nil when it is not known.
func count(people float64) *int64 {
	if math.IsNaN(people) {
		return nil
	}
	n := int64(math.Round(people))
	return &n
}

// Bounding boxes are written with 5 decimals, about a metre, rounded outwards.
func floor5(v float64) float64 { return math.Floor(v*1e5) / 1e5 }
func ceil5(v float64) float64  { return math.Ceil(v*1e5) / 1e5 }

// postcodeKeys are the postcodes of the study area.
func postcodeKeys(postcodes []data.Postcode) []release.PostcodeKey {
	var keys []release.PostcodeKey
	for _, p := range postcodes {
		if p.AID > 0 {
			keys = append(keys, release.PostcodeKey{Postcode: p.Postcode, AID: p.AID, Lon: p.At[0], Lat: p.At[1]})
		}
	}
	return keys
}

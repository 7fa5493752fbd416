package release

import (
	"fmt"
	"sync"

	"hotspotmap/geo"
)

// contents is what is read of a release into memory: all but the tiles and what is sent as it is.
type contents struct {
	geographies map[string]geo.Geography
	areas       map[string]Areas
	columns     map[columnKey]column

	sites     []geo.Site
	hotspots  geo.Hotspots
	gaps      geo.Gaps
	week      *geo.Week
	siting    *geo.Siting
	stability *geo.Stability
	targets   geo.Targets
	places    places
	postcodes []PostcodeKey
}

type columnKey struct{ geography, id string }

// column keeps its file, and its values, which take twice the room, once they were asked for.
type column struct {
	info   ColumnInfo
	values func() geo.Column
}

// readContents reads the contents of a release. With an error they are not whole.
func readContents(r *Release) (*contents, error) {
	c := new(contents)
	for _, step := range []func(*Release) error{c.readAreas, c.readColumns, c.readSites, c.readResults, c.readSearch} {
		if err := step(r); err != nil {
			return c, fmt.Errorf("release %s: %w", r.Short(), err)
		}
	}
	return c, nil
}

func (c *contents) readAreas(r *Release) error {
	c.geographies, c.areas = map[string]geo.Geography{}, map[string]Areas{}
	for _, g := range r.manifest.Geographies {
		var areas Areas
		if err := r.readJSON(AreasPath(g.ID), &areas); err != nil {
			return err
		}
		if err := checkAreas(g, areas); err != nil {
			return fmt.Errorf("%s: %w", AreasPath(g.ID), err)
		}
		areas.Codes, areas.Names, areas.People = together(areas.Codes), together(areas.Names), peopleTogether(areas.People)
		if _, err := r.full(OutlinePath(g.ID)); err != nil {
			return err
		}
		c.geographies[g.ID], c.areas[g.ID] = g, areas
	}
	if _, ok := c.geographies[r.manifest.SmallAreas]; !ok {
		return fmt.Errorf("manifest.json: small areas %q are not among the geographies", r.manifest.SmallAreas)
	}
	return nil
}

func (c *contents) readColumns(r *Release) error {
	c.columns = make(map[columnKey]column, len(r.manifest.Columns))
	hashes := make(map[string]string, len(c.areas))
	for id, areas := range c.areas {
		hashes[id] = CodesHash(areas.Codes)
	}
	for _, info := range r.manifest.Columns {
		path := ColumnPath(info.Geography, info.ID)
		content, err := r.ReadFile(path)
		if err != nil {
			return err
		}
		header, _, err := DecodeColumn(content)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if header.Column != info.ID || header.Geography != info.Geography || header.Decimals != info.Decimals {
			return fmt.Errorf("%s: its header says %s of %s with %d decimals", path, header.Column, header.Geography, header.Decimals)
		}
		if header.Codes != hashes[info.Geography] {
			return fmt.Errorf("%s: it is about other areas than %s", path, AreasPath(info.Geography))
		}
		c.columns[columnKey{info.Geography, info.ID}] = column{info: info, values: sync.OnceValue(func() geo.Column {
			_, values, _ := DecodeColumn(content) // it was decoded before
			values.Indicator = info.Indicator
			return values
		})}
	}
	return nil
}

func (c *contents) readSites(r *Release) error {
	content, err := r.ReadFile(SitesFile)
	if err != nil {
		return err
	}
	if c.sites, err = DecodeSites(content); err != nil {
		return fmt.Errorf("%s: %w", SitesFile, err)
	}
	n := len(c.areas[r.manifest.SmallAreas].Codes)
	for _, site := range c.sites {
		if int(site.AID) > n {
			return fmt.Errorf("%s: site %q lies in area %d of %d", SitesFile, site.ID, site.AID, n)
		}
	}
	return nil
}

func (c *contents) readResults(r *Release) error {
	for _, result := range []struct {
		path  string
		value any
	}{
		{HotspotsFile, &c.hotspots}, {GapsFile, &c.gaps}, {TargetsFile, &c.targets},
	} {
		if err := r.readJSON(result.path, result.value); err != nil {
			return err
		}
	}
	return c.readLaterResults(r)
}

// readLaterResults reads the results that releases made before they were measured do not have.
func (c *contents) readLaterResults(r *Release) error {
	for _, result := range []struct {
		path  string
		value any
	}{
		{WeekFile, &c.week}, {SitingFile, &c.siting}, {StabilityFile, &c.stability},
	} {
		if _, measured := r.files[result.path]; !measured {
			continue
		}
		if err := r.readJSON(result.path, result.value); err != nil {
			return err
		}
	}
	if err := checkWeek(c.week); err != nil {
		return fmt.Errorf("%s: %w", WeekFile, err)
	}
	if err := checkSiting(c.siting, c.sites); err != nil {
		return fmt.Errorf("%s: %w", SitingFile, err)
	}
	return nil
}

func (c *contents) readSearch(r *Release) error {
	var search Search
	if err := r.readJSON(SearchFile, &search); err != nil {
		return err
	}
	if err := checkSearch(search, c.areas, r.manifest.SmallAreas); err != nil {
		return fmt.Errorf("%s: %w", SearchFile, err)
	}
	c.places, c.postcodes = newPlaces(search.Areas), postcodesTogether(search.Postcodes)
	return nil
}

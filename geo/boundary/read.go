package boundary

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
	"hotspotmap/geo/osgb"
)

// DefaultMaxVertices bounds the memory that one boundary file may take: 16 bytes a vertex.
const DefaultMaxVertices = 40_000_000

// Options says how to read a boundary file.
type Options struct {
	Code        string // property that holds the area's code; "id" may stand beside the properties
	Name        string // property that holds its name; "" = the code
	CRS         string // overrides what the file says: "EPSG:4326", "OGC:CRS84", "EPSG:27700"
	Layer       string // object of a TopoJSON that has several; other files have none
	MaxVertices int    // in the whole file; 0 = DefaultMaxVertices

	Grid func(eastingNorthing orb.Point) orb.Point // to longitude and latitude; nil = [osgb.ToLonLat]
}

// Read reads the areas of a file, unpacked, in code order. file is what messages call it. The error is a [geo.Issue]; the
// issues beside a nil error say what was rejected or repaired.
func Read(r io.Reader, file string, opts Options) ([]geo.Area, geo.Rows, []geo.Issue, error) {
	c := newCollector(file, "feature", opts)
	crs, err := readGeoJSON(newStream(r), c)
	if err != nil {
		return nil, c.rows, nil, err
	}
	if err := c.finish(crs); err != nil {
		return nil, c.rows, nil, err
	}
	return c.areas, c.rows, c.issues.All(), nil
}

// collector turns features into areas and accounts for each.
type collector struct {
	file     string
	unit     string // what messages count: "feature", or "line" of a table
	opts     Options
	rows     geo.Rows
	issues   geo.Issues
	areas    []geo.Area // in source coordinates until finish
	vertices int
}

func newCollector(file, unit string, opts Options) *collector {
	if opts.MaxVertices == 0 {
		opts.MaxVertices = DefaultMaxVertices
	}
	if opts.Grid == nil {
		opts.Grid = osgb.ToLonLat
	}
	return &collector{file: file, unit: unit, opts: opts, issues: geo.Issues{File: file}}
}

// fatal is an error about the file, or about one feature when there is a number.
func (c *collector) fatal(feature int, column, value, problem, remedy string) error {
	return geo.Issue{Severity: geo.SeverityError, File: c.file, Row: feature, Column: column, Value: value, Problem: problem, Remedy: remedy}
}

// reject leaves a feature out.
func (c *collector) reject(feature int, column, value, problem, remedy string) {
	c.rows.Rejected++
	c.issues.Add("rejected "+problem, geo.Issue{Severity: geo.SeverityReject, Row: feature, Column: column, Value: value,
		Problem: fmt.Sprintf("%s %d %s", c.unit, feature, problem), Remedy: remedy})
}

// finish checks the areas as a set and puts them in order, in longitude and latitude.
func (c *collector) finish(declared string) error {
	if c.rows.Read == 0 {
		return c.fatal(0, "", "", "has no "+c.unit+"s", "fetch or export the file again")
	}
	crs, err := c.system(declared)
	if err != nil {
		return err
	}
	if err := c.place(crs); err != nil {
		return err
	}
	if len(c.areas) == 0 {
		first := c.issues.All()[0]
		return c.fatal(first.Row, first.Column, first.Value, "no "+c.unit+" can be used: "+first.Problem, first.Remedy)
	}
	slices.SortStableFunc(c.areas, func(a, b geo.Area) int { return cmp.Compare(a.Code, b.Code) })
	for i := 1; i < len(c.areas); i++ {
		if a, b := c.areas[i-1], c.areas[i]; a.Code == b.Code {
			return c.fatal(b.Feature, c.opts.Code, b.Code,
				fmt.Sprintf("is the code of %s %d (%s) and of %s %d (%s)", c.unit, a.Feature, a.Name, c.unit, b.Feature, b.Name),
				"give each its own code; parts of one area belong in one MultiPolygon")
		}
	}
	c.rows.Used = len(c.areas)
	return nil
}

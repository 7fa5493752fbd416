package boundary

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Rows makes areas of the rows of a table, whose shapes are in well-known text. It makes of them what [Read] makes of features; the
// code and name of the options are the table's columns, for messages.
type Rows struct {
	c      *collector
	column string // with the shapes
	told   geo.CRS
	line   int // that told it
}

// NewRows begins with a table. file is what messages call it, column the one with the shapes.
func NewRows(file, column string, opts Options) *Rows {
	return &Rows{c: newCollector(file, "line", opts), column: column}
}

// Add makes an area of a row, or rejects it. The error, a [geo.Issue], is the end of the reading.
func (r *Rows) Add(line int, code, name, wkt string) error {
	r.c.rows.Read++
	name, ok := r.c.named(line, code, name)
	if !ok {
		return nil
	}
	return r.c.keep(line, code, name, r.shape(line, wkt))
}

// Reject accounts for a row that is not whole.
func (r *Rows) Reject(line int, problem, remedy string) {
	r.c.rows.Read++
	r.c.reject(line, "", "", "is not whole: "+problem, remedy)
}

// shape reads a cell. A spatial reference identifier before the text counts for the file, and all must be the same.
func (r *Rows) shape(line int, wkt string) shape {
	const remedy = "correct it, or remove the row"
	if strings.TrimSpace(wkt) == "" {
		return noShape("has no geometry", "give it a polygon, or remove it")
	}
	if srid, told := sridOf(wkt); told {
		crs, known := geo.ParseCRS(srid)
		switch {
		case !known:
			return noShape("is in EPSG:"+srid+", which this program does not read", "export the shapes in EPSG:4326 or EPSG:27700")
		case r.told == "":
			r.told, r.line = crs, line
		case crs != r.told:
			return noShape(fmt.Sprintf("is in %s, and line %d in %s", crs, r.line, r.told), "export all shapes in one of the two")
		}
	}
	geometry, closed, err := parseWKT(wkt)
	if err != nil {
		return noShape("has a shape that "+err.Error(), remedy)
	}
	polygons, ok := geometry.(orb.MultiPolygon)
	if !ok {
		return noShape("is a point", "an area is a POLYGON or a MULTIPOLYGON; points belong elsewhere")
	}
	return shape{polygons: polygons, closed: closed}
}

// Areas returns the areas in code order, in longitude and latitude, with the account of all rows. Where neither the options nor the
// shapes say what the coordinates are in, their range does: degrees, or metres of the British National Grid.
func (r *Rows) Areas() ([]geo.Area, geo.Rows, []geo.Issue, error) {
	if r.told == "" && r.c.opts.CRS == "" && r.c.onGrid() {
		r.told = geo.NationalGrid
		r.c.issues.Add("grid", geo.Issue{Severity: geo.SeverityInfo, Column: r.column,
			Problem: "the shapes are taken to be in metres of the British National Grid (EPSG:27700)", Remedy: `say so in the project file: crs = "EPSG:27700"`})
	}
	if err := r.c.finish(string(r.told)); err != nil {
		return nil, r.c.rows, nil, err
	}
	return r.c.areas, r.c.rows, r.c.issues.All(), nil
}

// onGrid reports whether most areas could be on the British National Grid, and so not in degrees.
func (c *collector) onGrid() bool {
	n := 0
	for _, area := range c.areas {
		bound := boundOf(area.Geometry)
		low, _ := geo.NationalGrid.Doubt(bound.Min)
		high, _ := geo.NationalGrid.Doubt(bound.Max)
		if low == "" && high == "" {
			n++
		}
	}
	return 2*n > len(c.areas)
}

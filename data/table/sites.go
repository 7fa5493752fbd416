package table

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// ReadSites reads points of provision from a CSV; from a GeoJSON of points or areas, whose properties are the columns; or from
// OpenStreetMap's XML or PBF or Overpass's JSON, whose tags are. Every row ends as
// a site or as an issue that says why not. A site's id is "<spec.ID>-<data row>": stable while rows keep their place.
func ReadSites(file string, r io.Reader, spec SitesSpec) ([]geo.Site, geo.Rows, []geo.Issue, error) {
	rows, err := openSites(file, r, spec)
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	if err := spec.suits(file, rows); err != nil {
		return nil, geo.Rows{}, nil, err
	}
	header := columnsOf(file, rows)
	reader := newSiteReader(spec, &header)
	if err := header.err(); err != nil {
		return nil, geo.Rows{}, nil, err
	}
	if features, ok := rows.(*features); ok {
		if reader.crs, err = features.system(spec.CRS); err != nil {
			return nil, geo.Rows{}, nil, err
		}
	}

	var counts geo.Rows
	var sites []geo.Site
	for {
		row, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, geo.Rows{}, nil, err
		}
		counts.Read++
		if !reader.selects(row) {
			counts.Unmatched++
			continue
		}
		site, issue := reader.site(row, counts.Read)
		if issue != nil {
			if issue.Severity == geo.SeverityError {
				return nil, geo.Rows{}, nil, *issue
			}
			counts.Rejected++
			reader.issues.Add("rejected "+issue.Column+issue.Problem, *issue)
			continue
		}
		counts.Used++
		sites = append(sites, site)
	}
	note(&reader.issues, rows)
	for _, f := range reader.where {
		if err := f.err(file); err != nil && counts.Read > 0 {
			return nil, counts, nil, err
		}
	}
	reader.breaks.unmet()
	if counts.Read == 0 {
		reader.issues.Add("empty", geo.Issue{Severity: geo.SeverityWarn, Problem: "has no sites", Remedy: "check that it is the right file"})
	} else if counts.Used == 0 {
		return nil, counts, nil, noneUsed(file, spec.Name, "site", reader.issues.All())
	}
	return sites, counts, reader.issues.All(), nil
}

// openSites reads the header of a list of sites, which may be in a format that no table is in.
func openSites(file string, r io.Reader, spec SitesSpec) (rows, error) {
	content := bufio.NewReaderSize(r, 1<<16)
	if head, _ := content.Peek(pbfHead); isPBF(head) {
		return openPBF(file, content, spec)
	}
	return openRows(file, content, spec.Layout, spec.columns())
}

// suits is an error when a file and what is said of it do not go together: a word that is ignored misleads.
func (s SitesSpec) suits(file string, rows rows) error {
	refuse := func(column, value, problem, remedy string) error {
		return geo.Issue{Severity: geo.SeverityError, File: file, Column: column, Value: value, Problem: problem, Remedy: remedy}
	}
	if s.Layer != "" {
		return refuse("layer", s.Layer, "is asked for, and this file has no layers", "remove layer from the project file, or name the file that has it")
	}
	_, shaped := rows.(*features)
	switch {
	case shaped && s.WKT != "":
		return refuse("wkt", s.WKT, "is said to be a column with shapes, and the file is no table", "remove wkt from the project file: the shapes are read as they are")
	case shaped:
	case s.Lon == "" && s.Easting == "" && s.Postcode == "" && s.WKT == "":
		return refuse("", "", "nothing says where the sites are", "name the columns with lon and lat, easting and northing, postcode, or wkt")
	case s.CRS != "" && s.WKT == "":
		return refuse("crs", s.CRS, "says what shapes are in, and this table has none", "remove crs; name columns in degrees with lon and lat, on the "+
			"British National Grid with easting and northing")
	}
	return nil
}

// siteReader turns rows into sites.
type siteReader struct {
	spec                   SitesSpec
	columns                int
	where                  []*filter
	name, postcode, closed int
	wkt                    int
	placer                 placer
	crs                    geo.CRS // of the rows' geometry
	facts                  []int   // columns, beside spec.Facts
	hours                  []int   // seven columns, fourteen or none
	breaks                 breakReader
	issues                 geo.Issues
}

func newSiteReader(spec SitesSpec, header *columns) *siteReader {
	s := &siteReader{
		spec: spec, issues: geo.Issues{File: header.file},
		name: header.find("name", spec.Name), postcode: header.findIf("postcode", spec.Postcode), closed: header.findIf("closed.column",
			spec.ClosedColumn),
		placer: newPlacer(header, spec.Lon, spec.Lat, spec.Easting, spec.Northing, spec.Grid),
	}
	s.wkt = header.findIf("wkt", spec.WKT)
	s.breaks = breakReader{spec: spec.Breaks, column: header.findIf("breaks.column", spec.Breaks.Column), met: map[string]bool{}, issues: &s.issues}
	s.crs, _ = geo.ParseCRS(spec.CRS)
	s.columns, s.where = len(header.names), newFilters(spec.Where, header)
	for _, f := range spec.Facts {
		s.facts = append(s.facts, header.find("facts."+f.Key, f.Column))
	}
	for _, column := range spec.Hours {
		s.hours = append(s.hours, header.find("hours", column))
	}
	return s
}

// selects reports whether a row is one of those the project asks for. A ragged row, whose cells are in no sure column, is one.
func (s *siteReader) selects(r row) bool {
	selected := true
	for _, f := range s.where {
		selected = len(r.cells) != s.columns || f.accepts(r) && selected
	}
	return selected
}

// site reads the n-th data row, 1-based.
func (s *siteReader) site(r row, n int) (geo.Site, *geo.Issue) {
	if r.fault != "" {
		return geo.Site{}, &geo.Issue{Severity: geo.SeverityReject, Row: r.line, Problem: r.fault, Remedy: r.remedy}
	}
	at, issue := s.place(r)
	if issue != nil {
		return geo.Site{}, issue
	}
	site := geo.Site{
		ID: fmt.Sprintf("%s-%d", s.spec.ID, n), Kind: s.spec.Kind, Source: s.spec.Source, Row: r.line,
		Access: s.spec.Access, Name: s.text(r, s.name), At: at,
	}
	if site.Name == "" {
		site.Name = "Unnamed"
		s.issues.Add("name", geo.Issue{Severity: geo.SeverityWarn, Row: r.line, Column: s.spec.Name, Problem: "has no name",
			Remedy: "give it one"})
	}
	if code, ok := NormalisePostcode(r.cell(s.postcode)); ok {
		site.Postcode = code
	}
	site.Closed, site.ClosedOn = s.closure(r)
	for i, column := range s.facts {
		value := s.text(r, column)
		if s.spec.Facts[i].Key == openingHours {
			value = s.inOneForm(value, r)
		}
		if value != "" {
			site.Facts = append(site.Facts, geo.Fact{Key: s.spec.Facts[i].Key, Value: value})
		}
	}
	if hours := s.breaks.cut(s.openingHours(r), r); hours != nil {
		site.Facts = append(site.Facts, geo.Fact{Key: openingHours, Value: hours.String()})
	}
	return site, nil
}

// text copies a cell: cells are valid until the next row only, and share the memory of theirs.
func (s *siteReader) text(r row, column int) string { return strings.Clone(r.cell(column)) }

func (s *siteReader) place(r row) (orb.Point, *geo.Issue) {
	if r.point != nil {
		return s.placePoint(r)
	}
	if text := r.cell(s.wkt); text != "" {
		return s.placeShape(r, text)
	}
	at, found, issue := s.placer.place(r)
	if found || issue != nil {
		return at, issue
	}
	cell := r.cell(s.postcode)
	refuse := func(problem, remedy string) (orb.Point, *geo.Issue) {
		return orb.Point{}, &geo.Issue{Severity: geo.SeverityReject, Row: r.line, Column: s.spec.Postcode, Value: cell,
			Problem: problem, Remedy: remedy}
	}
	switch code, ok := NormalisePostcode(cell); {
	case cell == "":
		return refuse("has neither coordinates nor a postcode", "give the row one of them, or remove it")
	case !ok:
		return refuse("is not a postcode", "correct it, such as B1 1AA")
	default:
		at, found := s.spec.Postcodes.Find(code)
		if !found {
			return refuse("is not in the postcode file", "correct it, add it to the file that [postcodes] names, or give the row coordinates")
		}
		return at, nil
	}
}

// placePoint takes the place from the row's geometry.
func (s *siteReader) placePoint(r row) (orb.Point, *geo.Issue) {
	if problem, remedy := s.crs.Doubt(*r.point); problem != "" {
		return orb.Point{}, &geo.Issue{Severity: geo.SeverityReject, Row: r.line, Problem: problem, Remedy: remedy}
	}
	if s.crs == geo.NationalGrid {
		return s.spec.Grid(*r.point), nil
	}
	return *r.point, nil
}

// closure says whether a site has closed, and when if the column tells.
func (s *siteReader) closure(r row) (closed bool, on string) {
	cell := s.text(r, s.closed)
	switch {
	case s.closed < 0 || cell == "":
		return false, ""
	case s.spec.ClosedEquals != nil:
		return slices.Contains(s.spec.ClosedEquals, cell), ""
	case slices.Contains(notClosed, strings.ToLower(cell)):
		return false, ""
	}
	return true, cell
}

// notClosed are the cells that say in words what an empty one does.
var notClosed = []string{"no", "n", "false", "open", "-", "n/a", "na", "none"}

// openingHours is the key of the fact that holds a week's hours.
const openingHours = "opening_hours"

// inOneForm writes a week's hours, less the row's breaks, as every source of them is written; what is not a week's hours stays as it is.
func (s *siteReader) inOneForm(text string, r row) string {
	hours, err := geo.ParseHours(text)
	if err != nil {
		return text
	}
	return s.breaks.cut(hours, r).String()
}

func (s *siteReader) openingHours(r row) *geo.Hours {
	if len(s.hours) == 0 {
		return nil
	}
	cells := make([]string, len(s.hours))
	for i, column := range s.hours {
		cells[i] = r.cell(column)
	}
	hours, unread := weekOf(cells)
	if unread >= 0 {
		s.issues.Add("hours", geo.Issue{Severity: geo.SeverityWarn, Row: r.line, Column: s.spec.Hours[unread],
			Value:   strings.Clone(cells[unread]),
			Problem: "is not a time span; the site is shown without opening hours",
			Remedy:  `write it as 09:00-17:00, two sessions as 09:00-12:00, 13:00-17:00; where opening and closing have columns of their own, list all fourteen in hours`})
	}
	return hours
}

package table

import (
	"fmt"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Grid turns an easting and northing into longitude and latitude.
type Grid func(orb.Point) orb.Point

// placer reads the place of a row from its coordinate columns.
type placer struct {
	file             string
	lon, lat         int // columns, -1 without
	easting          int
	northing         int
	grid             Grid
	lonName, latName string
	eastingName      string
	northingName     string
}

func newPlacer(header *columns, lon, lat, easting, northing string, grid Grid) placer {
	return placer{
		file: header.file, grid: grid,
		lon: header.findIf("lon", lon), lat: header.findIf("lat", lat), lonName: lon, latName: lat,
		easting: header.findIf("easting", easting), northing: header.findIf("northing", northing), eastingName: easting, northingName: northing,
	}
}

// place returns where a row is in longitude and latitude. found is false, without an issue, when its cells are empty.
func (p placer) place(r row) (at orb.Point, found bool, issue *geo.Issue) {
	at, found, issue = p.pair(r, p.lon, p.lat, p.lonName, p.latName, geo.LonLat)
	if found || issue != nil {
		return at, found, issue
	}
	at, found, issue = p.pair(r, p.easting, p.northing, p.eastingName, p.northingName, geo.NationalGrid)
	if !found {
		return at, found, issue
	}
	return p.grid(at), true, nil
}

func (p placer) pair(r row, x, y int, xName, yName string, crs geo.CRS) (at orb.Point, found bool, issue *geo.Issue) {
	if r.cell(x) == "" && r.cell(y) == "" {
		return orb.Point{}, false, nil
	}
	refuse := func(column, value, problem, remedy string) (orb.Point, bool, *geo.Issue) {
		return orb.Point{}, false, &geo.Issue{Severity: geo.SeverityReject, File: p.file, Row: r.line, Column: column, Value: value,
			Problem: problem, Remedy: remedy}
	}
	for i, column := range [2]int{x, y} {
		value, _, flag := number(r.cell(column), nil)
		if flag != geo.Present {
			return refuse([2]string{xName, yName}[i], r.cell(column), "is not a coordinate", "correct or remove it")
		}
		at[i] = value
	}
	if at == (orb.Point{}) {
		return refuse(xName, r.cell(x), "is 0, 0: a place nobody gave", "give the coordinates, or leave both cells empty")
	}
	if problem, _ := crs.Doubt(at); problem != "" {
		remedy := fmt.Sprintf("check that lon = %q and lat = %q are the right columns, in degrees", xName, yName)
		if crs == geo.NationalGrid {
			remedy = fmt.Sprintf("check that easting = %q and northing = %q are the right columns, in metres", xName, yName)
		}
		return refuse(xName, r.cell(x), problem, remedy)
	}
	return at, true, nil
}

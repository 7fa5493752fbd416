package sniff

import "strings"

// place names the columns that say where a row is.
type place struct{ lon, lat, easting, northing, postcode string }

// given reports whether there are coordinates.
func (p place) given() bool { return p.lon != "" || p.easting != "" }

func (f File) place() place {
	within := func(low, high float64, names ...string) string {
		c, _ := f.column(func(c Column) bool {
			figures, ok := c.figures()
			if !ok || figures.low < low || figures.high > high {
				return false
			}
			for _, n := range names {
				if strings.EqualFold(c.Name, n) {
					return true
				}
			}
			return false
		})
		return c.Name
	}
	var p place
	p.lon = within(-180, 180, "lon", "long", "lng", "longitude", "x")
	p.lat = within(-90, 90, "lat", "latitude", "y")
	if p.lon == "" || p.lat == "" {
		p.lon, p.lat = "", ""
		p.easting = within(0, 700_000, "easting", "eastings", "x", "geox", "oseast1m")
		p.northing = within(0, 1_300_000, "northing", "northings", "y", "geoy", "osnrth1m")
		if p.easting == "" || p.northing == "" {
			p.easting, p.northing = "", ""
		}
	}
	c, _ := f.column(Column.postcodes)
	p.postcode = c.Name
	return p
}

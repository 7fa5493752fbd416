package topology

import "github.com/paulmach/orb"

// MultiPolygon returns an area in longitude and latitude, exterior rings counter-clockwise as RFC 7946 asks. Positions
// of a base mesh have at most seven decimals.
func (m *Mesh) MultiPolygon(aid uint32) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, polygon := range m.Polygons(aid) {
		var rings orb.Polygon
		for _, points := range polygon {
			ring := make(orb.Ring, len(points))
			for i, p := range points {
				ring[i] = m.grid.lonLat(float64(p.X), float64(p.Y))
			}
			rings = append(rings, ring)
		}
		out = append(out, rings)
	}
	return out
}

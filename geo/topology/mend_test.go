package topology

import (
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Areas with nothing but sea between them, less than a unit wide, come to meet on the grid: they are mended together.
func TestAtZoomMendsAcrossTheSea(t *testing.T) {
	const zoom = 4
	g := mercator{size: 4096 << zoom}
	ring := func(xy ...float64) orb.Polygon {
		var r orb.Ring
		for i := 0; i < len(xy); i += 2 {
			r = append(r, g.lonLat(36000+xy[i], 24000+xy[i+1]))
		}
		return orb.Polygon{append(r, r[0])}
	}
	square := func(x, y float64) orb.Polygon { return ring(x, y, x+20, y, x+20, y+20, x, y+20) }
	for name, c := range map[string]struct {
		areas          []orb.Polygon
		toleranceUnits float64
	}{
		"side by side":       {areas: []orb.Polygon{square(0, 0), square(20.2, 0)}},
		"corner to side":     {areas: []orb.Polygon{square(0, 0), square(20.2, 7)}},
		"corner to corner":   {areas: []orb.Polygon{square(0, 0), square(20.2, 20.3)}},
		"corner across side": {areas: []orb.Polygon{ring(0, 0, 20, 10, 0, 20), ring(7.4, 3.6, 0, -5, 20, -5, 20, 8)}},
		// The first two share no border, only a neighbour.
		"banks of a creek": {areas: []orb.Polygon{
			ring(10, 0, 40, 0, 40, 20.6, 25, 19, 10, 20), ring(10, 24, 25, 25, 40, 21.3, 40, 40, 10, 40), ring(0, 0, 10, 0, 10, 20, 10, 24, 10, 40, 0, 40),
		}},
		// The bay is left out, and the island in it, of three areas, comes to lie in the land.
		"an island in a bay": {
			areas: []orb.Polygon{
				ring(0, 0, 300, 0, 300, 4, 500, 4, 500, 0, 700, 0, 700, 500, 0, 500),
				ring(350, 1, 450, 1, 400, 2), ring(450, 1, 400, 3, 400, 2), ring(400, 3, 350, 1, 400, 2),
			},
			toleranceUnits: 40,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var areas []geo.Area
			for _, polygon := range c.areas {
				areas = append(areas, area(polygon))
			}
			m, report, err := Build(areas, Options{})
			if err != nil || len(report.Repairs) > 0 {
				t.Fatal(err, report)
			}
			zoomed, err := m.AtZoom(zoom, ZoomOptions{Extent: 4096, Buffer: 64, ToleranceUnits: c.toleranceUnits})
			if err != nil {
				t.Fatal(err)
			}
			checkMesh(t, zoomed)
			if err := absentError(zoomed); err != nil {
				t.Error(err)
			}
			if len(zoomed.StandIns) > 0 {
				t.Errorf("stand-ins for %v, want none", zoomed.StandIns)
			}
		})
	}
}

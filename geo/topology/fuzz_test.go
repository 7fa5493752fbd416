package topology

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// areasFrom reads bytes as areas with small coordinates: 0xff starts an area, 0xfe a polygon, 0xfd a ring, and any
// other byte is a point on a 13 × 13 lattice of about a metre.
func areasFrom(data []byte) []geo.Area {
	areas := []geo.Area{{Geometry: orb.MultiPolygon{{{}}}}}
	for _, b := range data {
		area := &areas[len(areas)-1]
		polygon := &area.Geometry[len(area.Geometry)-1]
		switch b {
		case 0xff:
			areas = append(areas, geo.Area{Geometry: orb.MultiPolygon{{{}}}})
		case 0xfe:
			area.Geometry = append(area.Geometry, orb.Polygon{{}})
		case 0xfd:
			*polygon = append(*polygon, orb.Ring{})
		default:
			ring := &(*polygon)[len(*polygon)-1]
			*ring = append(*ring, orb.Point{float64(b%13) * 1e-5, 52 + float64(b/13)*1e-5})
		}
	}
	return areas
}

func FuzzBuild(f *testing.F) {
	f.Add([]byte{0, 12, 168, 156}, 0.0)
	f.Add([]byte{0, 168, 12, 156}, 1.0)                                                 // bow-tie
	f.Add([]byte{0, 12, 168, 156, 0xfd, 28, 36, 140, 132}, 0.0)                         // hole
	f.Add([]byte{0, 6, 162, 156, 0xff, 6, 12, 168, 162, 84}, 1.0)                       // T-junction
	f.Add([]byte{0, 12, 168, 156, 0xff, 0, 12, 168, 156}, 1.0)                          // twice the same
	f.Add([]byte{0, 1, 14, 0xfe, 14, 15, 28, 0xff, 0, 28, 2}, 0.5)                      // parts that touch
	f.Add([]byte{0, 6, 84, 103, 97, 162, 156, 0xff, 6, 12, 168, 162, 97, 103, 84}, 0.0) // a tongue that tapers off
	f.Fuzz(func(t *testing.T, data []byte, snapM float64) {
		if len(data) > 200 {
			t.Skip("larger sets are no harder, only slower")
		}
		areas := areasFrom(data)
		m, report, err := Build(areas, Options{SnapM: snapM})
		if err != nil {
			return
		}
		checkMesh(t, m)
		if err := absentError(m); err != nil {
			t.Fatal(err)
		}
		for aid := uint32(1); int(aid) <= m.Len(); aid++ {
			if _, standIn := slices.BinarySearch(m.StandIns, aid); standIn != lost(report, aid) {
				t.Fatalf("area %d: stand-in %v, reported as lost %v", aid, standIn, !standIn)
			}
			m.InsidePoint(aid)
		}
		for _, at := range []struct {
			zoom      int
			tolerance float64
		}{{4, 2}, {14, 0}, {15, 2}, {16, 0}} {
			zoomed, err := m.AtZoom(at.zoom, ZoomOptions{Extent: 4096, Buffer: 64, ToleranceUnits: at.tolerance})
			if err != nil {
				t.Fatal(err)
			}
			checkMesh(t, zoomed)
			if err := absentError(zoomed); err != nil {
				t.Fatal(err)
			}
			if err := cutError(zoomed, 4096, 64); err != nil {
				t.Fatal(err)
			}
		}
	})
}

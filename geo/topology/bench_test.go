package topology

import (
	"strconv"
	"testing"

	"hotspotmap/geo"
)

func benchmark(b *testing.B, areas []geo.Area) {
	b.Run("Build", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := Build(areas, Options{SnapM: 1}); err != nil {
				b.Fatal(err)
			}
		}
	})
	m, _, err := Build(areas, Options{SnapM: 1})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Zooms8to12", func(b *testing.B) {
		for b.Loop() {
			for z := 8; z <= 12; z++ {
				if _, err := m.AtZoom(z, tiles); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("Polygons", func(b *testing.B) {
		for b.Loop() {
			for aid := range m.Len() {
				m.Polygons(uint32(aid + 1))
			}
		}
	})
	b.Run("Neighbours", func(b *testing.B) {
		for b.Loop() {
			m.Neighbours()
		}
	})
	b.Run("InsidePoints", func(b *testing.B) {
		for b.Loop() {
			for aid := range m.Len() {
				m.InsidePoint(uint32(aid + 1))
			}
		}
	})
}

func BenchmarkBirmingham(b *testing.B) { benchmark(b, birmingham(b)) }

func BenchmarkNation(b *testing.B) {
	benchmark(b, readGeoJSON(b, "national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD"))
}

// BenchmarkNationZooms brings the nation to one zoom after another, and counts the areas that have no ground left there and those whose
// borders run into others' when each is drawn alone. There is none of the latter where cells are filled in.
func BenchmarkNationZooms(b *testing.B) {
	m, _, err := Build(readGeoJSON(b, "national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD"), Options{SnapM: 1})
	if err != nil {
		b.Fatal(err)
	}
	for z := range 13 {
		opts := tiles
		if z == 12 { // clients enlarge the deepest
			opts.ToleranceUnits = 0
		}
		b.Run(strconv.Itoa(z), func(b *testing.B) {
			var zoomed *Mesh
			for b.Loop() {
				if zoomed, err = m.AtZoom(z, opts); err != nil {
					b.Fatal(err)
				}
			}
			g := mercator{size: float64(int64(tiles.Extent) << z)}
			cuts := cutLines{every: int64(tiles.Extent), buffer: int64(tiles.Buffer)}
			_, thinning := m.thinning(g, opts.ToleranceUnits*thinned)
			conflicting := 0
			if _, filled := m.rasterOn(g, thinning); !filled {
				conflicting = len(m.draw(m.world().thinned(g, thinning), g.turned(), cuts).conflicts().aids)
			}
			b.ReportMetric(float64(len(zoomed.StandIns)), "stand-ins")
			b.ReportMetric(float64(conflicting), "conflicting")
		})
	}
}

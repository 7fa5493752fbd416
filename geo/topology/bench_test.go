package topology

import (
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

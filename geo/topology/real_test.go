package topology

import (
	"testing"
	"time"
)

func TestSmoke(t *testing.T) {
	for _, f := range [][2]string{{"birmingham/lsoa21_bsc_wgs84.geojson", "LSOA21CD"}, {"greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson", "area_code"}, {"national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD"}, {"national/lsoa11_ew_bsc_wgs84.geojson.gz", "LSOA11CD"}} {
		areas := readGeoJSON(t, f[0], f[1])
		start := time.Now()
		m, report, err := Build(areas, Options{SnapM: 1})
		if err != nil {
			t.Fatal(err)
		}
		t.Log(f[0], len(areas), "arcs", len(m.Arcs), "vertices", m.Vertices(), time.Since(start))
		for i, r := range report.Repairs {
			if i < 20 {
				t.Logf("%s %s %.2f -> %.2f", areas[r.AID-1].Code, r.What(), r.BeforeM2, r.AfterM2)
			}
		}
		t.Log(len(report.Repairs), "repairs")
		start = time.Now()
		n := m.Neighbours()
		t.Log("neighbours", time.Since(start), len(n.Islands()), n.Islands())
		start = time.Now()
		parts := 0
		for aid := range m.Len() {
			parts += len(m.Polygons(uint32(aid + 1)))
		}
		t.Log("polygons", parts, time.Since(start))
		start = time.Now()
		for aid := range m.Len() {
			m.InsidePoint(uint32(aid + 1))
		}
		t.Log("inside", time.Since(start))
		for z := 8; z <= 12; z += 1 {
			start = time.Now()
			zm, err := m.AtZoom(z, ZoomOptions{4096, 64, 4})
			if err != nil {
				t.Fatal(err)
			}
			t.Log(z, "arcs", len(zm.Arcs), zm.Vertices(), "stand", len(zm.StandIns), time.Since(start))
		}
	}
}

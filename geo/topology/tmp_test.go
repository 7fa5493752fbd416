package topology
import ("testing";"time")
func TestTmp(t *testing.T) {
	for _, f := range [][2]string{{"national/wards22_uk_wgs84.geojson.gz", "WD22CD"}, {"national/lad24_uk_wgs84.geojson.gz", "LAD24CD"},{"national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD"},{"birmingham/bsol_lsoa21_wgs84.geojson","LSOA21"},{"greater_manchester/lsoa_2011_gm_lsoa_generalised.geojson","area_code"},{"greater_manchester/ward_2023_gm_ward_generalised.geojson","area_code"}} {
		areas := readGeoJSON(t, f[0], f[1])
		start := time.Now()
		m, report, err := Build(areas, Options{SnapM: 1})
		if err != nil { t.Fatal(err) }
		t.Log(f[0], len(areas), "arcs", len(m.Arcs), "vertices", m.Vertices(), time.Since(start), len(report.Repairs))
		for i, r := range report.Repairs { if i < 30 { t.Logf("%s %s %.2f -> %.2f", areas[r.AID-1].Code, r.What(), r.BeforeM2, r.AfterM2) } }
		checkMesh(t,m)
		for z := 3; z <= 9; z++ {
			start = time.Now()
			zm, err := m.AtZoom(z, tiles)
			if err != nil { t.Fatal(err) }
			t.Log(z, "arcs", len(zm.Arcs), zm.Vertices(), "stand", len(zm.StandIns), time.Since(start))
		}
	}
}

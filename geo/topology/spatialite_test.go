package topology

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// spatialite runs SQL in the spatialite shell, which has GEOS and PROJ of its own, and returns a line for each row.
func spatialite(t *testing.T, sql string) []string {
	t.Helper()
	command, err := exec.LookPath("spatialite")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v: install Debian's spatialite-bin", err)
		}
		t.Skipf("%v: Debian's spatialite-bin has it", err)
	}
	cmd := exec.Command(command, "-silent", "-batch", ":memory:")
	cmd.Stdin = strings.NewReader(sql)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// wkt writes polygons with the given decimals.
func wkt(polygons orb.MultiPolygon, decimals int) string {
	var b strings.Builder
	b.WriteString("MULTIPOLYGON(")
	for i, polygon := range polygons {
		b.WriteString([]string{"(", ",("}[min(i, 1)])
		for j, r := range polygon {
			b.WriteString([]string{"(", ",("}[min(j, 1)])
			for k, p := range r {
				if k > 0 {
					b.WriteByte(',')
				}
				fmt.Fprintf(&b, "%.*f %.*f", decimals, p[0], decimals, p[1])
			}
			b.WriteByte(')')
		}
		b.WriteByte(')')
	}
	b.WriteByte(')')
	return b.String()
}

func TestInvalidPolygonsAgainstSpatiaLite(t *testing.T) {
	areas := greaterManchester(t)
	m, report, err := Build(areas, Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	var sql strings.Builder
	for _, r := range report.Repairs {
		codes = append(codes, areas[r.AID-1].Code)
		fmt.Fprintf(&sql, "SELECT ST_Area(MakeValid(GeomFromText('%s', 4326)), 1);\n", wkt(areas[r.AID-1].Geometry, 7))
	}
	if want := []string{"E01005866", "E01005907", "E01006012", "E01006312"}; !slices.Equal(codes, want) {
		t.Fatalf("repaired %v, want the four that SpatiaLite calls invalid: %v", codes, want)
	}
	for i, line := range spatialite(t, sql.String()) {
		want, err := strconv.ParseFloat(line, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.AreaM2(report.Repairs[i].AID); math.Abs(got-want) > 1 {
			t.Errorf("%s: %.2f m², SpatiaLite's MakeValid has %.2f", codes[i], got, want)
		}
	}
}

func TestAreasAgainstSpatiaLite(t *testing.T) {
	areas := birmingham(t)
	m, _, err := Build(areas, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var sql strings.Builder
	for aid := range m.Len() {
		fmt.Fprintf(&sql, "SELECT ST_Area(GeomFromText('%s', 4326), 1);\n", wkt(m.MultiPolygon(uint32(aid+1)), 7))
	}
	for i, line := range spatialite(t, sql.String()) {
		want, err := strconv.ParseFloat(line, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.AreaM2(uint32(i + 1)); math.Abs(got-want) > want/10000 {
			t.Errorf("%s: %.2f m², SpatiaLite has %.2f on the ellipsoid", areas[i].Code, got, want)
		}
	}
}

func TestPolygonsAreValidToSpatiaLite(t *testing.T) {
	m, _, err := Build(greaterManchester(t), Options{SnapM: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, z := range []int{5, 8, 10} {
		zoomed, err := m.AtZoom(z, tiles)
		if err != nil {
			t.Fatal(err)
		}
		var sql strings.Builder
		for aid := range zoomed.Len() {
			var polygons orb.MultiPolygon
			for _, polygon := range zoomed.Polygons(uint32(aid + 1)) {
				var rings orb.Polygon
				for _, points := range polygon {
					var r orb.Ring
					for _, p := range points {
						r = append(r, orb.Point{float64(p.X), float64(p.Y)})
					}
					rings = append(rings, r)
				}
				polygons = append(polygons, rings)
			}
			fmt.Fprintf(&sql, "SELECT ST_IsValid(GeomFromText('%s'));\n", wkt(polygons, 0))
		}
		for i, line := range spatialite(t, sql.String()) {
			if line != "1" {
				t.Errorf("zoom %d: area %d is invalid: %v", z, i+1, zoomed.Polygons(uint32(i+1)))
			}
		}
	}
}

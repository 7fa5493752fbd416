package osgb

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func dms(deg, min, sec float64) float64 { return radians(deg + min/60 + sec/3600) }

// The worked example of the Ordnance Survey guide, annexe C: Caister water tower, on the OSGB36 datum.
var (
	caister     = geodetic{lon: dms(1, 43, 4.5177), lat: dms(52, 39, 27.2531)}
	caisterGrid = orb.Point{651_409.903, 313_177.270}
)

// project is the inverse of unproject, to test it with.
func (p projection) project(at geodetic) orb.Point {
	z := p.rectify(at)
	scale := scaleOnMeridian * p.rectifyingM
	return orb.Point{falseEastingM + scale*imag(z), falseNorthingM + scale*real(z) - scaleOnMeridian*p.originM}
}

func TestProjectWorkedExample(t *testing.T) {
	got := onAiry.project(caister)
	if d := math.Hypot(got[0]-caisterGrid[0], got[1]-caisterGrid[1]); d > 0.002 {
		t.Errorf("project(Caister) = %.3f %.3f, want %.3f %.3f", got[0], got[1], caisterGrid[0], caisterGrid[1])
	}
}

func TestUnprojectWorkedExample(t *testing.T) {
	got := onAiry.unproject(caisterGrid)
	const tolerance = 5e-5 / 3600 * math.Pi / 180 // the example gives a ten-thousandth of a second
	if math.Abs(got.lon-caister.lon) > 2*tolerance || math.Abs(got.lat-caister.lat) > 2*tolerance {
		t.Errorf("unproject(Caister) = %v, want %v", got, caister)
	}
}

func TestProjectTrueOrigin(t *testing.T) {
	got := onAiry.project(trueOrigin)
	if math.Abs(got[0]-400_000) > 1e-6 || math.Abs(got[1]+100_000) > 1e-6 {
		t.Errorf("the true origin is at %v, want 400000 -100000", got)
	}
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := orb.Point{
			rapid.Float64Range(0, 700_000).Draw(t, "easting"),
			rapid.Float64Range(0, 1_300_000).Draw(t, "northing"),
		}
		back := onAiry.project(onAiry.unproject(p))
		if d := math.Hypot(back[0]-p[0], back[1]-p[1]); d > 1e-5 {
			t.Fatalf("%v came back as %v: %g m away", p, back, d)
		}
	})
}

// SpatiaLite uses PROJ with the same seven parameters (Debian has no OSTN15 grid), written by other people.
func TestAgainstSpatiaLite(t *testing.T) {
	if _, err := exec.LookPath("spatialite"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("spatialite is not installed")
		}
		t.Skip("spatialite is not installed")
	}
	points := []orb.Point{{90_000, 10_000}, {406_700, 286_800}, {651_410, 313_177}, {258_000, 665_000}, {150_000, 940_000}, {540_000, 180_000}}
	var sql strings.Builder
	for _, p := range points {
		fmt.Fprintf(&sql, "SELECT printf('%%.10f %%.10f', X(g), Y(g)) FROM (SELECT Transform(MakePoint(%f, %f, 27700), 4326) AS g);\n", p[0], p[1])
	}
	command := exec.Command("spatialite", "-silent", ":memory:")
	command.Stdin = strings.NewReader(sql.String())
	out, err := command.Output()
	if err != nil {
		t.Fatalf("spatialite: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(points) {
		t.Fatalf("spatialite answered %q", out)
	}
	for i, p := range points {
		var want orb.Point
		if _, err := fmt.Sscan(lines[i], &want[0], &want[1]); err != nil {
			t.Fatalf("spatialite answered %q: %v", lines[i], err)
		}
		got := ToLonLat(p)
		if math.Abs(got[0]-want[0]) > 1e-7 || math.Abs(got[1]-want[1]) > 1e-7 { // a centimetre
			t.Errorf("ToLonLat(%v) = %.9f %.9f, spatialite says %.9f %.9f", p, got[0], got[1], want[0], want[1])
		}
	}
}

func ExampleToLonLat() {
	at := ToLonLat(orb.Point{406_700, 286_800})
	fmt.Printf("%.3f %.3f\n", at.Lon(), at.Lat())
	// Output: -1.903 52.479
}

func BenchmarkToLonLat(b *testing.B) {
	for b.Loop() {
		ToLonLat(orb.Point{406_700, 286_800})
	}
}

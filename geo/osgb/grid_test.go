package osgb

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

// shiftTable writes a table with nodes around some points, at which shift says how far it is.
func shiftTable(shift func(easting, northing float64) (east, north float64), around ...orb.Point) string {
	var b strings.Builder
	b.WriteString("Point_ID,ETRS89_Easting,ETRS89_Northing,ETRS89_OSGB36_EShift,ETRS89_OSGB36_NShift,ETRS89_ODN_HeightShift,Height_Datum_Flag\r\n")
	for _, p := range around {
		column, row := int(p[0]/shiftStepM), int(p[1]/shiftStepM)
		for r := row - 1; r <= row+2; r++ {
			for c := column - 1; c <= column+2; c++ {
				east, north := shift(float64(c)*shiftStepM, float64(r)*shiftStepM)
				fmt.Fprintf(&b, "%d,%d,%d,%.3f,%.3f,50.000,1\r\n", r*shiftColumns+c+1, c*shiftStepM, r*shiftStepM, east, north)
			}
		}
	}
	return b.String()
}

func mustRead(t testing.TB, content string) *Grid {
	t.Helper()
	g, err := ReadGrid(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// metres apart on the ground, about.
func apart(a, b orb.Point) float64 {
	const degree = 111_320
	return math.Hypot((a[0]-b[0])*degree*math.Cos(radians(a[1])), (a[1]-b[1])*degree)
}

// The first of the points that Ordnance Survey publishes to test OSTN15 with: ETRS89 and the OSGB36 it transforms to. The shift there
// is the difference between OSGB36 and ETRS89 on the grid's projection.
func TestShiftsAtAPublishedPoint(t *testing.T) {
	etrs89, osgb36 := orb.Point{-6.29977752014, 49.92226393730}, orb.Point{91_492.146, 11_318.804}
	onProjection := onGRS80.project(geodetic{lon: radians(etrs89[0]), lat: radians(etrs89[1])})
	east, north := osgb36[0]-onProjection[0], osgb36[1]-onProjection[1]
	if east < 82 || east > 105 || north < -85 || north > -50 { // as far as OSTN15 shifts anything
		t.Fatalf("the shift is %.3f, %.3f", east, north)
	}
	g := mustRead(t, shiftTable(func(float64, float64) (float64, float64) { return east, north }, onProjection))
	if got := g.ToLonLat(osgb36); apart(got, etrs89) > 0.001 {
		t.Errorf("%.9f, %.3f m from %.9f", got, apart(got, etrs89), etrs89)
	}
}

// What comes back is the point whose shift leads to the one given: by definition, to a tenth of a millimetre.
func TestShiftsAreTakenBack(t *testing.T) {
	shift := func(e, n float64) (float64, float64) { return 90 + e/50_000 + n/90_000, -80 + n/20_000 - e/70_000 }
	at := orb.Point{406_700.4, 286_800.9}
	g := mustRead(t, strings.ReplaceAll(shiftTable(shift, at), "\r", ""))
	lonLat := g.ToLonLat(at)
	on := onGRS80.project(geodetic{lon: radians(lonLat[0]), lat: radians(lonLat[1])})
	east, north := shift(on[0], on[1])
	if d := math.Hypot(on[0]+east-at[0], on[1]+north-at[1]); d > 0.001 { // the table has millimetres
		t.Errorf("%v is %v, which shifts to %g m from it", at, lonLat, d)
	}
	if rough := ToLonLat(at); apart(lonLat, rough) > 150 {
		t.Errorf("%v is %.0f m from what seven parameters give", lonLat, apart(lonLat, rough))
	}
	if beyond := (orb.Point{600_000, 600_000}); g.ToLonLat(beyond) != ToLonLat(beyond) {
		t.Error("beyond the grid, it is not the seven parameters that count")
	}
}

// ntv2File writes a file of nodes from lon0, lat0 on, in degrees, whose shifts in seconds are given in longitude (to the west) and latitude.
func ntv2File(lon0, lat0 float64, columns, rows int, shift func(lon, lat float64) (west, north float64)) string {
	var b bytes.Buffer
	text := func(name, value string) { fmt.Fprintf(&b, "%-8s%-8s", name, value) }
	whole := func(name string, v uint32) {
		fmt.Fprintf(&b, "%-8s", name)
		binary.Write(&b, binary.LittleEndian, [2]uint32{v, 0})
	}
	number := func(name string, v float64) {
		fmt.Fprintf(&b, "%-8s", name)
		binary.Write(&b, binary.LittleEndian, v)
	}
	const step = 0.05 * 3600
	whole("NUM_OREC", ntv2Records)
	whole("NUM_SREC", ntv2Records)
	whole("NUM_FILE", 1)
	text("GS_TYPE", "SECONDS")
	text("VERSION", "TEST")
	text("SYSTEM_F", "OSGB36")
	text("SYSTEM_T", "ETRS89")
	number("MAJOR_F", airy.majorM)
	number("MINOR_F", airy.minorM)
	number("MAJOR_T", grs80.majorM)
	number("MINOR_T", grs80.minorM)
	east := -(lon0*3600 + step*float64(columns-1))
	text("SUB_NAME", "TEST")
	text("PARENT", "NONE")
	text("CREATED", "20260101")
	text("UPDATED", "20260101")
	number("S_LAT", lat0*3600)
	number("N_LAT", lat0*3600+step*float64(rows-1))
	number("E_LONG", east)
	number("W_LONG", -lon0*3600)
	number("LAT_INC", step)
	number("LONG_INC", step)
	whole("GS_COUNT", uint32(columns*rows))
	for r := range rows {
		for c := range columns { // from east to west
			lat, lon := lat0+step*float64(r)/3600, -(east+step*float64(c))/3600
			west, north := shift(lon, lat)
			binary.Write(&b, binary.LittleEndian, [4]float32{float32(north), float32(west)})
		}
	}
	text("END", "")
	return b.String()
}

func madeUpShift(lon, lat float64) (west, north float64) {
	return 5 + lon/3 + (lat-52)/7, 1.5 - lon/9 + (lat-52)/2
}

// GDAL, with PROJ, uses an NTv2 file that we made as we do.
func TestNTv2AgainstGDAL(t *testing.T) {
	if _, err := exec.LookPath("gdaltransform"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("gdaltransform is not installed")
		}
		t.Skip("gdaltransform is not installed")
	}
	file := ntv2File(-3, 51, 60, 40, madeUpShift)
	path := filepath.Join(t.TempDir(), "test.gsb")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	g := mustRead(t, file)
	points := []orb.Point{{406_700, 286_800}, {380_000.5, 250_000.25}, {450_123, 200_456}, {431_000, 330_000}}
	var in strings.Builder
	for _, p := range points {
		fmt.Fprintf(&in, "%f %f\n", p[0], p[1])
	}
	command := exec.Command("gdaltransform", "-output_xy", "-s_srs", "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +nadgrids="+path+" +units=m",
		"-t_srs", "+proj=longlat +datum=WGS84")
	command.Stdin = strings.NewReader(in.String())
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	for i, p := range points {
		var want orb.Point
		if _, err := fmt.Sscan(lines[i], &want[0], &want[1]); err != nil {
			t.Fatalf("%q: %v", lines[i], err)
		}
		if got := g.ToLonLat(p); apart(got, want) > 0.001 {
			t.Errorf("%v is %.9f, GDAL says %.9f: %.4f m", p, got, want, apart(got, want))
		}
		if apart(g.ToLonLat(p), ToLonLat(p)) < 1 {
			t.Errorf("%v: the grid is not used", p)
		}
	}
}

func TestReadGridRefuses(t *testing.T) {
	good := ntv2File(-3, 51, 4, 4, madeUpShift)
	table := shiftTable(func(float64, float64) (float64, float64) { return 90, -80 }, orb.Point{406_700, 286_800})
	tests := []struct{ name, content, want string }{
		{"empty", "", "is neither OSTN15's table"},
		{"a web page", "<!DOCTYPE html><html>", "is neither OSTN15's table"},
		{"NTv2, cut short", good[:len(good)-40], "is an NTv2 file that was cut short, or is damaged"},
		{"NTv2, cut in the header", good[:200], "is an NTv2 file that was cut short, or is damaged"},
		{"NTv2 the other way", strings.Replace(good, "OSGB36  ", "ETRS89  ", 1), `is an NTv2 file from "ETRS89": take the one from OSGB36 to ETRS89`},
		{"NTv2 in minutes", strings.Replace(good, "SECONDS ", "MINUTES ", 1), `is an NTv2 file in "MINUTES", where OSTN15 is in SECONDS`},
		{"a table of names only", "Point_ID,a,b,c,d\n", "has no nodes"},
		{"a node in between", strings.Replace(table, ",405000,", ",405001,", 1), "line 2 is about 405001, 285000, which is no node of the grid"},
		{"a shift of no sense", strings.Replace(table, "90.000", "90000.000", 1), "line 2 shifts by 90000.000, -80.000 metres, further than any place"},
		{"not a number", strings.Replace(table, "90.000", "east", 1), `line 2 has "east", which is not a number`},
		{"other columns", "101,2000\n", "line 1 has 2 columns, where a node has seven"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := ReadGrid(strings.NewReader(test.content)); err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("%v, want %s", err, test.want)
			}
		})
	}
}

// FuzzReadGrid checks that a grid that is read converts without a fault, whatever is in it.
func FuzzReadGrid(f *testing.F) {
	f.Add([]byte(ntv2File(-3, 51, 3, 3, madeUpShift)))
	f.Add([]byte("1,406000,286000,90,-80,50,1\n2,407000,286000,90,-80,50,1\n702,406000,287000,90,-80,50,1\n703,407000,287000,90,-80,50,1\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		g, err := ReadGrid(bytes.NewReader(content))
		if err != nil {
			return
		}
		for _, p := range []orb.Point{{406_700, 286_800}, {0, 0}, {700_000, 1_250_000}} {
			g.ToLonLat(p)
		}
	})
}

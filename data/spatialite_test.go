package data

import (
	"bytes"
	"encoding/hex"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// The BLOBs that SpatiaLite 5.0.1 itself gives for
//
//	hex(MakePoint(1.5, -2, 27700)) and hex(GeomFromText('MULTIPOLYGON(((0 0,4 0,4 4,0 0),(1 .5,2 .5,2 1,1 .5)),((9 9,10 9,10 10,9 9)))', 4326))
const (
	pointBySpatiaLite        = "0001346c0000000000000000f83f00000000000000c0000000000000f83f00000000000000c07c01000000000000000000f83f00000000000000c0fe"
	multiPolygonBySpatiaLite = "0001e610000000000000000000000000000000000000000000000000244000000000000024407c0600000002000000690300000002000000040000000000000000000000000000000000000000000000000010400000000000000000000000000000104000000000000010400000000000000000000000000000000004000000000000000000f03f000000000000e03f0000000000000040000000000000e03f0000000000000040000000000000f03f000000000000f03f000000000000e03f6903000000010000000400000000000000000022400000000000002240000000000000244000000000000022400000000000002440000000000000244000000000000022400000000000002240fe"
)

func TestEncodesAsSpatiaLiteDoes(t *testing.T) {
	point := EncodePoint(orb.Point{1.5, -2}, 27700)
	if got := hex.EncodeToString(point); got != pointBySpatiaLite {
		t.Errorf("point\n got %s\nwant %s", got, pointBySpatiaLite)
	}
	m := orb.MultiPolygon{
		{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}, {{1, .5}, {2, .5}, {2, 1}, {1, .5}}},
		{{{9, 9}, {10, 9}, {10, 10}, {9, 9}}},
	}
	if got := hex.EncodeToString(EncodeMultiPolygon(m, wgs84)); got != multiPolygonBySpatiaLite {
		t.Errorf("multipolygon\n got %s\nwant %s", got, multiPolygonBySpatiaLite)
	}
}

func TestGeometryRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Float64Range(-1e7, 1e7)
		point := rapid.Custom(func(t *rapid.T) orb.Point { return orb.Point{number.Draw(t, "x"), number.Draw(t, "y")} })
		ring := rapid.Custom(func(t *rapid.T) orb.Ring { return rapid.SliceOfN(point, 0, 9).Draw(t, "ring") })
		polygon := rapid.Custom(func(t *rapid.T) orb.Polygon { return rapid.SliceOfN(ring, 0, 3).Draw(t, "polygon") })
		want := orb.MultiPolygon(rapid.SliceOfN(polygon, 0, 4).Draw(t, "multipolygon"))
		srid := rapid.IntRange(-1, 30000).Draw(t, "srid")
		got, gotSRID, err := DecodeMultiPolygon(EncodeMultiPolygon(want, srid))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" || gotSRID != srid {
			t.Fatalf("SRID %d became %d; %s", srid, gotSRID, diff)
		}
		p := point.Draw(t, "point")
		if q, s, err := DecodePoint(EncodePoint(p, srid)); err != nil || p != q || s != srid {
			t.Fatalf("point %v (%d) became %v (%d), %v", p, srid, q, s, err)
		}
	})
}

func TestDamagedGeometryIsRefused(t *testing.T) {
	good := EncodeMultiPolygon(square(0, 0), wgs84)
	change := func(offset int, value byte) []byte {
		b := bytes.Clone(good)
		b[offset] = value
		return b
	}
	for name, blob := range map[string][]byte{
		"empty":               {},
		"text":                []byte("<html>502 Bad Gateway</html> this is longer than any header can be"),
		"cut short":           append(bytes.Clone(good[:len(good)-17]), blobEnd),
		"with bytes left":     append(bytes.Clone(good), 0, blobEnd),
		"big-endian":          change(1, 0),
		"of another class":    change(39, 3),
		"two billion parts":   change(46, 0x7F),
		"parts of lines":      change(48, 2),
		"two billion points":  change(59, 0x7F),
		"a point":             EncodePoint(orb.Point{1, 2}, wgs84),
		"without an end mark": change(len(good)-1, 0),
	} {
		if m, _, err := DecodeMultiPolygon(blob); err == nil {
			t.Errorf("%s: read as %v", name, m)
		}
	}
	if _, _, err := DecodePoint(good); err == nil {
		t.Error("a multipolygon was read as a point")
	}
}

func FuzzDecodeGeometry(f *testing.F) {
	f.Add(EncodePoint(orb.Point{1, 2}, wgs84))
	f.Add(EncodeMultiPolygon(fourAreas()[3].Geometry, wgs84))
	f.Fuzz(func(t *testing.T, blob []byte) {
		if p, srid, err := DecodePoint(blob); err == nil && !math.IsNaN(p[0]) && !math.IsNaN(p[1]) {
			if again, _, err := DecodePoint(EncodePoint(p, srid)); err != nil || again != p {
				t.Errorf("point %v became %v, %v", p, again, err)
			}
		}
		if m, srid, err := DecodeMultiPolygon(blob); err == nil {
			body := EncodeMultiPolygon(m, srid)[blobHeaderSize:]
			if !bytes.Equal(body, blob[blobHeaderSize:]) { // the box in the header is not checked on reading
				t.Errorf("read from one body and written as another")
			}
		}
	})
}

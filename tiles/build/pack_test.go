package build

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
)

// namedSquares is a layer of squares of odd sizes with a name each.
func namedSquares(n int) *mvt.Layer {
	random := rand.New(rand.NewPCG(1, 2))
	d := mvt.NewDictionary()
	layer := mvt.NewLayer("squares", tiles.Extent, d)
	for i := range n {
		side := 1 + random.Int32N(4000)
		geometry, _ := mvt.AppendRing(nil, mvt.Point{}, []mvt.Point{{X: 0, Y: 0}, {X: side, Y: 0}, {X: side, Y: side}, {X: 0, Y: side}})
		layer.Add(uint64(i+1), mvt.Polygons, []mvt.Tag{d.Tag("name", mvt.String(fmt.Sprint("Square number ", i)))}, geometry)
	}
	return layer
}

// TestTextHasCodesOfItsOwn packs a tile with as much text as shapes.
func TestTextHasCodesOfItsOwn(t *testing.T) {
	layer, p := namedSquares(400), newPacker()
	raw := layer.AppendTo(nil)
	whole, err := p.compress(raw, len(raw))
	if err != nil {
		t.Fatal(err)
	}
	parts, err := p.compress(raw, layer.Text())
	if err != nil {
		t.Fatal(err)
	}
	if len(parts) >= len(whole) {
		t.Errorf("%d bytes, and %d with one block", len(parts), len(whole))
	}
	for _, packed := range [][]byte{whole, parts} {
		if read, err := unpack(packed); err != nil || !bytes.Equal(read, raw) {
			t.Errorf("read back differs (%v)", err)
		}
	}
}

// TestAnEmptyLayerChangesNothing packs a tile with and without one at its end.
func TestAnEmptyLayerChangesNothing(t *testing.T) {
	p, layer := newPacker(), namedSquares(400)
	want, err := p.pack(tiles.ID{}, []*mvt.Layer{layer})
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.pack(tiles.ID{}, []*mvt.Layer{layer, mvt.NewLayer("empty", tiles.Extent, mvt.NewDictionary())})
	if err != nil || !bytes.Equal(got.gzip, want.gzip) {
		t.Errorf("%d bytes, not %d (%v)", len(got.gzip), len(want.gzip), err)
	}
}

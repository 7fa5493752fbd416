package join

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// Areas is a tile of areas that has been taken apart, so that any number of others can be joined to it.
type Areas struct{ layers []*areaLayer }

// areaLayer is a layer that has not been joined.
type areaLayer struct {
	name   string
	extent uint32
	aids   []uint32
	last   uint32               // the highest aid
	shapes []byte               // as [mvt.AppendShape] encodes them
	ends   []uint32             // of the shapes
	coded  func() deflate.Coded // the shapes, to be packed
	id     uint64               // which no other layer has
}

// ReadAreas takes a tile of areas apart.
func ReadAreas(tile []byte) (Areas, error) {
	decoded, err := mvt.Decode(tile)
	if err != nil {
		return Areas{}, err
	}
	var a Areas
	for _, d := range decoded {
		if len(d.Features) == 0 {
			continue
		}
		layer := &areaLayer{id: nextID(), name: d.Name, extent: d.Extent, aids: make([]uint32, 0, len(d.Features)), ends: make([]uint32, 0, len(d.Features))}
		for _, f := range d.Features {
			if f.ID == 0 || f.ID > math.MaxUint32 {
				return Areas{}, fmt.Errorf("layer %q has area %d", d.Name, f.ID)
			}
			layer.aids = append(layer.aids, uint32(f.ID))
			layer.shapes = mvt.AppendShape(layer.shapes, f.ID, f.Type, f.Geometry)
			layer.ends = append(layer.ends, uint32(len(layer.shapes)))
		}
		layer.last = slices.Max(layer.aids)
		layer.shapes = slices.Clone(layer.shapes) // they are kept for long
		layer.coded = sync.OnceValue(func() deflate.Coded { return deflate.NewCodes(layer.likely()).Code(layer.shapes, layer.ends) })
		a.layers = append(a.layers, layer)
	}
	return a, nil
}

// Bytes is about how much memory the areas take, with the shapes coded.
func (a Areas) Bytes() int {
	const codes = 2 << 10
	bytes := 0
	for _, l := range a.layers {
		bytes += codes + 2*len(l.shapes) + 16*len(l.aids)
	}
	return bytes
}

// shape returns the shape of the area at position i.
func (l *areaLayer) shape(i int) []byte {
	if i == 0 {
		return l.shapes[:l.ends[0]]
	}
	return l.shapes[l.ends[i-1]:l.ends[i]]
}

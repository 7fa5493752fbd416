package join

import (
	"encoding/binary"
	"sync"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// What stands before the features of a layer and before the tags of a feature: both are number 2, with a length (vector_tile.proto).
const (
	featureField = 2<<3 | 2
	tagsField    = 2<<3 | 2
)

// likely counts the bytes of the shapes, and those that tags are likely to put between them: of a code and a name that no other area has,
// and of four figures that areas share by twos.
func (l *areaLayer) likely() deflate.Counts {
	const figures = 4
	var counts deflate.Counts
	counts.Add(l.shapes...)
	n := uint64(len(l.aids))
	var buffer [8 * binary.MaxVarintLen64]byte
	for i := range n {
		tags := buffer[:0]
		for k := range uint64(figures) {
			tags = binary.AppendUvarint(append(tags, byte(2+k)), (k*n+(i*7919)%n)/2)
		}
		tags = binary.AppendUvarint(append(tags, 0), figures/2*n+i)
		tags = binary.AppendUvarint(append(tags, 1), (figures/2+1)*n+i)
		counts.Add(tags...)
		counts.Add(featureField, tagsField, byte(len(tags)), byte(len(tags)+len(l.shape(int(i)))+2))
	}
	return counts
}

// How many areas, one after the other, the text of a tile is taken to be of, and how many such tiles are looked at.
const (
	likelyAreas = 500
	likelyTiles = 8
)

// likelyText counts what the text of a tile is likely to be: the texts of these fields of areas, and numbers with and without decimals.
func likelyText(areas int, texts []Field) deflate.Counts {
	var counts deflate.Counts
	for n := recordKey; n <= deflate.MostRepeated; n++ { // whatever may be
		counts.AddRepetition(n, n)
	}
	for distance := 1; distance <= deflate.Farthest; distance *= 2 { // there are two codes to a power of two
		counts.AddRepetition(recordKey, distance)
		counts.AddRepetition(recordKey, distance-distance/4)
	}
	var r repetitions
	var text []byte
	add := func(v mvt.Value) {
		from := len(text)
		text = v.AppendField(text)
		n, distance := r.find(text, from, len(text))
		if n > 0 {
			counts.AddRepetition(n, distance)
		}
		counts.Add(text[from+n:]...)
	}
	for first := 0; first < areas; first += max(likelyAreas, areas/likelyTiles) { // here and there
		last := min(first+likelyAreas, areas)
		r.reset()
		text = text[:0]
		for _, f := range texts {
			for i := first; i < last; i++ {
				add(mvt.String(f.Strings[i]))
			}
		}
		for i := first; i < last; i++ {
			add(mvt.Double(float64(i*7919%10_000) / 100))
		}
		for i := first; i < last; i++ {
			add(mvt.Int(int64(i)))
		}
	}
	return counts
}

// anyText are codes for texts of which nothing is known.
var anyText = sync.OnceValue(func() *deflate.Codes { return deflate.NewCodes(likelyText(likelyAreas, nil)) })

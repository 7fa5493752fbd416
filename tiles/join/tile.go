package join

import (
	"encoding/binary"
	"fmt"

	"hotspotmap/tiles/deflate"
	"hotspotmap/tiles/mvt"
)

// Layer is what to join to one layer of a tile.
type Layer struct {
	Areas  int // how many the geography has
	Fields []Field
}

// Joiner joins one tile after another in the same memory. It is for one goroutine at a time.
type Joiner struct {
	dictionary *mvt.Dictionary
	layer      *mvt.Layer
	fields     []numbered
	tags       []mvt.Tag // of one area
	areas      Areas     // of the tile
	tile       []byte
	parts      []parts // of its layers
	gzip       deflate.Writer
	ends       []uint32 // of the texts of one layer
}

// parts is where the parts of a layer begin in its tile: its head, its features, its keys and values; and where it ends.
type parts struct{ head, features, text, end int }

// NewJoiner returns a joiner that has joined nothing yet.
func NewJoiner() *Joiner {
	dictionary := mvt.NewDictionary()
	return &Joiner{dictionary: dictionary, layer: mvt.NewLayer("", 0, dictionary)}
}

// Join joins fields to the layers of a tile of areas, by the layers' names, and returns the tile, which is good until the next. The text of
// its last layer, which is its keys and values, begins at text. The work and the memory are in proportion to the tile, whatever the
// number of areas elsewhere.
func (j *Joiner) Join(areas Areas, layers map[string]Layer) (tile []byte, text int, err error) {
	j.areas, j.tile, j.parts = areas, j.tile[:0], j.parts[:0]
	for i := range areas.layers {
		a := &areas.layers[i]
		layer, known := layers[a.name]
		if !known {
			return nil, 0, fmt.Errorf("nothing is known of layer %q", a.name)
		}
		if err := check(layer.Fields, layer.Areas); err != nil {
			return nil, 0, fmt.Errorf("layer %q: %w", a.name, err)
		}
		if err := j.join(a, layer); err != nil {
			return nil, 0, fmt.Errorf("layer %q: %w", a.name, err)
		}
	}
	if n := len(j.parts); n > 0 {
		text = j.parts[n-1].text
	}
	return j.tile, text, nil
}

// join appends a layer to the tile.
func (j *Joiner) join(a *areaLayer, layer Layer) error {
	j.dictionary.Reset(len(a.aids) * len(layer.Fields))
	j.layer.ResetAs(a.name, a.extent)
	j.fields = appendNumbered(j.fields[:0], layer.Fields, j.dictionary)
	for i, aid := range a.aids {
		if int(aid) > layer.Areas {
			return fmt.Errorf("there is area %d of %d", aid, layer.Areas)
		}
		j.tags = appendTags(j.tags[:0], j.dictionary, j.fields, int(aid-1))
		j.layer.AddShape(a.shape(i), j.tags)
	}
	p := parts{head: len(j.tile)}
	j.tile = j.layer.AppendTo(j.tile)
	p.end = len(j.tile)
	p.text = p.end - j.layer.TextLen()
	p.features = p.text - j.layer.FeaturesLen()
	j.parts = append(j.parts, p)
	return nil
}

// Pack returns the tile that was last joined as gzip, which is good until the next. Its shapes were coded when the areas were read.
func (j *Joiner) Pack() []byte {
	j.gzip.Reset()
	for i, p := range j.parts {
		a := &j.areas.layers[i]
		j.gzip.Begin(a.coded.Codes())
		j.packFeatures(a, p)
		j.gzip.End()
		text := j.tile[p.text:p.end]
		j.ends = appendFieldEnds(j.ends[:0], text)
		j.gzip.Records(text, j.ends)
	}
	return j.gzip.Finish(j.tile)
}

// packFeatures packs a layer up to its text: what was coded, and what is between.
func (j *Joiner) packFeatures(a *areaLayer, p parts) {
	from, next := p.head, p.features // what is not packed yet, and the next feature
	for i := range a.aids {
		size, n := binary.Uvarint(j.tile[next+1:]) // after its key
		shape := next + 1 + n
		next = shape + int(size)
		j.gzip.Literals(j.tile[from:shape])
		j.gzip.Coded(a.coded, i)
		from = shape + len(a.shape(i))
	}
	j.gzip.Literals(j.tile[from:p.text])
}

// appendFieldEnds appends where the fields of a message end, which are lengths with so many bytes, or numbers.
func appendFieldEnds(ends []uint32, message []byte) []uint32 {
	for at := 0; at < len(message); {
		const lengthDelimited = 2
		value, n := binary.Uvarint(message[at+1:])
		if message[at]&7 == lengthDelimited {
			n += int(value)
		}
		at += 1 + n
		ends = append(ends, uint32(at))
	}
	return ends
}

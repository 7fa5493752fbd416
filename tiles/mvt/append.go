package mvt

import "encoding/binary"

// ShapedFeature is a feature of which all but its tags is encoded.
type ShapedFeature struct {
	Shape []byte // as [AppendShape] encoded it
	Tags  int    // how many bytes its tags take when they are packed
}

// Parts are where the parts of a layer begin in its tile: its head, its features, and its text, which is its keys, its values and its
// extent; and where it ends.
type Parts struct{ Head, Features, Text, End int }

// AppendShape appends the fields of a feature that do not depend on its tags.
func AppendShape(dst []byte, id uint64, kind GeomType, geometry []byte) []byte {
	dst = append(appendKey(dst, featureType, wireVarint), byte(kind))
	dst = appendBytes(dst, featureGeometry, geometry)
	return binary.AppendUvarint(appendKey(dst, featureID, wireVarint), id)
}

// AppendTag appends a packed tag: the numbers of a key and of a value in their layer.
func AppendTag(dst []byte, key, value uint32) []byte {
	return appendVarint(appendVarint(dst, key), value)
}

// AppendKey appends a key to the text of a layer.
func AppendKey(text []byte, key string) []byte { return appendString(text, layerKeys, key) }

// AppendExtent appends the extent to the text of a layer, which it ends.
func AppendExtent(text []byte, extent uint32) []byte {
	return binary.AppendUvarint(appendKey(text, layerExtent, wireVarint), uint64(extent))
}

// AppendLayer appends a layer to a tile. The packed tags of all features stand one after the other in tags; the text is keys, then values,
// then the extent. A layer without features adds nothing.
func AppendLayer(tile []byte, name string, features []ShapedFeature, tags, text []byte) ([]byte, Parts) {
	parts := Parts{len(tile), len(tile), len(tile), len(tile)}
	if len(features) == 0 {
		return tile, parts
	}
	size := 2 + bytesFieldLen(len(name)) + len(text)
	for i := range features {
		size += bytesFieldLen(features[i].len())
	}
	tile = appendKey(tile, tileLayers, wireBytes)
	tile = binary.AppendUvarint(tile, uint64(size))
	tile = append(appendKey(tile, layerVersion, wireVarint), version)
	tile = appendString(tile, layerName, name)
	parts.Features = len(tile)
	for i := range features {
		f := &features[i]
		tile = appendVarint(appendKey(tile, layerFeatures, wireBytes), uint32(f.len()))
		tile = append(tile, f.Shape...)
		if f.Tags > 0 {
			tile = appendBytes(tile, featureTags, tags[:f.Tags])
			tags = tags[f.Tags:]
		}
	}
	parts.Text = len(tile)
	tile = append(tile, text...)
	parts.End = len(tile)
	return tile, parts
}

// len is how many bytes the feature's message has.
func (f *ShapedFeature) len() int {
	if f.Tags == 0 {
		return len(f.Shape)
	}
	return len(f.Shape) + bytesFieldLen(f.Tags)
}

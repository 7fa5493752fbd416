package mvt

import "encoding/binary"

// AppendShape appends the fields of a feature that do not depend on its tags.
func AppendShape(dst []byte, id uint64, kind GeomType, geometry []byte) []byte {
	dst = append(appendKey(dst, featureType, wireVarint), byte(kind))
	dst = appendBytes(dst, featureGeometry, geometry)
	return binary.AppendUvarint(appendKey(dst, featureID, wireVarint), id)
}

// AppendKey appends a key to the text of a layer.
func AppendKey(text []byte, key string) []byte { return appendString(text, layerKeys, key) }

// AppendExtent appends the extent to the text of a layer, which it ends.
func AppendExtent(text []byte, extent uint32) []byte {
	return binary.AppendUvarint(appendKey(text, layerExtent, wireVarint), uint64(extent))
}

// AppendLayer appends to a tile the head of a layer, behind which must stand, in so many bytes, features as [AppendFeature] writes them and the
// layer's text: its keys, its values and its extent.
func AppendLayer(tile []byte, name string, content int) []byte {
	tile = appendKey(tile, tileLayers, wireBytes)
	tile = binary.AppendUvarint(tile, uint64(2+bytesFieldLen(len(name))+content))
	tile = append(appendKey(tile, layerVersion, wireVarint), version)
	return appendString(tile, layerName, name)
}

// AppendFeature appends a feature: its shape, as [AppendShape] writes it, and its packed tags.
func AppendFeature(tile, shape, tags []byte) []byte {
	tile = appendVarint(appendKey(tile, layerFeatures, wireBytes), uint32(messageLen(len(shape), len(tags))))
	tile = append(tile, shape...)
	if len(tags) > 0 {
		tile = appendBytes(tile, featureTags, tags)
	}
	return tile
}

// FeatureLen is how many bytes [AppendFeature] appends for a shape and tags of so many.
func FeatureLen(shape, tags int) int { return bytesFieldLen(messageLen(shape, tags)) }

func messageLen(shape, tags int) int {
	if tags == 0 {
		return shape
	}
	return shape + bytesFieldLen(tags)
}

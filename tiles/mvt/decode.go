package mvt

import (
	"errors"
	"fmt"
	"slices"
)

// DecodedLayer is a layer as [Decode] read it.
type DecodedLayer struct {
	Name     string
	Version  uint32
	Extent   uint32
	Features []Feature
}

// Feature is one feature as [Decode] read it.
type Feature struct {
	ID         uint64
	Type       GeomType
	Attributes map[string]Value
	Geometry   []byte // packed commands, as they stand in the tile
}

// Decode reads a tile. It takes whatever has a meaning, and fails on what has none; [Validate] is the judge.
func Decode(tile []byte) ([]DecodedLayer, error) {
	var layers []DecodedLayer
	for len(tile) > 0 {
		f, rest, err := nextField(tile)
		if err != nil {
			return nil, fmt.Errorf("decode tile: %w", err)
		}
		tile = rest
		if f.number != tileLayers || f.wire != wireBytes {
			continue
		}
		layer, err := decodeLayer(f.bytes)
		if err != nil {
			return nil, fmt.Errorf("decode layer %d %q: %w", len(layers)+1, layer.Name, err)
		}
		layers = append(layers, layer)
	}
	return layers, nil
}

func decodeLayer(message []byte) (DecodedLayer, error) {
	layer := DecodedLayer{Version: 1, Extent: 4096}
	var features [][]byte
	var keys []string
	var values []Value
	for len(message) > 0 {
		f, rest, err := nextField(message)
		if err != nil {
			return layer, err
		}
		message = rest
		switch f.number {
		case layerName:
			layer.Name = string(f.bytes)
		case layerVersion:
			layer.Version = uint32(f.bits)
		case layerExtent:
			layer.Extent = uint32(f.bits)
		case layerFeatures:
			features = append(features, f.bytes)
		case layerKeys:
			keys = append(keys, string(f.bytes))
		case layerValues:
			v, err := readValue(f.bytes)
			if err != nil {
				return layer, fmt.Errorf("value %d: %w", len(values), err)
			}
			values = append(values, v)
		}
	}
	layer.Features = slices.Grow(layer.Features, len(features))
	for i, message := range features {
		f, err := decodeFeature(message, keys, values)
		if err != nil {
			return layer, fmt.Errorf("feature %d: %w", i+1, err)
		}
		layer.Features = append(layer.Features, f)
	}
	return layer, nil
}

func decodeFeature(message []byte, keys []string, values []Value) (Feature, error) {
	var feature Feature
	for len(message) > 0 {
		f, rest, err := nextField(message)
		if err != nil {
			return feature, err
		}
		message = rest
		switch f.number {
		case featureID:
			feature.ID = f.bits
		case featureType:
			feature.Type = GeomType(min(f.bits, uint64(Polygons)+1))
		case featureGeometry:
			feature.Geometry = f.bytes
		case featureTags:
			tags, err := unpack(f.bytes)
			if err != nil {
				return feature, err
			}
			if len(tags)%2 != 0 {
				return feature, errors.New("the last tag has no value")
			}
			feature.Attributes = make(map[string]Value, len(tags)/2)
			for i := 0; i < len(tags); i += 2 {
				if int(tags[i]) >= len(keys) || int(tags[i+1]) >= len(values) {
					return feature, fmt.Errorf("tag %d,%d points outside the %d keys and %d values", tags[i], tags[i+1], len(keys), len(values))
				}
				feature.Attributes[keys[tags[i]]] = values[tags[i+1]]
			}
		}
	}
	return feature, nil
}

// Rings returns the parts of a line or polygon feature, or the points of a point feature as one part, in tile units.
// Rings do not repeat their first point.
func (f Feature) Rings() ([][]Point, error) {
	commands, err := unpack(f.Geometry)
	if err != nil {
		return nil, err
	}
	var parts [][]Point
	var cursor Point
	for len(commands) > 0 {
		id, count := commands[0]&7, int(commands[0]>>3)
		commands = commands[1:]
		switch {
		case id == closePath:
			continue
		case id != moveTo && id != lineTo:
			return nil, fmt.Errorf("unknown command %d", id)
		case count > len(commands)/2:
			return nil, fmt.Errorf("a command for %d points is followed by %d numbers", count, len(commands))
		case id == lineTo && len(parts) == 0:
			return nil, errors.New("the geometry begins with a line to")
		}
		if id == moveTo && (f.Type != Points || len(parts) == 0) {
			parts = append(parts, nil)
		}
		part := &parts[len(parts)-1]
		for range count {
			cursor.X += unzigzag(commands[0])
			cursor.Y += unzigzag(commands[1])
			*part = append(*part, cursor)
			commands = commands[2:]
		}
	}
	return parts, nil
}

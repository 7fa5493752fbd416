package mvt

import (
	"errors"
	"fmt"
	"math"
	"unicode/utf8"
)

// Validate returns nil when a tile keeps every MUST of the Vector Tile specification 2.1 that can be checked, and else
// an error that names the first layer and feature that does not, with the section of the specification. It is lenient
// where decoders are used to be: layers may say they are version 1, leave out their extent, and have features of an
// unknown type of geometry.
func Validate(tile []byte) error { return validateTile(tile, false) }

// ValidateStrict returns nil when a tile is what this package would write: it also keeps the SHOULDs, every layer is
// version 2 with its extent, ids are unique, keys and values are listed once and used, and nothing is left for
// extensions.
func ValidateStrict(tile []byte) error { return validateTile(tile, true) }

func validateTile(tile []byte, strict bool) error {
	names := map[string]bool{}
	for number := 1; len(tile) > 0; number++ {
		f, rest, err := nextField(tile)
		if err != nil {
			return fmt.Errorf("tile: %w", err)
		}
		tile = rest
		if f.number >= firstExtension && f.number <= lastTileExtension && !strict {
			continue
		}
		if f.number != tileLayers || f.wire != wireBytes {
			return fmt.Errorf("tile: field %d of wire type %d is not a layer", f.number, f.wire)
		}
		layer, err := readLayer(f.bytes, strict)
		if err == nil {
			err = layer.check(strict)
		}
		if err == nil && names[layer.name] {
			err = errors.New("two layers have this name (4.1)")
		}
		if err != nil {
			return fmt.Errorf("layer %d %q: %w", number, layer.name, err)
		}
		names[layer.name] = true
	}
	return nil
}

// lastTileExtension is the highest field number the schema lets a later version add to a tile.
const lastTileExtension = 8191

// rawLayer is a layer whose fields were read and whose features were not.
type rawLayer struct {
	name     string
	version  uint64
	extent   uint64
	has      map[int]bool
	features [][]byte
	keys     []string
	values   []Value
}

// layerWire is the wire type of each field of a layer.
var layerWire = map[int]int{
	layerName: wireBytes, layerFeatures: wireBytes, layerKeys: wireBytes, layerValues: wireBytes,
	layerExtent: wireVarint, layerVersion: wireVarint,
}

func readLayer(message []byte, strict bool) (rawLayer, error) {
	layer := rawLayer{has: map[int]bool{}, extent: 4096}
	for len(message) > 0 {
		f, rest, err := nextField(message)
		if err != nil {
			return layer, err
		}
		message = rest
		wire, known := layerWire[f.number]
		switch {
		case !known && f.number >= firstExtension && !strict:
			continue
		case !known:
			return layer, fmt.Errorf("a layer has no field %d", f.number)
		case f.wire != wire:
			return layer, fmt.Errorf("field %d has wire type %d instead of %d", f.number, f.wire, wire)
		}
		repeated := f.number == layerFeatures || f.number == layerKeys || f.number == layerValues
		if layer.has[f.number] && !repeated {
			return layer, fmt.Errorf("field %d occurs twice", f.number)
		}
		layer.has[f.number] = true
		if err := layer.take(f); err != nil {
			return layer, err
		}
	}
	return layer, nil
}

func (l *rawLayer) take(f field) error {
	switch f.number {
	case layerName, layerKeys:
		if !utf8.Valid(f.bytes) {
			return fmt.Errorf("%q is not UTF-8", f.bytes)
		}
		if f.number == layerName {
			l.name = string(f.bytes)
		} else {
			l.keys = append(l.keys, string(f.bytes))
		}
	case layerVersion:
		l.version = f.bits
	case layerExtent:
		l.extent = f.bits
	case layerFeatures:
		l.features = append(l.features, f.bytes)
	case layerValues:
		v, err := readValue(f.bytes)
		if err == nil && v.field == valueString && !utf8.ValidString(v.text) {
			err = fmt.Errorf("%q is not UTF-8", v.text)
		}
		if err == nil && v.field == valueBool && v.bits > 1 {
			err = fmt.Errorf("boolean %d", v.bits)
		}
		if err != nil {
			return fmt.Errorf("value %d: %w (4.1)", len(l.values), err)
		}
		l.values = append(l.values, v)
	}
	return nil
}

func (l rawLayer) check(strict bool) error {
	switch {
	case !l.has[layerVersion]:
		return errors.New("it has no version (4.1)")
	case l.version != 1 && l.version != version:
		return fmt.Errorf("version %d (4.1)", l.version)
	case !l.has[layerName]:
		return errors.New("it has no name (4.1)")
	case l.extent == 0 || l.extent > math.MaxUint32:
		return fmt.Errorf("extent %d (4.1)", l.extent)
	}
	var use *usage
	if strict {
		if err := l.checkStrict(); err != nil {
			return err
		}
		use = newUsage(l)
	}
	for i, message := range l.features {
		feature, err := readFeature(message)
		if err == nil {
			err = feature.check(l, use)
		}
		if err != nil {
			return fmt.Errorf("feature %d (id %d): %w", i+1, feature.id, err)
		}
	}
	return use.check()
}

func (l rawLayer) checkStrict() error {
	if l.version != version {
		return fmt.Errorf("version %d, not %d (4.1)", l.version, version)
	}
	if !l.has[layerExtent] {
		return errors.New("it has no extent (4.1)")
	}
	if len(l.features) == 0 {
		return errors.New("it has no features (4.1)")
	}
	keys, values := map[string]bool{}, map[Value]bool{}
	for _, key := range l.keys {
		if keys[key] {
			return fmt.Errorf("key %q is listed twice (4.4)", key)
		}
		keys[key] = true
	}
	for _, value := range l.values {
		if values[value] {
			return fmt.Errorf("value %v is listed twice (4.4)", value.Any())
		}
		values[value] = true
	}
	return nil
}

// usage records what the features of a layer use, for the strict checks. A nil usage records nothing.
type usage struct {
	ids    map[uint64]bool
	keys   []bool
	values []bool
}

func newUsage(l rawLayer) *usage {
	return &usage{ids: map[uint64]bool{}, keys: make([]bool, len(l.keys)), values: make([]bool, len(l.values))}
}

func (u *usage) check() error {
	if u == nil {
		return nil
	}
	for i, used := range u.keys {
		if !used {
			return fmt.Errorf("no feature uses key %d", i)
		}
	}
	for i, used := range u.values {
		if !used {
			return fmt.Errorf("no feature uses value %d", i)
		}
	}
	return nil
}

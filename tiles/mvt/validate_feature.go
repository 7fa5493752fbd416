package mvt

import (
	"errors"
	"fmt"
)

// rawFeature is a feature whose fields were read.
type rawFeature struct {
	id       uint64
	kind     uint64
	has      [featureGeometry + 1]bool
	tags     []uint32
	geometry []uint32
}

// featureWire is the wire type of each field of a feature.
var featureWire = [...]int{
	featureID: wireVarint, featureTags: wireBytes, featureType: wireVarint, featureGeometry: wireBytes,
}

func readFeature(message []byte) (rawFeature, error) {
	var feature rawFeature
	for len(message) > 0 {
		f, rest, err := nextField(message)
		if err != nil {
			return feature, err
		}
		message = rest
		switch {
		case f.number >= len(featureWire):
			return feature, fmt.Errorf("a feature has no field %d (4.2)", f.number)
		case f.wire != featureWire[f.number]:
			return feature, fmt.Errorf("field %d has wire type %d instead of %d", f.number, f.wire, featureWire[f.number])
		case feature.has[f.number]:
			return feature, fmt.Errorf("field %d occurs twice (4.2)", f.number)
		}
		feature.has[f.number] = true
		switch f.number {
		case featureID:
			feature.id = f.bits
		case featureType:
			feature.kind = f.bits
		case featureTags:
			feature.tags, err = unpack(f.bytes)
		case featureGeometry:
			feature.geometry, err = unpack(f.bytes)
		}
		if err != nil {
			return feature, fmt.Errorf("field %d: %w", f.number, err)
		}
	}
	return feature, nil
}

func (f rawFeature) check(l rawLayer, use *usage) error {
	switch {
	case !f.has[featureType]:
		return errors.New("it has no type of geometry (4.2)")
	case f.kind > uint64(Polygons):
		return fmt.Errorf("type of geometry %d (4.3.4)", f.kind)
	case !f.has[featureGeometry]:
		return errors.New("it has no geometry (4.2)")
	case len(f.tags)%2 != 0:
		return errors.New("its last tag has no value (4.4)")
	}
	if use != nil {
		if f.kind == uint64(Unknown) {
			return errors.New("its type of geometry is unknown (4.3.4.1)")
		}
		if f.has[featureID] && use.ids[f.id] {
			return errors.New("its id is another feature's too (4.2)")
		}
		use.ids[f.id] = true
	}
	if err := f.checkTags(l, use); err != nil {
		return err
	}
	return checkGeometry(GeomType(f.kind), f.geometry)
}

func (f rawFeature) checkTags(l rawLayer, use *usage) error {
	seen := make(map[uint32]bool, len(f.tags)/2)
	for i := 0; i < len(f.tags); i += 2 {
		key, value := f.tags[i], f.tags[i+1]
		if uint64(key) >= uint64(len(l.keys)) {
			return fmt.Errorf("a tag points to key %d of %d (4.4)", key, len(l.keys))
		}
		if uint64(value) >= uint64(len(l.values)) {
			return fmt.Errorf("a tag points to value %d of %d (4.4)", value, len(l.values))
		}
		if seen[key] {
			return fmt.Errorf("two tags have the key %q (4.4)", l.keys[key])
		}
		seen[key] = true
		if use != nil {
			use.keys[key], use.values[value] = true, true
		}
	}
	return nil
}

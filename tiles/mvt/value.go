package mvt

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Value is one attribute's value: a string, a number or a boolean. Two Values are the same value when they are ==.
type Value struct {
	field uint8 // of the protobuf message
	bits  uint64
	text  string
}

// String returns a string value.
func String(s string) Value { return Value{field: valueString, text: s} }

// Double returns a 64-bit floating-point value.
func Double(f float64) Value { return Value{field: valueDouble, bits: math.Float64bits(f)} }

// Int returns a whole-number value, written so that small ones of either sign are short.
func Int(i int64) Value {
	return Value{field: valueSint, bits: uint64(i<<1) ^ uint64(i>>63)}
}

// Bool returns a boolean value.
func Bool(b bool) Value {
	if b {
		return Value{field: valueBool, bits: 1}
	}
	return Value{field: valueBool}
}

// Any returns the value as a Go string, float32, float64, int64, uint64 or bool.
func (v Value) Any() any {
	switch v.field {
	case valueString:
		return v.text
	case valueFloat:
		return math.Float32frombits(uint32(v.bits))
	case valueDouble:
		return math.Float64frombits(v.bits)
	case valueInt:
		return int64(v.bits)
	case valueUint:
		return v.bits
	case valueSint:
		return int64(v.bits>>1) ^ -int64(v.bits&1)
	case valueBool:
		return v.bits != 0
	}
	return nil
}

// append appends the value as a protobuf message.
func (v Value) append(dst []byte) []byte {
	switch v.field {
	case valueString:
		return appendString(dst, valueString, v.text)
	case valueDouble:
		return binary.LittleEndian.AppendUint64(appendKey(dst, valueDouble, wireFixed64), v.bits)
	}
	return binary.AppendUvarint(appendKey(dst, int(v.field), wireVarint), v.bits)
}

// AppendField appends the field of a layer that holds the value.
func (v Value) AppendField(dst []byte) []byte {
	var buffer [64]byte
	return appendBytes(dst, layerValues, v.append(buffer[:0]))
}

// valueWire is the wire type of each field of a value.
var valueWire = [...]int{
	valueString: wireBytes,
	valueFloat:  wireFixed32,
	valueDouble: wireFixed64,
	valueInt:    wireVarint,
	valueUint:   wireVarint,
	valueSint:   wireVarint,
	valueBool:   wireVarint,
}

// readValue reads a protobuf message that holds exactly one value.
func readValue(message []byte) (Value, error) {
	if len(message) == 0 {
		return Value{}, fmt.Errorf("the value is empty")
	}
	f, rest, err := nextField(message)
	if err != nil {
		return Value{}, err
	}
	if len(rest) > 0 {
		return Value{}, fmt.Errorf("more than one value in one message")
	}
	if f.number >= len(valueWire) {
		return Value{}, fmt.Errorf("value of unknown type %d", f.number)
	}
	if f.wire != valueWire[f.number] {
		return Value{}, fmt.Errorf("value of type %d has wire type %d instead of %d", f.number, f.wire, valueWire[f.number])
	}
	return Value{field: uint8(f.number), bits: f.bits, text: string(f.bytes)}, nil
}

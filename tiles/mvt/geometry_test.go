package mvt

import (
	"bytes"
	"testing"
)

// TestGeometryBySpecification encodes the examples of section 4.3.5 and compares the numbers printed there.
func TestGeometryBySpecification(t *testing.T) {
	twoRings := func() []byte {
		// 4.3.5.6: a square, and a square with a square hole.
		var dst []byte
		var cursor Point
		for _, r := range [][]Point{
			{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
			{{11, 11}, {20, 11}, {20, 20}, {11, 20}},
			{{13, 13}, {13, 17}, {17, 17}, {17, 13}},
		} {
			dst, cursor = AppendRing(dst, cursor, r)
		}
		return dst
	}
	triangle, _ := AppendRing(nil, Point{}, []Point{{3, 6}, {8, 12}, {20, 34}})
	tests := []struct {
		name string
		got  []byte
		want []byte
	}{
		{"4.3.5.1 point", AppendPoint(nil, Point{25, 17}), []byte{9, 50, 34}},
		{"4.3.5.5 polygon", triangle, []byte{9, 6, 12, 18, 10, 12, 24, 44, 15}},
		{"4.3.5.6 multi polygon", twoRings(), []byte{
			9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15,
			9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15,
			9, 4, 13, 26, 0, 8, 8, 0, 0, 7, 15,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !bytes.Equal(tt.got, tt.want) {
				t.Errorf("got %v, want %v", tt.got, tt.want)
			}
		})
	}
}

func TestSignedArea2(t *testing.T) {
	tests := []struct {
		name string
		ring []Point
		want int64
	}{
		{"no points", nil, 0},
		{"a square, clockwise on the screen", []Point{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, 200},
		{"the same as a hole", []Point{{0, 10}, {10, 10}, {10, 0}, {0, 0}}, -200},
		{"with its first point repeated", []Point{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, 200},
		{"far from the origin", []Point{{1 << 30, 1 << 30}, {1<<30 + 1, 1 << 30}, {1 << 30, 1<<30 + 1}}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := SignedArea2(tt.ring); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

func TestZigzag(t *testing.T) {
	for value, want := range map[int32]uint32{0: 0, -1: 1, 1: 2, -2: 3, 2147483647: 4294967294, -2147483648: 4294967295} {
		if got := zigzag(value); got != want || unzigzag(got) != value {
			t.Errorf("zigzag(%d) = %d, want %d; and back %d", value, got, want, unzigzag(got))
		}
	}
}

// TestLongSteps encodes steps of every length of varint.
func TestLongSteps(t *testing.T) {
	for _, step := range []int32{1, 63, 64, -64, -65, 8191, 8192, -8193, 1 << 20, 1 << 29} {
		geometry := AppendPoint(nil, Point{step, -step})
		parts, err := Feature{Type: Points, Geometry: geometry}.Rings()
		if err != nil || parts[0][0] != (Point{step, -step}) {
			t.Errorf("a step of %d became %v (%v)", step, parts, err)
		}
	}
}

package build

import (
	"strings"
	"testing"
)

// ringsOf makes rings of lists of x, y, x, y, …
func ringsOf(corners ...[]int32) []ring {
	var rings []ring
	for _, c := range corners {
		var r ring
		for i := 0; i < len(c); i += 2 {
			r = append(r, point{X: c[i], Y: c[i+1]})
		}
		rings = append(rings, r)
	}
	return rings
}

// sameRings compares two sets of rings whatever point each begins with.
func sameRings(a, b []ring) bool {
	if len(a) != len(b) {
		return false
	}
	for _, r := range a {
		found := false
		for _, s := range b {
			found = found || sameRing(r, s)
		}
		if !found {
			return false
		}
	}
	return true
}

func sameRing(r, s ring) bool {
	if len(r) != len(s) {
		return false
	}
	for shift := range s {
		same := true
		for i, p := range r {
			same = same && p == s[(i+shift)%len(s)]
		}
		if same {
			return true
		}
	}
	return false
}

// TestClipByHand clips shapes whose result was drawn on squared paper. The box is 10 to 20 both ways.
func TestClipByHand(t *testing.T) {
	b := box{10, 10, 20, 20}
	tests := []struct {
		name  string
		rings []ring
		want  []ring
	}{
		{
			"inside",
			ringsOf([]int32{12, 12, 14, 12, 14, 14}),
			ringsOf([]int32{12, 12, 14, 12, 14, 14}),
		}, {
			"outside",
			ringsOf([]int32{0, 0, 5, 0, 5, 5}),
			nil,
		}, {
			"outside, sharing a stretch of a side",
			ringsOf([]int32{0, 12, 10, 12, 10, 15, 0, 15}),
			nil,
		}, {
			"outside, touching a corner",
			ringsOf([]int32{0, 0, 10, 10, 0, 10}),
			nil,
		}, {
			"around the box",
			ringsOf([]int32{0, 0, 30, 0, 30, 30, 0, 30}),
			ringsOf([]int32{10, 10, 20, 10, 20, 20, 10, 20}),
		}, {
			"the box itself",
			ringsOf([]int32{10, 10, 20, 10, 20, 20, 10, 20}),
			ringsOf([]int32{10, 10, 20, 10, 20, 20, 10, 20}),
		}, {
			"around the box, with a hole in it",
			ringsOf([]int32{0, 0, 30, 0, 30, 30, 0, 30}, []int32{12, 12, 12, 14, 14, 14}),
			ringsOf([]int32{10, 10, 20, 10, 20, 20, 10, 20}, []int32{12, 12, 12, 14, 14, 14}),
		}, {
			"around the box, which is all hole",
			ringsOf([]int32{0, 0, 30, 0, 30, 30, 0, 30}, []int32{10, 10, 10, 20, 20, 20, 20, 10}),
			nil,
		}, {
			"a corner of the box",
			ringsOf([]int32{0, 0, 15, 0, 15, 10, 15, 15, 10, 15, 0, 15}),
			ringsOf([]int32{10, 10, 15, 10, 15, 15, 10, 15}),
		}, {
			"a C open to the east, its back outside: two pieces, not one with a seam along the side",
			ringsOf([]int32{0, 11, 10, 11, 18, 11, 18, 13, 10, 13, 5, 13, 5, 16, 10, 16, 18, 16, 18, 18, 10, 18, 0, 18}),
			ringsOf([]int32{10, 11, 18, 11, 18, 13, 10, 13}, []int32{10, 16, 18, 16, 18, 18, 10, 18}),
		}, {
			"a tooth that touches a side from inside with its tip",
			ringsOf([]int32{12, 12, 20, 15, 12, 18}),
			ringsOf([]int32{12, 12, 20, 15, 12, 18}),
		}, {
			"the hole of an area around the box touches a side: a hole still, for no ring may touch itself",
			ringsOf([]int32{0, 0, 30, 0, 30, 30, 0, 30}, []int32{15, 10, 13, 14, 17, 14}),
			ringsOf([]int32{15, 10, 20, 10, 20, 20, 10, 20, 10, 10}, []int32{15, 10, 13, 14, 17, 14}),
		}, {
			"the hole touches two sides: the inside falls in two",
			ringsOf([]int32{0, 0, 30, 0, 30, 30, 0, 30}, []int32{15, 10, 13, 15, 15, 20, 17, 15}),
			ringsOf([]int32{10, 10, 15, 10, 13, 15, 15, 20, 10, 20}, []int32{15, 10, 20, 10, 20, 20, 15, 20, 17, 15}),
		}, {
			"a slit along a side, one unit wide",
			ringsOf([]int32{0, 0, 30, 0, 30, 10, 30, 30, 0, 30, 0, 10}, []int32{11, 10, 10, 11, 11, 12}),
			ringsOf([]int32{11, 10, 20, 10, 20, 20, 10, 20, 10, 11, 11, 12}, []int32{10, 10, 11, 10, 10, 11}),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var c clipper
			got, err := c.clip(tt.rings, b)
			if err != nil {
				t.Fatal(err)
			}
			if !sameRings(got, tt.want) {
				t.Errorf("got %v\nwant %v", got, tt.want)
			}
		})
	}
}

// TestClipRefuses checks what is reported rather than guessed at.
func TestClipRefuses(t *testing.T) {
	b := box{10, 10, 20, 20}
	tests := []struct {
		name  string
		rings []ring
		want  string
	}{
		{"a border that crosses a side between two vertices", ringsOf([]int32{0, 12, 15, 12, 15, 15, 0, 15}), "without a vertex"},
		{"a border that crosses the whole box", ringsOf([]int32{0, 12, 30, 12, 30, 15, 0, 15}), "without a vertex"},
		{"two exteriors that overlap", ringsOf([]int32{10, 12, 15, 12, 10, 16}, []int32{10, 14, 15, 14, 10, 18}), "cross or overlap"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var c clipper
			got, err := c.clip(tt.rings, b)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, %v; want an error with %q", got, err, tt.want)
			}
		})
	}
}

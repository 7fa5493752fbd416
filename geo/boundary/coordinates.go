package boundary

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"
)

// scanner reads the coordinates member of a geometry. It stops at the first fault and keeps it.
type scanner struct {
	text  []byte
	at    int
	ring  []orb.Point // scratch
	fault error
}

// end returns the fault, or one more when something follows the value.
func (s *scanner) end() error {
	if s.fault == nil && s.next() != 0 {
		s.fail("something follows them")
	}
	return s.fault
}

func (s *scanner) multiPolygon() orb.MultiPolygon {
	var polygons orb.MultiPolygon
	s.list(func() { polygons = append(polygons, s.polygon()) })
	return polygons
}

func (s *scanner) polygon() orb.Polygon {
	var rings orb.Polygon
	s.list(func() { rings = append(rings, s.linearRing()) })
	return rings
}

func (s *scanner) linearRing() orb.Ring {
	s.ring = s.ring[:0]
	s.list(func() { s.ring = append(s.ring, s.position()) })
	return append(make(orb.Ring, 0, len(s.ring)), s.ring...)
}

// position reads two numbers, and any that follow: a height, which a map of areas does not need.
func (s *scanner) position() orb.Point {
	var p orb.Point
	n := 0
	s.list(func() {
		v := s.number()
		if n < 2 {
			p[n] = v
		}
		n++
	})
	if n < 2 && s.fault == nil {
		s.fail("a position has fewer than 2 numbers")
	}
	return p
}

// list reads a JSON array, calling item at each of its values.
func (s *scanner) list(item func()) {
	if s.next() != '[' {
		s.fail("a bracket is missing")
		return
	}
	s.at++
	if s.next() == ']' {
		s.at++
		return
	}
	for s.fault == nil {
		item()
		switch s.next() {
		case ',':
			s.at++
		case ']':
			s.at++
			return
		default:
			s.fail("a comma or bracket is missing")
		}
	}
}

// number reads a JSON number.
func (s *scanner) number() float64 {
	s.next()
	start := s.at
	for s.at < len(s.text) && isNumeric(s.text[s.at]) {
		s.at++
	}
	text := s.text[start:s.at]
	if !isNumber(text) {
		s.fail("a number is missing")
		return 0
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		s.at = start
		s.fail(fmt.Sprintf("%.20s is too large", text))
	}
	return v
}

// next skips white space and returns the next byte, 0 at the end.
func (s *scanner) next() byte {
	for ; s.at < len(s.text); s.at++ {
		if c := s.text[s.at]; !isSpace(c) {
			return c
		}
	}
	return 0
}

func (s *scanner) fail(what string) {
	if s.fault == nil {
		s.fault = errors.New(what + fmt.Sprintf(" at character %d of the coordinates", s.at+1))
	}
}

func isNumeric(c byte) bool {
	return c >= '0' && c <= '9' || c == '-' || c == '.' || c == '+' || c == 'e' || c == 'E'
}

// isNumber checks the grammar of RFC 8259 section 6, which is narrower than strconv's: no plus sign, no leading zero, and
// digits on both sides of a point.
func isNumber(text []byte) bool {
	i := 0
	digits := func() bool {
		start := i
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		return i > start
	}
	if i < len(text) && text[i] == '-' {
		i++
	}
	zero := i < len(text) && text[i] == '0'
	start := i
	if !digits() || zero && i-start > 1 {
		return false
	}
	if i < len(text) && text[i] == '.' {
		i++
		if !digits() {
			return false
		}
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		i++
		if i < len(text) && (text[i] == '-' || text[i] == '+') {
			i++
		}
		if !digits() {
			return false
		}
	}
	return i == len(text)
}

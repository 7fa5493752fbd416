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
	if s.next(); s.fault == nil && s.at < len(s.text) {
		s.fail("something follows them")
	}
	return s.fault
}

func (s *scanner) multiPolygon() orb.MultiPolygon {
	var polygons orb.MultiPolygon
	for more := s.begin(); more; more = s.more() {
		polygons = append(polygons, s.polygon())
	}
	return polygons
}

func (s *scanner) polygon() orb.Polygon {
	var rings orb.Polygon
	for more := s.begin(); more; more = s.more() {
		rings = append(rings, s.linearRing())
	}
	return rings
}

func (s *scanner) linearRing() orb.Ring {
	s.ring = s.ring[:0]
	for more := s.begin(); more; more = s.more() {
		s.ring = append(s.ring, s.position())
	}
	return append(make(orb.Ring, 0, len(s.ring)), s.ring...)
}

// position reads two numbers, and any that follow: a height, which a map of areas does not need.
func (s *scanner) position() orb.Point {
	var p orb.Point
	n := 0
	for more := s.begin(); more; more = s.more() {
		if v := s.number(); n < 2 {
			p[n] = v
		}
		n++
	}
	if n < 2 {
		s.fail("a position has fewer than 2 numbers")
	}
	return p
}

// begin enters a JSON array and reports whether it has a first value, which is read next.
func (s *scanner) begin() bool {
	if s.next() != '[' {
		s.fail("a bracket is missing")
		return false
	}
	s.at++
	if s.next() == ']' {
		s.at++
		return false
	}
	return s.fault == nil
}

// more passes what follows a value and reports whether the array has another.
func (s *scanner) more() bool {
	switch s.next() {
	case ',':
		s.at++
		return s.fault == nil
	case ']':
		s.at++
	default:
		s.fail("a comma or bracket is missing")
	}
	return false
}

// number reads a JSON number.
func (s *scanner) number() float64 {
	s.next()
	if v, ok := s.decimal(); ok {
		return v
	}
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

// decimal reads a number that is plain and short: its digits and the power of ten that divides them are whole numbers a float64
// holds, so that dividing rounds once (Clinger, How to read floating point numbers accurately, 1990). All others are left for number.
func (s *scanner) decimal() (v float64, ok bool) {
	text, i := s.text, s.at
	negative := i < len(text) && text[i] == '-'
	if negative {
		i++
	}
	digits, first := uint64(0), i
	for ; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
		digits = digits*10 + uint64(text[i]-'0')
	}
	length := i - first
	if length == 0 || length > 1 && text[first] == '0' {
		return 0, false
	}
	decimals := 0
	if i < len(text) && text[i] == '.' {
		start := i + 1
		for i = start; i < len(text) && text[i] >= '0' && text[i] <= '9'; i++ {
			digits = digits*10 + uint64(text[i]-'0')
		}
		if decimals = i - start; decimals == 0 {
			return 0, false
		}
	}
	const mostDigits = 19 // of a uint64
	if length+decimals > mostDigits || digits > 1<<53 || i < len(text) && isNumeric(text[i]) {
		return 0, false
	}
	s.at = i
	v = float64(digits) / powersOfTen[decimals]
	if negative {
		v = -v
	}
	return v, true
}

var powersOfTen = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

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

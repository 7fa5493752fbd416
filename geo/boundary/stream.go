package boundary

import (
	"errors"
	"io"
)

// stream cuts JSON text into values without holding more than one of them.
type stream struct {
	r          io.Reader
	buffer     []byte
	start, end int // what is unread in the buffer
	ended      bool
}

const (
	initialBuffer = 1 << 20
	maxValue      = 512 << 20 // bytes of one feature
	maxDepth      = 64        // of brackets; a MultiPolygon feature has 7
)

var (
	errTooLong  = errors.New("one value is longer than 512 MB")
	errTooDeep  = errors.New("brackets are nested too deeply")
	errBrackets = errors.New("brackets do not match")
	errNoValue  = errors.New("a value is missing")
)

func newStream(r io.Reader) *stream { return &stream{r: r, buffer: make([]byte, initialBuffer)} }

// streamOf reads a value that is in memory.
func streamOf(text []byte) *stream { return &stream{buffer: text, end: len(text), ended: true} }

// peek skips white space and returns the next byte, or io.EOF.
func (s *stream) peek() (byte, error) {
	for {
		for s.start < s.end {
			if c := s.buffer[s.start]; !isSpace(c) {
				return c, nil
			}
			s.start++
		}
		if err := s.more(); err != nil {
			return 0, err
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// skip consumes the byte that peek returned.
func (s *stream) skip() { s.start++ }

// value returns the text of the next value, valid until the next call.
func (s *stream) value() ([]byte, error) {
	if _, err := s.peek(); err != nil {
		return nil, err
	}
	for {
		n, err := valueLength(s.buffer[s.start:s.end])
		if err != nil {
			return nil, err
		}
		if n > 0 {
			text := s.buffer[s.start : s.start+n]
			s.start += n
			return text, nil
		}
		if err := s.more(); err == io.EOF {
			return nil, io.ErrUnexpectedEOF
		} else if err != nil {
			return nil, err
		}
	}
}

// more reads on, making room first: io.EOF when there is no more.
func (s *stream) more() error {
	if s.ended {
		return io.EOF
	}
	if s.start > 0 {
		s.end = copy(s.buffer, s.buffer[s.start:s.end])
		s.start = 0
	}
	if s.end == len(s.buffer) {
		if len(s.buffer) >= maxValue {
			return errTooLong
		}
		s.buffer = append(s.buffer, make([]byte, len(s.buffer))...)
	}
	// Fill the buffer: a value that did not fit is looked at again from its start, so small pieces would be slow.
	n, err := io.ReadFull(s.r, s.buffer[s.end:])
	s.end += n
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		s.ended = true
		if n == 0 {
			return io.EOF
		}
		return nil
	}
	return err
}

// valueLength returns the length of the JSON value that text begins with, 0 when text ends before the value does. It matches
// quotes and brackets only; what is between them is checked by whoever reads it.
func valueLength(text []byte) (int, error) {
	switch text[0] {
	case '"':
		return stringLength(text), nil
	case '{', '[':
	case '}', ']', ',', ':':
		return 0, errNoValue
	default: // number, true, false, null
		for i, c := range text {
			if isSpace(c) || c == ',' || c == '}' || c == ']' || c == ':' {
				return i, nil
			}
		}
		return 0, nil
	}
	var open [maxDepth]byte
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			n := stringLength(text[i:])
			if n == 0 {
				return 0, nil
			}
			i += n - 1
		case '{', '[':
			if depth == maxDepth {
				return 0, errTooDeep
			}
			open[depth] = c + 2 // the closing bracket, in ASCII
			depth++
		case '}', ']':
			depth--
			if open[depth] != c {
				return 0, errBrackets
			}
			if depth == 0 {
				return i + 1, nil
			}
		}
	}
	return 0, nil
}

// stringLength returns the length of the string that text begins with, quotes included; 0 when it does not end.
func stringLength(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

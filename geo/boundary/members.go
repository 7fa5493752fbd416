package boundary

import (
	"encoding/json"
	"errors"
	"io"
)

// members calls yield with each key of the JSON object whose opening brace is the next byte. yield consumes the key's value.
func members(s *stream, yield func(key string) error) error {
	s.skip()
	for first := true; ; first = false {
		c, err := s.peek()
		if err != nil {
			return inside(err)
		}
		if c == '}' {
			s.skip()
			return nil
		}
		if !first {
			if c != ',' {
				return errNoComma
			}
			s.skip()
		}
		key, err := s.key()
		if err != nil {
			return inside(err)
		}
		if err := yield(key); err != nil {
			return err
		}
	}
}

// membersOf is members with each value's text, valid until the next.
func membersOf(s *stream, yield func(key string, value []byte) error) error {
	return members(s, func(key string) error {
		value, err := s.value()
		if err != nil {
			return inside(err)
		}
		return yield(key, value)
	})
}

// elements calls yield with the text of each value of the JSON array whose opening bracket is the next byte.
func elements(s *stream, yield func(text []byte) error) error {
	s.skip()
	for n := 0; ; n++ {
		next, err := s.peek()
		if err != nil {
			return inside(err)
		}
		if next == ']' {
			s.skip()
			return nil
		}
		if n > 0 {
			if next != ',' {
				return errNoComma
			}
			s.skip()
		}
		text, err := s.value()
		if err != nil {
			return inside(err)
		}
		if err := yield(text); err != nil {
			return err
		}
	}
}

var (
	errNoComma = errors.New("a comma is missing")
	errNoKey   = errors.New("a key in quotation marks and a colon are missing")
)

// key reads a key and its colon.
func (s *stream) key() (string, error) {
	text, err := s.value()
	if err != nil {
		return "", err
	}
	key, err := unquote(text)
	if err != nil {
		return "", errNoKey
	}
	c, err := s.peek()
	if err != nil {
		return "", err
	}
	if c != ':' {
		return "", errNoKey
	}
	s.skip()
	return key, nil
}

// inside turns the end of the file into an unexpected one.
func inside(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// unquote reads a JSON string.
func unquote(text []byte) (string, error) {
	if len(text) >= 2 && text[0] == '"' && isPlain(text[1:len(text)-1]) {
		return string(text[1 : len(text)-1]), nil
	}
	var s string
	err := json.Unmarshal(text, &s)
	return s, err
}

// isPlain reports whether a string's text is the string: ASCII without escapes or control characters.
func isPlain(text []byte) bool {
	for _, c := range text {
		if c < 0x20 || c >= 0x80 || c == '\\' {
			return false
		}
	}
	return true
}

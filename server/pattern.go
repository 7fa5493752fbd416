package server

import (
	"fmt"
	"strings"
)

// pattern is a route's path, taken apart. Echo matches whole segments only, so what a segment ends with (".json", ".mvt")
// is matched here, and routes that differ in nothing else share one echo path.
type pattern struct {
	path     string // as echo writes it, parameters by number: "/tiles/:1/:2/:3/:4"
	names    []string
	suffixes []string // of the parameters, in order
}

// parsePattern reads "/tiles/{tileset}/{z}/{x}/{y}.mvt".
func parsePattern(s string) (pattern, error) {
	var p pattern
	segments := strings.Split(s, "/")
	for i, segment := range segments {
		if !strings.HasPrefix(segment, "{") {
			if strings.ContainsAny(segment, "{}:*") {
				return pattern{}, fmt.Errorf("route %s: a parameter begins its segment", s)
			}
			continue
		}
		name, suffix, closed := strings.Cut(segment[1:], "}")
		if !closed || name == "" || strings.ContainsAny(suffix, "{}:*") {
			return pattern{}, fmt.Errorf("route %s: segment %q is not {name} or {name}.suffix", s, segment)
		}
		p.names, p.suffixes = append(p.names, name), append(p.suffixes, suffix)
		segments[i] = fmt.Sprintf(":%d", len(p.names)) // not by name: routes that differ only in names must meet
	}
	p.path = strings.Join(segments, "/")
	return p, nil
}

// match takes the suffixes off the values of the parameters, if they all have them.
func (p pattern) match(values []string) ([]string, bool) {
	if len(values) != len(p.suffixes) {
		return nil, false
	}
	cut := make([]string, len(values))
	for i, value := range values {
		rest, ok := strings.CutSuffix(value, p.suffixes[i])
		if !ok || rest == "" {
			return nil, false
		}
		cut[i] = rest
	}
	return cut, true
}

// specificity orders routes that share a path: the one that asks for more is tried first.
func (p pattern) specificity() int { return len(strings.Join(p.suffixes, "")) }

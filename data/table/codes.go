package table

import (
	"fmt"
	"slices"
	"strings"
)

// codeList counts codes and keeps the first few as examples.
type codeList struct {
	n, rows  int
	examples []string
	last     string
	signs    signs
}

const keptExamples = 3

// add counts a row's code; n counts runs of one code, as rows of an area stand together in a long table.
func (l *codeList) add(code string) {
	l.rows++
	if code == l.last {
		return
	}
	l.last = strings.Clone(code) // a cell would keep its whole row in memory
	l.n++
	if len(l.examples) < keptExamples && !slices.Contains(l.examples, l.last) {
		l.examples = append(l.examples, l.last)
	}
	l.signs.add(l.last)
}

func (l codeList) String() string { return strings.Join(l.examples, ", ") }

// codeKinds are the entity prefixes of the ONS register of geographic codes.
var codeKinds = []struct{ prefixes, kind string }{
	{"E00 W00", "output areas"},
	{"E01 W01", "LSOAs"},
	{"E02 W02", "MSOAs"},
	{"S01", "Scottish data zones"},
	{"S02", "Scottish intermediate zones"},
	{"N20 N21", "Northern Irish data zones"},
	{"E05 W05 S13 N08", "wards"},
	{"E06 E07 E08 E09 W06 S12 N09", "local authorities"},
	{"E10", "counties"},
	{"E12", "regions"},
	{"E14 W07 S14 N05", "constituencies"},
	{"E38 W11", "health bodies"},
	{"E47", "combined authorities"},
	{"E54", "integrated care boards"},
}

// kindOf says what a code is of: "LSOAs"; "" when it is of no known kind.
func kindOf(code string) string {
	if len(code) == 9 {
		for _, k := range codeKinds {
			if strings.Contains(k.prefixes, code[:3]) {
				return k.kind
			}
		}
	}
	return ""
}

// describeCodes says what codes look like: "LSOAs (E01009158)".
func describeCodes(codes []string) string {
	if len(codes) == 0 {
		return "nothing"
	}
	first := codes[0]
	kind := kindOf(first)
	if kind == "" {
		kind = "codes of another kind"
		if _, ok := NormalisePostcode(first); ok {
			kind = "postcodes"
		} else if strings.Contains(first, " ") {
			kind = "what look like names"
		}
	}
	return fmt.Sprintf("%s (%s)", kind, first)
}

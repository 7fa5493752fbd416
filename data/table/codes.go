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
	highest  string // of the English LSOAs among them
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
	l.highest = higherLSOA(l.highest, l.last)
}

// higherLSOA is the higher of two codes, if they are English LSOAs'.
func higherLSOA(a, b string) string {
	if strings.HasPrefix(b, "E01") && b > a {
		return b
	}
	return a
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

// describeCodes says what codes look like: "LSOAs (E01009158)".
func describeCodes(codes []string) string {
	if len(codes) == 0 {
		return "nothing"
	}
	first := codes[0]
	kind := "codes of another kind"
	if len(first) == 9 {
		for _, k := range codeKinds {
			if strings.Contains(k.prefixes, first[:3]) {
				kind = k.kind
			}
		}
	} else if _, ok := NormalisePostcode(first); ok {
		kind = "postcodes"
	} else if strings.Contains(first, " ") {
		kind = "what look like names"
	}
	return fmt.Sprintf("%s (%s)", kind, first)
}

// lastLSOA11 is the highest code of an English LSOA of 2011; the review for 2021 gave out higher ones.
const lastLSOA11 = "E01033768"

// vintageDiffers reports whether areas without a row have codes that are new in 2021 while the table, which has LSOAs, has no
// such code.
func vintageDiffers(absent, table string) bool {
	return absent > lastLSOA11 && table != "" && table <= lastLSOA11
}

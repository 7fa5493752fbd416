package sniff

import (
	"regexp"
	"strconv"
	"strings"

	"hotspotmap/data/table"
)

// Column is one column of a sample.
type Column struct {
	Name  string
	Cells []string // "" where there is nothing
}

// codeKind is a kind of area with codes of the ONS register.
type codeKind struct {
	pattern                 *regexp.Regexp
	id, title, unit, plural string
}

// codeKinds are the kinds in order of size, the smallest first.
var codeKinds = []codeKind{
	{regexp.MustCompile(`^[EW]00\d{6}$`), "oa", "Output areas", "output area", "output areas"},
	{regexp.MustCompile(`^[EW]01\d{6}$`), "lsoa", "Lower layer Super Output Areas", "neighbourhood", "neighbourhoods"},
	{regexp.MustCompile(`^[EW]02\d{6}$`), "msoa", "Middle layer Super Output Areas", "community", "communities"},
	{regexp.MustCompile(`^[EW]05\d{6}$`), "ward", "Wards", "ward", "wards"},
	{regexp.MustCompile(`^(E0[6-9]|W06)\d{6}$`), "authority", "Local authorities", "local authority", "local authorities"},
}

// otherKind is the kind of codes that are nobody's but the council's.
var otherKind = codeKind{id: "area", title: "Areas", unit: "area", plural: "areas"}

// most is the share of cells that must look alike for the column to be of a kind.
const most = 0.9

// share is the part of the cells that are not empty for which a test holds; 0 when all are empty.
func (c Column) share(holds func(cell string) bool) float64 {
	filled, n := 0, 0
	for _, cell := range c.Cells {
		if cell == "" {
			continue
		}
		filled++
		if holds(cell) {
			n++
		}
	}
	if filled == 0 {
		return 0
	}
	return float64(n) / float64(filled)
}

// filled is how many cells are not empty.
func (c Column) filled() int {
	n := 0
	for _, cell := range c.Cells {
		if cell != "" {
			n++
		}
	}
	return n
}

// kind is the kind of codes in the column, and whether they are codes of the ONS.
func (c Column) kind() (codeKind, bool) {
	for _, k := range codeKinds {
		if c.share(k.pattern.MatchString) >= most {
			return k, true
		}
	}
	return codeKind{}, false
}

// distinct are the different cells that are not empty, in the order they first stand there.
func (c Column) distinct() []string {
	seen := map[string]bool{"": true}
	var out []string
	for _, cell := range c.Cells {
		if !seen[cell] {
			seen[cell] = true
			out = append(out, cell)
		}
	}
	return out
}

// unique reports whether no two cells are the same and none is empty.
func (c Column) unique() bool { return len(c.Cells) > 0 && len(c.distinct()) == len(c.Cells) }

// within is the share of known values that stand in the column.
func (c Column) within(known map[string]bool) float64 {
	n := 0
	for _, cell := range c.distinct() {
		if known[cell] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(known)))
}

// figures are what the cells of a column of numbers come to.
type figures struct {
	low, high float64
	whole     bool // no number has decimals
}

// figures reads the column as numbers. ok is false when too few of the cells are.
func (c Column) figures() (f figures, ok bool) {
	f.whole = true
	n, other := 0, 0
	for _, cell := range c.Cells {
		v, err := strconv.ParseFloat(strings.ReplaceAll(cell, ",", ""), 64)
		if err != nil {
			if _, mark := table.Marks[strings.ToLower(cell)]; !mark {
				other++
			}
			continue
		}
		if n == 0 {
			f.low, f.high = v, v
		}
		f.low, f.high = min(f.low, v), max(f.high, v)
		f.whole = f.whole && v == float64(int64(v))
		n++
	}
	return f, n > 0 && other == 0
}

// postcodes reports whether the column holds postcodes.
func (c Column) postcodes() bool {
	return c.share(func(cell string) bool { _, ok := table.NormalisePostcode(cell); return ok }) >= most
}

// like reports whether the column's name contains one of some words, whatever its case.
func (c Column) like(words ...string) bool {
	name := strings.ToLower(c.Name)
	for _, w := range words {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// column returns the first column for which a test holds.
func (f File) column(holds func(Column) bool) (Column, bool) {
	for _, c := range f.Columns {
		if holds(c) {
			return c, true
		}
	}
	return Column{}, false
}

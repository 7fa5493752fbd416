package table

import (
	"fmt"
	"hash/maphash"
	"math"
	"strings"

	"hotspotmap/geo"
)

// gatherer collects one indicator's values while the rows go by.
type gatherer struct {
	spec        IndicatorSpec
	header      []string
	parts       []int // columns that add up to the value or the numerator: mostly one
	denominator int   // -1 without
	where       []*filter
	values      []float64 // by area; sums for a numerator
	flags       []geo.Flag
	lines       []int     // by area: line of the first row taken, 0 = none
	below       []float64 // by area: denominators
	belowFlags  []geo.Flag
	belowLines  []int
	decimals    int            // most seen among the values taken
	commas      commas         // what is known of those in numbers
	repeats     map[uint64]int // hash of a taken row → its line
	seed        maphash.Seed
}

func newGatherer(spec IndicatorSpec, header *columns, areas int) *gatherer {
	g := &gatherer{spec: spec, header: header.names, denominator: -1, commas: commas{semicolons: header.semicolons}, values: make([]float64, areas), flags: make([]geo.Flag, areas), lines: make([]int, areas)}
	if spec.Column != "" {
		g.parts = []int{header.find("column", spec.Column)}
	}
	for _, name := range spec.Numerators {
		g.parts = append(g.parts, header.find("numerator", name))
	}
	if spec.Denominator != "" {
		g.denominator = header.find("denominator", spec.Denominator)
		g.below, g.belowFlags, g.belowLines = make([]float64, areas), make([]geo.Flag, areas), make([]int, areas)
	}
	g.where = newFilters(spec.Where, header)
	if g.sums() && len(g.where) > 0 {
		g.repeats, g.seed = map[uint64]int{}, maphash.MakeSeed()
	}
	for i := range g.flags {
		g.flags[i] = geo.Missing
	}
	return g
}

// sums reports whether several rows of an area add up.
func (g *gatherer) sums() bool { return len(g.spec.Numerators) > 0 }

// columnName is the column the values come from, for messages: the first of several.
func (g *gatherer) columnName() string {
	if g.sums() {
		return g.spec.Numerators[0]
	}
	return g.spec.Column
}

// take takes what it needs of a row. taken is set when it took a value, bad when there was one that is not a number.
func (g *gatherer) take(r row, area int, known bool, issues *geo.Issues) (taken, bad bool, err error) {
	if r.fault != "" {
		return false, false, nil
	}
	selected := true
	for _, f := range g.where {
		selected = f.accepts(r) && selected
	}
	if !known {
		return false, false, nil
	}
	if g.denominator >= 0 {
		if err := g.takeDenominator(r, area, issues); err != nil {
			return false, false, err
		}
	}
	if !selected {
		return false, false, nil
	}
	if err := g.repeated(r, area); err != nil {
		return false, false, err
	}
	value, flag := g.add(r, issues)
	switch {
	case g.lines[area] == 0:
		g.values[area], g.flags[area], g.lines[area] = value, flag, r.line
	case flag != geo.Present: // one unknown part makes the sum unknown
		g.flags[area] = flag
	default:
		g.values[area] += value
	}
	return flag != geo.Rejected, flag == geo.Rejected, nil
}

// add adds up the parts of a row. One unknown part makes the sum unknown.
func (g *gatherer) add(r row, issues *geo.Issues) (sum float64, flag geo.Flag) {
	flag = geo.Present
	for _, column := range g.parts {
		cell := r.cells[column]
		if g.spec.Indicator.Unit == "%" {
			cell = strings.TrimSuffix(cell, "%")
		}
		value, decimals, f := number(cell, g.spec.Flags)
		if f == geo.Rejected {
			issues.Add("number "+g.spec.Indicator.ID, notANumber(r, g.header[column], r.cells[column]))
		}
		g.commas.note(r.line, cell, f)
		if f != geo.Present && flag != geo.Rejected {
			flag = f
		}
		sum += value
		g.decimals = max(g.decimals, decimals)
	}
	return sum, flag
}

// repeated refuses a second row where an area may have one, and a row that stands there twice.
func (g *gatherer) repeated(r row, area int) error {
	if g.repeats == nil {
		if first := g.lines[area]; first > 0 {
			return geo.Issue{Problem: fmt.Sprintf("the area already has a row, line %d (for %s)", first, g.spec.Indicator.ID),
				Remedy: "remove one of the two; in a long table choose rows with where = { column = [\"…\"] }"}
		}
		return nil
	}
	var h maphash.Hash
	h.SetSeed(g.seed)
	for _, cell := range r.cells {
		h.WriteString(cell)
		h.WriteByte(0)
	}
	if first, ok := g.repeats[h.Sum64()]; ok {
		return geo.Issue{Problem: fmt.Sprintf("is the same as line %d and would be counted twice (for %s)", first, g.spec.Indicator.ID),
			Remedy: "remove one of the two"}
	}
	g.repeats[h.Sum64()] = r.line
	return nil
}

func (g *gatherer) takeDenominator(r row, area int, issues *geo.Issues) error {
	value, _, flag := number(r.cells[g.denominator], g.spec.Flags)
	if flag == geo.Rejected {
		issues.Add("denominator "+g.spec.Indicator.ID, notANumber(r, g.spec.Denominator, r.cells[g.denominator]))
	}
	if flag == geo.Present && value < 0 {
		flag = geo.Rejected
		issue := geo.Issue{Severity: geo.SeverityReject, Row: r.line, Column: g.spec.Denominator, Value: r.cells[g.denominator],
			Problem: "is below 0, and a share of that means nothing", Remedy: "correct it"}
		if nines(-value) {
			issue.Remedy = sayNone(issue.Value)
		}
		issues.Add("denominator below 0 "+g.spec.Indicator.ID, issue)
	}
	first := g.belowLines[area]
	switch {
	case first == 0:
		g.below[area], g.belowFlags[area], g.belowLines[area] = value, flag, r.line
	case g.spec.SumDenominator && flag != geo.Present:
		g.belowFlags[area] = flag
	case g.spec.SumDenominator:
		g.below[area] += value
	case value != g.below[area] || flag != g.belowFlags[area]:
		return geo.Issue{Column: g.spec.Denominator, Value: r.cells[g.denominator],
			Problem: fmt.Sprintf("differs from the same area's %g on line %d", g.below[area], first),
			Remedy:  "a denominator is one number an area; if this column is a part of it, write sum_denominator = true"}
	}
	return nil
}

func notANumber(r row, column, cell string) geo.Issue {
	issue := geo.Issue{Severity: geo.SeverityReject, Row: r.line, Column: column, Value: cell, Problem: "is not a number",
		Remedy: "correct it, or say what the mark means with flags = { \"" + cell + "\" = \"suppressed\" }"}
	if withDecimalComma.MatchString(strings.TrimSpace(cell)) {
		issue.Problem, issue.Remedy = "has a decimal comma", writePoints
	}
	return issue
}

// rate divides what was gathered. The share of nothing is not applicable.
func (g *gatherer) rate(area int) (float64, geo.Flag) {
	switch {
	case g.flags[area] != geo.Present:
		return math.NaN(), g.flags[area]
	case g.denominator < 0:
		return g.values[area], geo.Present
	case g.belowFlags[area] != geo.Present:
		return math.NaN(), g.belowFlags[area]
	case g.below[area] == 0:
		return math.NaN(), geo.NotApplicable
	}
	value := g.values[area] / g.below[area]
	if g.spec.Indicator.Unit == "%" {
		value *= 100
	}
	return value, geo.Present
}

// shared makes what the spec asks for of the counts, at the decimals of the plain rates. What has a rate but makes no share, such as more
// than all, is rejected.
func (g *gatherer) shared(plain geo.Column) geo.Column {
	numerator, denominator := make([]float64, len(g.values)), make([]float64, len(g.values))
	for area := range g.values {
		numerator[area], denominator[area] = math.NaN(), math.NaN()
		if plain.Flags[area] == geo.Present {
			numerator[area], denominator[area] = g.values[area], g.below[area]
		}
	}
	column := geo.NewColumn(plain.Indicator, len(g.values))
	for area, share := range g.spec.Shares(numerator, denominator) {
		switch {
		case plain.Flags[area] != geo.Present:
			column.Flags[area] = plain.Flags[area]
		case math.IsNaN(share):
			column.Flags[area] = geo.Rejected
		default:
			if g.spec.Indicator.Unit == "%" {
				share *= 100
			}
			column.Values[area], column.Flags[area] = plain.Indicator.Round(share), geo.Present
		}
	}
	return column
}

// column finishes the indicator.
func (g *gatherer) column(t *tally) (geo.Column, error) {
	for _, f := range g.where {
		if err := f.err(t.file); err != nil {
			return geo.Column{}, err
		}
	}
	if issue := g.commas.contradict(); issue != nil {
		issue.File, issue.Column = t.file, g.columnName()
		return geo.Column{}, *issue
	}
	column := geo.NewColumn(g.spec.Indicator, len(g.values))
	for area := range column.Values {
		column.Values[area], column.Flags[area] = g.rate(area)
	}
	column.Indicator.Decimals = g.chooseDecimals(column)
	for area, value := range column.Values {
		stored, err := geo.Store(value, column.Flags[area], column.Indicator.Decimals)
		if err != nil {
			return geo.Column{}, geo.Issue{Severity: geo.SeverityError, File: t.file, Row: g.lines[area], Column: g.columnName(),
				Value:   plainly(value),
				Problem: "the value of " + t.codes[area] + " is too large",
				Remedy:  fewerDigits(value, column.Indicator.Decimals)}
		}
		column.Values[area], column.Flags[area] = geo.Load(stored, column.Indicator.Decimals)
	}
	g.mention(t, column)
	return column, nil
}

const (
	mostDecimals = 4
	rateDecimals = 2
)

// chooseDecimals keeps the source's decimals, as far as four and as far as the largest value allows.
func (g *gatherer) chooseDecimals(column geo.Column) int {
	if g.spec.Decimals != nil {
		return *g.spec.Decimals
	}
	decimals := min(g.decimals, mostDecimals)
	if g.denominator >= 0 {
		decimals = rateDecimals
	}
	most := 0.0
	for area, v := range column.Values {
		if column.Flags[area] == geo.Present {
			most = max(most, math.Abs(v))
		}
	}
	for decimals > 0 && most*math.Pow10(decimals) > geo.MaxStored {
		decimals--
	}
	return decimals
}

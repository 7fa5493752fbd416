package table

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"hotspotmap/geo"
)

// Marks are the cells that stand for a value nobody gave, in lower case: the symbols of the Government Statistical
// Service, of Nomis and of older ONS tables, and what software writes for nothing. A bare "-" once meant zero in some ONS
// tables; it is read as missing, because a zero that was not published must not enter an index.
var Marks = map[string]geo.Flag{
	"": geo.Missing, "-": geo.Missing, "–": geo.Missing, "..": geo.Missing, "...": geo.Missing, "…": geo.Missing, ":": geo.Missing,
	"x": geo.Missing, "[x]": geo.Missing, "na": geo.Missing, "n/a": geo.Missing, "#n/a": geo.Missing, "nan": geo.Missing,
	"null": geo.Missing, "none": geo.Missing,
	"c": geo.Suppressed, "[c]": geo.Suppressed, "*": geo.Suppressed, "**": geo.Suppressed, "s": geo.Suppressed, "[s]": geo.Suppressed,
	"suppressed": geo.Suppressed,
	"z":          geo.NotApplicable, "[z]": geo.NotApplicable, ".": geo.NotApplicable,
}

// number reads a cell: a value, or the flag that says why there is none. own are marks beside [Marks], which may be numbers: -999.
// decimals is how many digits follow the point.
func number(cell string, own map[string]geo.Flag) (value float64, decimals int, flag geo.Flag) {
	cell = strings.TrimSpace(cell)
	if flag, ok := own[cell]; ok {
		return 0, 0, flag
	}
	if value, decimals, ok := decimal(cell); ok {
		for mark, flag := range own { // -999.0 is -999
			if v, _, ok := decimal(mark); ok && v == value {
				return 0, 0, flag
			}
		}
		return value, decimals, geo.Present
	}
	if flag, ok := Marks[strings.ToLower(cell)]; ok {
		return 0, 0, flag
	}
	if len(cell) > 1 && cell[0] == '<' { // "<5": a count too small to publish
		if _, _, ok := decimal(strings.TrimSpace(cell[1:])); ok {
			return 0, 0, geo.Suppressed
		}
	}
	return 0, 0, geo.Rejected
}

// decimal reads 12, -0.5, 1.2e3 and 1,234.5: what strconv reads, less what only a program would write (hexadecimal,
// underscores, Inf, NaN), and the thousands commas that people write.
func decimal(s string) (value float64, decimals int, ok bool) {
	if value, decimals, ok := short(s); ok {
		return value, decimals, true
	}
	point := -1
	commas := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9', c == '-', c == '+':
		case c == '.' && point < 0:
			point = i
		case c == 'e' || c == 'E':
			if point < 0 {
				point = i
			}
		case c == ',' && point < 0:
			commas = true
		default:
			return 0, 0, false
		}
	}
	if commas {
		if !thousands(s, point) {
			return 0, 0, false
		}
		whole := strings.ReplaceAll(s, ",", "")
		return decimal(whole)
	}
	value, err := strconv.ParseFloat(s, 64)
	if err != nil { // also out of range: 1e999
		return 0, 0, false
	}
	if point >= 0 {
		decimals = len(s) - point - 1
	}
	return value, decimals, true
}

// powersOfTen are exact: a float64 holds every power of ten up to 10²².
var powersOfTen = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// short reads what nearly every cell holds, at most fifteen digits with or without a point: a float64 holds those and the power of ten
// exactly, so that their quotient is the nearest to the number, as strconv would have it (Clinger, "How to read floating point numbers
// accurately", 1990).
func short(s string) (value float64, decimals int, ok bool) {
	whole, digits, point := int64(0), 0, -1
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			whole, digits = 10*whole+int64(c-'0'), digits+1
		case c == '.' && point < 0:
			point = i
		case c == '-' && i == 0:
		default:
			return 0, 0, false
		}
	}
	if digits == 0 || digits >= len(powersOfTen) {
		return 0, 0, false
	}
	if point >= 0 {
		decimals = len(s) - point - 1
	}
	value = float64(whole) / powersOfTen[decimals]
	if s[0] == '-' {
		value = -value
	}
	return value, decimals, true
}

// thousands reports whether every comma of a number separates three digits: 1,234,567. Nobody writes 0,123 for 123.
func thousands(s string, point int) bool {
	if point >= 0 {
		s = s[:point]
	}
	groups := strings.Split(strings.TrimLeft(s, "+-"), ",")
	if len(groups[0]) == 0 || len(groups[0]) > 3 || groups[0][0] == '0' {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

// withDecimalComma is a number that is none unless its comma is a decimal point: 3,14 or 1.234,5.
var withDecimalComma = regexp.MustCompile(`^[-+]?([0-9]+|[0-9]{1,3}(\.[0-9]{3})+),[0-9]+ ?%?$`)

// plainly writes a number out, unless that takes a line.
func plainly(value float64) string {
	if math.Abs(value) >= 1e15 {
		return strconv.FormatFloat(value, 'g', -1, 64)
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

// fewerDigits says what to do about a value that does not fit in some decimals.
func fewerDigits(value float64, decimals int) string {
	for fewer := decimals - 1; fewer >= 0; fewer-- {
		if math.Abs(value)*math.Pow10(fewer) <= geo.MaxStored {
			return fmt.Sprintf("correct it, or write decimals = %d", fewer)
		}
	}
	return fmt.Sprintf("correct it, or give the figures in thousands or millions and say so in the unit: the largest that fits is %s",
		geo.Count(geo.MaxStored))
}

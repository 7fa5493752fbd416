package table

import (
	"regexp"
	"strings"
)

// codeIn is the code in a cell: without the name that Nomis writes after it, "E01011954 : Hartlepool 001A", and without the apostrophe
// that keeps a spreadsheet from taking it for a number.
func codeIn(cell string) string {
	code, _, _ := strings.Cut(cell, " : ")
	return strings.TrimSpace(strings.TrimPrefix(code, "'"))
}

var (
	scientific = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$`)
	dated      = regexp.MustCompile(`^([0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}( 00:00(:00)?)?|[0-9]{1,2}-[A-Z][a-z]{2}(-[0-9]{2,4})?|[A-Z][a-z]{2}-[0-9]{2,4})$`)
)

// mangled says what a spreadsheet has made of a code, "" when it has left it alone.
func mangled(code string) string {
	switch {
	case scientific.MatchString(code):
		return "is a number in scientific notation, which a spreadsheet has made of a code"
	case dated.MatchString(code):
		return "is a date, which a spreadsheet has made of a code"
	}
	return ""
}

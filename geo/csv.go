package geo

import "strings"

// CSVText is text as a field of a CSV file has it. A spreadsheet takes a field that begins like a formula for one, whatever the
// quotes around it, so that such text gets an apostrophe in front (CWE-1236).
func CSVText(text string) string {
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t\r\n") {
		return "'" + text
	}
	return text
}

// CSVMark is what a field of a CSV file has for a value that is not there, in the shorthand of UK official statistics; empty for one
// that is. An empty field would count as 0 in a spreadsheet's sums: a mark is an error there, and is seen.
func CSVMark(f Flag) string {
	return [...]string{Present: "", Missing: "[x]", Suppressed: "[c]", NotApplicable: "[z]", Rejected: "[x]"}[f]
}

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

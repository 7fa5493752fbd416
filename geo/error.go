package geo

import (
	"fmt"
	"strings"
)

// Error renders an issue as one line: file, place, what is wrong, what to do.
func (i Issue) Error() string {
	var b strings.Builder
	b.WriteString(i.File)
	if i.Row > 0 {
		fmt.Fprintf(&b, ":%d", i.Row)
	}
	if i.Column != "" {
		fmt.Fprintf(&b, ": column %q", i.Column)
	}
	if i.Value != "" {
		fmt.Fprintf(&b, ": value %q", shorten(i.Value))
	}
	b.WriteString(": ")
	b.WriteString(i.Problem)
	if i.Remedy != "" {
		b.WriteString(" — ")
		b.WriteString(i.Remedy)
	}
	if i.Rows > 1 {
		fmt.Fprintf(&b, " (%d rows)", i.Rows)
	}
	return b.String()
}

// shorten keeps an error on one line whatever the source holds.
func shorten(s string) string {
	const most = 60
	r := []rune(s)
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

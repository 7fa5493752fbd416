package sniff

import (
	"fmt"
	"strings"
)

// writer writes TOML.
type writer struct{ text strings.Builder }

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.text, format+"\n", args...) }

// key writes a text, with a comment if there is one. An empty text is left out.
func (w *writer) key(key, value, comment string) {
	if value == "" {
		return
	}
	w.line("%s = %s%s", key, quote(value), remark(comment))
}

// check marks a guess.
func check(what string) string { return "CHECK: " + what }

// remark is a comment at the end of a line. It holds what files say, so it must stay on its line.
func remark(comment string) string {
	if comment == "" {
		return ""
	}
	return "   # " + oneLine(comment)
}

func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}

// quote writes a TOML basic string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "?") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func quoteAll(all []string) string {
	quoted := make([]string, len(all))
	for i, s := range all {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// commentedOut puts a mark before each line.
func commentedOut(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line == "\n" {
			b.WriteString("#\n")
			continue
		}
		b.WriteString("# " + line)
	}
	return b.String()
}

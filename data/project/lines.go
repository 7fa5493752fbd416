package project

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines knows where each key of a TOML file is written. A key is named from the root, "table[0].indicator[2].id", with the
// 0-based position in lists of tables.
type lines struct {
	at      map[string]int
	keys    []string // in the order written
	headers []header
}

// header is a [table] or a [[table]].
type header struct {
	key  []string
	list bool
	line int
}

func indexLines(text []byte) lines {
	l := lines{at: map[string]int{}}
	line := func(raw unstable.Range) int {
		return 1 + bytes.Count(text[:raw.Offset], []byte{'\n'})
	}
	counts := map[string]int{} // of the lists of tables, by key
	under := ""
	parser := unstable.Parser{}
	parser.Reset(text)
	for parser.NextExpression() {
		e := parser.Expression()
		if e.Kind == unstable.KeyValue {
			l.keyValue(under, e, line)
			continue
		}
		if e.Kind != unstable.Table && e.Kind != unstable.ArrayTable {
			continue
		}
		h := header{list: e.Kind == unstable.ArrayTable}
		under = ""
		for keys := e.Key(); keys.Next(); {
			node := keys.Node()
			h.key, h.line = append(h.key, string(node.Data)), line(node.Raw)
			under = join(under, string(node.Data))
			l.note(under, h.line)
			if h.list && keys.IsLast() {
				counts[under]++
			}
			if n := counts[under]; n > 0 {
				under += "[" + strconv.Itoa(n-1) + "]"
			}
		}
		l.headers = append(l.headers, h)
		l.note(under, h.line)
	}
	return l
}

func join(under, name string) string {
	if under == "" {
		return name
	}
	return under + "." + name
}

func (l *lines) note(key string, line int) {
	if _, seen := l.at[key]; !seen {
		l.at[key] = line
		l.keys = append(l.keys, key)
	}
}

func (l *lines) keyValue(under string, e *unstable.Node, line func(unstable.Range) int) {
	written := 0
	for keys := e.Key(); keys.Next(); {
		under = join(under, string(keys.Node().Data))
		written = line(keys.Node().Raw)
	}
	l.value(under, e.Value(), written, line)
}

func (l *lines) value(key string, v *unstable.Node, written int, line func(unstable.Range) int) {
	l.note(key, written)
	switch v.Kind {
	case unstable.InlineTable:
		for children := v.Children(); children.Next(); {
			l.keyValue(key, children.Node(), line)
		}
	case unstable.Array:
		i := 0
		for children := v.Children(); children.Next(); {
			if child := children.Node(); child.Kind != unstable.Comment {
				if child.Raw.Length > 0 {
					written = line(child.Raw)
				}
				l.value(key+"["+strconv.Itoa(i)+"]", child, written, line)
				i++
			}
		}
	}
}

// has reports whether a key is written.
func (l lines) has(key string) bool { return l.at[key] > 0 }

// of returns the line of a key, or of what it belongs to when it is not written; 0 when nothing of it is.
func (l lines) of(key string) int {
	for key != "" {
		if line := l.at[key]; line > 0 {
			return line
		}
		key = key[:max(strings.LastIndexAny(key, ".["), 0)]
	}
	return 0
}

// find returns the parts of a key written on a line, without positions in lists; nil when there is none with that last part.
func (l lines) find(line int, last string) []string {
	for _, key := range l.keys {
		if l.at[key] == line && strings.HasSuffix(key, "."+last) {
			return strings.Split(positions.ReplaceAllString(key, ""), ".")
		}
	}
	return nil
}

var positions = regexp.MustCompile(`\[[0-9]+\]`)

// below returns the keys written directly under a key, in order.
func (l lines) below(key string) []string {
	var names []string
	for _, k := range l.keys {
		if rest, ok := strings.CutPrefix(k, key+"."); ok && !strings.ContainsAny(rest, ".[") {
			names = append(names, rest)
		}
	}
	return names
}

package project

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"hotspotmap/geo"
)

// document is the project file as TOML has it: a Project, but for what TOML holds in tables and a Project in order.
type document struct {
	Project
	Sites []sitesDocument `toml:"sites"`
	Index indexDocument   `toml:"index"`

	lines lines
}

type sitesDocument struct {
	Sites
	Facts map[string]string `toml:"facts"`
}

type indexDocument struct {
	Index
	Components []componentDocument `toml:"component"`
}

type componentDocument struct {
	Component
	Indicators map[string]float64 `toml:"indicators"`
}

// decode reads the TOML strictly, over the defaults that are not empty.
func decode(path string, text []byte) (*document, *faults) {
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) // a byte order mark, as Windows editors write
	d := &document{lines: indexLines(text)}
	d.Hotspots = Hotspots{Neighbours: NeighboursQueen, SnapM: 1, Weights: "row", FDR: 0.05, Permutations: 9999, Seed: 1}
	d.Reach = Reach{Detour: 1.3, From: FromInside, Need: NeedIndex}
	d.Targets = Targets{Hotspot: true, BeyondM: 800, AtMost: 20}
	d.Index.Normalise, d.Index.Aggregate, d.Index.MinimumPresent = "minmax", "arithmetic", 0.6
	d.Stability = Stability{Draws: 1000, Spread: 0.3, Seed: 1}
	f := &faults{file: path, text: text, lines: d.lines}

	f.misheaded()
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().EnableUnmarshalerInterface().Decode(d)
	var unknown *toml.StrictMissingError
	var broken *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		for i := range unknown.Errors {
			f.unknown(&unknown.Errors[i])
		}
	case errors.As(err, &broken):
		f.undecoded = true
		if line, _ := broken.Position(); !f.on(line) {
			f.broken(broken)
		}
	case err != nil:
		f.undecoded = true
		f.add(0, err.Error(), "")
	}
	return d, f
}

// faults collects what is wrong with a project file.
type faults struct {
	file      string
	text      []byte
	lines     lines
	undecoded bool // the document is not whole, so there is no sense in checking it
	issues    []error
}

func (f *faults) add(line int, problem, remedy string) {
	f.issues = append(f.issues, geo.Issue{Severity: geo.SeverityError, File: f.file, Row: line, Problem: problem, Remedy: remedy})
}

// at adds a fault of a key, such as "sites[0].kind", on the line where the key, or else what it belongs to, is written.
func (f *faults) at(key, problem, remedy string) { f.add(f.lines.of(key), problem, remedy) }

// on reports whether there is a fault on a line already.
func (f *faults) on(line int) bool {
	return slices.ContainsFunc(f.issues, func(err error) bool {
		var issue geo.Issue
		return errors.As(err, &issue) && issue.Row == line
	})
}

func (f *faults) err() error { return errors.Join(f.issues...) }

// unknown adds a fault for a key that no struct has.
func (f *faults) unknown(e *toml.DecodeError) {
	line, _ := e.Position()
	key := e.Key()
	last := key[len(key)-1]
	if written := f.lines.find(line, last); written != nil {
		key = written // the decoder leaves out the inline tables that a key is in
	}
	known := knownKeys(typeAt(key[:len(key)-1]))
	where := "here"
	if len(key) > 1 {
		where = "in " + strings.Join(key[:len(key)-1], ".")
	}
	f.add(line, fmt.Sprintf("there is no key %q %s", last, where), geo.DidYouMean(last, known))
}

// broken adds a fault for TOML that cannot be read, or a value of the wrong type.
func (f *faults) broken(e *toml.DecodeError) {
	line, column := e.Position()
	message := strings.TrimPrefix(e.Error(), "toml: ")
	key := e.Key()
	if wanted := describeType(typeAt(key)); strings.HasPrefix(message, "cannot decode") && wanted != "" {
		f.add(line, fmt.Sprintf("%s has a value of the wrong type", strings.Join(key, ".")), "write "+wanted)
		return
	}
	if len(key) > 0 && !strings.Contains(message, "already") {
		if !strings.Contains(message, key[len(key)-1]) {
			message = strings.Join(key, ".") + ": " + message
		}
		f.add(line, fmt.Sprintf("%s (character %d)", message, column), "")
		return
	}
	written := strings.TrimRight(strings.Split(string(f.text), "\n")[line-1], "\r")
	problem, remedy := syntax(written, message, column)
	f.add(line, fmt.Sprintf("this line %s: %s", problem, shortened(strings.ToValidUTF8(strings.TrimSpace(written), "\ufffd"))), remedy)
}

// misheaded adds faults for [table] where [[table]] belongs, which TOML takes for something else.
func (f *faults) misheaded() {
	for _, h := range f.lines.headers {
		t := typeAt(h.key)
		if t == nil {
			continue
		}
		name := strings.Join(h.key, ".")
		if list := t.Kind() == reflect.Slice; list && !h.list {
			f.add(h.line, fmt.Sprintf("[%s] may stand here more than once", name), fmt.Sprintf("write [[%s]], with two brackets", name))
		} else if !list && h.list {
			f.add(h.line, fmt.Sprintf("[[%s]] stands here once only", name), fmt.Sprintf("write [%s], with one bracket", name))
		}
	}
}

// typeAt follows a key through the document's types; nil when it leads nowhere.
func typeAt(key []string) reflect.Type {
	t := reflect.TypeFor[document]()
	for _, part := range key {
		t = elem(t)
		if t.Kind() != reflect.Struct {
			return nil
		}
		next, ok := fieldsOf(t)[part]
		if !ok {
			return nil
		}
		t = next
	}
	return t
}

// elem is the type that keys under a value belong to.
func elem(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// fieldsOf returns a struct's TOML keys and their types, those of embedded structs among them.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for _, field := range reflect.VisibleFields(t) {
		if name := field.Tag.Get("toml"); name != "" && name != "-" {
			fields[name] = field.Type
		}
	}
	return fields
}

func knownKeys(t reflect.Type) []string {
	if t == nil || elem(t).Kind() != reflect.Struct {
		return nil
	}
	var keys []string
	for _, field := range reflect.VisibleFields(elem(t)) {
		if name := field.Tag.Get("toml"); name != "" && name != "-" {
			keys = append(keys, name)
		}
	}
	return keys
}

// describeType says what to write for a value of a type.
func describeType(t reflect.Type) string {
	if t == nil {
		return ""
	}
	if t == reflect.TypeFor[geo.Direction]() {
		return `"worse" or "better"`
	}
	switch t.Kind() {
	case reflect.Pointer:
		return describeType(t.Elem())
	case reflect.String:
		return `text, "in quotation marks"`
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	case reflect.Slice, reflect.Array:
		if elem(t).Kind() == reflect.Struct {
			return "a list of tables"
		}
		return "a list, [" + strings.TrimPrefix(describeType(t.Elem()), "text, ") + ", …]"
	case reflect.Map:
		return "a table, { key = " + strings.TrimPrefix(describeType(t.Elem()), "text, ") + " }"
	case reflect.Struct:
		return "a table, { key = value }"
	}
	return ""
}

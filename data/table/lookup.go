package table

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// Lookup gives each small area its parent.
type Lookup struct {
	Codes   []string // of the parents, sorted: position + 1 is the parent's aid
	Names   []string // beside Codes
	Parents []uint32 // for each small area in the order given, its parent's aid
}

// ReadLookup reads the parent of each small area. codes are the small areas' in aid order; every one of them has exactly one
// parent, or that is an error. A lookup may name an area in several rows that agree, as one from output areas does.
func ReadLookup(file string, r io.Reader, spec LookupSpec, codes []string) (Lookup, geo.Rows, []geo.Issue, error) {
	rows, err := openRows(file, r, spec.Layout, spec.columns())
	if err != nil {
		return Lookup{}, geo.Rows{}, nil, err
	}
	header := columnsOf(file, rows)
	from, code, name := header.find("lookup.from", spec.From), header.find("lookup.code", spec.Code), header.findIf("lookup.name", spec.Name)
	if err := header.err(); err != nil {
		return Lookup{}, geo.Rows{}, nil, err
	}

	t := newTally(header, spec.From, spec.Geography, codes)
	found := links{spec: spec, parents: make([]string, len(codes)), lines: make([]int, len(codes)), names: map[string]string{}}
	for {
		row, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Lookup{}, geo.Rows{}, nil, err
		}
		area, known := t.place(row, from)
		if !known {
			continue
		}
		if row.cell(code) == "" {
			t.reject(row, spec.Code, "", "has no parent code", "give the row one or remove it")
			continue
		}
		if err := found.add(row, area, codes[area], row.cell(code), row.cell(name), &t.issues); err != nil {
			return Lookup{}, geo.Rows{}, nil, t.locate(err, row, from)
		}
		t.rows.Used++
	}
	if err := t.err(); err != nil {
		return Lookup{}, t.rows, nil, err
	}
	if err := found.orphans(file, codes); err != nil {
		return Lookup{}, t.rows, nil, err
	}
	t.mention(rows)
	return found.lookup(), t.rows, t.issues.All(), nil
}

// links is a lookup in the making.
type links struct {
	spec    LookupSpec
	parents []string          // by small area: the parent's code, "" = none yet
	lines   []int             // by small area: where it was found
	names   map[string]string // by parent code
}

func (l *links) add(r row, area int, small, parent, name string, issues *geo.Issues) error {
	if before := l.parents[area]; before != "" && before != parent {
		return geo.Issue{Column: l.spec.Code, Value: parent,
			Problem: fmt.Sprintf("%s already has the parent %s, line %d", small, before, l.lines[area]),
			Remedy:  "an area has one parent: use a best-fit lookup, or remove one of the two rows"}
	}
	if l.parents[area] == "" {
		l.parents[area], l.lines[area] = strings.Clone(parent), r.line
	}
	if name == "" {
		name = parent
	}
	if before, known := l.names[parent]; !known {
		l.names[l.parents[area]] = strings.Clone(name)
	} else if before != name {
		issues.Add("names", geo.Issue{Severity: geo.SeverityWarn, Row: r.line, Column: l.spec.Name, Value: name,
			Problem: fmt.Sprintf("%s is also called %q; the first name is used", parent, before), Remedy: "give it one name in the lookup"})
	}
	return nil
}

// orphans is set when a small area has no parent.
func (l *links) orphans(file string, codes []string) error {
	var without codeList
	for area, parent := range l.parents {
		if parent == "" {
			without.add(codes[area])
		}
	}
	if without.n == 0 {
		return nil
	}
	return geo.Issue{Severity: geo.SeverityError, File: file, Column: l.spec.From,
		Problem: fmt.Sprintf("no parent for %d of the %d areas of %s, such as %s", without.n, len(codes), l.spec.Geography, without),
		Remedy:  "use the lookup of the same vintage as the boundaries"}
}

func (l *links) lookup() Lookup {
	out := Lookup{Parents: make([]uint32, len(l.parents))}
	for code := range l.names {
		out.Codes = append(out.Codes, code)
	}
	slices.SortFunc(out.Codes, cmp.Compare[string])
	for _, code := range out.Codes {
		out.Names = append(out.Names, l.names[code])
	}
	at := positions(out.Codes)
	for area, parent := range l.parents {
		out.Parents[area] = uint32(at[parent] + 1)
	}
	return out
}

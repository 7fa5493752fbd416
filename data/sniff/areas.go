package sniff

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// geography is a set of areas as it is to be written.
type geography struct {
	id, title, singular, plural string
	file, code, name, wkt       string
	metres                      bool // the coordinates look like EPSG:27700, and the file does not say so
	sure                        bool // the codes are the register's
	codes                       map[string]bool
	kind                        codeKind
}

// parent is a geography that a lookup makes of the small areas.
type parent struct {
	geography
	from string // column with the small area's code
}

// smallAreas picks the boundaries whose areas are scored: of all polygons those of the smallest kind, and of these the most.
func smallAreas(files []File) (geography, int, bool) {
	best, chosen := geography{}, -1
	for i, f := range files {
		if !f.Polygons || isProvision(f) {
			continue
		}
		g, ok := boundariesOf(f)
		if ok && (chosen < 0 || rank(g.kind) < rank(best.kind) || rank(g.kind) == rank(best.kind) && len(g.codes) > len(best.codes)) {
			best, chosen = g, i
		}
	}
	return best, chosen, chosen >= 0
}

// rank is the place of a kind from the smallest up; what is no kind of the register comes last.
func rank(kind codeKind) int {
	for i, k := range codeKinds {
		if k.id == kind.id {
			return i
		}
	}
	return len(codeKinds)
}

func boundariesOf(f File) (geography, bool) {
	kind, sure := otherKind, false
	var code Column
	f.Columns = slices.DeleteFunc(slices.Clone(f.Columns), func(c Column) bool { return c.Name == f.WKT })
	for _, c := range f.Columns {
		if k, known := c.kind(); known && (!sure || rank(k) < rank(kind)) && len(c.distinct())*10 >= f.Rows*9 {
			code, kind, sure = c, k, true
		}
	}
	if !sure {
		named, found := f.column(func(c Column) bool { return c.unique() && c.like("code", "cd", "id", "ref") })
		if !found {
			named, found = f.column(Column.unique)
		}
		if !found {
			return geography{}, false
		}
		code = named
	}
	g := named(kind, code.Name, f.Name)
	g.file, g.code, g.wkt, g.sure, g.metres, g.codes = f.Name, code.Name, f.WKT, sure, f.metres(), map[string]bool{}
	for _, c := range code.distinct() {
		g.codes[c] = true
	}
	if name, ok := nameBeside(f, code.Name); ok {
		g.name = name
	} else if c, ok := f.column(func(c Column) bool { return c.Name != code.Name && c.like("name", "nm") }); ok {
		g.name = c.Name
	}
	return g, true
}

var vintage = regexp.MustCompile(`(?i)(?:oa|wd|ward|wards|lad|la)[^0-9a-z]{0,2}(?:20)?(\d\d)(?:\D|$)`)

// named gives a kind of areas its id and title, with the year if a column or file name tells it.
func named(kind codeKind, names ...string) geography {
	g := geography{id: kind.id, title: kind.title, singular: kind.unit, plural: kind.plural, kind: kind}
	for _, n := range names {
		if m := vintage.FindStringSubmatch(n); m != nil {
			g.id, g.title = g.id+m[1], fmt.Sprintf("%s 20%s", g.title, m[1])
			break
		}
	}
	return g
}

// nameBeside finds the column that names what a column of codes holds: LSOA21NM beside LSOA21CD, area_name beside area_code.
func nameBeside(f File, code string) (string, bool) {
	for _, pair := range [][2]string{{"CD", "NM"}, {"cd", "nm"}, {"code", "name"}, {"Code", "Name"}} {
		if i := strings.LastIndex(code, pair[0]); i >= 0 {
			want := code[:i] + pair[1] + code[i+len(pair[0]):]
			if c, ok := f.column(func(c Column) bool { return c.Name == want }); ok && c.filled() > 0 {
				return c.Name, true
			}
		}
	}
	return "", false
}

// codeColumn finds the column with the small areas' codes: most of the areas must be in it.
func codeColumn(f File, small geography) (Column, bool) {
	best, share := Column{}, 0.0
	for _, c := range f.Columns {
		if s := c.within(small.codes); s > share {
			best, share = c, s
		}
	}
	return best, share >= 0.5
}

// parentsOf reads a file as a lookup. ok is false when it is none, or not whole.
func parentsOf(f File, small geography) (parents []parent, ok bool) {
	from, found := codeColumn(f, small)
	if !found || !from.unique() || from.within(small.codes) < 1 {
		return nil, false
	}
	for _, c := range f.Columns {
		kind, known := c.kind()
		if !known || rank(kind) <= rank(small.kind) || c.filled() < f.Rows {
			continue
		}
		g := named(kind, c.Name)
		g.file, g.code = f.Name, c.Name
		g.name, _ = nameBeside(f, c.Name)
		if !slices.ContainsFunc(parents, func(p parent) bool { return p.id == g.id }) {
			parents = append(parents, parent{geography: g, from: from.Name})
		}
	}
	slices.SortStableFunc(parents, func(a, b parent) int { return rank(a.kind) - rank(b.kind) })
	return parents, len(parents) > 0
}

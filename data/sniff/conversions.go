package sniff

import "strings"

// conversion is a lookup from areas of an earlier review to the small areas, as it is to be written.
type conversion struct {
	id, file, from, to string
	codes              map[string]bool // the older ones that have part in the small areas
	used               bool            // a table needs it
}

// bestFit is how many rows a lookup of a nation has, in which each older area stands once: an exact fit has some twice.
const bestFit = 1000

// conversionOf reads a file as a lookup from older areas. why says what keeps one from being of use.
func conversionOf(f File, small geography) (c conversion, why string, ok bool) {
	to, found := f.column(func(c Column) bool { return c.within(small.codes) == 1 })
	if !found || !small.sure {
		return c, "", false
	}
	from, found := f.column(func(c Column) bool {
		kind, known := c.kind()
		return known && kind.id == small.kind.id && c.Name != to.Name && named(kind, c.Name).id != small.id
	})
	if !found {
		return c, "", false
	}
	c = conversion{id: named(small.kind, from.Name).id, file: f.Name, from: from.Name, to: to.Name, codes: map[string]bool{}}
	for i, code := range from.Cells {
		if small.codes[to.Cells[i]] && code != "" {
			c.codes[code] = true
		}
	}
	if f.Rows > bestFit && from.unique() {
		why = "a best fit, in which older areas that were split or merged have lost a part: give the exact fit of the same years"
	}
	return c, why, true
}

// olderTable reads a file as a table about older areas: one whose codes are better among theirs than among the small areas'.
func (d *draft) olderTable(f File) (indicators, bool) {
	for i := range d.conversions {
		c := &d.conversions[i]
		older := geography{codes: c.codes}
		code, found := codeColumn(f, older)
		if !found || code.within(c.codes) <= code.within(d.small.codes) {
			continue
		}
		read, _, ok := indicatorsOf(f, older)
		if !ok || len(read.all) == 0 {
			continue
		}
		read.codes, c.used = c.id, true
		return read, true
	}
	return indicators{}, false
}

// settleCounts says of figures of older areas which are counts. They are shared out by people; without those they are left to a person.
func (d *draft) settleCounts() {
	for _, t := range d.tables {
		for i := range t.all {
			count := &t.all[i]
			switch {
			case t.codes == "" || count.unit != "count":
			case d.people != nil:
				count.counts = true
			default:
				count.higher, count.check = "", "a count about older areas is shared out by people: give a table with the population, and say which end is the worse one"
			}
		}
	}
}

// olderCodes is the column of a file with codes of an earlier review, by what they are called. ok is false when none is.
func olderCodes(f File, small geography) (c Column, id string, ok bool) {
	if _, ofToday := f.column(func(c Column) bool { return c.within(small.codes) == 1 }); ofToday {
		return c, "", false
	}
	c, ok = f.column(func(c Column) bool {
		kind, known := c.kind()
		return known && kind.id == small.kind.id && c.within(small.codes) < 1 && named(kind, c.Name).id != small.id && named(kind, c.Name).id != kind.id
	})
	if ok {
		id = named(small.kind, c.Name).id
	}
	return c, id, ok
}

func (c conversion) write(w *writer, small string) {
	w.line("\n# ---- Older areas: figures about them are converted\n\n[[conversion]]")
	w.key("id", c.id, "what a table names with codes")
	w.key("to", small, "")
	w.key("file", c.file, check("is it the exact fit, with a row for every pair of areas that share ground?"))
	w.key("from", c.from, "")
	w.key("code", c.to, "")
	writeOrigin(w, "")
}

// writeOlder writes, commented out, what a table about older areas wants.
func (d draft) writeOlder(w *writer) {
	if d.older == "" {
		return
	}
	w.line("\n# %s", check("a table has codes of an earlier review. Give init the ONS's exact-fit lookup among the files, or name it here:"))
	var example writer
	example.line("[[conversion]]")
	example.key("id", d.older, "what the table names: codes = "+quote(d.older))
	example.key("to", d.small.id, "")
	example.line(`file = "…"`)
	example.line("from = %s\ncode = %s", quote(strings.ToUpper(d.older)+"CD"), quote(strings.ToUpper(d.small.id)+"CD"))
	w.text.WriteString(commentedOut(example.text.String()))
}

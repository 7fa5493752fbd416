package sniff

import (
	_ "embed"
	"strconv"
	"strings"
)

// Starter is a project file to start from when there are no files to look at: it loads, and names files that are not there.
//
//go:embed starter.toml
var Starter string

// Project writes a project file for some files. The error says what is missing.
func Project(files []File) (string, error) {
	d, err := understand(files)
	if err != nil {
		return "", err
	}
	w := &writer{}
	d.write(w)
	return w.text.String(), nil
}

func (d draft) write(w *writer) {
	w.line("# A project file made by looking at the files. Every guess that wants a look is marked CHECK; what could not be guessed is")
	w.line("# commented out. Then: hotspotmap check, and hotspotmap build.")
	for _, u := range d.unused {
		w.line("#\n# %s: nothing was made of it: %s", check(oneLine(u.file)), oneLine(u.why))
	}
	w.line("\nformat = 1")
	w.line(`title = "Digital exclusion"   # %s`, check(`say where, such as "Digital exclusion in Birmingham"`))
	w.key("small_areas", d.small.id, "the geography that is scored")
	d.writeAreas(w)
	for _, c := range d.conversions {
		if c.used {
			c.write(w, d.small.id)
		}
	}
	for _, t := range d.tables {
		t.write(w, d.small.id)
	}
	d.writeOlder(w)
	if d.people != nil {
		d.people.write(w)
	}
	for _, s := range d.sites {
		s.write(w)
	}
	if d.postcodes != nil {
		w.line("\n# ---- Postcodes\n\n[postcodes]")
		w.key("file", d.postcodes.file, "")
		d.postcodes.write(w)
		writeOrigin(w, "")
	}
	d.writeIndex(w)
}

func writeOrigin(w *writer, indent string) {
	w.line("%s# %s", indent, check("who published it, and under which terms? The map has to say so."))
	w.line(`%s# publisher = "ONS"`+"\n"+`%s# licence = "OGL-UK-3.0"`, indent, indent)
}

func (d draft) writeAreas(w *writer) {
	g := d.small
	w.line("\n# ---- Boundaries\n\n[[geography]]")
	w.key("id", g.id, "")
	w.key("title", g.title, "")
	w.key("singular", g.singular, "what the page calls one of them")
	w.key("plural", g.plural, "")
	w.key("file", g.file, "")
	comment := ""
	if !g.sure {
		comment = check("is this what tells the areas apart, and what the tables call them?")
	}
	w.key("wkt", g.wkt, "the column with the shapes")
	w.key("code", g.code, comment)
	w.key("name", g.name, "")
	if g.metres {
		w.key("crs", "EPSG:27700", check("the file does not say so, but its coordinates look like metres of the British National Grid"))
	}
	writeOrigin(w, "")
	for _, p := range d.parents {
		w.line("\n[[geography]]")
		w.key("id", p.id, "")
		w.key("title", p.title, "")
		w.key("singular", p.singular, "")
		w.key("plural", p.plural, "")
		w.key("dissolve", g.id, "made of the small areas")
		writeOrigin(w, "")
		w.line("\n  [geography.lookup]")
		w.key("  file", p.file, "")
		w.key("  from", p.from, "")
		w.key("  code", p.code, "")
		w.key("  name", p.name, "")
	}
}

func (t indicators) write(w *writer, small string) {
	w.line("\n# ---- Indicators: %s", oneLine(t.title))
	if len(t.left) > 0 {
		w.line("# Left out, as a rank throws away how far apart two areas are: %s.", oneLine(strings.Join(t.left, ", ")))
	}
	var rows writer
	rows.line("\n[[table]]")
	rows.key("file", t.file, "")
	rows.key("title", t.title, "")
	rows.key("geography", small, "")
	rows.key("code", t.code, "")
	rows.key("codes", t.codes, "codes of an earlier review: converted")
	writeOrigin(&rows, "")
	var untold []indicator
	for _, i := range t.all {
		if i.higher == "" {
			untold = append(untold, i)
			continue
		}
		rows.line("")
		i.write(&rows)
	}
	if len(untold) == len(t.all) { // a table without an indicator is a fault
		var example writer
		example.text.WriteString(rows.text.String() + "\n")
		untold[0].write(&example)
		w.line("\n# %s", check("no title tells which end of a figure is the worse one; take the marks away, and say it"))
		w.text.WriteString(commentedOut(example.text.String()))
	} else {
		w.text.WriteString(rows.text.String())
		if len(untold) > 0 {
			var example writer
			untold[0].write(&example)
			w.line("")
			w.text.WriteString(commentedOut(example.text.String()))
		}
	}
	if len(untold) > 1 {
		names := make([]string, len(untold))
		for i, u := range untold {
			names[i] = u.source()
		}
		w.line("\n# %s: %s", check("which of these are wanted too, and which end of each is the worse one"), oneLine(quoteAll(names[1:])))
	}
}

// source is the column that a figure comes from.
func (i indicator) source() string { return i.column + i.numerator }

func (i indicator) write(w *writer) {
	w.line("  [[table.indicator]]")
	w.key("  id", i.id, "")
	w.key("  title", i.title, "")
	w.key("  column", i.column, "")
	w.key("  numerator", i.numerator, "")
	w.key("  denominator", i.denominator, check("is this the number that the others are a part of?"))
	writeWhere(w, "  ", i.where)
	if i.counts {
		w.line("  counts = true   # %s", check("is it a number of things, which adds up? A rate or a score is not"))
	}
	switch i.unit {
	case "":
		w.line(`  # %s`, check(`unit = "…"`))
	case "share":
		w.key("  unit", i.unit, check("0 to 1, so a fraction and no percentage?"))
	default:
		w.key("  unit", i.unit, "")
	}
	if i.higher == "" {
		w.line(`  higher = "…"   # %s`, check(i.check))
		return
	}
	w.key("  higher", i.higher, check(i.check))
}

// writeWhere writes which rows of a long table count, and beside it what else there is to choose.
func writeWhere(w *writer, indent string, where []choice) {
	if len(where) == 0 {
		return
	}
	parts := make([]string, len(where))
	for i, c := range where {
		w.line("%s# %s", indent, oneLine(check("which of these in "+strconv.Quote(c.column)+"? "+quoteAll(c.others))))
		parts[i] = quote(c.column) + " = " + quoteAll([]string{c.cell})
	}
	w.line("%swhere = { %s }", indent, strings.Join(parts, ", "))
}

func (p people) write(w *writer) {
	w.line("\n# ---- People\n\n[people]")
	writeOrigin(w, "")
	w.line("\n  [people.table]")
	w.key("  file", p.file, "")
	w.key("  code", p.code, "")
	w.key("  column", p.column, check("is this everybody who lives there?"))
	writeWhere(w, "  ", p.where)
}

func (s sites) write(w *writer) {
	w.line("\n# ---- Sites\n\n[[sites]]")
	w.key("id", s.id, "")
	comment := ""
	if s.kind == "site" {
		comment = check(`what are they: "wifi", "library", "device_loan", "recycling", "skills", "candidate", …?`)
	}
	w.key("kind", s.kind, comment)
	if !usualKinds[s.kind] {
		w.key("title", titleOf(s.kind)+"s", "")
		w.key("singular", strings.ReplaceAll(s.kind, "_", " "), "")
	}
	w.key("file", s.file, "")
	w.key("name", s.name, "")
	switch {
	case (s.points || s.wkt != "") && s.metres:
		w.key("wkt", s.wkt, "the column that says where they are")
		w.key("crs", "EPSG:27700", check("the file does not say so, but its coordinates look like metres of the British National Grid"))
		w.key("postcode", s.postcode, "")
	case s.points || s.wkt != "":
		w.key("wkt", s.wkt, "the column that says where they are")
		w.key("postcode", s.postcode, "")
	default:
		s.place.write(w)
	}
	writeWhere(w, "", s.where)
	if len(s.unsure) > 0 {
		w.line("# where = { taxonomy = %s }   # %s", quoteAll(s.unsure[:1]), check("all services, or those of which terms? There are "+oneLine(quoteAll(s.unsure))))
	}
	switch {
	case s.closed != "" && s.closedIs == nil:
		w.line(`closed = { column = %s, when = "not empty" }   # %s`, quote(s.closed), check("is what is filled in here closed?"))
	case s.closed != "":
		w.line("closed = { column = %s, equals = %s }   # %s", quote(s.closed), quoteAll(s.closedIs), check("are these the closed ones?"))
	}
	w.key("access", "public", check(`may anyone use them? "restricted" is shown and not counted as within reach`))
	writeOrigin(w, "")
	if s.hours != nil {
		w.line("hours = %s", quoteAll(s.hours))
	}
	if s.breaks.Name != "" {
		w.line("\n  # %s", oneLine(check(quote(s.breaks.Name)+` tells of breaks, which the hours do not: say when each is, "off" for what is none, and take the marks away`)))
		var breaks writer
		breaks.line("  [sites.breaks]")
		breaks.key("  column", s.breaks.Name, "")
		breaks.line("    [sites.breaks.cells]")
		for _, cell := range s.breaks.Cells {
			breaks.line(`    %s = "13:00-14:00"`, quote(cell))
		}
		w.text.WriteString(commentedOut(breaks.text.String()))
	}
	if len(s.facts) > 0 {
		w.line("\n  [sites.facts]")
		for _, f := range s.facts {
			w.key("  "+f.key, f.column, "")
		}
	}
}

func (p place) write(w *writer) {
	w.key("postcode", p.postcode, "")
	w.key("lon", p.lon, "")
	w.key("lat", p.lat, "")
	w.key("easting", p.easting, "")
	w.key("northing", p.northing, "")
}

func (d draft) writeIndex(w *writer) {
	w.line("\n# ---- Index\n\n[index]\n")
	w.line("  # %s", check("what belongs together in a component of its own, and how much does each count? Every one counts the same here."))
	w.line("  [[index.component]]")
	w.line("  id = \"all\"\n  title = \"All indicators\"\n  weight = 1")
	var weights []string
	for _, t := range d.tables {
		for _, i := range t.all {
			if i.higher != "" {
				weights = append(weights, i.id+" = 1")
			}
		}
	}
	w.line("  indicators = { %s }", strings.Join(weights, ", "))
}

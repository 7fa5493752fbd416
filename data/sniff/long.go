package sniff

import "slices"

// areaRows says which rows of a table are about the same area.
type areaRows struct {
	code  Column
	first map[string]int // row an area first stands in
}

func rowsOf(code Column) areaRows {
	r := areaRows{code: code, first: map[string]int{}}
	for i, cell := range code.Cells {
		if _, seen := r.first[cell]; !seen && cell != "" {
			r.first[cell] = i
		}
	}
	return r
}

// varies reports whether a column has several values in the rows of one area.
func (r areaRows) varies(c Column) bool {
	for i, code := range r.code.Cells {
		if code != "" && c.Cells[i] != c.Cells[r.first[code]] {
			return true
		}
	}
	return false
}

// tells reports whether no area has two rows with the same cells in some columns.
func (r areaRows) tells(columns []Column) bool {
	seen := map[string]bool{}
	for i, code := range r.code.Cells {
		key := code
		for _, c := range columns {
			key += "\x00" + c.Cells[i]
		}
		if code != "" && seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

const mostCategories = 60

// longTable reads a table with several rows an area: which category a figure is of, and out of how many.
func longTable(f File, t indicators, rows areaRows) (indicators, *people, bool) {
	var categories []Column
	var part, total, value Column
	var count *people
	for _, c := range f.Columns {
		figures, numeric := c.figures()
		n := len(c.distinct())
		switch {
		case c.Name == rows.code.Name || c.Name == "":
		case !numeric && n > 1 && n <= mostCategories && rows.varies(c):
			categories = append(categories, c)
		case !numeric || noMeasure.MatchString(c.Name):
		case !rows.varies(c) && figures.whole && total.Name == "":
			total = c
		case rows.varies(c) && figures.whole && part.Name == "":
			part = c
		case rows.varies(c) && value.Name == "":
			value = c
		}
	}
	if len(categories) == 0 || !rows.tells(categories) {
		return t, nil, false
	}
	var where []choice
	title := ""
	for _, c := range categories {
		chosen := telling(c.distinct())
		where = append(where, choice{column: c.Name, cell: chosen, others: c.distinct()})
		if title == "" || worse.MatchString(chosen) {
			title = chosen
		}
	}
	i := indicator{title: title, where: where}
	i.higher, i.check = direction(title, false)
	switch {
	case part.Name != "" && total.Name != "":
		i.numerator, i.denominator, i.unit = part.Name, total.Name, "%"
	case value.Name != "":
		i.column = value.Name
	case part.Name != "":
		i.column, i.unit = part.Name, "count"
	default:
		return t, nil, false
	}
	if residents.MatchString(total.Name) {
		count = &people{file: f.Name, code: t.code, column: total.Name, where: where}
	}
	t.all = []indicator{i}
	return t, count, true
}

// telling is the first category whose words say that it is a bad one, or else the first.
func telling(categories []string) string {
	i := slices.IndexFunc(categories, func(c string) bool { return worse.MatchString(c) && !denied.MatchString(c) })
	return categories[max(i, 0)]
}

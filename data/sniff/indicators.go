package sniff

import (
	"regexp"
	"slices"
	"strings"
)

// indicators is a table as it is to be written.
type indicators struct {
	file, title, code string
	codes             string // the conversion that its codes need, "" when they are the small areas'
	all               []indicator
	left              []string // columns of ranks, which were not taken
}

// indicator is one figure an area.
type indicator struct {
	id, title              string
	column                 string
	numerator, denominator string
	where                  []choice
	unit                   string
	higher                 string // "" when nothing tells
	counts                 bool   // a number of things, which a conversion shares out
	check                  string // what a person should look at
}

// choice is what a long table's rows are chosen by.
type choice struct {
	column, cell string
	others       []string
}

// people is a column of population.
type people struct {
	file, code, column string
	where              []choice
}

var (
	worse  = regexp.MustCompile(`(?i)depriv|poverty|without[ _](internet|broadband|devices?|cars?|access|qualif)|no[ _](broadband|internet|device|car|qualif)|unemploy|disab|crime|loneli|\bneeds?\b|exclu|offline|never[ _]used|\bimd|social(ly)?[ _]rent|aged?[ _]?(65|75|85)`)
	better = regexp.MustCompile(`(?i)speed|connectiv|coverage|full[ _]?fibre|gigabit|superfast|ultrafast|propensity|internet[ _]use|online`)
	denied = regexp.MustCompile(`(?i)\bnot\b|^(total|all|does not)`)
	summed = regexp.MustCompile(`(?i)(^|_|\b)(imd|iod|idaci|idaopi|deprivation)`)

	// Columns of numbers that are no measure.
	noMeasure = regexp.MustCompile(`(?i)^(objectid|fid|o?id|index|long?|lng|longitude|lat|latitude|easting|northing|x|y|year|area|length|shape_+(area|length))$`)
	ranked    = regexp.MustCompile(`(?i)(rank|decile|quintile|quartile|percentile|vigintile)`)
	counts    = regexp.MustCompile(`(?i)(numerator|denominator|(^|[ _])counts?($|[ _])|number[ _]of)`)
	general   = regexp.MustCompile(`(?i)^(score|value|values|index|rate|percent(age)?|%|prop(ortion)?|n)$`)
	residents = regexp.MustCompile(`(?i)(population|residents|persons|total[ _]people)`)
)

// direction says which end of a figure is the worse one where its title makes it plain, and otherwise why not. In an index of
// deprivation every score is turned so that higher is worse, but single figures beside it are not.
func direction(title string, deprivation bool) (higher, why string) {
	bad, good := worse.MatchString(title) && !denied.MatchString(title), better.MatchString(title)
	score := strings.HasSuffix(strings.ToLower(title), "score")
	switch {
	case counts.MatchString(title): // larger where more people live, whatever it counts
	case bad && !good, deprivation && score && !good:
		return "worse", "is a higher value the worse one?"
	case good && !bad && !deprivation && !denied.MatchString(title):
		return "better", "is a higher value the better one?"
	}
	return "", `nothing says which end is the worse one: write "worse" or "better"`
}

// indicatorsOf reads a file as a table of indicators. ok is false when it has no figures of the small areas.
func indicatorsOf(f File, small geography) (t indicators, count *people, ok bool) {
	code, found := codeColumn(f, small)
	if !found {
		return t, nil, false
	}
	t = indicators{file: f.Name, title: titleOf(baseName(f.Name)), code: code.Name}
	deprivation := summed.MatchString(baseName(f.Name)) || slices.ContainsFunc(f.Columns, func(c Column) bool { return summed.MatchString(c.Name) })
	rows := rowsOf(code)
	if len(rows.first) < code.filled() {
		return longTable(f, t, rows)
	}
	for _, c := range f.Columns {
		figures, numeric := c.figures()
		switch {
		case c.Name == "" || c.Name == code.Name || !numeric || noMeasure.MatchString(c.Name):
		case ranked.MatchString(c.Name):
			t.left = append(t.left, c.Name)
		case residents.MatchString(c.Name) && figures.whole && figures.high > 50 && count == nil:
			count = &people{file: f.Name, code: code.Name, column: c.Name}
		default:
			i := indicator{title: titleOf(c.Name), column: c.Name, unit: unitOf(c.Name, figures)}
			if general.MatchString(c.Name) {
				i.title = t.title + " " + strings.ToLower(i.title) // the file's name says more than the column's
			}
			i.higher, i.check = direction(i.title, deprivation)
			t.all = append(t.all, i)
		}
	}
	return t, count, len(t.all) > 0 || count != nil
}

// unitOf guesses a unit from a column's name and range.
func unitOf(name string, f figures) string {
	lower := strings.ToLower(name)
	switch {
	case strings.Contains(lower, "mbps"), strings.Contains(lower, "mbit"):
		return "Mbit/s"
	case counts.MatchString(lower):
		return "count"
	case strings.Contains(lower, "score"), strings.Contains(lower, "index"):
		return "score"
	case f.low >= 0 && f.high <= 1 && !f.whole:
		return "share"
	case f.low >= 0 && f.high <= 100 && percent.MatchString(lower):
		return "%"
	case f.whole && f.low >= 0:
		return "count"
	}
	return ""
}

var percent = regexp.MustCompile(`%|percent|per_cent|per cent|pct|proportion|\bshare`)

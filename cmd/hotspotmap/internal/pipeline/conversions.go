package pipeline

import (
	"context"
	"fmt"
	"strings"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/vintage"
)

// conversionID is the source id of a conversion's lookup; the people of its older areas are a source of their own.
func conversionID(conversion string) string  { return "conversion:" + conversion }
func olderPeopleID(conversion string) string { return "people:" + conversion }

// convertedIDs are the columns that say what became of each area since an older vintage: the kind of change, how many older areas
// it was a change of, and how many areas those became.
func convertedIDs(conversion string) []string {
	return []string{convertedID(conversion), "conversion_from_" + conversion, "conversion_to_" + conversion}
}

func convertedID(conversion string) string { return "converted_" + conversion }

// leg is a conversion with its lookup, as it is needed for some areas.
type leg struct {
	project.Conversion
	links      []vintage.Link
	conversion *vintage.Conversion
}

// route is how figures come from an older vintage to the small areas: by one leg, or through vintages in between by several.
type route []leg

// conversions imports every lookup from an older vintage: of each area, what became of it. The links themselves are not stored: a build
// that has a table to convert, and an unchanged lookup, reads them again.
func (im *importer) conversions(ctx context.Context, codes []string) error {
	small := im.project.SmallAreas
	for _, c := range im.project.Conversions {
		source := origin(geo.Source{ID: conversionID(c.ID), File: c.File, Title: "From " + c.ID + " to " + c.To}, c.Origin)
		err := im.source(ctx, source, []any{c, im.hashes[areasID(small)], im.hashes[conversionID(c.To)]}, func(file *table.File, in data.Import) (err error) {
			var r route
			r, in.Source.Rows, in.Issues, err = im.routeFrom(c, file, codes)
			if err != nil {
				return err
			}
			changes, err := r.changes(codes)
			if err != nil {
				return err
			}
			return im.store.PutColumns(ctx, small, changeColumns(c.ID, changes), in)
		})
		if err != nil {
			return err
		}
		if err := im.olderPeople(ctx, c, codes); err != nil {
			return err
		}
	}
	return nil
}

// olderPeople accounts for the people of a conversion's older areas. They weigh its means; no column is made of them.
func (im *importer) olderPeople(ctx context.Context, c project.Conversion, codes []string) error {
	if c.People == nil {
		return nil
	}
	source := geo.Source{ID: olderPeopleID(c.ID), File: c.People.File, Title: "Population of " + c.ID}
	return im.source(ctx, source, []any{c, im.hashes[conversionID(c.ID)]}, func(file *table.File, in data.Import) error {
		r, err := im.route(c, codes)
		if err != nil {
			return err
		}
		_, in.Source.Rows, in.Issues, err = im.readPeople(file, *c.People, c.ID, r[0].conversion.From())
		if err != nil {
			return err
		}
		return im.store.PutColumns(ctx, im.project.SmallAreas, nil, in)
	})
}

// route reads the lookups of a conversion and of those after it, unless this build has read them for the same areas before.
func (im *importer) route(c project.Conversion, codes []string) (route, error) {
	key, err := hashOf([]any{c.ID, codes})
	if err != nil {
		return nil, err
	}
	if r, known := im.routes[key]; known {
		return r, nil
	}
	file, err := table.Open(im.project.SourcePath(c.File))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r, _, _, err := im.routeFrom(c, file, codes)
	return r, err
}

// routeFrom reads the lookup of a conversion from a file, and those after it as route does, and remembers the whole. The rows and issues are
// the file's.
func (im *importer) routeFrom(c project.Conversion, file *table.File, codes []string) (route, geo.Rows, []geo.Issue, error) {
	key, err := hashOf([]any{c.ID, codes})
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	var onward route
	if next, further := im.project.Conversion(c.To); further {
		if onward, err = im.route(next, codes); err != nil {
			return nil, geo.Rows{}, nil, err
		}
		codes = onward[0].conversion.From()
	}
	spec := table.LinksSpec{From: c.From, Code: c.Code, Layout: table.Layout(c.Layout), Geography: c.To}
	links, rows, issues, err := table.ReadLinks(c.File, file, spec, codes)
	if err != nil {
		return nil, rows, nil, err
	}
	conversion, err := vintage.New(links, codes)
	if err != nil {
		return nil, rows, nil, geo.Issue{Severity: geo.SeverityError, File: c.File, Column: c.Code, Problem: err.Error(),
			Remedy: fmt.Sprintf("use a lookup of %s that has every area of %s: between two vintages of LSOAs the exact fit, as their best fit leaves areas out; "+
				"for wards the best fit of LSOAs to wards", c.ID, c.To)}
	}
	r := append(route{{c, links, conversion}}, onward...)
	im.routes[key] = r
	return r, rows, issues, nil
}

// changes are what became of each small area since the vintage that the route begins with.
func (r route) changes(codes []string) ([]vintage.Change, error) {
	if len(r) == 1 {
		return r[0].conversion.Changes(), nil
	}
	links := r[0].links
	for _, next := range r[1:] {
		links = vintage.Chain(links, next.links)
	}
	whole, err := vintage.New(links, codes)
	if err != nil {
		return nil, fmt.Errorf("%s: from %s to %s: %w", r[0].File, r[0].ID, r[len(r)-1].To, err)
	}
	return whole.Changes(), nil
}

// changeColumns are the columns of convertedIDs.
func changeColumns(conversion string, areas []vintage.Change) []geo.Column {
	titles := []string{"Change since " + conversion, "Areas of " + conversion + " in the change", "Areas they became"}
	columns := make([]geo.Column, len(titles))
	for k, id := range convertedIDs(conversion) {
		columns[k] = geo.NewColumn(geo.Indicator{ID: id, Title: titles[k], Higher: geo.HigherIsWorse, Source: conversionID(conversion)}, len(areas))
		for i, change := range areas {
			columns[k].Values[i] = []float64{float64(change.Kind()), float64(change.From), float64(change.To)}[k]
			columns[k].Flags[i] = geo.Present
		}
	}
	return columns
}

// readOlder reads a table about areas of an older vintage, as columns about codes.
func (im *importer) readOlder(t project.Table, file *table.File, spec table.Spec, codes []string) ([]geo.Column, geo.Rows, []geo.Issue, error) {
	c, _ := im.project.Conversion(t.Codes)
	r, err := im.route(c, codes)
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	changes, err := r.changes(codes)
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	spec.Geography = c.ID
	columns, rows, issues, err := table.ReadIndicators(t.File, file, spec, r[0].conversion.From())
	if err != nil {
		return nil, rows, nil, err
	}
	for i := range columns {
		issues = append(issues, geo.Issue{Severity: geo.SeverityInfo, File: t.File, Column: t.Indicators[i].From(),
			Problem: convertedNote(im.project, c, t.Indicators[i].Counts, changeColumns(c.ID, changes)[0])})
	}
	for _, l := range r {
		people, err := im.weights(l)
		if err != nil {
			return nil, rows, nil, err
		}
		for i, column := range columns {
			convert := l.conversion.Rates
			if t.Indicators[i].Counts {
				convert = l.conversion.Counts
			}
			result, err := convert(column, people)
			if err != nil {
				return nil, rows, nil, fmt.Errorf("%s: convert %s from %s: %w", t.File, column.Indicator.ID, l.ID, err)
			}
			columns[i] = result.Column
			if result.Unweighted > 0 {
				issues = append(issues, im.unweighted(t, i, l, result.Unweighted))
			}
		}
	}
	return columns, rows, issues, nil
}

// unweighted warns of areas converted without the people that would weigh them.
func (im *importer) unweighted(t project.Table, i int, l leg, areas int) geo.Issue {
	issue := geo.Issue{Severity: geo.SeverityWarn, File: t.File, Column: t.Indicators[i].From(),
		Problem: fmt.Sprintf("people are not known for %s made of several: their values are plain means", geo.Counted(areas, "area", "areas")),
		Remedy:  "give the population of the older areas: people = { file = \"…\", code = \"…\", column = \"…\" } in the [[conversion]]"}
	if t.Indicators[i].Counts {
		issue.Problem = fmt.Sprintf("people are not known where a count is to be shared out: the values of %s are missing", geo.Counted(areas, "area", "areas"))
		issue.Remedy = "give a [people] table that has every part of the areas that were split"
		if l.To != im.project.SmallAreas {
			issue.Remedy = fmt.Sprintf("give the [[conversion]] %q people that have every part of the areas that were split", l.To)
		}
	}
	return issue
}

// weights reads the people of a leg's older areas and of the areas they became.
func (im *importer) weights(l leg) (people vintage.People, err error) {
	if l.People != nil {
		if people.From, err = im.peopleOf(*l.People, l.ID, l.conversion.From()); err != nil {
			return people, err
		}
	}
	if next, further := im.project.Conversion(l.To); further && next.People != nil {
		people.To, err = im.peopleOf(*next.People, l.To, l.conversion.To())
	} else if !further && im.project.People != nil {
		people.To, err = im.peopleOf(im.project.People.Table, l.To, l.conversion.To())
	}
	return people, err
}

// readWith are the hashes of what a table about an older vintage is read with.
func (im *importer) readWith(t project.Table) []string {
	if t.Codes == "" {
		return nil
	}
	with := []string{im.hashes["people"]}
	for c, further := im.project.Conversion(t.Codes); further; c, further = im.project.Conversion(c.To) {
		with = append(with, im.hashes[conversionID(c.ID)], im.hashes[olderPeopleID(c.ID)])
	}
	for _, v := range t.Indicators {
		with = append(with, fmt.Sprint(v.Counts))
	}
	return with
}

// convertedNote says how an indicator was converted, and of how many areas in which way.
func convertedNote(p *project.Project, c project.Conversion, counts bool, changed geo.Column) string {
	from, weighted := c.ID, c.People != nil
	for next, further := p.Conversion(c.To); further; next, further = p.Conversion(next.To) {
		from, weighted = from+" through "+next.ID, weighted || next.People != nil
	}
	var parts []string
	for _, class := range changeClasses(changed) {
		if class.Count > 0 {
			parts = append(parts, geo.Count(class.Count)+" "+class.Label)
		}
	}
	how := "parts of a split area have its value, merged ones the mean"
	switch {
	case counts:
		how = "what was split is shared out by people, what was merged added up"
	case weighted:
		how += " weighted by people"
	default:
		how += ", not weighted"
	}
	return fmt.Sprintf("converted from %s: %s; %s", from, strings.Join(parts, ", "), how)
}

// changeClasses are the kinds of change, with their names.
func changeClasses(changed geo.Column) []geo.Class {
	var classes []geo.Class
	for kind := vintage.Unchanged; kind <= vintage.Complex; kind++ {
		classes = append(classes, geo.Class{From: float64(kind), To: min(float64(kind)+1, float64(vintage.Complex)), Label: kind.String()})
	}
	return recount(classes, changed)
}

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

// convertedID is the column that says what became of each area since an older vintage.
func convertedID(conversion string) string { return "converted_" + conversion }

// conversions imports every lookup from an older vintage: of each area, what became of it. The links themselves are read again with
// each table that needs them.
func (im *importer) conversions(ctx context.Context, codes []string) error {
	for _, c := range im.project.Conversions {
		source := origin(geo.Source{ID: conversionID(c.ID), File: c.File, Title: "From " + c.ID + " to " + c.To}, c.Origin)
		err := im.source(ctx, source, []any{c, im.hashes[areasID(c.To)]}, func(file *table.File, in data.Import) (err error) {
			var links []vintage.Link
			links, in.Source.Rows, in.Issues, err = table.ReadLinks(c.File, file, linksSpec(c), codes)
			if err != nil {
				return err
			}
			conversion, err := newConversion(c, links, codes)
			if err != nil {
				return err
			}
			return im.store.PutColumns(ctx, c.To, []geo.Column{changeColumn(c.ID, conversion.Changes())}, in)
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
		conversion, err := im.readConversion(c, codes)
		if err != nil {
			return err
		}
		_, in.Source.Rows, in.Issues, err = table.ReadPeople(c.People.File, file, peopleSpec(*c.People, c.ID), conversion.From())
		if err != nil {
			return err
		}
		return im.store.PutColumns(ctx, c.To, nil, in)
	})
}

func linksSpec(c project.Conversion) table.LinksSpec {
	return table.LinksSpec{From: c.From, Code: c.Code, Layout: table.Layout(c.Layout), Geography: c.To}
}

func newConversion(c project.Conversion, links []vintage.Link, codes []string) (*vintage.Conversion, error) {
	conversion, err := vintage.New(links, codes)
	if err != nil {
		return nil, geo.Issue{Severity: geo.SeverityError, File: c.File, Column: c.Code, Problem: err.Error(),
			Remedy: "use the exact-fit lookup of " + c.ID + " and " + c.To + "; a best-fit lookup leaves areas out"}
	}
	return conversion, nil
}

// changeColumn is a column of vintage.Change.
func changeColumn(conversion string, areas []vintage.Change) geo.Column {
	title := "Change since " + conversion
	column := geo.NewColumn(geo.Indicator{ID: convertedID(conversion), Title: title, Higher: geo.HigherIsWorse, Source: conversionID(conversion)}, len(areas))
	for i, change := range areas {
		column.Values[i], column.Flags[i] = float64(change), geo.Present
	}
	return column
}

func (im *importer) readConversion(c project.Conversion, codes []string) (*vintage.Conversion, error) {
	file, err := table.Open(im.project.SourcePath(c.File))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	links, _, _, err := table.ReadLinks(c.File, file, linksSpec(c), codes)
	if err != nil {
		return nil, err
	}
	return newConversion(c, links, codes)
}

// readOlder reads a table about areas of an older vintage, as columns about codes.
func (im *importer) readOlder(t project.Table, file *table.File, spec table.Spec, codes []string) ([]geo.Column, geo.Rows, []geo.Issue, error) {
	c, _ := im.project.Conversion(t.Codes)
	conversion, err := im.readConversion(c, codes)
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	people, err := im.weights(c, conversion)
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	spec.Geography = c.ID
	older, rows, issues, err := table.ReadIndicators(t.File, file, spec, conversion.From())
	if err != nil {
		return nil, rows, nil, err
	}
	columns := make([]geo.Column, len(older))
	for i, column := range older {
		convert := conversion.Rates
		if t.Indicators[i].Counts {
			convert = conversion.Counts
		}
		result, err := convert(column, people)
		if err != nil {
			return nil, rows, nil, fmt.Errorf("%s: convert %s from %s: %w", t.File, column.Indicator.ID, c.ID, err)
		}
		columns[i] = result.Column
		issues = append(issues, geo.Issue{Severity: geo.SeverityInfo, File: t.File, Column: t.Indicators[i].From(),
			Problem: convertedNote(c, t.Indicators[i].Counts, changeColumn(c.ID, conversion.Changes()))})
		if result.Unweighted > 0 {
			issues = append(issues, unweighted(t, i, result.Unweighted))
		}
	}
	return columns, rows, issues, nil
}

// unweighted warns of areas converted without the people that would weigh them.
func unweighted(t project.Table, i, areas int) geo.Issue {
	issue := geo.Issue{Severity: geo.SeverityWarn, File: t.File, Column: t.Indicators[i].From(),
		Problem: fmt.Sprintf("people are not known for %s made of several: their values are plain means", geo.Counted(areas, "area", "areas")),
		Remedy:  "give the population of the older areas: people = { file = \"…\", code = \"…\", column = \"…\" } in the [[conversion]]"}
	if t.Indicators[i].Counts {
		issue.Problem = fmt.Sprintf("people are not known where a count is to be shared out: the values of %s are missing", geo.Counted(areas, "area", "areas"))
		issue.Remedy = "give a [people] table that has every part of the areas that were split"
	}
	return issue
}

// weights reads the people of the older areas and of the areas they became.
func (im *importer) weights(c project.Conversion, conversion *vintage.Conversion) (people vintage.People, err error) {
	if c.People != nil {
		if people.From, err = im.readPeople(*c.People, c.ID, conversion.From()); err != nil {
			return people, err
		}
	}
	if im.project.People != nil {
		people.To, err = im.readPeople(im.project.People.Table, c.To, conversion.To())
	}
	return people, err
}

func (im *importer) readPeople(p project.PeopleTable, geography string, codes []string) ([]float64, error) {
	file, err := table.Open(im.project.SourcePath(p.File))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	people, _, _, err := table.ReadPeople(p.File, file, peopleSpec(p, geography), codes)
	return people.Values, err
}

func peopleSpec(p project.PeopleTable, geography string) table.PeopleSpec {
	return table.PeopleSpec{Code: p.Code, Column: p.Column, Where: p.Where, Layout: table.Layout(p.Layout), Geography: geography}
}

// readWith are the hashes of what a table about an older vintage is read with.
func (im *importer) readWith(t project.Table) []string {
	if t.Codes == "" {
		return nil
	}
	with := []string{im.hashes[conversionID(t.Codes)], im.hashes[olderPeopleID(t.Codes)], im.hashes["people"]}
	for _, v := range t.Indicators {
		with = append(with, fmt.Sprint(v.Counts))
	}
	return with
}

// convertedNote says how an indicator was converted, and of how many areas in which way.
func convertedNote(c project.Conversion, counts bool, changed geo.Column) string {
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
	case c.People != nil:
		how += " weighted by people"
	default:
		how += ", not weighted"
	}
	return fmt.Sprintf("converted from %s: %s; %s", c.ID, strings.Join(parts, ", "), how)
}

// changeClasses are the values of a column of changes, with their names.
func changeClasses(changed geo.Column) []geo.Class {
	var classes []geo.Class
	for change := vintage.Unchanged; change <= vintage.Complex; change++ {
		classes = append(classes, geo.Class{From: float64(change), To: min(float64(change)+1, float64(vintage.Complex)), Label: change.String()})
	}
	return recount(classes, changed)
}

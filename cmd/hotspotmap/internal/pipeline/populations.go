package pipeline

import (
	"context"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/table"
	"hotspotmap/geo"
)

// people imports the people of the small areas.
func (im *importer) people(ctx context.Context, codes []string) error {
	p := im.project.People
	if p == nil {
		return nil
	}
	small := im.project.SmallAreas
	source := origin(geo.Source{ID: "people", File: p.Table.File, Title: "Population"}, p.Origin)
	return im.source(ctx, source, []any{peopleSpec(p.Table, small), im.hashes[areasID(small)]}, func(file *table.File, in data.Import) (err error) {
		var people []float64
		people, in.Source.Rows, in.Issues, err = im.readPeople(file, p.Table, small, codes)
		if err != nil {
			return err
		}
		return im.store.PutPeople(ctx, small, people, in)
	})
}

// readPeople reads the people of areas and remembers them.
func (im *importer) readPeople(file *table.File, p project.PeopleTable, geography string, codes []string) ([]float64, geo.Rows, []geo.Issue, error) {
	key, err := hashOf([]any{p, geography, codes})
	if err != nil {
		return nil, geo.Rows{}, nil, err
	}
	people, rows, issues, err := table.ReadPeople(p.File, file, peopleSpec(p, geography), codes)
	if err != nil {
		return nil, rows, nil, err
	}
	im.populations[key] = people.Values
	return people.Values, rows, issues, nil
}

// peopleOf are the people of areas, read unless this build has read them before: as a source, or to weigh another table.
func (im *importer) peopleOf(p project.PeopleTable, geography string, codes []string) ([]float64, error) {
	key, err := hashOf([]any{p, geography, codes})
	if err != nil {
		return nil, err
	}
	if people, known := im.populations[key]; known {
		return people, nil
	}
	file, err := table.Open(im.project.SourcePath(p.File))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	people, _, _, err := im.readPeople(file, p, geography, codes)
	return people, err
}

func peopleSpec(p project.PeopleTable, geography string) table.PeopleSpec {
	return table.PeopleSpec{Code: p.Code, Column: p.Column, Where: p.Where, Layout: table.Layout(p.Layout), Geography: geography}
}

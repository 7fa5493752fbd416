package export

import (
	"context"
	"fmt"
	"strings"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// writeGeoPackage writes every layer, with tables of what the release says of itself, of its columns and of its sources.
func writeGeoPackage(ctx context.Context, j *job, path string) error {
	layers, err := j.layers(ctx)
	if err != nil {
		return err
	}
	var all []data.PackageLayer
	for _, l := range layers {
		all = append(all, l.packaged())
	}
	all = append(all, aboutTable(j.release), columnsTable(layers), sourcesTable(j.release))
	j.step("writing the GeoPackage")
	return data.WriteGeoPackage(ctx, path, all)
}

var packageTypes = map[kind]data.PackageType{
	text: data.PackageText, whole: data.PackageInteger, decimal: data.PackageReal, truth: data.PackageBoolean,
}

func (l layer) packaged() data.PackageLayer {
	p := data.PackageLayer{Name: l.id, Title: l.title, Key: l.key, Rows: l.rows, Areas: l.areas, Points: l.points}
	for _, f := range l.fields {
		p.Columns = append(p.Columns, data.PackageColumn{
			Name: f.name, Title: f.describe(), Description: f.about, Type: packageTypes[f.kind], Unique: f.unique, Value: f.value,
		})
	}
	return p
}

// plainTable is a table of text and whole numbers whose rows have no place.
func plainTable(name, title string, header []string, rows [][]any) data.PackageLayer {
	p := data.PackageLayer{Name: name, Title: title, Key: "fid", Rows: len(rows)}
	for i, column := range header {
		c := data.PackageColumn{Name: column, Title: column, Type: data.PackageText, Value: func(row int) any { return rows[row][i] }}
		if len(rows) > 0 {
			if _, number := rows[0][i].(int); number {
				c.Type = data.PackageInteger
			}
		}
		p.Columns = append(p.Columns, c)
	}
	return p
}

func aboutTable(r *release.Release) data.PackageLayer {
	var rows [][]any
	for _, fact := range aboutRelease(r) {
		rows = append(rows, []any{fact.Key, fact.Value})
	}
	return plainTable("about", "What this file is", []string{"key", "value"}, rows)
}

// aboutRelease says which release, run and program something is from.
func aboutRelease(r *release.Release) []geo.Fact {
	m := r.Manifest()
	var facts []geo.Fact
	for _, fact := range []geo.Fact{
		{Key: "title", Value: m.Title}, {Key: "notice", Value: m.Notice}, {Key: "headline", Value: m.Headline},
		{Key: "attribution", Value: m.Attribution}, {Key: "release", Value: r.ID()}, {Key: "run", Value: m.Run},
		{Key: "project", Value: m.Project}, {Key: "program", Value: m.Code},
	} {
		if fact.Value != "" {
			facts = append(facts, fact)
		}
	}
	return facts
}

// columnsTable says of every field what it is and where it is from.
func columnsTable(layers []layer) data.PackageLayer {
	header, rows := describeFields(layers)
	cells := make([][]any, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			cells[i] = append(cells[i], cell)
		}
	}
	return plainTable("columns", "What the columns are", header, cells)
}

// describeFields lists the fields of layers, one a row.
func describeFields(layers []layer) (header []string, rows [][]string) {
	header = []string{"layer", "name", "title", "unit", "type", "decimals", "period", "source", "note"}
	for _, l := range layers {
		for _, f := range l.fields {
			decimals := ""
			if f.kind == decimal {
				decimals = fmt.Sprint(f.decimals)
			}
			rows = append(rows, []string{l.id, f.name, f.title, f.unit, f.kind.String(), decimals, f.period, f.source, f.about})
		}
	}
	return header, rows
}

func sourcesTable(r *release.Release) data.PackageLayer {
	var rows [][]any
	for _, s := range r.Manifest().Sources {
		rows = append(rows, []any{s.ID, s.Title, s.Publisher, s.Licence, s.Period, s.Vintage, s.File, s.SHA256,
			s.Rows.Read, s.Rows.Used, s.Rows.Unmatched, s.Rows.Rejected, s.Rows.Repaired})
	}
	return plainTable("sources", "Where it all is from", sourceHeader, rows)
}

var sourceHeader = strings.Split("id title publisher licence period vintage file sha256 rows_read rows_used rows_unmatched rows_rejected rows_repaired", " ")

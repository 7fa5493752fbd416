package server

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// values are written as JSON numbers, and null where there is none.
type values []float64

func (v values) MarshalJSON() ([]byte, error) {
	pointers := make([]*float64, len(v))
	for i := range v {
		if !math.IsNaN(v[i]) {
			pointers[i] = &v[i]
		}
	}
	return json.Marshal(pointers)
}

// columnJSON is a column with the codes it is joined to.
type columnJSON struct {
	Release string             `json:"release"`
	Column  release.ColumnInfo `json:"column"`
	Codes   []string           `json:"codes"`
	Values  values             `json:"values"`
	Flags   map[string]string  `json:"flags"` // code → why there is no value
}

// handleAPIColumn sends a column with the codes of its areas.
func (s *Server) handleAPIColumn(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	geography, name := r.PathValue("geography"), r.PathValue("column")
	info, ok := rel.ColumnInfo(geography, name)
	if !ok {
		return noColumn(geography, name)
	}
	column, _ := rel.Column(geography, name)
	areas, _ := rel.Areas(geography)
	doc := columnJSON{Release: rel.Short(), Column: info, Codes: areas.Codes, Values: column.Values, Flags: map[string]string{}}
	for i, flag := range column.Flags {
		if flag != geo.Present {
			doc.Flags[areas.Codes[i]] = flag.String()
		}
	}
	return s.respondJSON(w, r, doc)
}

// handleAPIColumnsCSV sends columns beside the codes and names of their areas, each followed by a column of notes.
func (s *Server) handleAPIColumnsCSV(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	geography := r.PathValue("geography")
	columns, err := findColumns(rel, geography, strings.Split(r.PathValue("columns"), ","))
	if err != nil {
		return err
	}
	areas, _ := rel.Areas(geography)
	t := table{header: []string{"code", "name"}}
	for _, column := range columns {
		t.header = append(t.header, column.Indicator.ID, column.Indicator.ID+"_note")
	}
	for i, code := range areas.Codes {
		row := []cell{text(code), text(areas.Names[i])}
		for _, column := range columns {
			value, note := valueCells(column, i)
			row = append(row, value, note)
		}
		t.add(row...)
	}
	return s.respondCSV(w, r, geography+"-"+fileName(columns), t)
}

// handleAPIColumnsBinary leads to the columns of the current release.
func (s *Server) handleAPIColumnsBinary(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	geography := r.PathValue("geography")
	columns, err := findColumns(rel, geography, strings.Split(r.PathValue("columns"), ","))
	if err != nil {
		return err
	}
	names := make([]string, len(columns))
	for i, column := range columns {
		names[i] = column.Indicator.ID
	}
	return redirect(w, fmt.Sprintf("/releases/%s/columns/%s/%s.bin", rel.Short(), geography, strings.Join(names, ",")))
}

// findColumns looks up columns of a geography, each once and not too many.
func findColumns(rel *release.Release, geography string, names []string) ([]geo.Column, error) {
	if len(names) > maxColumns {
		return nil, badRequest(fmt.Sprintf("Ask for at most %d at once.", maxColumns), "%d columns in one address.", len(names))
	}
	columns := make([]geo.Column, len(names))
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return nil, badRequest("Ask for each column once.", "Column %.40q is asked for twice.", name)
		}
		column, ok := rel.Column(geography, name)
		if !ok {
			return nil, noColumn(geography, name)
		}
		columns[i] = column
	}
	return columns, nil
}

// fileName names a file of columns: after the one, or by how many.
func fileName(columns []geo.Column) string {
	if len(columns) == 1 {
		return columns[0].Indicator.ID
	}
	return fmt.Sprintf("%d-columns", len(columns))
}

package report

import (
	"bytes"
	_ "embed"
	"html/template"

	"hotspotmap/geo"
)

//go:embed report.html
var page string

var pages = template.Must(template.New("report").Funcs(template.FuncMap{"count": geo.Count, "number": number}).Parse(page))

// html is one page that needs no other file.
func (r Report) html() ([]byte, error) {
	var out bytes.Buffer
	err := pages.Execute(&out, r)
	return out.Bytes(), err
}

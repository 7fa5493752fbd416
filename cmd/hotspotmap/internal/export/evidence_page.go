package export

import (
	_ "embed"
	"html/template"
	"math"

	"hotspotmap/geo"
)

//go:embed evidence.html
var evidenceSource string

var evidencePage = template.Must(template.New("evidence").Funcs(template.FuncMap{
	"count": geo.Count,
	"score": func(v float64) string { return geo.Number(v, 1) },
	"people": func(v float64) string {
		if v == 0 {
			return "" // not known
		}
		return geo.Count(int(math.Round(v)))
	},
}).Parse(evidenceSource))

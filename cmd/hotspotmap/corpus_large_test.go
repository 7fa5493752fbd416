package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// Files too large to keep: what comes of each, and in which memory and time.
func TestCorpusOfLargeFiles(t *testing.T) {
	const million = 1_000_000
	feature := func(coordinates string) string {
		return `{"type":"Feature","properties":{"code":"A","name":"Aston"},"geometry":{"type":"Polygon","coordinates":` + coordinates + `}}`
	}
	tests := []struct {
		name, content string
		read          func(path string) ([]string, error)
		want          string // how the first line begins, or after "refused" the second
	}{
		{"ring of a million vertices.geojson", feature("[[" + circle(million) + "]]"), readCorpusBoundaries, "used 1 of 1"},
		{"lists nested a million deep.geojson", feature(strings.Repeat("[", million)), readCorpusBoundaries, "is not GeoJSON, before the first feature: brackets are nested too deeply"},
		{"objects nested a million deep.geojson", strings.Repeat(`{"a":`, million), readCorpusBoundaries, "is not GeoJSON, before the first feature: brackets are nested too deeply"},
		{"lists nested in a site.geojson", `{"type":"FeatureCollection","features":[` + strings.Repeat("[", million), readCorpusSites, "is not JSON"},
		{"a name of 10 MB.geojson", strings.Replace(feature("[["+circle(4)+"]]"), "Aston", strings.Repeat("Aston", 2*million), 1), readCorpusBoundaries, "used 1 of 1"},
		{"a million columns.csv", strings.Repeat("a,", million) + "a\n", readCorpusIndicators, `column "code": is not in the header`},
		{"a cell of 10 MB.csv", "code,value\nE01000001," + strings.Repeat("1", 10*million) + "\n", readCorpusIndicators, "used 0 of 1, 1 rejected"},
		{"a quote never closed.csv", "code,value\n\"" + strings.Repeat("E01000001,1\n", million), readCorpusIndicators, "a quoted cell that begins here is not closed properly"},
		{"a million rows from elsewhere.csv", "code,value\nE01000001,1\n" + rowsFromElsewhere(million), readCorpusIndicators, "used 1 of 1000001, 1000000 unmatched"},
		{"a million rows not numbers.csv", "code,value\n" + strings.Repeat("E01000001,x\n", million), readCorpusIndicators, "the area already has a row"},
		{"a million postcodes not ones.csv", "postcode,lon,lat\n" + strings.Repeat("London,0.1,51.5\n", million), readCorpusPostcodes, "no row can be used"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile(test.name, []byte(test.content), 0o644); err != nil {
				t.Fatal(err)
			}
			said := frugally(t, len(test.content), func() []string { return outcome(test.read(test.name)) })
			if said[0] == "refused" {
				said = said[1:]
			}
			if !strings.Contains(said[0], test.want) {
				t.Errorf("%.300s, want %q", said[0], test.want)
			}
		})
	}
}

// circle is a closed ring of n positions and one more, of 7 decimals, a metre apart when there are a million.
func circle(n int) string {
	var b strings.Builder
	for i := range n + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i%n) / float64(n))
		fmt.Fprintf(&b, "[%.7f,%.7f],", -1.9+2.5*cos, 52.48+1.5*sin)
	}
	return strings.TrimSuffix(b.String(), ",")
}

func rowsFromElsewhere(n int) string {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "W%08d,1\n", i)
	}
	return b.String()
}

//go:build linux

package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// Files too large to keep, and small ones that unpack to what is too large. Each is read by a process of its own, of which the kernel
// says how much memory it took at its largest: at most four times the file and 256 MB, the program's own included.
func TestCorpusOfLargeFiles(t *testing.T) {
	const million = 1_000_000
	feature := func(coordinates string) string {
		return `{"type":"Feature","properties":{"code":"A","name":"Aston"},"geometry":{"type":"Polygon","coordinates":` + coordinates + `}}`
	}
	collection := func(features string) string { return `{"type":"FeatureCollection","features":[` + features + `]}` }
	tests := []struct {
		name, content string
		reader        string // key of corpusReaders
		want          string // part of the first line, or after "refused" of the second
	}{
		{"ring of a million vertices.geojson", feature("[[" + circle(million) + "]]"), "boundaries", "used 1 of 1"},
		{"lists nested a million deep.geojson", feature(strings.Repeat("[", million)), "boundaries", "is not GeoJSON, before the first feature: brackets are nested too deeply"},
		{"objects nested a million deep.geojson", strings.Repeat(`{"a":`, million), "boundaries", "is not GeoJSON, before the first feature: brackets are nested too deeply"},
		{"lists nested in a site.geojson", `{"type":"FeatureCollection","features":[` + strings.Repeat("[", million), "sites", "is not JSON"},
		{"properties nested a million deep.geojson", collection(`{"type":"Feature","properties":{"code":` + strings.Repeat("[", million) + strings.Repeat("]", million) + `}}`), "boundaries", "nested too deeply"},
		{"a name of 10 MB.geojson", strings.Replace(feature("[["+circle(4)+"]]"), "Aston", strings.Repeat("Aston", 2*million), 1), "boundaries", "used 1 of 1"},
		{"an arc used a million times.json", oneArc(1000, million), "boundaries", "uses its arcs more than 8 times over"},
		{"a gzip of nothing but zeros.geojson", gzipped(strings.NewReader("{"), zeros(1<<30)), "boundaries", "unpacks to more than 100 times its size"},
		{"well-known text nested a million deep.csv", "code,name,wkt\nA,Aston,\"POLYGON " + strings.Repeat("(", million) + "\"\n", "shapes", "is not well-known text"},
		{"a million columns.csv", strings.Repeat("a,", million) + "a\n", "indicators", `column "code": is not in the header`},
		{"a cell of 10 MB.csv", "code,value\nE01000001," + strings.Repeat("1", 10*million) + "\n", "indicators", "used 0 of 1, 1 rejected"},
		{"a quote never closed.csv", "code,value\n\"" + strings.Repeat("E01000001,1\n", million), "indicators", "a quoted cell that begins here is not closed properly"},
		{"a million rows from elsewhere.csv", "code,value\nE01000001,1\n" + rowsFromElsewhere(million), "indicators", "used 1 of 1000001, 1000000 unmatched"},
		{"a million rows not numbers.csv", "code,value\n" + strings.Repeat("E01000001,x\n", million), "indicators", "the area already has a row"},
		{"a million postcodes not ones.csv", "postcode,lon,lat\n" + strings.Repeat("London,0.1,51.5\n", million), "postcodes", "no row can be used"},
		{"a gigabyte in a zip.zip", zipped("t.csv", strings.NewReader("code,value\n"), zeros(1<<30)), "indicators", "has a row of more than 16 MB"},
		{"rows over and over in a zip.zip", zipped("t.csv", strings.NewReader("code,value\n"), repeated("W01000001,1\n", 1<<26)), "indicators", "unpacks to more than 100 times its size"},
		{"a zip in a zip.zip", zipped("t.zip", strings.NewReader(zipped("t.csv", zeros(1<<24)))), "indicators", "holds another packed file"},
		{"a gzip in a gzip.gz", gzipped(strings.NewReader(gzipped(zeros(1 << 24)))), "indicators", "holds another packed file"},
		{"a workbook of a hundred thousand rows.xlsx", workbook(t, 100_000), "indicators", "used 3 of 100000, 99997 unmatched"},
		{"a workbook that unpacks to a gigabyte.xlsx", bombedWorkbook("xl/worksheets/sheet1.xml", 1<<30), "indicators", "unpacks to more than 256 MB"},
		{"a workbook that unpacks to 200 MB.xlsx", bombedWorkbook("xl/worksheets/sheet1.xml", 200<<20), "indicators", "unpacks to more than 30 times its size"},
		{"a workbook of texts that unpack to 200 MB.xlsx", bombedWorkbook("xl/sharedStrings.xml", 200<<20), "indicators", "unpacks to more than 30 times its size"},
		{"a workbook of one text of 9 MB.xlsx", bombedWorkbook("xl/worksheets/sheet1.xml", 9<<20), "indicators", "has a cell of more than 1 MB"},
		{"a way used a hundred thousand times.osm", relation(2000, 100_000), "sites", "used 2 of 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), test.name)
			if err := os.WriteFile(path, []byte(test.content), 0o644); err != nil {
				t.Fatal(err)
			}
			got := readAlone(t, test.reader, path)
			if got.Said[0] == "refused" {
				got.Said = got.Said[1:]
			}
			if !strings.Contains(got.Said[0], test.want) {
				t.Errorf("%.300s, want %q", got.Said[0], test.want)
			}
			t.Logf("%d bytes took %d MB of memory and %.2f s", len(test.content), got.PeakKB>>10, got.Seconds)
			if most := (4*len(test.content) + 256<<20) >> 10; got.PeakKB > most {
				t.Errorf("%d bytes took %d MB of memory, may take %d", len(test.content), got.PeakKB>>10, most>>10)
			}
		})
	}
}

// corpusAlone names the environment variable that has what readAlone asks of the other process: reader, path and where to write.
const corpusAlone = "HOTSPOTMAP_CORPUS_ALONE"

// alone is what came of a file that was read in a process of its own.
type alone struct {
	Said    []string
	PeakKB  int     // of memory, the program's own included
	Seconds float64 // told, and not held to anything: the machine may be busy
}

// readAlone reads a file in another process.
func readAlone(t *testing.T, reader, path string) (got alone) {
	t.Helper()
	answer := filepath.Join(t.TempDir(), "answer.json")
	task, err := json.Marshal([]string{reader, path, answer})
	if err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	other := exec.Command(self, "-test.run=^TestReadAlone$")
	other.Env = append(os.Environ(), corpusAlone+"="+string(task))
	if out, err := other.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(answer)
	if err == nil {
		err = json.Unmarshal(text, &got)
	}
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestReadAlone is what the process does that readAlone starts.
func TestReadAlone(t *testing.T) {
	var task []string
	if os.Getenv(corpusAlone) == "" {
		t.Skip("for the process that TestCorpusOfLargeFiles starts")
	}
	if err := json.Unmarshal([]byte(os.Getenv(corpusAlone)), &task); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	got := alone{Said: outcome(corpusReaders[task[0]](task[1])), Seconds: time.Since(start).Seconds(), PeakKB: peakKB(t)}
	text, err := json.Marshal(got)
	if err == nil {
		err = os.WriteFile(task[2], text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// peakKB is the most memory this process has held, as proc(5) has it. What wait4(2) tells of a process counts what its parent held, too.
func peakKB(t *testing.T) (kB int) {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscanf(peak, "%d kB", &kB); err != nil {
		t.Fatal(err)
	}
	return kB
}

// zeros are n noughts, as text.
func zeros(n int64) io.Reader { return repeated("0", n) }

// repeated is a text over and over, n bytes of it.
func repeated(text string, n int64) io.Reader {
	return io.LimitReader(&loop{text: strings.Repeat(text, 1+(1<<16)/len(text))}, n)
}

type loop struct {
	text string
	at   int
}

func (l *loop) Read(p []byte) (int, error) {
	n := copy(p, l.text[l.at:])
	l.at = (l.at + n) % len(l.text)
	return n, nil
}

func gzipped(parts ...io.Reader) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.Copy(w, io.MultiReader(parts...)); err != nil {
		panic(err)
	}
	w.Close()
	return b.String()
}

func zipped(name string, parts ...io.Reader) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err == nil {
		_, err = io.Copy(f, io.MultiReader(parts...))
	}
	if err != nil {
		panic(err)
	}
	w.Close()
	return b.String()
}

// workbook has a row for each of n areas, of which the corpus knows the first three.
func workbook(t *testing.T, n int) string {
	t.Helper()
	book := excelize.NewFile()
	rows, err := book.NewStreamWriter("Sheet1")
	for i := 0; i <= n && err == nil; i++ {
		cells := []any{"code", "value"}
		if i > 0 {
			cells = []any{fmt.Sprintf("E01%06d", i), i % 100}
		}
		err = rows.SetRow(fmt.Sprintf("A%d", i+1), cells)
	}
	if err == nil {
		err = rows.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// bombedWorkbook is a workbook of which one part is followed by n noughts.
func bombedWorkbook(part string, n int64) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	write := func(name string, content io.Reader) {
		f, err := w.Create(name)
		if err == nil {
			_, err = io.Copy(f, content)
		}
		if err != nil {
			panic(err)
		}
	}
	book := excelize.NewFile()
	plain, err := book.WriteToBuffer()
	if err != nil {
		panic(err)
	}
	parts, err := zip.NewReader(bytes.NewReader(plain.Bytes()), int64(plain.Len()))
	if err != nil {
		panic(err)
	}
	for _, f := range parts.File {
		if f.Name != part {
			content, err := f.Open()
			if err != nil {
				panic(err)
			}
			write(f.Name, content)
		}
	}
	text := `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`
	if strings.Contains(part, "Strings") {
		text = `<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>`
	}
	write(part, io.MultiReader(strings.NewReader(text), zeros(n)))
	w.Close()
	return b.String()
}

// oneArc is a TopoJSON whose only arc, of n positions, makes a ring many times over.
func oneArc(n, times int) string {
	return `{"type":"Topology","objects":{"a":{"type":"Polygon","properties":{"code":"A","name":"Aston"},"arcs":[[` +
		strings.TrimSuffix(strings.Repeat("0,", times), ",") + `]]}},"arcs":[[` + circle(n) + `]]}`
}

// relation is an OpenStreetMap file of a relation whose only way, of n nodes, is a member many times over.
func relation(n, times int) string {
	var b strings.Builder
	b.WriteString(`<osm version="0.6">`)
	for i := range n {
		fmt.Fprintf(&b, `<node id="%d" lat="52.%04d" lon="-1.%04d"/>`, i+1, i, i)
	}
	b.WriteString(`<way id="1">`)
	for i := range n {
		fmt.Fprintf(&b, `<nd ref="%d"/>`, i+1)
	}
	b.WriteString(`<tag k="amenity" v="library"/><tag k="name" v="North"/></way><relation id="1">` +
		strings.Repeat(`<member type="way" ref="1" role="outer"/>`, times) + `<tag k="type" v="multipolygon"/><tag k="name" v="South"/></relation></osm>`)
	return b.String()
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

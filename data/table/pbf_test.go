package table

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zlib"

	"hotspotmap/geo"
)

// field writes a field of a protocol buffer message: a number, text or a message.
func field(number int, value any) []byte {
	switch v := value.(type) {
	case uint64:
		return binary.AppendUvarint(binary.AppendUvarint(nil, uint64(number)<<3), v)
	case []byte:
		return append(binary.AppendUvarint(binary.AppendUvarint(nil, uint64(number)<<3|2), uint64(len(v))), v...)
	}
	panic(value)
}

func zag(v int64) uint64 { return uint64(v<<1) ^ uint64(v>>63) }

func varints(all ...uint64) []byte {
	var text []byte
	for _, v := range all {
		text = binary.AppendUvarint(text, v)
	}
	return text
}

// deltas packs numbers as the distance of each from the one before.
func deltas(all ...int64) []byte {
	var text []byte
	before := int64(0)
	for _, v := range all {
		text = binary.AppendUvarint(text, zag(v-before))
		before = v
	}
	return text
}

// blob writes one block of a file, packed or not.
func blob(kind string, content []byte, pack bool) []byte {
	body := field(1, content)
	if pack {
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write(content)
		w.Close()
		body = append(field(2, uint64(len(content))), field(3, packed.Bytes())...)
	}
	header := append(field(1, []byte(kind)), field(3, uint64(len(body)))...)
	return slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(header))), header, body)
}

// pbfOf writes elements in OpenStreetMap's binary format: the nodes dense or one by one.
func pbfOf(elements []osmElement, dense bool) []byte {
	texts := []string{""}
	at := func(text string) uint64 {
		if i := slices.Index(texts, text); i > 0 {
			return uint64(i)
		}
		texts = append(texts, text)
		return uint64(len(texts) - 1)
	}
	units := func(degrees *float64) int64 { return int64(math.Round(*degrees * 1e7)) }
	var ids, lats, lons []int64
	var tags []uint64
	var group []byte
	for _, e := range elements {
		var keys, values []uint64
		for key, value := range e.Tags {
			keys, values = append(keys, at(key)), append(values, at(value))
			tags = append(tags, at(key), at(value))
		}
		text := slices.Concat(field(2, varints(keys...)), field(3, varints(values...)))
		switch e.Type {
		case "node":
			ids, lats, lons, tags = append(ids, e.ID), append(lats, units(e.Lat)), append(lons, units(e.Lon)), append(tags, 0)
			if !dense {
				group = append(group, field(1, slices.Concat(field(1, zag(e.ID)), text, field(8, zag(units(e.Lat))), field(9, zag(units(e.Lon)))))...)
			}
		case "way":
			group = append(group, field(3, slices.Concat(field(1, uint64(e.ID)), text, field(8, deltas(e.Nodes...))))...)
		case "relation":
			var refs []int64
			var kinds []uint64
			for _, m := range e.Members {
				refs, kinds = append(refs, m.Ref), append(kinds, uint64(slices.Index(memberKinds, m.Type)))
			}
			group = append(group, field(4, slices.Concat(field(1, uint64(e.ID)), text, field(9, deltas(refs...)), field(10, varints(kinds...))))...)
		}
	}
	if dense {
		group = append(field(2, slices.Concat(field(1, deltas(ids...)), field(8, deltas(lats...)), field(9, deltas(lons...)), field(10, varints(tags...)))), group...)
	}
	var table []byte
	for _, text := range texts {
		table = append(table, field(1, []byte(text))...)
	}
	return append(blob("OSMHeader", slices.Concat(field(4, []byte("OsmSchema-V0.6")), field(4, []byte("DenseNodes"))), false),
		blob("OSMData", slices.Concat(field(1, table), field(2, group)), dense)...)
}

// osmElements are the elements of the XML and JSON that the tests of those formats read, with two more ways that go round a park.
func osmElements(t testing.TB) []osmElement {
	t.Helper()
	var answer struct{ Elements []osmElement }
	if err := json.Unmarshal([]byte(overpassJSON), &answer); err != nil {
		t.Fatal(err)
	}
	all := answer.Elements
	all[len(all)-1].Members = []osmMember{{"node", 5}, {"way", 7}}
	return append(all,
		osmElement{Type: "way", ID: 11, Nodes: []int64{1, 2, 3}},
		osmElement{Type: "way", ID: 12, Nodes: []int64{1, 4, 3}},
		osmElement{Type: "relation", ID: 13, Members: []osmMember{{"way", 11}, {"way", 12}}, Tags: map[string]string{"name": "Park", "internet_access": "wlan"}})
}

func TestPBF(t *testing.T) {
	for _, dense := range []bool{true, false} {
		t.Run(fmt.Sprint("dense ", dense), func(t *testing.T) {
			sites, rows, issues, err := ReadSites("places.osm.pbf", bytes.NewReader(pbfOf(osmElements(t), dense)), freeWiFi)
			if err != nil {
				t.Fatal(err)
			}
			wantRows(t, rows, geo.Rows{Read: 7, Used: 5, Unmatched: 1, Rejected: 1})
			var got []string
			for _, s := range sites {
				got = append(got, fmt.Sprintf("%s %.3f,%.3f", s.Name, s.At[0], s.At[1]))
			}
			want := []string{"Bus Station & Café -1.800,52.500", "Hotel -1.890,52.410", "Street -1.880,52.400", "Campus -1.890,52.410", "Park -1.890,52.410"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if hours := sites[0].Facts[0].Value; hours != "Mo-Fr 09:00-17:00" {
				t.Error(hours)
			}
			if len(issues) != 1 || !strings.Contains(issues[0].Problem, "is way 9, whose place is not in the file") {
				t.Error(issues)
			}
		})
	}
}

// The ways of a relation are joined in every format.
func TestRelationInXML(t *testing.T) {
	text := strings.Replace(osmXML, `<center lat="52.6" lon="-1.7"/>`, "", 1)
	sites, _, _, err := ReadSites("places.osm", strings.NewReader(text), freeWiFi)
	if err != nil || len(sites) != 4 || math.Abs(sites[3].At[0]+1.89) > 1e-9 || math.Abs(sites[3].At[1]-52.41) > 1e-9 {
		t.Errorf("%v, %v", sites, err)
	}
}

func TestPBFRefuses(t *testing.T) {
	good := pbfOf(osmElements(t), true)
	header := blob("OSMHeader", field(4, []byte("OsmSchema-V0.6")), false)
	tests := []struct {
		name    string
		content []byte
		spec    SitesSpec
		want    string
	}{
		{"cut short", good[:len(good)-10], freeWiFi, "places.osm.pbf: is an OpenStreetMap file (PBF) that cannot be read: it is damaged, or was cut short — fetch it again"},
		{"cut in a length", good[:len(header)+2], freeWiFi, "places.osm.pbf: is an OpenStreetMap file (PBF) that cannot be read: it is damaged, or was cut short — fetch it again"},
		{"history", append(blob("OSMHeader", field(4, []byte("HistoricalInformation")), false), good...), freeWiFi, `places.osm.pbf: is an OpenStreetMap file (PBF) that cannot be read: reading it takes "HistoricalInformation", which this program does not know — fetch it again`},
		{"packed otherwise", append(slices.Clone(header), slices.Concat([]byte{0, 0, 0, 11}, field(1, []byte("OSMData")), field(3, uint64(4)), field(4, []byte("xx")))...), freeWiFi, "places.osm.pbf: is an OpenStreetMap file (PBF) that cannot be read: it is packed in a way this program does not unpack; ask for zlib — fetch it again"},
		{"a text that is not there", append(slices.Clone(header), blob("OSMData", field(2, field(3, slices.Concat(field(2, varints(7)), field(3, varints(8))))), true)...), freeWiFi, "places.osm.pbf: is an OpenStreetMap file (PBF) that cannot be read: it is damaged, or was cut short — fetch it again"},
		{"a tag that does not occur", good, SitesSpec{ID: "s", Name: "nmae"}, `places.osm.pbf: column "nmae": is not in the header (name in the project file) — did you mean "name"?`},
		{"a size that is a lie", append(slices.Clone(header), blob("OSMData", bytes.Repeat([]byte{0}, mostBlock+1), true)...), freeWiFi, "places.osm.pbf: is an OpenStreetMap file (PBF) that cannot be read: it is damaged, or was cut short — fetch it again"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, _, err := ReadSites("places.osm.pbf", bytes.NewReader(test.content), test.spec)
			if got := strings.Replace(fmt.Sprint(err), ".pbf:1:", ".pbf:", 1); got != test.want {
				t.Errorf("\n got %v\nwant %s", got, test.want)
			}
		})
	}
}

// A small file that unpacks to more places than can be held is refused before it has filled the memory.
func TestPBFBomb(t *testing.T) {
	ids := bytes.Repeat([]byte{2}, 1<<20)
	tags := bytes.Repeat([]byte{1, 1, 0}, 1<<20)
	block := slices.Concat(field(1, slices.Concat(field(1, []byte("")), field(1, []byte("name")))),
		field(2, field(2, slices.Concat(field(1, ids), field(8, ids), field(9, ids), field(10, tags)))))
	content := blob("OSMHeader", nil, false)
	for range 40 {
		content = append(content, blob("OSMData", block, true)...)
	}
	_, _, _, err := ReadSites("places.osm.pbf", bytes.NewReader(content), SitesSpec{ID: "s", Name: "name"})
	if want := "has more places than can be held"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%d bytes: %v, want %q", len(content), err, want)
	}
}

// GDAL reads the same points out of a real extract.
func TestRealPBFAgainstOGR(t *testing.T) {
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("ogr2ogr is not installed")
		}
		t.Skip("ogr2ogr is not installed")
	}
	content, err := io.ReadAll(realData(t, "leeds/its-example.osm.pbf"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "places.osm.pbf")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	command := exec.Command("ogr2ogr", "-f", "CSV", "/vsistdout/", path, "points", "-lco", "GEOMETRY=AS_XY")
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	records, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, r := range records[1:] {
		if other := r[len(r)-1]; strings.Contains(other, `"amenity"=>"cafe"`) {
			want = append(want, fmt.Sprintf("node/%s %s,%s", r[2], r[0], r[1]))
		}
	}
	sites, _, _, err := ReadSites(path, bytes.NewReader(content), SitesSpec{ID: "s", Name: "name", Where: Where{"amenity": {"cafe"}}, Facts: []FactColumn{{"id", "@id"}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sites {
		got = append(got, fmt.Sprintf("%s %.7f,%.7f", s.Facts[0].Value, s.At[0], s.At[1]))
	}
	slices.Sort(want)
	slices.Sort(got)
	trim := func(all []string) (trimmed []string) {
		for _, line := range all {
			id, place, _ := strings.Cut(line, " ")
			var lon, lat float64
			if _, err := fmt.Sscanf(place, "%g,%g", &lon, &lat); err != nil {
				t.Fatal(err)
			}
			trimmed = append(trimmed, fmt.Sprintf("%s %.7f,%.7f", id, lon, lat))
		}
		return trimmed
	}
	if diff := cmp.Diff(trim(want), trim(got)); diff != "" || len(got) < 15 {
		t.Errorf("%d places: %s", len(got), diff)
	}
}

// FuzzPBF checks that a damaged file is an error, and that every row of one that is not is accounted for.
func FuzzPBF(f *testing.F) {
	f.Add(pbfOf(osmElements(f), true)[20:])
	f.Add(pbfOf(osmElements(f), false)[20:])
	f.Add(blob("OSMData", field(2, field(2, field(1, varints(2, 2)))), false))
	f.Fuzz(func(t *testing.T, data []byte) {
		content := append(blob("OSMHeader", nil, false), data...)
		_, rows, _, err := ReadSites("places.osm.pbf", bytes.NewReader(content), freeWiFi)
		var issue geo.Issue
		if err != nil && !errors.As(err, &issue) {
			t.Fatalf("the error is a %T: %v", err, err)
		}
		if err == nil && rows.Read != rows.Used+rows.Unmatched+rows.Rejected {
			t.Fatalf("%+v", rows)
		}
	})
}

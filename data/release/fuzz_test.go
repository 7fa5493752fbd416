package release

import (
	"bytes"
	"testing"

	"hotspotmap/geo"
)

func FuzzDecodeColumn(f *testing.F) {
	content, err := EncodeColumn("lsoa21", []string{"A", "B"}, geo.Column{
		Indicator: geo.Indicator{ID: "income", Unit: "%", Decimals: 2}, Values: []float64{1.25, 0}, Flags: []geo.Flag{geo.Present, geo.Missing},
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add(content[:len(content)-1])
	f.Add([]byte("{\"n\":1073741824}\n"))
	f.Add([]byte("{\"n\":-1,\"decimals\":400}\nabcd"))
	f.Fuzz(func(t *testing.T, content []byte) {
		header, column, err := DecodeColumn(content)
		if err != nil {
			return
		}
		if len(column.Values) != header.N || len(column.Flags) != header.N {
			t.Fatalf("%d values for n = %d", len(column.Values), header.N)
		}
		again, err := EncodeColumn(header.Geography, make([]string, header.N), column)
		if err != nil {
			t.Skip() // the four values next to the flags are read, but never written
		}
		_, values := split(content)
		if _, rewritten := split(again); !bytes.Equal(values, rewritten) {
			t.Fatal("the values do not survive being read and written")
		}
	})
}

func split(content []byte) (header, values []byte) {
	header, values, _ = bytes.Cut(content, []byte("\n"))
	return header, values
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(`{"format":1,"files":[{"path":"areas.sqlite","bytes":1,"sha256":"` + digest(nil) + `"}]}`))
	f.Add([]byte(`{"format":1,"files":[{"path":"../x"}]}`))
	f.Add([]byte(`{"format":2}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, content []byte) {
		manifest, err := parseManifest(content)
		if err != nil {
			return
		}
		for _, file := range manifest.Files {
			if checkPath(file.Path) != nil || file.Bytes < 0 || !idPattern.MatchString(file.SHA256) {
				t.Fatalf("accepted %+v", file)
			}
		}
	})
}

func FuzzParseIDs(f *testing.F) {
	f.Add([]byte(digest(nil) + "\n"))
	f.Add([]byte(digest(nil)))
	f.Add([]byte("\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		ids, err := parseIDs(content)
		if err == nil && len(ids)*65 != len(content) {
			t.Fatalf("%d ids in %d bytes", len(ids), len(content))
		}
	})
}

func FuzzDecodeSites(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"id":"a-1","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"open":true,"facts":{"a":"b"}}}]}`))
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"properties":{"facts":[]}}]}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		sites, err := DecodeSites(content)
		if err != nil {
			return
		}
		codes := make([]string, 0)
		for i := range sites {
			sites[i].AID = 0
		}
		again, err := EncodeSites(sites, codes)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := DecodeSites(again); err != nil {
			t.Fatalf("written sites cannot be read: %v", err)
		}
	})
}

func FuzzSearch(f *testing.F) {
	for _, q := range []string{"B11", "B1 1", "B11 4AA", "St Paul’s", "&", "\xff", "W1A"} {
		f.Add(q)
	}
	areas := Areas{ID: "x", Codes: []string{"E1"}, Names: []string{"B11 Works"}, Lon: []float64{0}, Lat: []float64{0}, BBox: make([]float64, 4)}
	search := BuildSearch([]Areas{areas}, []PostcodeKey{{Postcode: "B11 4AA", AID: 1}, {Postcode: "B1 1AA"}, {Postcode: "B"}})
	c := &contents{
		geographies: map[string]geo.Geography{"x": {ID: "x"}}, areas: map[string]Areas{"x": areas},
		places: newPlaces(search.Areas), postcodes: search.Postcodes,
	}
	r := &Release{
		manifest: Manifest{SmallAreas: "x", Place: "X"},
		read:     func() (*contents, error) { return c, nil },
	}
	f.Fuzz(func(t *testing.T, query string) {
		if hits := r.Search(query, 3); len(hits) > 3 {
			t.Fatalf("%d hits", len(hits))
		}
	})
}

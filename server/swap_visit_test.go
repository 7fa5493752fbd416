package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
	"hotspotmap/tiles/mvt"
)

// visitor asks which release there is and for its parts, and knows which edition each release is.
type visitor struct {
	client   *http.Client
	base     string
	editions map[string]int // by short id
}

// part is something that a client asks for, with how its edition is told. What is asked of a release must be of its edition; the rest
// may be of a newer one, but of one.
type part struct {
	path      string
	ofRelease bool
	edition   func(v visitor, content []byte) (int, error)
}

var parts = []part{
	{"/columns/lsoa21/index.bin", true, columnEdition},
	{"/tiles/hotspots/" + releasetest.Home.String() + ".mvt", true, tileEdition},
	{"/tiles/hotspots/" + releasetest.Home.String() + ".mvt?columns=index,rank", true, tileEdition},
	{"/tiles/hotspots.json", true, textEdition},
	{"/tiles/hotspots/" + releasetest.Home.String() + ".mvt", false, tileEdition},
	{"/tiles/hotspots/" + releasetest.Home.String() + ".mvt?columns=index,rank", false, tileEdition},
	{"/tiles/hotspots.json?columns=index", false, textEdition},
	{"/api/v1/map", false, textEdition},
	{"/api/v1/columns/lsoa21/index.json", false, valuesEdition},
	{"/", false, textEdition},
	{"/areas/E01000001", false, textEdition},
	{"/method", false, textEdition},
}

// visit asks for the catalogue and then for one part.
func (v visitor) visit(which int) error {
	content, err := v.fetch("/tiles.json")
	if err != nil {
		return err
	}
	var doc struct{ Release string }
	if err := json.Unmarshal(content, &doc); err != nil {
		return err
	}
	p := parts[which]
	path := p.path
	if p.ofRelease {
		path = "/releases/" + doc.Release + path
	}
	if content, err = v.fetch(path); err != nil {
		return err
	}
	got, err := p.edition(v, content)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if want, ok := v.editions[doc.Release]; !ok || p.ofRelease && got != want {
		return fmt.Errorf("%s: of edition %d, under release %s of edition %d", path, got, doc.Release, want)
	}
	return nil
}

func (v visitor) fetch(path string) ([]byte, error) {
	answer, err := v.client.Get(v.base + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: status %d: %.200s", path, answer.StatusCode, content)
	}
	return content, err
}

// indexEdition tells the edition by the index of an area, of which each edition has a hundredth more.
func indexEdition(aid uint64, index float64) int {
	whole := float64(aid)
	if aid == 9 {
		whole = 9.5
	}
	return int(math.Round((index - whole) * 100))
}

func columnEdition(_ visitor, content []byte) (int, error) {
	_, values, err := release.DecodeColumn(content)
	if err != nil {
		return 0, err
	}
	return oneEdition(values.Values)
}

// valuesEdition is of JSON that names its release beside its values.
func valuesEdition(v visitor, content []byte) (int, error) {
	var doc struct {
		Release string
		Values  []float64
	}
	if err := json.Unmarshal(content, &doc); err != nil {
		return 0, err
	}
	edition, err := oneEdition(doc.Values)
	if err == nil && edition != v.editions[doc.Release] {
		err = fmt.Errorf("values of edition %d under release %s", edition, doc.Release)
	}
	return edition, err
}

func tileEdition(_ visitor, content []byte) (int, error) {
	layers, err := mvt.Decode(content)
	if err != nil {
		return 0, err
	}
	values := make([]float64, 9)
	for _, layer := range layers {
		for _, f := range layer.Features {
			values[f.ID-1], _ = f.Attributes["index"].Any().(float64)
		}
	}
	return oneEdition(values)
}

// oneEdition is the edition of the index of all areas, when it is one.
func oneEdition(values []float64) (int, error) {
	first := indexEdition(1, values[0])
	for i, value := range values {
		if edition := indexEdition(uint64(i+1), value); edition != first {
			return 0, fmt.Errorf("editions %d and %d in one answer", first, edition)
		}
	}
	return first, nil
}

// textEdition is of pages and descriptions, which have the map's title and its release in them: those of one edition and no other.
func textEdition(v visitor, content []byte) (int, error) {
	found := -1
	for short, edition := range v.editions {
		title, id := bytes.Contains(content, []byte(releasetest.Title(edition))), strings.Contains(string(content), short)
		switch {
		case title != id:
			return 0, fmt.Errorf("title of edition %d: %v, its release: %v", edition, title, id)
		case title && found >= 0:
			return 0, fmt.Errorf("editions %d and %d in one answer", found, edition)
		case title:
			found = edition
		}
	}
	if found < 0 {
		return 0, fmt.Errorf("of no edition: %.200s", content)
	}
	return found, nil
}

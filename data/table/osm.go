package table

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// osmElement is a node, way or relation of OpenStreetMap, as XML and Overpass JSON have it.
type osmElement struct {
	Type    string            `json:"type"`
	ID      int64             `json:"id"`
	Lat     *float64          `json:"lat"`
	Lon     *float64          `json:"lon"`
	Centre  *osmCentre        `json:"center"` // when Overpass was asked for it
	Nodes   []int64           `json:"nodes"`
	Members []osmMember       `json:"members"`
	Tags    map[string]string `json:"tags"`
}

type osmCentre struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// osmMember is one of the elements that a relation is made of.
type osmMember struct {
	Type string `json:"type"`
	Ref  int64  `json:"ref"`
}

// osmFeatures are the tagged elements as features, when all that they refer to is among the elements.
func osmFeatures(elements []osmElement) []feature {
	nodes, ways := map[int64]orb.Point{}, map[int64][]int64{}
	for _, e := range elements {
		switch {
		case e.Type == "node" && e.Lat != nil && e.Lon != nil:
			nodes[e.ID] = orb.Point{*e.Lon, *e.Lat}
		case e.Type == "way":
			ways[e.ID] = e.Nodes
		}
	}
	places := osmPlaces{
		node: func(id int64) (orb.Point, bool) { at, known := nodes[id]; return at, known },
		way:  func(id int64) []int64 { return ways[id] },
	}
	var all []feature
	for _, e := range elements {
		if len(e.Tags) > 0 {
			all = append(all, e.feature(places))
		}
	}
	return all
}

// idTag is the name of the column with an element's kind and number, "node/1", beside its tags.
const idTag = "@id"

// feature is an element as a row, whose columns are its tags.
func (e osmElement) feature(places osmPlaces) feature {
	f := feature{tags: []string{idTag, e.name()}}
	for key, value := range e.Tags {
		f.tags = append(f.tags, key, value)
	}
	f.at, f.fault = places.of(e)
	return f
}

func (e osmElement) name() string { return fmt.Sprintf("%s/%d", e.Type, e.ID) }

// readOSM reads the XML of OpenStreetMap, of its API, of Overpass or of an extract.
func readOSM(file string, r io.Reader) ([]feature, error) {
	refuse := func(problem string) ([]feature, error) {
		return nil, geo.Issue{Severity: geo.SeverityError, File: file, Problem: problem, Remedy: "fetch the file again"}
	}
	limited := &io.LimitedReader{R: r, N: mostFeatureBytes + 1}
	decoder := xml.NewDecoder(limited)
	var elements []osmElement
	open, ended := false, false // inside the element that was added last; past the end of the document
	for {
		token, err := decoder.RawToken()
		switch {
		case limited.N == 0:
			return nil, tooLargeForSites(file)
		case err == io.EOF && ended:
			return osmFeatures(elements), nil
		case err == io.EOF:
			return refuse("ends too early")
		case err != nil:
			return refuse("is not whole XML: " + err.Error())
		}
		switch t := token.(type) {
		case xml.StartElement:
			attributes := map[string]string{}
			for _, a := range t.Attr {
				attributes[a.Name.Local] = a.Value
			}
			switch name := t.Name.Local; {
			case name == "node" || name == "way" || name == "relation":
				elements, open = append(elements, newOSMElement(name, attributes)), true
			case !open:
			case name == "tag":
				last := &elements[len(elements)-1]
				if last.Tags == nil {
					last.Tags = map[string]string{}
				}
				last.Tags[attributes["k"]] = attributes["v"]
			case name == "nd":
				if id, err := strconv.ParseInt(attributes["ref"], 10, 64); err == nil {
					last := &elements[len(elements)-1]
					last.Nodes = append(last.Nodes, id)
				}
			case name == "member":
				if id, err := strconv.ParseInt(attributes["ref"], 10, 64); err == nil {
					last := &elements[len(elements)-1]
					last.Members = append(last.Members, osmMember{Type: attributes["type"], Ref: id})
				}
			case name == "center":
				if lat, lon := degrees(attributes["lat"]), degrees(attributes["lon"]); lat != nil && lon != nil {
					elements[len(elements)-1].Centre = &osmCentre{Lat: *lat, Lon: *lon}
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "node", "way", "relation":
				open = false
			case "osm":
				ended = true
			}
		}
	}
}

func newOSMElement(name string, attributes map[string]string) osmElement {
	id, _ := strconv.ParseInt(attributes["id"], 10, 64) // without one, it cannot be referred to
	return osmElement{Type: name, ID: id, Lat: degrees(attributes["lat"]), Lon: degrees(attributes["lon"])}
}

func degrees(text string) *float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil
	}
	return &v
}

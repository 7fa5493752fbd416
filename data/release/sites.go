package release

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// The members of sites.geojson, in the order they are written.
type (
	siteCollection struct {
		Type     string        `json:"type"`
		Features []siteFeature `json:"features"`
	}
	siteFeature struct {
		Type       string         `json:"type"`
		ID         string         `json:"id"`
		Geometry   sitePoint      `json:"geometry"`
		Properties siteProperties `json:"properties"`
	}
	sitePoint struct {
		Type        string    `json:"type"`
		Coordinates orb.Point `json:"coordinates"`
	}
	siteProperties struct {
		Kind     string     `json:"kind"`
		Name     string     `json:"name"`
		Access   geo.Access `json:"access"`
		Open     bool       `json:"open"`
		ClosedOn string     `json:"closed_on,omitempty"`
		Postcode string     `json:"postcode,omitempty"`
		AID      uint32     `json:"aid"`
		Area     string     `json:"area,omitempty"`
		Source   string     `json:"source"`
		Facts    facts      `json:"facts"`
	}
)

// facts are written as an object that keeps the project file's order, which a Go map would lose.
type facts []geo.Fact

func (f facts) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, fact := range f {
		if i > 0 {
			out.WriteByte(',')
		}
		key, err := json.Marshal(fact.Key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(fact.Value)
		if err != nil {
			return nil, err
		}
		out.Write(key)
		out.WriteByte(':')
		out.Write(value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func (f *facts) UnmarshalJSON(content []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(content))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return fmt.Errorf("facts: want an object")
	}
	*f = nil
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return fmt.Errorf("facts: %w", err)
		}
		var value string
		if err := decoder.Decode(&value); err != nil {
			return fmt.Errorf("fact %q: %w", key, err)
		}
		*f = append(*f, geo.Fact{Key: key.(string), Value: value}) // a JSON object's keys are strings
	}
	return nil
}

// EncodeSites writes sites as GeoJSON; codes are those of the small areas, in aid order.
func EncodeSites(sites []geo.Site, codes []string) ([]byte, error) {
	collection := siteCollection{Type: "FeatureCollection", Features: make([]siteFeature, len(sites))}
	for i, site := range sites {
		if int(site.AID) > len(codes) {
			return nil, fmt.Errorf("site %s: lies in area %d of %d", site.ID, site.AID, len(codes))
		}
		properties := siteProperties{
			Kind: site.Kind, Name: site.Name, Access: site.Access, Open: !site.Closed, ClosedOn: site.ClosedOn,
			Postcode: site.Postcode, AID: site.AID, Source: site.Source, Facts: facts(site.Facts),
		}
		if site.AID > 0 {
			properties.Area = codes[site.AID-1]
		}
		collection.Features[i] = siteFeature{
			Type: "Feature", ID: site.ID, Geometry: sitePoint{Type: "Point", Coordinates: site.At}, Properties: properties,
		}
	}
	content, err := json.Marshal(collection)
	if err != nil {
		return nil, fmt.Errorf("sites: %w", err)
	}
	return append(content, '\n'), nil
}

// DecodeSites is the inverse of [EncodeSites], but for the row of the source, which the file does not tell.
func DecodeSites(content []byte) ([]geo.Site, error) {
	var collection siteCollection
	if err := json.Unmarshal(content, &collection); err != nil {
		return nil, fmt.Errorf("sites: %w", err)
	}
	if collection.Type != "FeatureCollection" {
		return nil, fmt.Errorf("sites: type is %q: want a FeatureCollection", collection.Type)
	}
	sites := make([]geo.Site, len(collection.Features))
	for i, feature := range collection.Features {
		if feature.Geometry.Type != "Point" {
			return nil, fmt.Errorf("site %q: geometry is %q: want a Point", feature.ID, feature.Geometry.Type)
		}
		p := feature.Properties
		sites[i] = geo.Site{
			ID: feature.ID, Kind: p.Kind, Name: p.Name, At: feature.Geometry.Coordinates, AID: p.AID, Access: p.Access,
			Closed: !p.Open, ClosedOn: p.ClosedOn, Postcode: p.Postcode, Facts: p.Facts, Source: p.Source,
		}
	}
	return sites, nil
}

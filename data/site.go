package data

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// PutSites replaces the sites of one source. Their aids are of the areas of geography.
func (s *Store) PutSites(ctx context.Context, geography string, sites []geo.Site, in Import) error {
	return s.replace(ctx, in, kindSites, geography, func(tx *sql.Tx) error {
		first, err := nextID(ctx, tx, "site", "site_id")
		if err != nil {
			return err
		}
		facts := make([]string, len(sites))
		boxes := make([]orb.Bound, len(sites))
		for i, site := range sites {
			if facts[i], err = encodeFacts(site.Facts); err != nil {
				return fmt.Errorf("site %s: %w", site.ID, err)
			}
			boxes[i] = orb.Bound{Min: site.At, Max: site.At}
		}
		const target = "site (site_id, id, source, row, kind, name, access, closed, closed_on, postcode, geography, aid, facts, geom)"
		err = insertRows(ctx, tx, target, len(sites), func(args []any, i int) []any {
			v := sites[i]
			return append(args, first+int64(i), v.ID, in.Source.ID, v.Row, v.Kind, v.Name, string(v.Access), v.Closed, v.ClosedOn,
				v.Postcode, geography, nullAID(v.AID), facts[i], EncodePoint(v.At, wgs84))
		})
		if err != nil {
			return err
		}
		return insertBoxes(ctx, tx, "idx_site_geom", first, boxes)
	})
}

// Sites returns every site, by source id and row.
func (s *Store) Sites(ctx context.Context) ([]geo.Site, error) {
	const query = `SELECT id, source, row, kind, name, access, closed, closed_on, postcode, coalesce(aid, 0), facts, geom
		FROM site ORDER BY source, row, id`
	return collect(ctx, s, "read the sites", query, nil, func(rows *sql.Rows) (v geo.Site, err error) {
		var facts string
		var blob sql.RawBytes
		err = rows.Scan(&v.ID, &v.Source, &v.Row, &v.Kind, &v.Name, &v.Access, &v.Closed, &v.ClosedOn, &v.Postcode, &v.AID, &facts, &blob)
		if err != nil {
			return v, err
		}
		if v.At, _, err = DecodePoint(blob); err != nil {
			return v, fmt.Errorf("site %s: %w", v.ID, err)
		}
		if v.Facts, err = decodeFacts(facts); err != nil {
			return v, fmt.Errorf("site %s: its facts: %w", v.ID, err)
		}
		return v, nil
	})
}

// encodeFacts writes facts as one JSON object, so that SQL can say facts ->> 'address', keeping their order.
func encodeFacts(facts []geo.Fact) (string, error) {
	b := []byte{'{'}
	for i, fact := range facts {
		key, err := json.Marshal(fact.Key)
		if err != nil {
			return "", err
		}
		value, err := json.Marshal(fact.Value)
		if err != nil {
			return "", err
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, key...), ':'), value...)
	}
	return string(append(b, '}')), nil
}

// decodeFacts is the inverse of encodeFacts.
func decodeFacts(object string) ([]geo.Fact, error) {
	d := json.NewDecoder(strings.NewReader(object))
	if _, err := d.Token(); err != nil { // {
		return nil, err
	}
	var facts []geo.Fact
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		fact := geo.Fact{Key: key.(string)} // a key is nothing else
		if err := d.Decode(&fact.Value); err != nil {
			return nil, err
		}
		facts = append(facts, fact)
	}
	return facts, nil
}

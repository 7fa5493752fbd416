package data

import (
	"context"
	"database/sql"

	"github.com/paulmach/orb"
)

// Postcode is where a postcode is.
type Postcode struct {
	Postcode string // upper case without space: "B11AA"
	At       orb.Point
	AID      uint32 // the small area it lies in; 0 when in none
}

// PutPostcodes replaces the postcodes. Their aids are of the areas of geography.
func (s *Store) PutPostcodes(ctx context.Context, geography string, postcodes []Postcode, in Import) error {
	return s.replace(ctx, in, kindPostcodes, geography, func(tx *sql.Tx) error {
		return insertRows(ctx, tx, "postcode (postcode, source, lon, lat, aid)", len(postcodes), func(args []any, i int) []any {
			p := postcodes[i]
			return append(args, p.Postcode, in.Source.ID, p.At[0], p.At[1], nullAID(p.AID))
		})
	})
}

// Postcodes returns every postcode, sorted.
func (s *Store) Postcodes(ctx context.Context) ([]Postcode, error) {
	const query = "SELECT postcode, lon, lat, coalesce(aid, 0) FROM postcode ORDER BY postcode"
	return collect(ctx, s, "read the postcodes", query, nil, func(rows *sql.Rows) (p Postcode, err error) {
		err = rows.Scan(&p.Postcode, &p.At[0], &p.At[1], &p.AID)
		return p, err
	})
}

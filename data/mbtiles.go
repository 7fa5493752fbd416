package data

import (
	"context"
	"database/sql"
	"fmt"
	"iter"

	"hotspotmap/geo"
)

// mbtilesApplicationID marks a SQLite file as MBTiles: "MPBX" (MBTiles specification 1.3).
const mbtilesApplicationID = 0x4D504258

// MBTile is a tile of an MBTiles archive: its row counts from the south, as TMS has it.
type MBTile struct {
	Zoom, Column, Row uint32
	Content           []byte // gzip
}

const mbtilesTables = `
CREATE TABLE metadata (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE tiles (zoom_level INTEGER NOT NULL, tile_column INTEGER NOT NULL, tile_row INTEGER NOT NULL, tile_data BLOB NOT NULL);
`

// WriteMBTiles writes an MBTiles 1.3 archive to a path where there is nothing or an empty file. metadata is the archive's own
// description, in the words of the specification. The same tiles in the same order give the same bytes.
func WriteMBTiles(ctx context.Context, path string, metadata []geo.Fact, tiles iter.Seq2[MBTile, error]) error {
	settings := fmt.Sprintf("PRAGMA page_size = 8192; PRAGMA application_id = %d", mbtilesApplicationID)
	return fillFile(ctx, path, settings, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, mbtilesTables); err != nil {
			return err
		}
		err := insertRows(ctx, tx, "metadata (name, value)", len(metadata), func(args []any, i int) []any {
			return append(args, metadata[i].Key, metadata[i].Value)
		})
		if err != nil {
			return err
		}
		insert, err := tx.PrepareContext(ctx, "INSERT INTO tiles VALUES (?, ?, ?, ?)")
		if err != nil {
			return err
		}
		defer insert.Close()
		for tile, err := range tiles {
			if err != nil {
				return err
			}
			if _, err := insert.ExecContext(ctx, tile.Zoom, tile.Column, tile.Row, tile.Content); err != nil {
				return err
			}
		}
		// Made last: filling it row by row would take longer.
		_, err = tx.ExecContext(ctx, "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
		return err
	})
}

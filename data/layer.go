package data

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/paulmach/orb"
)

// insertBoxes fills a spatial index: box i belongs to the row with id first+i. The R*Tree keeps 32-bit floats, rounded
// outward, so a query through it finds too much rather than too little.
func insertBoxes(ctx context.Context, tx *sql.Tx, index string, first int64, boxes []orb.Bound) error {
	return insertRows(ctx, tx, index+" (pkid, xmin, xmax, ymin, ymax)", len(boxes), func(args []any, i int) []any {
		b := boxes[i]
		return append(args, first+int64(i), b.Min[0], b.Max[0], b.Min[1], b.Max[1])
	})
}

// updateExtent is the statement that brings the extent and row count of a layer up to date, from its spatial index.
func updateExtent(layer string) string {
	return fmt.Sprintf("INSERT OR REPLACE INTO geometry_columns_statistics SELECT %s, 'geom', NULL, count(*), min(xmin), min(ymin), max(xmax), max(ymax) FROM %s",
		text(layer), quote("idx_"+layer+"_geom"))
}

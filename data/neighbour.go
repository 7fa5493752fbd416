package data

import (
	"context"
	"database/sql"
	"fmt"

	"hotspotmap/geo"
)

func insertNeighbours(ctx context.Context, tx *sql.Tx, geography string, areas int, neighbours geo.Neighbours) error {
	if neighbours == nil {
		return nil
	}
	if len(neighbours) != areas {
		return fmt.Errorf("%d lists of neighbours for the %d areas of %s", len(neighbours), areas, geography)
	}
	type pair struct{ aid, other int }
	var pairs []pair
	for i, others := range neighbours {
		for _, other := range others {
			pairs = append(pairs, pair{i + 1, int(other) + 1})
		}
	}
	const target = "neighbour (geography, aid, other_aid)"
	return insertRows(ctx, tx, target, len(pairs), func(args []any, i int) []any {
		return append(args, geography, pairs[i].aid, pairs[i].other)
	})
}

// Neighbours returns which areas of a geography touch.
func (s *Store) Neighbours(ctx context.Context, geography string) (geo.Neighbours, error) {
	what := "read the neighbours of " + geography
	areas, err := countAreas(ctx, s.db, geography)
	if err != nil {
		return nil, s.explain(what, err)
	}
	neighbours := make(geo.Neighbours, areas)
	rows, err := s.db.QueryContext(ctx, "SELECT aid, other_aid FROM neighbour WHERE geography = ? ORDER BY aid, other_aid", geography)
	if err != nil {
		return nil, s.explain(what, err)
	}
	defer rows.Close()
	for rows.Next() {
		var aid, other int32
		if err := rows.Scan(&aid, &other); err != nil {
			return nil, s.explain(what, err)
		}
		neighbours[aid-1] = append(neighbours[aid-1], other-1)
	}
	if err := rows.Err(); err != nil {
		return nil, s.explain(what, err)
	}
	return neighbours, nil
}

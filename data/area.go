package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// Area is an area with what the topology worked out about it.
type Area struct {
	geo.Area
	AreaM2 float64
	Inside orb.Point // a point inside it
}

// Links say what each area of a geography has to do with others; slices are in aid order.
type Links struct {
	Neighbours geo.Neighbours // of its own geography; nil: not known
	Parents    []uint32       // for each area of the geography it dissolves, the aid that has here, 0 for none
}

// geographyID is what a geography may be called: it becomes part of the name of a view, a layer and a file.
var geographyID = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// takenNames are the tables of a snapshot beside its layers.
var takenNames = []string{"about", "columns", "sites", "sources"}

// PutAreas replaces a geography. areas are in aid order. Every source that belongs to the geography, or to one dissolved from
// it, is forgotten, and Unchanged will ask for it again.
func (s *Store) PutAreas(ctx context.Context, g geo.Geography, areas []Area, links Links, in Import) error {
	if !geographyID.MatchString(g.ID) {
		return fmt.Errorf("geography %q: an id is lower-case letters, digits and _, and begins with a letter", g.ID)
	}
	if slices.Contains(takenNames, g.ID) {
		return fmt.Errorf("geography %q: a snapshot has a table of that name — choose another id", g.ID)
	}
	return s.replace(ctx, in, kindAreas, g.ID, func(tx *sql.Tx) error {
		if err := insertGeography(ctx, tx, g, areas, in.Source.ID); err != nil {
			return err
		}
		if err := insertAreas(ctx, tx, g.ID, areas); err != nil {
			return err
		}
		if err := insertNeighbours(ctx, tx, g.ID, len(areas), links.Neighbours); err != nil {
			return err
		}
		return insertParents(ctx, tx, g, links.Parents)
	})
}

func insertGeography(ctx context.Context, tx *sql.Tx, g geo.Geography, areas []Area, source string) error {
	if len(areas) == 0 {
		return fmt.Errorf("geography %q has no areas", g.ID)
	}
	box := bounds(areas[0].Geometry)
	for _, a := range areas[1:] {
		box = box.Union(bounds(a.Geometry))
	}
	var dissolves any
	if g.Dissolves != "" {
		dissolves = g.Dissolves
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO geography VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		g.ID, g.Title, g.Singular, g.Plural, dissolves, len(areas), source, box.Min[0], box.Min[1], box.Max[0], box.Max[1])
	return err
}

func insertAreas(ctx context.Context, tx *sql.Tx, geography string, areas []Area) error {
	first, err := nextID(ctx, tx, "area", "area_id")
	if err != nil {
		return err
	}
	boxes := make([]orb.Bound, len(areas))
	const target = "area (area_id, geography, aid, code, name, feature, area_m2, inside_lon, inside_lat, geom)"
	err = insertRows(ctx, tx, target, len(areas), func(args []any, i int) []any {
		a := areas[i]
		boxes[i] = bounds(a.Geometry)
		return append(args, first+int64(i), geography, i+1, a.Code, a.Name, a.Feature, a.AreaM2, a.Inside[0], a.Inside[1],
			EncodeMultiPolygon(a.Geometry, wgs84))
	})
	if err != nil {
		return err
	}
	return insertBoxes(ctx, tx, "idx_area_geom", first, boxes)
}

func insertParents(ctx context.Context, tx *sql.Tx, g geo.Geography, parents []uint32) error {
	if g.Dissolves == "" {
		return nil
	}
	var aids []int
	for i, parent := range parents {
		if parent != 0 {
			aids = append(aids, i+1)
		}
	}
	const target = "parent (geography, parent_geography, aid, parent_aid)"
	return insertRows(ctx, tx, target, len(aids), func(args []any, i int) []any {
		return append(args, g.Dissolves, g.ID, aids[i], int64(parents[aids[i]-1]))
	})
}

func nextID(ctx context.Context, tx *sql.Tx, table, column string) (id int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max("+column+"), 0) + 1 FROM "+table).Scan(&id)
	return id, err
}

// PutPeople replaces the number of people in each area of a geography, in aid order; NaN where unknown.
func (s *Store) PutPeople(ctx context.Context, geography string, people []float64, in Import) error {
	return s.replace(ctx, in, kindPeople, geography, func(tx *sql.Tx) error {
		if err := checkLength(ctx, tx, geography, len(people)); err != nil {
			return err
		}
		stmt, err := tx.PrepareContext(ctx, "UPDATE area SET people = ? WHERE geography = ? AND aid = ?")
		if err != nil {
			return err
		}
		defer stmt.Close()
		for i, n := range people {
			if _, err := stmt.ExecContext(ctx, nullNaN(n), geography, i+1); err != nil {
				return err
			}
		}
		return nil
	})
}

// Geographies returns every geography: those with boundaries of their own first, then the dissolved, each by id.
func (s *Store) Geographies(ctx context.Context) ([]geo.Geography, error) {
	const query = `SELECT id, title, singular, plural, coalesce(dissolves, ''), areas, source
		FROM geography ORDER BY dissolves IS NOT NULL, id`
	return collect(ctx, s, "list the geographies", query, nil, func(rows *sql.Rows) (g geo.Geography, err error) {
		err = rows.Scan(&g.ID, &g.Title, &g.Singular, &g.Plural, &g.Dissolves, &g.Areas, &g.Source)
		return g, err
	})
}

// Areas returns the areas of a geography in aid order.
func (s *Store) Areas(ctx context.Context, geography string) ([]Area, error) {
	const query = `SELECT code, name, feature, area_m2, inside_lon, inside_lat, geom FROM area WHERE geography = ? ORDER BY aid`
	areas, err := collect(ctx, s, "read the areas of "+geography, query, []any{geography}, func(rows *sql.Rows) (a Area, err error) {
		var blob sql.RawBytes
		if err := rows.Scan(&a.Code, &a.Name, &a.Feature, &a.AreaM2, &a.Inside[0], &a.Inside[1], &blob); err != nil {
			return a, err
		}
		if a.Geometry, _, err = DecodeMultiPolygon(blob); err != nil {
			return a, fmt.Errorf("area %s: %w", a.Code, err)
		}
		return a, nil
	})
	if err == nil && len(areas) == 0 {
		return nil, s.explain("read the areas of "+geography, errNoGeography)
	}
	return areas, err
}

// Parents returns, for each area of a geography in aid order, the aid it has in a parent geography; 0 for none.
func (s *Store) Parents(ctx context.Context, geography, parent string) ([]uint32, error) {
	const query = `SELECT coalesce(p.parent_aid, 0) FROM area AS a
		LEFT JOIN parent AS p ON p.geography = a.geography AND p.parent_geography = ? AND p.aid = a.aid
		WHERE a.geography = ? ORDER BY a.aid`
	return collect(ctx, s, "read the parents of "+geography, query, []any{parent, geography}, func(rows *sql.Rows) (aid uint32, err error) {
		err = rows.Scan(&aid)
		return aid, err
	})
}

// People returns the number of people in each area of a geography in aid order; NaN where unknown.
func (s *Store) People(ctx context.Context, geography string) ([]float64, error) {
	const query = "SELECT people FROM area WHERE geography = ? ORDER BY aid"
	return collect(ctx, s, "read the people of "+geography, query, []any{geography}, func(rows *sql.Rows) (float64, error) {
		var n sql.NullFloat64
		err := rows.Scan(&n)
		return orNaN(n), err
	})
}

var errNoGeography = errors.New("the store has no such geography — import its boundaries first")

// countAreas returns how many areas a geography has.
func countAreas(ctx context.Context, q querier, geography string) (areas int, err error) {
	err = q.QueryRowContext(ctx, "SELECT areas FROM geography WHERE id = ?", geography).Scan(&areas)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("geography %q: %w", geography, errNoGeography)
	}
	return areas, err
}

// checkLength refuses values that are not one for each area of a geography.
func checkLength(ctx context.Context, tx *sql.Tx, geography string, n int) error {
	areas, err := countAreas(ctx, tx, geography)
	if err == nil && n != areas {
		err = wrongLength(n, areas, geography)
	}
	return err
}

func wrongLength(n, areas int, geography string) error {
	return fmt.Errorf("%d values for the %d areas of %s", n, areas, geography)
}

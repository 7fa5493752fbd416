package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// SnapshotAreas reads the areas of a geography from the areas.sqlite of a release, in aid order: code, name, surface and full
// geometry. The other fields are not there to be read.
func SnapshotAreas(ctx context.Context, path, geography string) (areas []Area, err error) {
	db, err := connect(path, "ro")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	areas, err = collectFrom(ctx, db, "SELECT code, name, area_m2, geom FROM "+quote(geography)+" ORDER BY aid", nil, scanSnapshotArea)
	if err != nil {
		return nil, fmt.Errorf("read the areas of %s from %s: %w", geography, path, err)
	}
	return areas, nil
}

func scanSnapshotArea(rows *sql.Rows) (a Area, err error) {
	var blob sql.RawBytes
	if err := rows.Scan(&a.Code, &a.Name, &a.AreaM2, &blob); err != nil {
		return Area{}, err
	}
	if a.Geometry, _, err = DecodeMultiPolygon(blob); err != nil {
		return Area{}, fmt.Errorf("area %s: %w", a.Code, err)
	}
	return a, nil
}

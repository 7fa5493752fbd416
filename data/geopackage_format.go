package data

import (
	"context"
	"database/sql"
	"encoding/binary"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// A GeoPackage says in its header what it is: "GPKG", and version 1.3.0.
const (
	packageApplicationID = 0x47504B47
	packageVersion       = 10300
)

// packageTables are the tables every GeoPackage has, and those of the two extensions used: R*Tree indexes, and titles of columns.
const packageTables = `
CREATE TABLE gpkg_spatial_ref_sys (
	srs_name TEXT NOT NULL,
	srs_id INTEGER NOT NULL PRIMARY KEY,
	organization TEXT NOT NULL,
	organization_coordsys_id INTEGER NOT NULL,
	definition TEXT NOT NULL,
	description TEXT
);
INSERT INTO gpkg_spatial_ref_sys VALUES
	('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
	('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
	('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees');

CREATE TABLE gpkg_contents (
	table_name TEXT NOT NULL PRIMARY KEY,
	data_type TEXT NOT NULL,
	identifier TEXT UNIQUE,
	description TEXT DEFAULT '',
	last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
	min_x DOUBLE,
	min_y DOUBLE,
	max_x DOUBLE,
	max_y DOUBLE,
	srs_id INTEGER,
	CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

CREATE TABLE gpkg_geometry_columns (
	table_name TEXT NOT NULL,
	column_name TEXT NOT NULL,
	geometry_type_name TEXT NOT NULL,
	srs_id INTEGER NOT NULL,
	z TINYINT NOT NULL,
	m TINYINT NOT NULL,
	CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
	CONSTRAINT uk_gc_table_name UNIQUE (table_name),
	CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
	CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

CREATE TABLE gpkg_extensions (
	table_name TEXT,
	column_name TEXT,
	extension_name TEXT NOT NULL,
	definition TEXT NOT NULL,
	scope TEXT NOT NULL,
	CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
INSERT INTO gpkg_extensions VALUES
	('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec/#extension_schema', 'read-write'),
	('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec/#extension_schema', 'read-write');

CREATE TABLE gpkg_data_columns (
	table_name TEXT NOT NULL,
	column_name TEXT NOT NULL,
	name TEXT,
	title TEXT,
	description TEXT,
	mime_type TEXT,
	constraint_name TEXT,
	CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
	CONSTRAINT gdc_tn UNIQUE (table_name, name)
);

CREATE TABLE gpkg_data_column_constraints (
	constraint_name TEXT NOT NULL,
	constraint_type TEXT NOT NULL,
	value TEXT,
	min NUMERIC,
	min_is_inclusive BOOLEAN,
	max NUMERIC,
	max_is_inclusive BOOLEAN,
	description TEXT,
	CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
`

// packageIndex makes the R*Tree of a layer and keeps it right when somebody edits the layer: annex F.3 of the standard. Its
// triggers use functions that every editor of GeoPackages brings.
const (
	packageIndex  = `CREATE VIRTUAL TABLE "rtree_<t>_geom" USING rtree(id, minx, maxx, miny, maxy)`
	packageBox    = `VALUES (NEW."<i>", ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom))`
	packageHolds  = `NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)`
	packageLacks  = `NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)`
	packageUpkeep = `
INSERT INTO gpkg_extensions VALUES ('<t>', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec/#extension_rtree', 'write-only');
CREATE TRIGGER "rtree_<t>_geom_insert" AFTER INSERT ON "<t>" WHEN (` + packageHolds + `)
BEGIN INSERT OR REPLACE INTO "rtree_<t>_geom" ` + packageBox + `; END;
CREATE TRIGGER "rtree_<t>_geom_update1" AFTER UPDATE OF geom ON "<t>" WHEN OLD."<i>" = NEW."<i>" AND (` + packageHolds + `)
BEGIN INSERT OR REPLACE INTO "rtree_<t>_geom" ` + packageBox + `; END;
CREATE TRIGGER "rtree_<t>_geom_update2" AFTER UPDATE OF geom ON "<t>" WHEN OLD."<i>" = NEW."<i>" AND (` + packageLacks + `)
BEGIN DELETE FROM "rtree_<t>_geom" WHERE id = OLD."<i>"; END;
CREATE TRIGGER "rtree_<t>_geom_update3" AFTER UPDATE ON "<t>" WHEN OLD."<i>" != NEW."<i>" AND (` + packageHolds + `)
BEGIN DELETE FROM "rtree_<t>_geom" WHERE id = OLD."<i>"; INSERT OR REPLACE INTO "rtree_<t>_geom" ` + packageBox + `; END;
CREATE TRIGGER "rtree_<t>_geom_update4" AFTER UPDATE ON "<t>" WHEN OLD."<i>" != NEW."<i>" AND (` + packageLacks + `)
BEGIN DELETE FROM "rtree_<t>_geom" WHERE id IN (OLD."<i>", NEW."<i>"); END;
CREATE TRIGGER "rtree_<t>_geom_delete" AFTER DELETE ON "<t>" WHEN OLD.geom NOT NULL
BEGIN DELETE FROM "rtree_<t>_geom" WHERE id = OLD."<i>"; END;
`
)

// index makes and fills the layer's R*Tree.
func (l PackageLayer) index(ctx context.Context, tx *sql.Tx, boxes []orb.Bound) error {
	named := strings.NewReplacer("<t>", l.Name, "<i>", l.Key)
	if _, err := tx.ExecContext(ctx, named.Replace(packageIndex)); err != nil {
		return err
	}
	target := named.Replace(`"rtree_<t>_geom" (id, minx, maxx, miny, maxy)`)
	err := insertRows(ctx, tx, target, len(boxes), func(args []any, i int) []any {
		b := boxes[i]
		return append(args, i+1, b.Min[0], b.Max[0], b.Min[1], b.Max[1])
	})
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, named.Replace(packageUpkeep))
	return err
}

// A geometry in a GeoPackage is "GP", version 0, flags, SRID, for all but points the bounding box as min x, max x, min y, max y,
// and then well-known binary (clause 2.1.3 of the standard). All of it is little-endian here.
const (
	packageFlagLittle   = 0x01
	packageFlagEnvelope = 0x02 // x and y
	packageHeaderSize   = 8
	packageEnvelopeSize = 32
	wkbLittle           = 1
)

func appendPackageHeader(b []byte, flags byte) []byte {
	return appendUint32(append(b, 'G', 'P', 0, flags), wgs84)
}

// packagePoint returns the BLOB of a point.
func packagePoint(p orb.Point) []byte {
	b := appendPackageHeader(make([]byte, 0, packageHeaderSize+21), packageFlagLittle)
	return appendPoint(appendUint32(append(b, wkbLittle), classPoint), p)
}

// packageMultiPolygon returns the BLOB of a multipolygon whose bounding box is given.
func packageMultiPolygon(m orb.MultiPolygon, box orb.Bound) []byte {
	size := packageHeaderSize + packageEnvelopeSize + 9
	for _, polygon := range m {
		size += 9
		for _, ring := range polygon {
			size += 4 + 16*len(ring)
		}
	}
	b := appendPackageHeader(make([]byte, 0, size), packageFlagLittle|packageFlagEnvelope)
	for _, v := range [...]float64{box.Min[0], box.Max[0], box.Min[1], box.Max[1]} {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	b = appendUint32(appendUint32(append(b, wkbLittle), classMultiPolygon), len(m))
	for _, polygon := range m {
		b = appendUint32(appendUint32(append(b, wkbLittle), classPolygon), len(polygon))
		for _, ring := range polygon {
			b = appendUint32(b, len(ring))
			for _, p := range ring {
				b = appendPoint(b, p)
			}
		}
	}
	return b
}

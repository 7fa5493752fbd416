-- The metadata that makes a SQLite file a SpatiaLite database (layout of SpatiaLite 4 and later), in plain SQL: QGIS,
-- ogrinfo and the spatialite shell then open its tables as layers. Column names are SpatiaLite's and may not change.

CREATE TABLE spatial_ref_sys (
	srid         INTEGER NOT NULL PRIMARY KEY,
	auth_name    TEXT    NOT NULL,
	auth_srid    INTEGER NOT NULL,
	ref_sys_name TEXT    NOT NULL DEFAULT 'Unknown',
	proj4text    TEXT    NOT NULL,
	srtext       TEXT    NOT NULL DEFAULT 'Undefined'
) STRICT;

INSERT INTO spatial_ref_sys VALUES
	(-1, 'NONE', -1, 'Undefined - Cartesian', '', 'Undefined'),
	(0, 'NONE', 0, 'Undefined - Geographic Long/Lat', '', 'Undefined'),
	(4326, 'epsg', 4326, 'WGS 84', '+proj=longlat +datum=WGS84 +no_defs',
		'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'),
	(27700, 'epsg', 27700, 'OSGB 1936 / British National Grid',
		'+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
		'PROJCS["OSGB 1936 / British National Grid",GEOGCS["OSGB 1936",DATUM["OSGB_1936",SPHEROID["Airy 1830",6377563.396,299.3249646,AUTHORITY["EPSG","7001"]],AUTHORITY["EPSG","6277"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4277"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",49],PARAMETER["central_meridian",-2],PARAMETER["scale_factor",0.9996012717],PARAMETER["false_easting",400000],PARAMETER["false_northing",-100000],UNIT["metre",1,AUTHORITY["EPSG","9001"]],AXIS["Easting",EAST],AXIS["Northing",NORTH],AUTHORITY["EPSG","27700"]]');

CREATE TABLE geometry_columns (
	f_table_name          TEXT    NOT NULL,
	f_geometry_column     TEXT    NOT NULL,
	geometry_type         INTEGER NOT NULL, -- 1 Point, 6 MultiPolygon
	coord_dimension       INTEGER NOT NULL,
	srid                  INTEGER NOT NULL REFERENCES spatial_ref_sys,
	spatial_index_enabled INTEGER NOT NULL CHECK (spatial_index_enabled IN (0, 1, 2)),
	PRIMARY KEY (f_table_name, f_geometry_column)
) STRICT;

CREATE TABLE views_geometry_columns (
	view_name         TEXT    NOT NULL,
	view_geometry     TEXT    NOT NULL,
	view_rowid        TEXT    NOT NULL,
	f_table_name      TEXT    NOT NULL,
	f_geometry_column TEXT    NOT NULL,
	read_only         INTEGER NOT NULL CHECK (read_only IN (0, 1)),
	PRIMARY KEY (view_name, view_geometry),
	FOREIGN KEY (f_table_name, f_geometry_column) REFERENCES geometry_columns ON DELETE CASCADE
) STRICT;

-- What follows is asked for by programs that find layers through libspatialite, as QGIS does. Extents are filled in when rows
-- are, so that a reader of a read-only file need not work them out.

CREATE TABLE geometry_columns_statistics (
	f_table_name      TEXT NOT NULL,
	f_geometry_column TEXT NOT NULL,
	last_verified     TEXT,
	row_count         INTEGER,
	extent_min_x      REAL,
	extent_min_y      REAL,
	extent_max_x      REAL,
	extent_max_y      REAL,
	PRIMARY KEY (f_table_name, f_geometry_column),
	FOREIGN KEY (f_table_name, f_geometry_column) REFERENCES geometry_columns ON DELETE CASCADE
) STRICT;

CREATE TABLE views_geometry_columns_statistics (
	view_name     TEXT NOT NULL,
	view_geometry TEXT NOT NULL,
	last_verified TEXT,
	row_count     INTEGER,
	extent_min_x  REAL,
	extent_min_y  REAL,
	extent_max_x  REAL,
	extent_max_y  REAL,
	PRIMARY KEY (view_name, view_geometry),
	FOREIGN KEY (view_name, view_geometry) REFERENCES views_geometry_columns ON DELETE CASCADE
) STRICT;

-- Empty: nothing is edited behind the statistics.
CREATE TABLE geometry_columns_time (
	f_table_name      TEXT NOT NULL,
	f_geometry_column TEXT NOT NULL,
	last_insert       TEXT NOT NULL,
	last_update       TEXT NOT NULL,
	last_delete       TEXT NOT NULL,
	PRIMARY KEY (f_table_name, f_geometry_column),
	FOREIGN KEY (f_table_name, f_geometry_column) REFERENCES geometry_columns ON DELETE CASCADE
) STRICT;

CREATE VIEW vector_layers AS
SELECT 'SpatialTable' AS layer_type, f_table_name AS table_name, f_geometry_column AS geometry_column,
	geometry_type, coord_dimension, srid, spatial_index_enabled
FROM geometry_columns
UNION ALL
SELECT 'SpatialView', v.view_name, v.view_geometry, g.geometry_type, g.coord_dimension, g.srid, g.spatial_index_enabled
FROM views_geometry_columns AS v JOIN geometry_columns AS g USING (f_table_name, f_geometry_column);

CREATE VIEW vector_layers_auth AS
SELECT layer_type, table_name, geometry_column, layer_type = 'SpatialView' AS read_only, 0 AS hidden FROM vector_layers;

CREATE VIEW vector_layers_statistics AS
SELECT 'SpatialTable' AS layer_type, f_table_name AS table_name, f_geometry_column AS geometry_column,
	last_verified, row_count, extent_min_x, extent_min_y, extent_max_x, extent_max_y
FROM geometry_columns_statistics
UNION ALL
SELECT 'SpatialView', view_name, view_geometry,
	last_verified, row_count, extent_min_x, extent_min_y, extent_max_x, extent_max_y
FROM views_geometry_columns_statistics;

-- No rows: readers then take the types from the table itself.
CREATE VIEW vector_layers_field_infos AS
SELECT layer_type, table_name, geometry_column, NULL AS ordinal, NULL AS column_name, NULL AS null_values,
	NULL AS integer_values, NULL AS double_values, NULL AS text_values, NULL AS blob_values, NULL AS max_size,
	NULL AS integer_min, NULL AS integer_max, NULL AS double_min, NULL AS double_max
FROM vector_layers WHERE 0;

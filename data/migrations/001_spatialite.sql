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

-- The store's own tables. data/schema.md says what each column means.

CREATE TABLE source (
	id             TEXT    NOT NULL PRIMARY KEY,
	kind           TEXT    NOT NULL CHECK (kind IN ('areas', 'columns', 'people', 'postcodes', 'sites')),
	geography      TEXT    NOT NULL REFERENCES geography ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
	file           TEXT    NOT NULL,
	title          TEXT    NOT NULL,
	publisher      TEXT    NOT NULL,
	licence        TEXT    NOT NULL,
	period         TEXT    NOT NULL,
	vintage        TEXT    NOT NULL,
	sha256         TEXT    NOT NULL,
	spec_sha256    TEXT    NOT NULL,
	bytes          INTEGER NOT NULL CHECK (bytes >= 0),
	rows_read      INTEGER NOT NULL CHECK (rows_read = rows_used + rows_unmatched + rows_rejected),
	rows_used      INTEGER NOT NULL CHECK (rows_used >= 0),
	rows_unmatched INTEGER NOT NULL CHECK (rows_unmatched >= 0),
	rows_rejected  INTEGER NOT NULL CHECK (rows_rejected >= 0),
	rows_repaired  INTEGER NOT NULL CHECK (rows_repaired BETWEEN 0 AND rows_used)
) STRICT;

CREATE TABLE issue (
	source   TEXT    NOT NULL REFERENCES source ON DELETE CASCADE,
	n        INTEGER NOT NULL,
	severity TEXT    NOT NULL CHECK (severity IN ('error', 'rejected', 'repaired', 'warning', 'note')),
	file     TEXT    NOT NULL,
	row      INTEGER NOT NULL,
	"column" TEXT    NOT NULL,
	value    TEXT    NOT NULL,
	problem  TEXT    NOT NULL,
	remedy   TEXT    NOT NULL,
	rows     INTEGER NOT NULL,
	PRIMARY KEY (source, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE geography (
	id        TEXT    NOT NULL PRIMARY KEY,
	title     TEXT    NOT NULL,
	singular  TEXT    NOT NULL,
	plural    TEXT    NOT NULL,
	dissolves TEXT    REFERENCES geography ON DELETE CASCADE,
	areas     INTEGER NOT NULL CHECK (areas > 0),
	source    TEXT    NOT NULL REFERENCES source DEFERRABLE INITIALLY DEFERRED,
	west      REAL    NOT NULL,
	south     REAL    NOT NULL,
	east      REAL    NOT NULL,
	north     REAL    NOT NULL
) STRICT;

CREATE TABLE area (
	area_id    INTEGER NOT NULL PRIMARY KEY,
	geography  TEXT    NOT NULL REFERENCES geography ON DELETE CASCADE,
	aid        INTEGER NOT NULL CHECK (aid > 0),
	code       TEXT    NOT NULL,
	name       TEXT    NOT NULL,
	feature    INTEGER NOT NULL,
	area_m2    REAL    NOT NULL CHECK (area_m2 > 0),
	inside_lon REAL    NOT NULL,
	inside_lat REAL    NOT NULL,
	people     REAL,
	geom       BLOB    NOT NULL,
	UNIQUE (geography, aid),
	UNIQUE (geography, code)
) STRICT;

CREATE VIRTUAL TABLE idx_area_geom USING rtree(pkid, xmin, xmax, ymin, ymax);

CREATE TRIGGER area_leaves_index AFTER DELETE ON area BEGIN
	DELETE FROM idx_area_geom WHERE pkid = old.area_id;
END;

CREATE TABLE parent (
	geography        TEXT    NOT NULL REFERENCES geography ON DELETE CASCADE,
	parent_geography TEXT    NOT NULL REFERENCES geography ON DELETE CASCADE,
	aid              INTEGER NOT NULL CHECK (aid > 0),
	parent_aid       INTEGER NOT NULL CHECK (parent_aid > 0),
	PRIMARY KEY (geography, parent_geography, aid)
) STRICT, WITHOUT ROWID;

CREATE TABLE neighbour (
	geography TEXT    NOT NULL REFERENCES geography ON DELETE CASCADE,
	aid       INTEGER NOT NULL CHECK (aid > 0),
	other_aid INTEGER NOT NULL CHECK (other_aid > 0 AND other_aid <> aid),
	PRIMARY KEY (geography, aid, other_aid)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator (
	geography TEXT    NOT NULL REFERENCES geography ON DELETE CASCADE,
	id        TEXT    NOT NULL,
	source    TEXT    NOT NULL REFERENCES source ON DELETE CASCADE,
	n         INTEGER NOT NULL,
	title     TEXT    NOT NULL,
	unit      TEXT    NOT NULL,
	higher    TEXT    NOT NULL CHECK (higher IN ('worse', 'better')),
	decimals  INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 9),
	period    TEXT    NOT NULL,
	PRIMARY KEY (geography, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE value (
	geography TEXT    NOT NULL,
	indicator TEXT    NOT NULL,
	aid       INTEGER NOT NULL CHECK (aid > 0),
	value     REAL,
	flag      TEXT    CHECK (flag IN ('missing', 'suppressed', 'not applicable', 'rejected')),
	PRIMARY KEY (geography, indicator, aid),
	FOREIGN KEY (geography, indicator) REFERENCES indicator ON DELETE CASCADE,
	CHECK ((value IS NULL) = (flag IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
	site_id   INTEGER NOT NULL PRIMARY KEY,
	id        TEXT    NOT NULL UNIQUE,
	source    TEXT    NOT NULL REFERENCES source ON DELETE CASCADE,
	row       INTEGER NOT NULL,
	kind      TEXT    NOT NULL,
	name      TEXT    NOT NULL,
	access    TEXT    NOT NULL CHECK (access IN ('public', 'restricted')),
	closed    INTEGER NOT NULL CHECK (closed IN (0, 1)),
	closed_on TEXT    NOT NULL,
	postcode  TEXT    NOT NULL,
	geography TEXT    NOT NULL,
	aid       INTEGER CHECK (aid > 0),
	facts     TEXT    NOT NULL CHECK (json_valid(facts)),
	geom      BLOB    NOT NULL
) STRICT;

CREATE VIRTUAL TABLE idx_site_geom USING rtree(pkid, xmin, xmax, ymin, ymax);

CREATE TRIGGER site_leaves_index AFTER DELETE ON site BEGIN
	DELETE FROM idx_site_geom WHERE pkid = old.site_id;
END;

CREATE TABLE postcode (
	postcode TEXT NOT NULL PRIMARY KEY,
	source   TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
	lon      REAL NOT NULL,
	lat      REAL NOT NULL,
	aid      INTEGER CHECK (aid > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
	id     TEXT NOT NULL PRIMARY KEY,
	params TEXT NOT NULL CHECK (json_valid(params))
) STRICT;

CREATE TABLE run_column (
	geography TEXT    NOT NULL REFERENCES geography ON DELETE CASCADE,
	id        TEXT    NOT NULL,
	run       TEXT    NOT NULL REFERENCES run ON DELETE CASCADE,
	n         INTEGER NOT NULL,
	title     TEXT    NOT NULL,
	unit      TEXT    NOT NULL,
	higher    TEXT    NOT NULL CHECK (higher IN ('worse', 'better')),
	decimals  INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 9),
	period    TEXT    NOT NULL,
	PRIMARY KEY (geography, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_value (
	geography TEXT    NOT NULL,
	"column"  TEXT    NOT NULL,
	aid       INTEGER NOT NULL CHECK (aid > 0),
	value     REAL,
	flag      TEXT    CHECK (flag IN ('missing', 'suppressed', 'not applicable', 'rejected')),
	PRIMARY KEY (geography, "column", aid),
	FOREIGN KEY (geography, "column") REFERENCES run_column ON DELETE CASCADE,
	CHECK ((value IS NULL) = (flag IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO geometry_columns VALUES
	('area', 'geom', 6, 2, 4326, 1),
	('site', 'geom', 1, 2, 4326, 1);

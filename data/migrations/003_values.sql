-- Values go into tables of their own, made as they are imported: a row an area and a column an indicator or result, where there was a row a
-- value. What plain SQL cannot say of that is in widen. These keep why a value is NULL, one row for each run of areas.

CREATE TABLE indicator_flag (
	geography TEXT    NOT NULL,
	indicator TEXT    NOT NULL,
	first_aid INTEGER NOT NULL CHECK (first_aid > 0),
	last_aid  INTEGER NOT NULL CHECK (last_aid >= first_aid),
	flag      TEXT    NOT NULL CHECK (flag IN ('missing', 'suppressed', 'not applicable', 'rejected')),
	PRIMARY KEY (geography, indicator, first_aid),
	FOREIGN KEY (geography, indicator) REFERENCES indicator ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE run_flag (
	geography TEXT    NOT NULL,
	"column"  TEXT    NOT NULL,
	first_aid INTEGER NOT NULL CHECK (first_aid > 0),
	last_aid  INTEGER NOT NULL CHECK (last_aid >= first_aid),
	flag      TEXT    NOT NULL CHECK (flag IN ('missing', 'suppressed', 'not applicable', 'rejected')),
	PRIMARY KEY (geography, "column", first_aid),
	FOREIGN KEY (geography, "column") REFERENCES run_column ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

INSERT INTO indicator_flag
	SELECT geography, indicator, min(aid), max(aid), flag FROM (
		SELECT geography, indicator, aid, flag, aid - row_number() OVER (PARTITION BY geography, indicator, flag ORDER BY aid) AS stretch
		FROM value WHERE flag IS NOT NULL)
	GROUP BY geography, indicator, flag, stretch;

INSERT INTO run_flag
	SELECT geography, "column", min(aid), max(aid), flag FROM (
		SELECT geography, "column", aid, flag, aid - row_number() OVER (PARTITION BY geography, "column", flag ORDER BY aid) AS stretch
		FROM run_value WHERE flag IS NOT NULL)
	GROUP BY geography, "column", flag, stretch;

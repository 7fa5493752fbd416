// Package data is the store: one SQLite file that holds everything imported, everything derived from it in the latest
// analysis, and where each row came from. It is the only package that speaks SQL.
//
// The file is a SpatiaLite database, so that QGIS, ogrinfo and the spatialite shell open it as layers. The package writes
// that format itself, in plain SQL and with its own geometry codec, and never loads the SpatiaLite extension.
//
// Words:
//
//   - A source is one input file. Whatever came from it is replaced as a whole, in one transaction, and only when its bytes
//     or its spec changed. The spec is the part of the project file that says how the source is read.
//   - A source belongs to a geography: the one it describes, or whose aids its rows are keyed by. Replacing a geography
//     forgets every source that belongs to it, because aids may have moved.
//   - A wide table holds values, a row an area: the indicators of one source, or the run's results for one geography.
//   - A joined view, <geography>_joined, is a geography's areas with a column for each indicator and each result of the run.
//   - A GeoPackage and an MBTiles archive are SQLite files for other tools, of layers and tiles that a caller hands over. They
//     have nothing to do with the store.
//   - A snapshot is the areas.sqlite of a release: the joined layers as plain tables in a file that never changes.
//
// Invariants:
//
//   - A failed write leaves the store as it was.
//   - An area without a value has NULL and a flag that says why; a wide table has a row for every area of its geography.
//   - The run in the store was made from the sources in the store: any import drops it.
//   - The same calls give the same rows, and a snapshot of the same rows is the same bytes.
//
// schema.md describes every table and column.
package data

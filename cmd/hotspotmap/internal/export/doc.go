// Package export writes what a release holds as files for other tools: tiles, layers, tables, and a pack of evidence.
//
// Words:
//
//   - A format is one kind of file. It is named, or guessed from the suffix of the file to write.
//   - A layer is one geography, or the sites, with everything known of each: who it is, where it belongs, its geometry, and a
//     field for every column of the release.
//   - A note is the field beside a column that says in words why an area has no value there. A column that has a value
//     everywhere has none.
//
// Invariants:
//
//   - A release is only read, and it was verified whole before.
//   - A file appears under its name when it is whole and synced, or not at all, and takes the place of another only when told to.
//   - The same release gives the same bytes: nothing comes from the clock, the machine or the order of a map. What ogr2ogr
//     writes is as repeatable as ogr2ogr is.
//   - Where there is no value none is written, never zero. Numbers have the decimals the release has.
//   - The same thing has the same name in every format, but for the shapefile's ten characters.
package export

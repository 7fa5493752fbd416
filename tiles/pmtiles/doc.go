// Package pmtiles reads and writes PMTiles version 3 archives: one file that holds a pyramid of tiles and a directory
// that finds each of them (github.com/protomaps/PMTiles, specification 3).
//
// The directory is a list of entries sorted by Hilbert id: a run of tiles that share one content, and where in the
// file that content is. A directory too large for the first 16,384 bytes is split: the root directory then points to
// leaf directories.
//
// A [Writer] takes tiles in Hilbert order, stores each distinct content once, and writes archives whose bytes depend on
// nothing but what was added. A [Reader] trusts nothing it reads: every offset is checked against the file, every
// count against a limit, before memory is taken for it. It decodes the whole directory when it opens, so that finding
// a tile is one binary search and reading it one pread; it never maps the file into memory. A [Shelf] keeps some of what
// was read, for any number of readers.
package pmtiles

// Package tiles names tiles and says where they lie.
//
// A tile [ID] is a zoom z, a column x counted from the west and a row y counted from the north, of the Web Mercator
// square that zoom z cuts into 2^z × 2^z tiles. Its Hilbert id is its position in one sequence over all zooms, in
// which tiles near each other on the ground are near each other in the sequence; it is the key of a PMTiles archive.
//
// Tiles hold 4096 × 4096 units ([Extent]) and reach [Buffer] units beyond their edges, so that a line drawn along an
// edge is whole on either side of it.
//
// Invariants:
//
//   - An ID that [Parse] returned, or for which [ID.Valid] is true, has x and y below 2^z and z at most [MaxZoom].
//   - Tiles travel as gzip: a [Source] returns them as they are stored.
package tiles

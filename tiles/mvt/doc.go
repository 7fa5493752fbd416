// Package mvt writes, reads and judges Mapbox Vector Tiles, version 2.1 of the specification.
//
// A tile is a list of layers; a layer is a list of features on a grid of extent × extent units, y growing southwards,
// with a table of keys and one of values that the features' tags point into. A feature's geometry is a list of
// commands: move to, line to, close the ring.
//
// A ring is closed and given here without repeating its first point. Its area is positive when it encloses an exterior
// and negative when it cuts a hole, by the surveyor's formula in tile coordinates ([SignedArea2]): seen on a screen,
// exteriors run clockwise.
//
// The same calls of a [Layer] make the same bytes. [Validate] is written from the specification and
// shares nothing with the encoder but the wire format.
package mvt

// Package join puts the columns of areas on the areas of tiles.
//
// A feature's id is the aid of its area, so that the field at position aid-1 is what the feature gets. Geometry is
// copied as it is encoded: a tile that is joined later is the tile that would have been built with the same fields.
//
// What many tiles share is worked out once: [Attributes] are the columns of all areas with their values numbered, [Areas] a
// tile without columns taken apart and its shapes coded, to be packed, and a [Cache] numbers and codes columns as they are
// first chosen. A [Joiner] then puts tiles and their gzip together.
package join

// Package join puts the columns of areas on the areas of tiles.
//
// A feature's id is the aid of its area, so that the field at position aid-1 is what the feature gets. Geometry is
// copied as it is encoded: a tile that is joined later is the tile that would have been built with the same fields.
//
// What many tiles share is worked out once: [Attributes] are the columns of all areas with their values numbered, [Areas] a
// tile without columns taken apart, [Pieces] columns as the areas of one tile have them, and a [Cache] numbers columns as they are
// first chosen. What goes into many tiles as it is, shapes and the texts of values, is coded once to be packed. A [Joiner] then puts
// tiles and their gzip together.
package join

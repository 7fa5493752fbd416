// Package join puts the columns of areas on the areas of tiles.
//
// A feature's id is the aid of its area, so that the field at position aid-1 is what the feature gets. Geometry is
// copied as it is encoded: a tile that is joined later is the tile that would have been built with the same fields.
package join

// Package boundary reads the polygons of a geography from a file.
//
// A source is GeoJSON: a FeatureCollection, features one a line (or one after another, or in a list), a single Feature or a
// geometry. It is read as a stream, so memory holds the areas and the text of a few features. Or it is TopoJSON,
// which is held whole, since a feature may be made of any arc. Or [Rows] is given the rows of a table, whose shapes are in
// well-known text. Each feature becomes a [geo.Area] with the code and name that two of its properties give, or an issue that
// says why it did not.
//
// Of every Area returned it holds that:
//
//   - its code is text, not empty, and no other area's;
//   - its geometry is in longitude and latitude, every ring closed, of four positions at least, and in range;
//   - areas are in code order (byte order), so that position + 1 is the aid.
//
// It does not hold that rings are simple, wound one way or disjoint: that is settled for all areas together by geo/topology.
//
// The coordinates are scanned by code of our own, for speed; every other part of a feature goes through encoding/json.
package boundary

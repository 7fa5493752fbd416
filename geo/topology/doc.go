// Package topology turns the polygons of areas into a mesh of shared borders, and back.
//
// Neighbours that are drawn, simplified or clipped one by one drift apart or run into each other. Here every border is
// stored once, and whatever is done to it is done to both sides.
//
// # Words
//
//   - A grid is a set of positions with whole coordinates: [Point]. The base grid is 10^-7 degree; the grid of a zoom
//     is the tiles' own units. All geometric decisions are made in exact integer arithmetic on a grid.
//   - A soup is a set of segments, each labelled with what it bounds. It is planar when segments meet only at their
//     ends. Noding makes a soup planar.
//   - A face is a piece of the plane between segments. Its owner is the aid of the area it belongs to, 0 when none.
//   - An [Arc] is a border: a maximal chain of segments between two owners. A junction is a point where other than two
//     ends of arcs meet.
//   - A [Mesh] is the arcs of one set of areas on one grid.
//   - A cut line is a line along which tiles are clipped.
//   - A stand-in is the smallest square, shown for an area that has no ground left on a coarse grid.
//   - A drawing is the arcs of a mesh on another grid, each moved by itself. A patch is the areas of a drawing that are mended
//     together, and its rim the borders between them and areas that stay as they are drawn.
//   - A strip is a part of an area without width on a coarse grid: a tongue, an inlet or a neck whose two sides come to lie on one
//     another.
//   - A raster is a window of a grid as its cells, each of one area.
//
// # Invariants of every mesh
//
//   - Arcs meet only at their ends, and each is maximal.
//   - No place has two owners, and none between two areas is without: neighbours neither overlap nor gap, by not one
//     unit.
//   - Rings are closed, simple and wound with the area on their left; see [Polygon].
//   - The same areas give the same mesh, whatever the order and direction they were drawn in.
//   - A zoom mesh holds every area of the mesh it was made from, and a point wherever a border crosses a cut line.
//
// # Method
//
// [Build] is snap rounding (Hobby, Practical segment intersection with finite precision output, 1999), a half-edge structure
// whose faces know which labels cover them, a rule for who owns a face, and chains of what borders remain.
//
// [Mesh.AtZoom] leaves out points without which no border strays noticeably (Douglas and Peucker 1973). At a zoom at which
// areas are a few units wide, each then gets the cells of a raster whose centres it holds, or one cell of another as its
// stand-in, and the borders are traced around the cells. At all others it draws every arc on the zoom's grid and looks where
// the drawing no longer bounds the same areas: where edges meet, go round a vertex in another order, or a component comes to
// lie elsewhere. Only what is around such places, a patch, is noded as in Build, and strips that noding takes away are put back a unit wide
// where they reach further than borders may stray. Simplification removes points in the order
// of how little they are missed, never one whose triangle holds another point (after Visvalingam and Whyatt 1993, with the
// test of topology-preserving methods), nor one of the outline without which all areas together would have
// half a thousandth more ground or less.
package topology

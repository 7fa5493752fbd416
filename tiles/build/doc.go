// Package build cuts areas and sites into tiles and writes them as archives.
//
// A level is a geography with the band of zooms it is drawn at. For each zoom its mesh comes on that zoom's tile grid
// from [topology.Mesh.AtZoom], with a vertex wherever a border crosses a cut line: a tile's edge moved outwards by the
// buffer. A box is what a tile can hold, its square and the buffer around it, so its sides are cut lines. To clip is
// therefore to pick whole segments and to walk along the box between them: no coordinate is ever computed, so
// neighbours that met before clipping meet after it.
//
// Invariants:
//
//   - Every area of a level is in a tile of every zoom of its band, or the build fails naming it.
//   - An area is in every tile whose box its interior meets.
//   - Polygons are made of simple rings that do not cross, exteriors positive and holes negative as MVT 2.1 has it.
//   - The same input makes the same bytes, on any number of cores.
package build

// Package demo invents a district and writes it as the files a council would have: boundaries, a lookup, tables of
// indicators, lists of sites, postcodes, and the hotspotmap.toml that names them. The demo then goes through the same
// pipeline as real data.
//
// Words:
//
//   - The plane is metres east and north of the middle of the district, which lies in the North Sea, where no real place is.
//   - A cell is one Voronoi cell of some four thousand seeds, denser where people would live closer together. Areas are
//     groups of cells, wards are groups of areas: that is what gives them the uneven shapes of real ones.
//   - A field is a smooth surface over the plane with values near 0 to 1, such as how deprived a place is. Indicators are made
//     of fields, so that they go together as real ones do.
//
// Invariants:
//
//   - The files are the same bytes on every machine. Randomness comes from generators with fixed seeds; arithmetic is +, −,
//     ×, ÷ and square root, which IEEE 754 rounds the same way everywhere, and each product is rounded by itself (see mul)
//     so that no compiler fuses it with a sum.
//   - Two neighbours share every point of their border.
//   - Every code, postcode and name is of a form no real one has, and the project file carries the notice that says so.
package demo

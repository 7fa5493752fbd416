// Package access measures how far people are from provision.
//
// A site is usable when it is open, public and not a mere candidate ([geo.Site.Usable]); only usable sites count. Distance is
// the straight line over the ground from a point inside each area to the nearest usable site of a kind, in whole
// metres. Walking distance is that times a detour factor, in whole millimetres so that the product's last bits decide nothing.
// A gap is the areas, and the people where they are known, whose walking distance is more than a limit.
//
// Invariants:
//
//   - Where no usable site of a kind is listed, reach is unknown: a distance is not applicable, never infinite.
//   - Every number in a sentence can be worked out from the distance columns, the people and the parameters.
package access

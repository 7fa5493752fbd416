// Package locate answers two questions about a point: which area holds it, and which of some points is nearest.
//
// A point on a border belongs to the lowest aid whose area it touches, so that every point of a tiling belongs to
// exactly one area. Containment is exact for the coordinates given: an orientation that rounding could get wrong is decided
// in rational arithmetic.
//
// Distance is over the ground: the straight line through the earth between two points of the WGS 84 ellipsoid, bent into
// an arc of the earth's mean radius. It differs from the geodesic by less than 0.1 mm up to 10 km, 1 part in 5 million up to
// 100 km and 0.1 % up to 5,000 km, as the tests measure against Vincenty's formula. Since it grows with the straight line, the
// nearest in space is the nearest over the ground.
package locate

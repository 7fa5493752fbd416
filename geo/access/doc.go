// Package access measures how far people are from provision, how much of it there is for them, and who that serves.
//
// A site is usable when it is open, public and not a mere candidate ([geo.Site.Usable]); only usable sites count. People live
// at points: one inside each area, or its postcodes, each of which stands for an equal part of its people ([Points]). Distance
// is the straight line over the ground from a point to the nearest usable site of a kind, in whole metres; that of an area is
// the median over its points. Walking distance is that times a detour factor, in whole millimetres so that the product's last
// bits decide nothing.
//
// Reach is the part of an area's people whose points are within a walking distance, in hundredths of a per cent; at an hour of
// the week, of a usable site known to be open at that full hour. A gap is the areas whose distance is more than a limit, and
// the people, and the people in need, who are out of reach. Need is people times how far a measure, as a rule the index, lies
// along its scale ([Need]). Capacity is what sites offer for each person in need around them ([FloatingCatchment]), and equity
// is how access falls along need ([Equity]).
//
// Invariants:
//
//   - Where no usable site of a kind is listed, reach is unknown: a distance is not applicable, never infinite.
//   - A site whose hours are not known is open at no hour, and is counted as such.
//   - Another usable site never lowers reach, at any hour; a closed, restricted or candidate one changes nothing.
//   - Every number in a sentence can be worked out from the columns, the people and the parameters, or, by hour, from the points,
//     the sites and their hours.
package access

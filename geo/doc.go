// Package geo is the vocabulary of Hotspot Map: the words every other package speaks, and nothing else.
//
// An [Area] is one polygon of a [Geography]; its aid is its dense 1-based position in code order, so that
// values[aid-1] joins any column to any area. An [Indicator] is a measured quantity; a [Column] holds its value for
// each area, NaN with a [Flag] where there is none. A [Site] is a point of provision. [Hotspots], [Gaps], [Targets],
// [Week], [Stability] and [Siting] are results, with the sentences that state them.
//
// Invariants:
//
//   - Codes are official codes, never numbers, never reused between vintages.
//   - A missing value is NaN beside a flag that says why. It is never zero.
//   - Coordinates are longitude and latitude in degrees (WGS 84) unless a name says otherwise.
//   - Lengths carry their unit in the name: distanceM is metres.
//
// It imports orb and the standard library only.
package geo

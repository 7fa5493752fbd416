// Package siting works out which candidate buildings would bring most people in need into reach if they became sites of a kind.
//
// Demand is need at population points; a point that a usable site of the kind reaches today is no demand. A candidate covers the
// demand points within the walking distance asked about. The best few candidates are those that cover most together: the maximal
// covering location problem of Church & ReVelle (1974), "The maximal covering location problem", Papers of the Regional Science
// Association 32, with the sites there are fixed. [Maximal] solves it by branch and bound, and says how far from the best its
// answer can be when it stops early.
//
// Invariants:
//
//   - A solution is proven when nothing better exists, but for the last bits of a sum; else its bound is proven.
//   - A candidate that covers no demand is in no solution, and gains nothing.
//   - The order of candidates decides between equals and nothing else.
//   - Effort is counted in steps, not in time, so that a result is the same on every machine.
package siting

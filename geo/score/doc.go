// Package score builds the composite index of digital exclusion.
//
// An indicator's score is its value put on 0–10 between the lowest and the highest value of its group, turned round when
// a higher value is better: 10 is the most at risk. A component is the weighted mean of its indicators' scores. The index is
// the weighted mean of the components.
//
// Invariants:
//
//   - Every score, component and index lies in 0–10, and 10 is the most at risk.
//   - An absent value is never a zero: an area with too few values has no index, and [Result.Absences] says which were absent.
//   - The index depends on nothing but the stored columns and the recipe: values are read at their column's decimals and
//     added in the recipe's order, one rounding a step, so that a browser adding the same columns gets the same number.
//   - What is ranked is what is stored: areas whose index is equal at [Decimals] share a rank.
//
// The form (min–max, weighted arithmetic means, components of equal or chosen weight) is that of the Digital Exclusion Risk
// Index of the Greater Manchester Combined Authority; the vocabulary is that of the OECD/JRC Handbook on Constructing
// Composite Indicators (2008).
package score

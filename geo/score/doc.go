// Package score builds the composite index of digital exclusion, and says how far it can be relied on.
//
// An indicator's score is its value on a common scale, turned round when a higher value is better. A component is the weighted
// mean of its indicators' scores; the index is the weighted mean of the components. The scale is one of:
//
//   - min–max: 0–10 between the lowest and the highest value of the area's group.
//   - z-score: the distance from the group's mean in standard deviations over the whole group. Means of them have no ends, so
//     the index and the components are put on 0–10 between their own lowest and highest; the mean itself is the raw score.
//   - percentile rank: 0–10, (r − 1)/(n − 1) of the rank r from the lowest of n, equal values sharing the mean of their ranks.
//   - exponential, the form of the English Indices of Deprivation: indicators are averaged by percentile rank, and components are
//     ranked and spread out at the top. The weighted sum on 0–100 is the raw score.
//
// A geometric mean is taken of scores moved to 1–100, and moved back: a high score in one thing makes up for less of a low one in
// another.
//
// Invariants:
//
//   - Every component and index lies in 0–10, and 10 is the most at risk.
//   - An absent value is never a zero: an area with too few values has no index, and [Result.Absent] counts those it lacks.
//   - The index depends on nothing but the stored columns and the recipe: values are read at their column's decimals and
//     added in the recipe's order, one rounding a step, so that a browser adding the same columns gets the same number.
//   - What is ranked is what is stored: areas whose index (or raw score, where there is one) is equal as stored share a rank.
//   - An area that is at least as bad as another in every indicator never ranks after it, whatever the methods and weights.
//   - What is drawn is drawn from a seed, in one sequence: the same on every machine and any number of processors.
//
// The default (min–max, weighted arithmetic means, components of equal or chosen weight) has the form of the Digital Exclusion Risk
// Index of the Greater Manchester Combined Authority; the vocabulary is that of the OECD/JRC Handbook on Constructing
// Composite Indicators (2008).
package score

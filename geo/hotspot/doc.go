// Package hotspot tests which areas lie in a cluster of high values that chance would hardly make.
//
// Gi* (Getis and Ord 1992; Ord and Getis 1995) compares the sum of the values of an area and its neighbours with what it
// would be if the same values were dealt to the areas at random. Its z is standard normal under that null; p is two-sided.
// Since every area is tested, p is adjusted by the step-up procedure of Benjamini and Hochberg (1995), which bounds the
// expected share of false ones among the areas called hot or cold.
//
// Invariants:
//
//   - Adding a number to every value, or multiplying by a positive one, changes nothing; negating turns hot into cold.
//   - An area without a value, or without a neighbour that has one, does not enter the mean or the variance.
//   - An area that is not tested is listed with the reason.
//   - An area is never called hot or cold unless its adjusted p is at most the false discovery rate.
package hotspot

// Package hotspot tests which areas lie in a cluster of high values that chance would hardly make.
//
// # Words
//
//   - The sample is the areas that take part: those that have a value and a neighbour that takes part. Means and variances are
//     of the sample. n is its size, k the number of an area's neighbours in it, z a value less the mean.
//   - Gi* (Getis and Ord 1992; Ord and Getis 1995) compares the sum of the values of an area and its neighbours with what it
//     would be if the values were dealt at random to all areas.
//   - Gi compares the sum of the neighbours' values with what it would be if the area kept its own and the others were dealt
//     at random to the rest.
//   - Local Moran's I (Anselin 1995) is the product of an area's z and its neighbours', under the null of Gi. Its quadrant says
//     which of the two are high, meaning above the mean.
//   - Global Moran's I (Moran 1950; Cliff and Ord 1981) is one figure for all areas: do like values lie together?
//   - Binary weights count each neighbour as 1; row-standardised ones as 1/k.
//   - Dealing is drawing from the null at random. One pass of draws serves Gi and local I, since with the area's own value
//     fixed both grow or fall with the sum of the neighbours'. Another serves Gi* of all areas with as many neighbours.
//
// Every p is two-sided. It is found by dealing, or without it taken from the normal distribution, which the z of Gi, Gi* and local I
// have under their null if there are many neighbours or the values are themselves nearly normal. They often are not: of values with
// a long tail dealt at random, most deals have areas that the normal distribution calls hotspots. Since every area is tested, p is
// adjusted by the step-up procedure of Benjamini and Hochberg (1995), which bounds the expected share of false ones among the
// areas called hot or cold. Gi* decides what is called a hotspot; Gi is a check of it, under the other null.
//
// # Invariants
//
//   - Adding a number to every value, or multiplying by a positive one, changes nothing; negating turns hot into cold.
//   - Gi, Gi* and the z of local I are the same for both kinds of weights: all neighbours of an area weigh the same.
//   - The z of local I is that of Gi, turned round where the area's own value is below the mean.
//   - An area that is not tested is listed with the reason. What is tested has a z and a p that are numbers.
//   - An area is never called hot or cold unless its adjusted p is at most the false discovery rate.
//   - The result is the same for any number of threads. Dealing depends on the order of the areas, nothing else does.
package hotspot

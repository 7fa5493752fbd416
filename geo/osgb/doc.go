// Package osgb converts from the British National Grid (EPSG:27700, easting and northing in metres) to WGS 84 longitude and
// latitude (EPSG:4326, degrees).
//
// Two steps: the transverse Mercator projection of the Airy 1830 ellipsoid, exact to well under a millimetre, and the
// seven-parameter shift between the OSGB36 and WGS 84 datums that Ordnance Survey publishes. The shift is the weak one:
// OSGB36 is a triangulation with distortions of its own, which only the OSTN15 grid models. Against OSTN15 the result is
// off by [ErrorM] at most, typically 1 to 3 m; a source in longitude and latitude is preferable where there is one.
//
// Who has the OSTN15 grid, as a table or as an NTv2 file, has it read into a [Grid], which defines OSGB36: its result is
// ETRS89, within a metre of WGS 84 and fixed to Europe. Beyond the grid, at sea, a Grid falls back to the seven parameters.
//
// Sources: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C, for the constants, and
// "Transformations and OSGM15 user guide" for OSTN15; Krüger (1912) as given by Karney, "Transverse Mercator with an accuracy
// of a few nanometers" (2011), for the projection; Junkins and Farley, "NTv2 developer's guide" (1995), for NTv2.
package osgb

// Package ogr has GDAL's ogr2ogr read, and write, the formats that this program does not read or write itself.
//
// A format is recognised by how a file begins, not by its name: GeoPackage, shapefile, FlatGeobuf, KML, GML, MapInfo, and an archive
// that holds one of them. ogr2ogr runs as a process of its own for a bounded time, and what it writes, GeoJSON in longitude and
// latitude, is streamed to whoever asked: no file is written. [Write] goes the other way, from a file to a file. What ogr2ogr says when it
// fails is part of the error.
//
// It stands beside the pipeline, which opens files and has effects already: geo/boundary and data/table stay functions of what
// they are given to read.
package ogr

package build

import (
	"context"

	"hotspotmap/geo"
	"hotspotmap/geo/topology"
)

// Level is one geography and the zooms it is drawn at.
type Level struct {
	Geography string         // layer name
	Title     string         // what the layer is, for the archive's metadata
	Mesh      *topology.Mesh // base mesh
	MinZoom   int
	MaxZoom   int
	// Attributes are joined to the areas in the hotspots archive; nil = none.
	Attributes *Attributes
}

// Info describes an archive to whoever opens it.
type Info struct {
	Name        string
	Description string
	Attribution string
	Bounds      [4]float64 // west, south, east, north
}

// Polygons cuts every level into tiles for each zoom of its band and writes two archives in one pass.
func Polygons(ctx context.Context, levels []Level, areasPath, hotspotsPath string, info Info) (Report, error) {
	return Report{}, nil
}

// Points writes the archive of sites.
func Points(ctx context.Context, sites []geo.Site, minZoom, maxZoom int, path string, info Info) (Report, error) {
	return Report{}, nil
}

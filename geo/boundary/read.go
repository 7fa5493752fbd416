// Package boundary reads the polygons of a geography.
package boundary

import (
	"errors"
	"io"

	"hotspotmap/geo"
)

// Options says how to read a boundary file.
type Options struct {
	Code        string // property that holds the area's code
	Name        string // property that holds its name; "" = the code
	CRS         string // overrides what the file says: "EPSG:4326", "OGC:CRS84", "EPSG:27700"
	MaxVertices int    // in the whole file; 0 = DefaultMaxVertices
}

// Read reads areas in code order.
func Read(r io.Reader, file string, opts Options) ([]geo.Area, geo.Rows, []geo.Issue, error) {
	return nil, geo.Rows{}, nil, errors.New("not written yet")
}

package build

import "hotspotmap/tiles"

// Report says what a build wrote.
type Report struct {
	Archives []Archive // areas then hotspots, or sites
	Zooms    []Zoom    // by level, then zoom
	Warnings []string  // tiles over budget, each with the reason
}

// Archive is one file written.
type Archive struct {
	Path     string
	Tiles    int   // addressed
	Contents int   // distinct
	Bytes    int64 // of the file
	Largest  Tile  // by gzip bytes
}

// Tile is the size of one tile.
type Tile struct {
	ID        tiles.ID
	RawBytes  int
	GzipBytes int
	Features  int
}

// Zoom counts what one level shows at one zoom.
type Zoom struct {
	Geography string
	Zoom      int
	Areas     int // distinct ids in the tiles
	Tiles     int
}

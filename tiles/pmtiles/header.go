package pmtiles

// Header is what the first 127 bytes of an archive say.
type Header struct {
	MinZoom, MaxZoom uint8
}

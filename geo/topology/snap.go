package topology

// maxSnapM bounds the snap distance: beyond it borders are different, not badly drawn.
const maxSnapM = 100

// snap makes borders that nearly match the same.
func snap(s *soup, aids []uint32, snapM float64) (*soup, []uint32) {
	return s, nil
}

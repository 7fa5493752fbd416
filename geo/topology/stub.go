package topology

import (
	"errors"
)

var errUnwritten = errors.New("topology: not written yet")

type ZoomOptions struct {
	Extent, Buffer int
	ToleranceUnits float64
}

func (m *Mesh) AtZoom(z int, opts ZoomOptions) (*Mesh, error) { return nil, errUnwritten }
func (m *Mesh) TopoJSON(object string, codes []string, tol float64) ([]byte, error) {
	return nil, errUnwritten
}

package topology

import "errors"

func (m *Mesh) TopoJSON(object string, codes []string, toleranceM float64) ([]byte, error) {
	return nil, errors.New("topology: not written yet")
}

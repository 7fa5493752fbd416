package topology

import (
	"errors"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

var errUnwritten = errors.New("topology: not written yet")

type Options struct{ SnapM float64 }

type Repair struct {
	AID      uint32
	Kinds    []Kind
	BeforeM2 float64
	AfterM2  float64
}

type Kind string

type Report struct{ Repairs []Repair }

type ZoomOptions struct {
	Extent, Buffer int
	ToleranceUnits float64
}

func Build(areas []geo.Area, opts Options) (*Mesh, Report, error) { return nil, Report{}, errUnwritten }
func (m *Mesh) Polygons(aid uint32) []Polygon                     { panic(errUnwritten) }
func (m *Mesh) Neighbours() geo.Neighbours                        { panic(errUnwritten) }
func (m *Mesh) Rook() geo.Neighbours                              { panic(errUnwritten) }
func (m *Mesh) Dissolve(parents []uint32, n int) *Mesh            { panic(errUnwritten) }
func (m *Mesh) MultiPolygon(aid uint32) orb.MultiPolygon          { panic(errUnwritten) }
func (m *Mesh) InsidePoint(aid uint32) orb.Point                  { panic(errUnwritten) }
func (m *Mesh) AreaM2(aid uint32) float64                         { panic(errUnwritten) }
func (m *Mesh) AtZoom(z int, opts ZoomOptions) (*Mesh, error)     { return nil, errUnwritten }
func (m *Mesh) TopoJSON(object string, codes []string, tol float64) ([]byte, error) {
	return nil, errUnwritten
}

package topology

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// metresPerDegree of latitude, at the mean radius of the earth.
const metresPerDegree = 6371008.8 * math.Pi / 180

// TopoJSON returns the mesh as a TopoJSON 1.0 topology with one object, a GeometryCollection of a MultiPolygon for each
// area in aid order, whose id is its code. Borders are quantised and simplified together to within toleranceM metres
// (at the mesh's middle latitude), so that areas neither gap nor overlap, and every area is kept. Exterior rings are
// counter-clockwise.
func (m *Mesh) TopoJSON(object string, codes []string, toleranceM float64) ([]byte, error) {
	if len(codes) != m.n {
		return nil, fmt.Errorf("topology: TopoJSON of %d areas with %d codes: give one for each", m.n, len(codes))
	}
	if !(toleranceM >= 0) {
		return nil, fmt.Errorf("topology: TopoJSON tolerance %g m is not 0 or more", toleranceM)
	}
	if _, ok := m.grid.(degrees); !ok {
		return nil, fmt.Errorf("topology: TopoJSON of a mesh that is not a base mesh: start from what Build or Dissolve returned")
	}
	bound := m.bound()
	g := plateFor(bound, toleranceM)
	var all []Point
	for _, a := range m.Arcs {
		all = append(all, a.Points...)
	}
	at := func(point int) (p position, drawn bool) {
		return g.at(degrees{}.lonLat(float64(all[point].X), float64(all[point].Y))), true
	}
	near := func(aid uint32) Point { return g.at(m.InsidePoint(aid)).point() }
	// Quantising strays by up to √½ of a unit; the rest of the tolerance is for simplifying.
	tolerance := max(toleranceM/(g.step[1]*metresPerDegree)-math.Sqrt2/2, 0)
	coarse := m.regrid(g, at, near, math.Inf(1), cutLines{}).simplify(tolerance, func(Point) bool { return false }, m.doubledGroundAt(at))

	out := append([]byte(nil), `{"type":"Topology","bbox":[`...)
	for i, v := range [...]float64{bound.Min[0], bound.Min[1], bound.Max[0], bound.Max[1]} {
		out = appendNumber(appendComma(out, i), v)
	}
	out = append(out, `],"transform":{"scale":`...)
	out = appendPair(out, g.step)
	out = append(out, `,"translate":`...)
	out = appendPair(out, g.origin)
	out = append(out, `},"objects":{`...)
	out = append(appendString(out, object), `:{"type":"GeometryCollection","geometries":[`...)
	for i, code := range codes {
		out = append(appendComma(out, i), `{"type":"MultiPolygon","id":`...)
		out = append(appendString(out, code), `,"arcs":`...)
		out = append(coarse.appendRefs(out, uint32(i+1)), '}')
	}
	out = append(out, `]}},"arcs":[`...)
	for i, a := range coarse.Arcs {
		out = appendDeltas(appendComma(out, i), a.Points)
	}
	return append(out, "]}\n"...), nil
}

// bound returns the box of the mesh in degrees.
func (m *Mesh) bound() orb.Bound {
	lo, hi := m.box()
	return orb.Bound{Min: m.grid.lonLat(float64(lo.X), float64(lo.Y)), Max: m.grid.lonLat(float64(hi.X), float64(hi.Y))}
}

// plateFor returns a grid of degrees, its steps multiples of 10^-7, with about four units to the tolerance and units
// about square in the middle of the bound.
func plateFor(bound orb.Bound, toleranceM float64) plate {
	span := max(bound.Max[0]-bound.Min[0], bound.Max[1]-bound.Min[1])
	narrow := math.Cos(bound.Center()[1] * math.Pi / 180)
	step := max(toleranceM/4/metresPerDegree, span/maxZoomSize)
	whole := func(v float64) float64 { return max(math.Ceil(v*perDegree), 1) / perDegree }
	return plate{origin: bound.Min, step: orb.Point{whole(step / narrow), whole(step)}}
}

// appendRefs appends an area's polygons as TopoJSON's lists of arc numbers.
func (m *Mesh) appendRefs(out []byte, aid uint32) []byte {
	out = append(out, '[')
	for i, part := range m.parts(aid) {
		out = append(appendComma(out, i), '[')
		for j, ring := range part.rings {
			out = append(appendComma(out, j), '[')
			for k, l := range ring.legs {
				out = strconv.AppendInt(appendComma(out, k), int64(l.ref), 10)
			}
			out = append(out, ']')
		}
		out = append(out, ']')
	}
	return append(out, ']')
}

// appendDeltas appends an arc's first point, then each step.
func appendDeltas(out []byte, points []Point) []byte {
	out = append(out, '[')
	var last Point
	for i, p := range points {
		out = append(appendComma(out, i), '[')
		out = strconv.AppendInt(out, int64(p.X-last.X), 10)
		out = append(out, ',')
		out = append(strconv.AppendInt(out, int64(p.Y-last.Y), 10), ']')
		last = p
	}
	return append(out, ']')
}

func appendComma(out []byte, i int) []byte {
	if i > 0 {
		return append(out, ',')
	}
	return out
}

func appendPair(out []byte, p orb.Point) []byte {
	out = append(appendNumber(append(out, '['), p[0]), ',')
	return append(appendNumber(out, p[1]), ']')
}

func appendNumber(out []byte, v float64) []byte { return strconv.AppendFloat(out, v, 'g', -1, 64) }

func appendString(out []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always marshals
	}
	return append(out, quoted...)
}

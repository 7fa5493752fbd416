package topology

import (
	"fmt"

	"hotspotmap/geo"
)

// Options say how borders that nearly match are treated.
type Options struct {
	// SnapM is the distance in metres up to which the borders of two areas that are not the same are made so, and the
	// mean width up to which ground that no area claims is a hairline gap. 0 joins only what coincides; 20 is the most.
	SnapM float64
}

// Build makes the base mesh of areas in aid order.
//
// Rings are filled even–odd within a polygon, so that both lobes of a bow-tie are kept; the polygons of an area add
// up. Ground that several areas claim goes to the smaller of them (of equals, to the lesser aid), which leaves an
// enclave in a neighbour drawn without a hole. Hairline gaps go to the area they share the longest border with. What
// changed an area is in the report.
//
// An area all of whose ground went to smaller ones, or that has none, is reported as [Lost]. It is not left out: a
// square of one grid unit, 11 mm, stands for it at its first point.
func Build(areas []geo.Area, opts Options) (*Mesh, Report, error) {
	if !(opts.SnapM >= 0 && opts.SnapM <= maxSnapM) {
		return nil, Report{}, fmt.Errorf("topology: snap distance %g m is not within 0 to %d m", opts.SnapM, maxSnapM)
	}
	if len(areas) == 0 {
		return nil, Report{}, fmt.Errorf("topology: no areas: give at least one")
	}
	in, drawn, err := readAreas(areas)
	if err != nil {
		return nil, Report{}, fmt.Errorf("topology: %w", err)
	}
	n := len(in.first) // of areas, which from here on are not needed
	wanted := make([]uint32, n)
	for i := range wanted {
		wanted[i] = uint32(i + 1)
	}
	snapped, moved := snap(drawn, in.aids, opts.SnapM)
	s := settle(snapped, nil, wanted,
		func(d *subdivision) rules { return baseRules(d, in.aids, n, opts.SnapM) },
		func(aid uint32) Point { return in.first[aid-1] },
		bendNear,
	)
	m := newMesh(s.borders(s.owners), n, degrees{}, s.standIns.aids())
	return m, in.report(m, moved, s.disputes, in.crossed(s.given, s.met)), nil
}

// baseRules are the rules of the base mesh: the smaller area precedes, and gaps narrower than snapM are closed.
func baseRules(d *subdivision, aids []uint32, n int, snapM float64) rules {
	aid := func(label uint32) uint32 { return aids[label] }
	sizes := make([]int64, n+1)
	for face, size := range d.sizes() {
		for _, aid := range distinctAIDs(d.covers[face], rules{aid: aid}.with(nil).aid) {
			sizes[aid] += size
		}
	}
	r := rules{
		aid: aid,
		precedes: func(a, b uint32) bool {
			a, b = aids[a], aids[b]
			return sizes[a] < sizes[b] || sizes[a] == sizes[b] && a < b
		},
		length: func(p, q Point) float64 { return metresAt(p).distance(p, q) },
	}
	if snapM > 0 {
		r.hairline = func(s shape) bool {
			k := metresAt(s.points[s.boundary[0].u])
			areaM2 := float64(s.doubledArea) / 2 * k.perX * k.perY
			return areaM2 < snapM*s.perimeter(k.distance)/2
		}
	}
	return r
}

// sizes returns twice the area of each bounded face in square grid units; that of the unbounded one means nothing.
func (d *subdivision) sizes() []int64 {
	sizes := make([]int64, len(d.covers))
	for h, face := range d.face {
		p, q := d.points[d.from(int32(h))], d.points[d.to(int32(h))]
		sizes[face] += int64(p.X)*int64(q.Y) - int64(q.X)*int64(p.Y)
	}
	return sizes
}

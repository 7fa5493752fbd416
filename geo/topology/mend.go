package topology

import "slices"

// mend returns a drawing as the arcs of a mesh, and its stand-ins. The areas in conflict are noded and given their ground anew, in a
// patch; all others stay as they are drawn. Where a patch reaches into the others, it is made again with them.
func (d *drawing) mend(edges []edge, index *buckets, conflicted *aidSet, place func(aid uint32) Point) (arcs []Arc, standIns []uint32) {
	if len(conflicted.aids) > 0 {
		for {
			p := d.patch(conflicted, place)
			before := len(conflicted.aids)
			if p.grow(edges, index); len(conflicted.aids) == before {
				arcs, standIns = p.arcs(), p.settled.standIns.aids()
				break
			}
		}
	}
	for arc := range int32(len(d.arcs)) {
		if len(d.path(arc)) > 0 && d.where(conflicted, arc) != inPatch {
			arcs = append(arcs, d.arc(arc))
		}
	}
	sortArcs(arcs)
	return arcs, standIns
}

// where an arc is when some areas are mended.
type where int8

const (
	beyondPatch where = iota // between areas that stay as they are
	onRim                    // between one that does and one that is mended
	inPatch                  // between areas that are mended, or one and the outside
)

func (d *drawing) where(mended *aidSet, arc int32) where {
	left, right := d.arcs[arc].Left, d.arcs[arc].Right
	switch {
	case !mended.has[left] && !mended.has[right]:
		return beyondPatch
	case (left == 0 || mended.has[left]) && (right == 0 || mended.has[right]):
		return inPatch
	}
	return onRim
}

// line is two points, the lesser first.
type line struct{ a, b Point }

func lineOf(a, b Point) line {
	if compare(a, b) > 0 {
		a, b = b, a
	}
	return line{a, b}
}

// patch is the mended areas, for which all that lies around them is outside.
type patch struct {
	drawing *drawing
	mended  *aidSet
	settled settled
	pieces  []Arc          // its borders, an edge each; on the rim the far side is beyond
	drawn   map[line]bool  // edges that the drawing has too
	rim     map[line]int32 // edges of the rim → their arc; they must come out of mending as they went in
	onRim   map[Point]bool // their points
	intact  map[line]bool  // those that do
	parts   map[int32]bool // components the patch has arcs of
}

// beyond stands for the areas around a patch, where it is to be joined to them.
const beyond = standInLabel

func (d *drawing) patch(mended *aidSet, place func(aid uint32) Point) *patch {
	p := &patch{
		drawing: d, mended: mended, drawn: make(map[line]bool), rim: make(map[line]int32), onRim: make(map[Point]bool),
		intact: make(map[line]bool), parts: make(map[int32]bool),
	}
	b := newSoupBuilder(0, 0)
	owner := make(map[line]Arc) // edges of the rim with the mended area beside them; walking from the lesser point
	for arc := range int32(len(d.arcs)) {
		path, at := d.path(arc), d.where(mended, arc)
		if len(path) == 0 || at == beyondPatch {
			continue
		}
		p.parts[d.component[arc]] = true
		left, right := d.labels(arc)
		for _, aid := range [...]uint32{left, right} {
			if mended.has[aid] {
				b.addPath(path, aid)
			}
		}
		for i := 1; i < len(path); i++ {
			l := lineOf(path[i-1], path[i])
			p.drawn[l] = true
			if at == onRim {
				p.rim[l] = arc
				p.onRim[l.a], p.onRim[l.b] = true, true
				owner[l] = d.rimSides(mended, left, right, l.a == path[i-1])
			}
		}
	}
	slices.Sort(mended.aids)
	p.settled = settle(b.soup(), mended.aids, zoomRules, place, bendContacts)
	p.cutOut(owner)
	return p
}

// rimSides returns what is to be on both sides of an edge of the rim, walked from its lesser point.
func (d *drawing) rimSides(mended *aidSet, left, right uint32, forwards bool) Arc {
	if !mended.has[left] {
		left = 0
	}
	if !mended.has[right] {
		right = 0
	}
	if !forwards {
		left, right = right, left
	}
	return Arc{Left: left, Right: right}
}

// cutOut lists the pieces, and finds what of the rim is intact.
func (p *patch) cutOut(rimSides map[line]Arc) {
	s := p.settled
	for i, e := range s.edges {
		piece := Arc{Points: []Point{s.points[e.u], s.points[e.v]}, Left: s.owners[s.face[2*i]], Right: s.owners[s.face[2*i+1]]}
		if piece.Left == piece.Right {
			continue
		}
		l := lineOf(piece.Points[0], piece.Points[1])
		if l.a != piece.Points[0] {
			piece = piece.reversed()
		}
		if sides, ok := rimSides[l]; ok && sides.Left == piece.Left && sides.Right == piece.Right {
			p.intact[l] = true
			if piece.Left == 0 {
				piece.Left = beyond
			} else {
				piece.Right = beyond
			}
		}
		p.pieces = append(p.pieces, piece)
	}
}

// grow adds to the areas to be mended those that the patch reaches into.
func (p *patch) grow(edges []edge, index *buckets) {
	d := p.drawing
	for l, arc := range p.rim {
		if !p.intact[l] {
			p.mended.add(d.arcs[arc].Left)
			p.mended.add(d.arcs[arc].Right)
		}
	}
	for _, piece := range p.pieces {
		l := lineOf(piece.Points[0], piece.Points[1])
		if p.drawn[l] {
			continue
		}
		lo := Point{l.a.X - 1, min(l.a.Y, l.b.Y) - 1}
		hi := Point{l.b.X + 1, max(l.a.Y, l.b.Y) + 1}
		atSea := piece.Left == 0 || piece.Right == 0
		index.any(lo, hi, func(e int32) bool {
			if d.where(p.mended, d.arcOf(edges[e].u)) == beyondPatch && p.disturbs(l, atSea, edges[e], lo, hi) {
				d.addEdge(p.mended, edges[e])
			}
			return false
		})
	}
	for _, s := range p.settled.standIns.placed {
		if e, ok := nextLeft(d.points, edges, index, s.corner); ok {
			p.mended.add(d.facing(edges[e]))
		}
	}
}

// disturbs reports whether a new border might not get on with an edge beyond the patch: they meet, but at a point of the rim between
// two mended areas; or the edge is of another component, and so near that the border may have come past it.
func (p *patch) disturbs(border line, atSea bool, e edge, lo, hi Point) bool {
	d := p.drawing
	u, v := d.points[e.u], d.points[e.v]
	if max(u.X, v.X) < lo.X || min(u.X, v.X) > hi.X || max(u.Y, v.Y) < lo.Y || min(u.Y, v.Y) > hi.Y {
		return false
	}
	if !p.parts[d.component[d.arcOf(e.u)]] || meet(border.a, border.b, u, v) != apart {
		return true
	}
	for _, q := range [...]Point{u, v} {
		if (q == border.a || q == border.b) && (atSea || !p.onRim[q]) {
			return true
		}
	}
	return false
}

// arcs joins the pieces, but for the rim, which stays as it is drawn.
func (p *patch) arcs() []Arc {
	// Where an arc beyond the patch meets the rim there is a junction, which its first edge stands for.
	d := p.drawing
	pieces := slices.Clone(p.pieces)
	for arc := range int32(len(d.arcs)) {
		path := d.path(arc)
		if len(path) == 0 || d.where(p.mended, arc) != beyondPatch {
			continue
		}
		if p.onRim[path[0]] {
			pieces = append(pieces, Arc{Points: path[:2], Left: beyond, Right: beyond})
		}
		if n := len(path); p.onRim[path[n-1]] {
			pieces = append(pieces, Arc{Points: path[n-2:], Left: beyond, Right: beyond})
		}
	}
	return slices.DeleteFunc(chain(pieces), func(a Arc) bool { return a.Left == beyond || a.Right == beyond })
}

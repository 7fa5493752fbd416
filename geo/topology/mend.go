package topology

import (
	"maps"
	"slices"
)

// mending brings a drawing in order. Areas in conflict are noded and given their ground anew, in patches; all others stay as they are
// drawn. Where a patch reaches into other areas, it is made again with them.
type mending struct {
	*drawing
	near    func(aid uint32) Point // where a stand-in for an area is to be
	leftOut float64                // how far a part without width may reach and be left out
	mended  *aidSet
	group   forest            // by aid: those mended together
	patches map[uint32]*patch // least aid → patch
	found   *aidSet           // what a patch reaches into
}

// mend returns a drawing as the arcs of a mesh, and its stand-ins.
func (d *drawing) mend(found conflicts, near func(aid uint32) Point, leftOut float64) (arcs []Arc, standIns []uint32) {
	m := mending{
		drawing: d, near: near, leftOut: leftOut, mended: found.aidSet, group: found.group, found: newAIDSet(d.mesh.n),
	}
	for again := len(m.mended.aids) > 0; again; {
		m.divide()
		again = m.makePatches()
	}
	arcs = make([]Arc, 0, len(d.mesh.Arcs)+len(d.mesh.Arcs)/8)
	for _, least := range slices.Sorted(maps.Keys(m.patches)) {
		p := m.patches[least]
		arcs = append(arcs, m.joined(p)...)
		standIns = append(standIns, p.settled.standIns.aids()...)
	}
	for arc := range int32(len(d.mesh.Arcs)) {
		if len(d.path(arc)) > 0 && !m.replaced(arc) {
			arcs = append(arcs, d.arc(arc))
		}
	}
	sortArcs(arcs)
	slices.Sort(standIns)
	return arcs, standIns
}

// replaced reports whether an arc is between areas that are mended, or one and the outside.
func (m *mending) replaced(arc int32) bool {
	left, right := m.mesh.Arcs[arc].Left, m.mesh.Arcs[arc].Right
	return (left == 0 || m.mended.has[left]) && (right == 0 || m.mended.has[right])
}

// divide groups the mended areas: those that share a border or a junction are mended together.
func (m *mending) divide() {
	for _, a := range m.mesh.Arcs {
		if m.mended.has[a.Left] && m.mended.has[a.Right] {
			m.group.join(int32(a.Left), int32(a.Right))
		}
	}
	for junction := range int32(m.junctions()) {
		if m.merged[junction] != junction {
			continue
		}
		first := uint32(0)
		for _, end := range m.meeting(junction) {
			a := m.mesh.Arcs[end.arc()]
			for _, aid := range [...]uint32{a.Left, a.Right} {
				if !m.mended.has[aid] {
					continue
				}
				if first == 0 {
					first = aid
				}
				m.group.join(int32(first), int32(aid))
			}
		}
	}
}

// makePatches makes the patches that are new or have grown, and reports whether any reached into other areas, which then are to be
// mended with it.
func (m *mending) makePatches() (again bool) {
	before := m.patches
	m.patches = make(map[uint32]*patch)
	slices.Sort(m.mended.aids)
	members := make(map[uint32][]uint32)
	for _, aid := range m.mended.aids {
		least := uint32(m.group.root(int32(aid)))
		members[least] = append(members[least], aid)
	}
	reached := make(map[uint32][]uint32)
	for least, aids := range members {
		p := before[least]
		if p == nil || len(p.aids) < len(aids) {
			p = m.patch(aids)
			reached[least] = m.reached(p)
		}
		m.patches[least] = p
	}
	for least, aids := range reached {
		for _, aid := range aids {
			again = true
			m.mended.add(aid)
			m.group.join(int32(aid), int32(least))
		}
	}
	return m.joinClose() || again
}

// patch is areas that have been mended. For them all that lies around is outside.
type patch struct {
	aids    []uint32 // ascending
	beside  []arcEnd // ends of arcs beyond, at junctions of its own
	settled settled
	pieces  []Arc            // borders, an edge each, walked from the lesser point; on the rim the far side is beyond
	drawn   map[line]bool    // edges of the drawing
	rim     map[line]rimEdge // those of them between a mended area and one that stays as it is
	onRim   map[Point]bool   // their points
	amidRim map[Point]int32  // those of them inside an arc → the arc
	parts   map[int32]bool   // components it has arcs of
}

// rimEdge must come out of mending as it went in.
type rimEdge struct {
	arc         int32
	left, right uint32 // walked from the lesser point
	intact      bool
}

// line is two points, the lesser first.
type line struct{ a, b Point }

func lineOf(a, b Point) line {
	if compare(a, b) > 0 {
		a, b = b, a
	}
	return line{a, b}
}

// box returns the box around a line and one unit more.
func (l line) box() (lo, hi Point) {
	return Point{l.a.X - 1, min(l.a.Y, l.b.Y) - 1}, Point{l.b.X + 1, max(l.a.Y, l.b.Y) + 1}
}

// beyond stands for the areas around a patch, where it is to be joined to them.
const beyond = standInLabel

func (m *mending) patch(aids []uint32) *patch {
	p := &patch{
		aids:  aids,
		drawn: make(map[line]bool), rim: make(map[line]rimEdge), parts: make(map[int32]bool),
		onRim: make(map[Point]bool), amidRim: make(map[Point]int32),
	}
	b := newSoupBuilder(0)
	beside := make(map[arcEnd]bool)
	for arc := range m.arcsOf(aids) {
		path := m.path(arc)
		if len(path) == 0 {
			continue
		}
		p.parts[m.component[arc]] = true
		for _, junction := range m.ends[arc] {
			for _, end := range m.meeting(m.merged.root(junction)) {
				if len(m.path(end.arc())) > 0 && m.beyond(p, end.arc()) {
					beside[end] = true
				}
			}
		}
		// Two areas that are mended and share a border are in the same patch.
		left, right := m.labels(arc)
		onRim := !m.replaced(arc)
		for _, aid := range [...]*uint32{&left, &right} {
			if !m.mended.has[*aid] {
				*aid = 0
			} else {
				b.addPath(path, *aid)
			}
		}
		for i, q := range path {
			if inside := i > 0 && i < len(path)-1 || m.alone(arc); onRim && inside {
				p.amidRim[q] = arc
			}
		}
		for i := 1; i < len(path); i++ {
			l := lineOf(path[i-1], path[i])
			p.drawn[l] = true
			if !onRim {
				continue
			}
			p.onRim[l.a], p.onRim[l.b] = true, true
			p.rim[l] = rimEdge{arc: arc, left: left, right: right}
			if l.a != path[i-1] {
				p.rim[l] = rimEdge{arc: arc, left: right, right: left}
			}
		}
	}
	p.beside = slices.Sorted(maps.Keys(beside))
	drawn := b.soup()
	var links []link
	for range maxRounds {
		p.settled = settle(drawn, links, aids, zoomRules, m.near, bendContacts)
		more := m.strips(p)
		if len(more) == 0 {
			break
		}
		links = append(links, more...)
	}
	p.takePieces()
	return p
}

// arcsOf yields the arcs around areas, each once.
func (m *mending) arcsOf(aids []uint32) func(yield func(arc int32) bool) {
	return func(yield func(arc int32) bool) {
		for _, aid := range aids {
			for _, arc := range m.mesh.borders[aid-1] {
				if a := m.mesh.Arcs[arc]; (a.Left == aid || !m.mended.has[a.Left]) && !yield(arc) {
					return
				}
			}
		}
	}
}

// takePieces lists the borders, and finds which of the rim are intact.
func (p *patch) takePieces() {
	s := p.settled
	for i, e := range s.edges {
		left, right := s.owners[s.face[2*i]], s.owners[s.face[2*i+1]]
		if left == right {
			continue
		}
		l := lineOf(s.points[e.u], s.points[e.v])
		if l.a != s.points[e.u] {
			left, right = right, left
		}
		if r, ok := p.rim[l]; ok && r.left == left && r.right == right {
			r.intact = true
			p.rim[l] = r
			if left == 0 {
				left = beyond
			} else {
				right = beyond
			}
		}
		p.pieces = append(p.pieces, Arc{Points: []Point{l.a, l.b}, Left: left, Right: right})
	}
}

// joined returns the patch as arcs, but for the rim, which stays as it is drawn.
func (m *mending) joined(p *patch) []Arc {
	// Where an arc from beyond ends at the patch there is a junction, which its last edge stands for.
	pieces := slices.Clone(p.pieces)
	for _, end := range p.beside {
		at, step := m.stub(end)
		pieces = append(pieces, Arc{Points: []Point{at, step}, Left: beyond, Right: beyond})
	}
	return slices.DeleteFunc(chain(pieces), func(a Arc) bool { return a.Left == beyond || a.Right == beyond })
}

// stub returns where an arc ends and the point before.
func (d *drawing) stub(end arcEnd) (at, before Point) {
	path := d.path(end.arc())
	if end.side() == 0 {
		return path[0], path[1]
	}
	return path[len(path)-1], path[len(path)-2]
}

// beyond reports whether an arc is between areas that are not of a patch.
func (m *mending) beyond(p *patch, arc int32) bool {
	a := m.mesh.Arcs[arc]
	return !m.within(p, a.Left) && !m.within(p, a.Right)
}

// within reports whether an area is of a patch.
func (m *mending) within(p *patch, aid uint32) bool {
	return m.mended.has[aid] && m.group.root(int32(aid)) == m.group.root(int32(p.aids[0]))
}

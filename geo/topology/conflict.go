package topology

// aidSet is a set of areas.
type aidSet struct {
	has  []bool // by aid
	aids []uint32
}

func newAIDSet(n int) *aidSet { return &aidSet{has: make([]bool, n+1)} }

// add adds an area; 0, which is none, is left out.
func (s *aidSet) add(aid uint32) {
	if aid != 0 && !s.has[aid] {
		s.has[aid] = true
		s.aids = append(s.aids, aid)
	}
}

// clear makes the set empty.
func (s *aidSet) clear() {
	for _, aid := range s.aids {
		s.has[aid] = false
	}
	s.aids = s.aids[:0]
}

// conflicts are the areas that a drawing does not bound as their mesh does. Those in each other's way are grouped: they may have
// nothing in common but the sea between them.
type conflicts struct {
	*aidSet
	group forest // by aid
}

// between groups two areas.
func (c conflicts) between(a, b uint32) { c.group.join(int32(a), int32(b)) }

// conflicts returns the areas that a drawing does not bound as their mesh does, with those around every place where it fails to.
// Without any the drawing is a mesh. That is so when
//
//   - edges meet only at vertices they share, and only once;
//   - around every vertex what is left of one edge is right of the next, counter-clockwise;
//   - what is around a component is what the component lies in;
//   - no area has lost all its borders, and no junction all but two of its arcs.
func (d *drawing) conflicts() conflicts {
	found := conflicts{newAIDSet(d.mesh.n), newForest(d.mesh.n + 1)}
	d.index.pairs(d.points, d.edges, func(e, f int32) {
		if d.conflict(d.edges[e], d.edges[f]) {
			d.addEdge(found.aidSet, d.edges[e])
			d.addEdge(found.aidSet, d.edges[f])
			found.between(d.beside(d.arcOf(d.edges[e].u)), d.beside(d.arcOf(d.edges[f].u)))
		}
	})
	d.addJunctions(found.aidSet)
	d.addComponents(found)
	d.addVanished(found.aidSet)
	return found
}

// beside returns an area beside an arc.
func (d *drawing) beside(arc int32) uint32 { return max(d.mesh.Arcs[arc].Left, d.mesh.Arcs[arc].Right) }

// conflict reports whether two edges meet otherwise than at one vertex they share.
func (d *drawing) conflict(e, f edge) bool {
	a, b, p, q := d.points[e.u], d.points[e.v], d.points[f.u], d.points[f.v]
	if e.v == f.u { // one after the other along an arc: most that come close
		return cross(a, b, q) == 0 && !within(a, q, b)
	}
	if a != p && a != q && b != p && b != q {
		return meet(a, b, p, q) != apart
	}
	same := 0
	for _, pair := range [...][2]int32{{e.u, f.u}, {e.u, f.v}, {e.v, f.u}, {e.v, f.v}} {
		if d.points[pair[0]] != d.points[pair[1]] {
			continue
		}
		if d.vertex[pair[0]] != d.vertex[pair[1]] {
			return true
		}
		same++
	}
	return same > 1 || meet(a, b, p, q) != apart
}

// addEdge adds the areas beside an edge and, where it ends at a junction, those around that.
func (d *drawing) addEdge(set *aidSet, e edge) {
	arc := d.arcOf(e.u)
	set.add(d.mesh.Arcs[arc].Left)
	set.add(d.mesh.Arcs[arc].Right)
	for _, p := range [...]int32{e.u, e.v} {
		if junction := d.vertex[p]; int(junction) < d.junctions() {
			d.addAround(set, junction)
		}
	}
}

// addAround adds the areas around a junction, and around those that have come to one with it.
func (d *drawing) addAround(set *aidSet, junction int32) {
	for _, end := range d.meeting(junction) {
		set.add(d.mesh.Arcs[end.arc()].Left)
		set.add(d.mesh.Arcs[end.arc()].Right)
	}
}

// meeting returns the arc ends at a junction and at those that have come to one with it.
func (d *drawing) meeting(junction int32) []arcEnd {
	if group, ok := d.groups[junction]; ok {
		return group
	}
	return d.at(junction)
}

// spoke is an edge as it leaves a vertex.
type spoke struct {
	at, to      Point
	left, right uint32
}

// spokes returns the first edges of arc ends that are drawn, counter-clockwise.
func (d *drawing) spokes(ends []arcEnd, into []spoke) []spoke {
	into = into[:0]
	for _, end := range ends {
		if len(d.path(end.arc())) == 0 {
			continue
		}
		at, to := d.stub(end)
		s := spoke{at: at, to: to}
		s.left, s.right = d.labels(end.arc())
		if end.side() == 1 {
			s.left, s.right = s.right, s.left
		}
		i := len(into)
		into = append(into, s)
		for ; i > 0 && compareAngle(s.at, s.to, into[i-1].to) < 0; i-- {
			into[i] = into[i-1]
		}
		into[i] = s
	}
	return into
}

// addJunctions adds the areas around junctions whose arcs are out of order, or so few that they ought to be one.
func (d *drawing) addJunctions(set *aidSet) {
	var around []spoke
	for junction := range int32(d.junctions()) {
		if d.merged[junction] != junction {
			continue
		}
		ends := d.meeting(junction)
		around = d.spokes(ends, around)
		ok := len(around) != 2 || len(ends) == 2
		for i, s := range around {
			ok = ok && s.left == around[(i+1)%len(around)].right
		}
		if !ok {
			d.addAround(set, junction)
		}
	}
}

// addComponents adds the areas of components that have come to lie in another area than they should, and that area.
func (d *drawing) addComponents(found conflicts) {
	least := make([]int32, d.junctions()) // component → 1 + its first point by x, then y
	for arc, component := range d.component {
		for p := d.start[arc]; p < d.start[arc+1]; p++ {
			if q := least[component]; q == 0 || compare(d.points[p], d.points[q-1]) < 0 {
				least[component] = p + 1
			}
		}
	}
	strayed := make(map[int32]uint32) // component → what it lies in
	for component, p := range least {
		if p == 0 {
			continue
		}
		inside := uint32(0)
		hit, ok := nextLeft(d.points, d.edges, d.index, d.points[p-1])
		if ok {
			inside = d.facing(d.edges[hit])
		}
		if inside != d.outside(p-1) {
			strayed[int32(component)] = inside
			found.add(inside)
		}
	}
	for arc, component := range d.component {
		if inside, ok := strayed[component]; ok {
			found.add(d.mesh.Arcs[arc].Left)
			found.add(d.mesh.Arcs[arc].Right)
			if inside != 0 {
				found.between(inside, d.beside(int32(arc)))
			}
		}
	}
}

// facing returns what is on the side of an edge that faces greater x.
func (d *drawing) facing(e edge) uint32 {
	left, right := d.labels(d.arcOf(e.u))
	if d.points[e.u].Y < d.points[e.v].Y {
		return right
	}
	return left
}

// outside returns what is around a component, whose first point this is: left of the last edge there, counter-clockwise.
func (d *drawing) outside(p int32) uint32 {
	arc := d.arcOf(p)
	if junction := d.vertex[p]; int(junction) < d.junctions() {
		around := d.spokes(d.meeting(junction), nil)
		last := around[0]
		for _, s := range around {
			if cross(s.at, last.to, s.to) > 0 {
				last = s
			}
		}
		return last.left
	}
	left, right := d.labels(arc)
	if cross(d.points[p], d.points[p-1], d.points[p+1]) > 0 {
		return left
	}
	return right
}

// addVanished adds the areas none of whose borders are drawn, with those around them.
func (d *drawing) addVanished(set *aidSet) {
	drawn := make([]bool, len(set.has))
	for i, a := range d.mesh.Arcs {
		if len(d.path(int32(i))) > 0 {
			drawn[a.Left], drawn[a.Right] = true, true
		}
	}
	for i, a := range d.mesh.Arcs {
		if !drawn[a.Left] && a.Left != 0 || !drawn[a.Right] && a.Right != 0 {
			d.addAround(set, d.merged.root(d.ends[i][0]))
		}
	}
}

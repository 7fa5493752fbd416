package topology

import (
	"cmp"
	"slices"
)

// drawing is a mesh's arcs as they come to lie on another grid, each point moved alone. Whether they still bound the same areas
// is not known yet.
type drawing struct {
	*network
	mesh   *Mesh
	turned bool // the grid turns left and right over
	place  func(point int) (p position, drawn bool)
	first  []int              // arc → the number of its first point
	points []Point            // of all arcs, one after the other
	start  []int32            // arc → its first point; one longer. An arc that has shrunk to a point has none
	merged forest             // junctions that have come to one, because an arc between them has shrunk to a point
	groups map[int32][]arcEnd // of junctions that others have come to: the arc ends of all
	vertex []int32            // point → what it stands for: a junction, or for each other point a number of its own
	edges  []edge             // the segments of all arcs, each as the numbers of its two points
	index  *buckets           // of edges
}

// draw moves the arcs of a mesh: at gives the place on the new grid of the point with a number, counting through all arcs, and
// whether it is drawn; the ends of arcs always are. Every border gets a point where it crosses a cut line; points that come to lie
// on the one before are dropped.
func (m *Mesh) draw(at func(point int) (p position, drawn bool), turned bool, cuts cutLines) *drawing {
	net := m.network()
	drawn := 0
	for i := range m.Vertices() {
		if _, ok := at(i); ok {
			drawn++
		}
	}
	d := &drawing{
		network: net, mesh: m, turned: turned, place: at, merged: newForest(net.junctions()),
		points: make([]Point, 0, drawn+drawn/4), start: make([]int32, 1, len(m.Arcs)+1),
	}
	next := 0
	for i, a := range m.Arcs {
		from := len(d.points)
		d.first = append(d.first, next)
		last, _ := at(next)
		d.points = append(d.points, last.point())
		for k := 1; k < len(a.Points); k++ {
			p, drawn := at(next + k)
			if !drawn {
				continue
			}
			if p.point() != last.point() {
				d.points = append(cuts.appendCrossings(d.points, last, p), p.point())
			}
			last = p
		}
		next += len(a.Points)
		if len(d.points) == from+1 {
			d.points = d.points[:from]
			d.merged.join(net.ends[i][0], net.ends[i][1])
		}
		d.start = append(d.start, int32(len(d.points)))
	}
	d.numberVertices()
	d.groupEnds()
	d.edges = d.segments()
	d.index = bucketEdges(d.points, d.edges)
	return d
}

func (d *drawing) numberVertices() {
	d.vertex = make([]int32, len(d.points))
	for i := range d.points {
		d.vertex[i] = int32(d.junctions() + i)
	}
	for i := range d.mesh.Arcs {
		if from, to := d.start[i], d.start[i+1]; from < to {
			d.vertex[from] = d.merged.root(d.ends[i][0])
			d.vertex[to-1] = d.merged.root(d.ends[i][1])
		}
	}
}

func (d *drawing) groupEnds() {
	d.groups = make(map[int32][]arcEnd)
	for j := range int32(d.junctions()) {
		if root := d.merged.root(j); root != j {
			if d.groups[root] == nil {
				d.groups[root] = slices.Clone(d.at(root))
			}
			d.groups[root] = append(d.groups[root], d.at(j)...)
		}
	}
}

// exact returns where an arc is, before its points are brought to the grid's.
func (d *drawing) exact(arc int32) []position {
	var path []position
	for i := range d.mesh.Arcs[arc].Points {
		if p, drawn := d.place(d.first[arc] + i); drawn {
			path = append(path, p)
		}
	}
	return path
}

// path returns the points of an arc.
func (d *drawing) path(arc int32) []Point { return d.points[d.start[arc]:d.start[arc+1]] }

// labels returns what is on the left and the right of an arc, walking its points.
func (d *drawing) labels(arc int32) (left, right uint32) {
	a := d.mesh.Arcs[arc]
	if d.turned {
		return a.Right, a.Left
	}
	return a.Left, a.Right
}

func (d *drawing) segments() []edge {
	edges := make([]edge, 0, len(d.points))
	for i := range d.mesh.Arcs {
		for p := d.start[i]; p+1 < d.start[i+1]; p++ {
			edges = append(edges, edge{p, p + 1})
		}
	}
	return edges
}

// arcOf returns the arc that a point is drawn for.
func (d *drawing) arcOf(point int32) int32 {
	// Of arcs that begin at the same number, all but the last have no points.
	i, _ := slices.BinarySearchFunc(d.start, point, func(start, point int32) int { return cmp.Compare(start, point+1) })
	return int32(i - 1)
}

// arc returns an arc as it is drawn.
func (d *drawing) arc(i int32) Arc {
	left, right := d.labels(i)
	return canonical(Arc{Points: slices.Clip(d.path(i)), Left: left, Right: right}, d.alone(i))
}

// alone reports whether an arc is a loop that meets no other arc.
func (d *drawing) alone(arc int32) bool {
	return d.ends[arc][0] == d.ends[arc][1] && len(d.at(d.ends[arc][0])) == 2
}

package table

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
)

// osmPlaces are what elements of OpenStreetMap refer to.
type osmPlaces struct {
	node func(id int64) (orb.Point, bool)
	way  func(id int64) []int64 // its nodes
}

// mostRingWays bounds the ways that a relation's rings are put together from, for that takes the square of their number.
const mostRingWays = 5000

// of returns where an element is, or why that is not known: a node's place, a point inside a closed way or a relation's rings, the middle
// node of a way that is open.
func (p osmPlaces) of(e osmElement) (*orb.Point, string) {
	switch {
	case e.Lat != nil && e.Lon != nil:
		return &orb.Point{*e.Lon, *e.Lat}, ""
	case e.Centre != nil:
		return &orb.Point{e.Centre.Lon, e.Centre.Lat}, ""
	}
	lines := [][]int64{e.Nodes}
	if e.Type == "relation" {
		lines = p.rings(e)
	}
	var rings orb.Polygon
	var middle *orb.Point
	for _, ids := range lines {
		line := p.line(ids)
		if len(line) == 0 {
			continue
		}
		if middle == nil {
			middle = &line[len(line)/2]
		}
		if len(line) > 3 && line[0] == line[len(line)-1] {
			rings = append(rings, line)
		}
	}
	if at, ok := inside(orb.MultiPolygon{rings}); ok {
		return &at, ""
	}
	if middle == nil {
		return nil, fmt.Sprintf("is %s %d, whose place is not in the file", e.Type, e.ID)
	}
	return middle, ""
}

// line is where some nodes are, those that are in the file.
func (p osmPlaces) line(ids []int64) orb.Ring {
	var line orb.Ring
	for _, id := range ids {
		if at, known := p.node(id); known {
			line = append(line, at)
		}
	}
	return line
}

// rings joins the ways of a relation end to end, as the rings of a multipolygon are given.
func (p osmPlaces) rings(e osmElement) [][]int64 {
	var rings, open [][]int64
	seen := map[int64]bool{} // a way named again and again would take memory each time
	for _, m := range e.Members[:min(len(e.Members), mostRingWays)] {
		if ids := p.way(m.Ref); m.Type == "way" && len(ids) > 0 && !seen[m.Ref] {
			open, seen[m.Ref] = append(open, slices.Clone(ids)), true
		}
	}
	for len(open) > 0 {
		ring := open[0]
		open = open[1:]
		for ring[0] != ring[len(ring)-1] {
			end := ring[len(ring)-1]
			next := slices.IndexFunc(open, func(ids []int64) bool { return ids[0] == end || ids[len(ids)-1] == end })
			if next < 0 {
				break
			}
			if open[next][0] != end {
				slices.Reverse(open[next])
			}
			ring = append(ring, open[next][1:]...)
			open = slices.Delete(open, next, next+1)
		}
		rings = append(rings, ring)
	}
	return rings
}

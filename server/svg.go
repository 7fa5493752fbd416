package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// pictureWidth is the width of the server-drawn map in its own units. Two to a screen pixel keep borders smooth.
const pictureWidth = 2000

// outline is a geography's simplified borders in picture units: each area as the closed rings of shared arcs.
type outline struct {
	Height float64
	west, north,
	perLon, perLat float64 // picture units a degree
	arcs  [][][2]int
	rings [][][]int // by aid-1: rings of signed arc numbers, ^n being arc n walked backwards
}

// topoJSON is what outline/<geography>.json holds.
type topoJSON struct {
	Transform *struct {
		Scale     [2]float64 `json:"scale"`
		Translate [2]float64 `json:"translate"`
	} `json:"transform"`
	Arcs    [][][2]float64 `json:"arcs"`
	Objects map[string]struct {
		Geometries []topoGeometry `json:"geometries"`
	} `json:"objects"`
}

type topoGeometry struct {
	Type string          `json:"type"`
	ID   string          `json:"id"`
	Arcs json.RawMessage `json:"arcs"`
}

// readOutline reads the outline of areas with these codes, and fits it to bounds (west, south, east, north).
func readOutline(content []byte, codes []string, bounds [4]float64) (*outline, error) {
	var topo topoJSON
	if err := json.Unmarshal(content, &topo); err != nil {
		return nil, fmt.Errorf("outline: %w", err)
	}
	width := bounds[2] - bounds[0]
	if !(width > 0) || !(bounds[3] > bounds[1]) {
		return nil, fmt.Errorf("outline: bounds %v are empty", bounds)
	}
	perLon := pictureWidth / width
	o := &outline{
		west: bounds[0], north: bounds[3], perLon: perLon,
		perLat: perLon / math.Cos((bounds[1]+bounds[3])/2*math.Pi/180),
		arcs:   make([][][2]int, len(topo.Arcs)), rings: make([][][]int, len(codes)),
	}
	o.Height = math.Ceil((bounds[3] - bounds[1]) * o.perLat)
	for i, arc := range topo.Arcs {
		o.arcs[i] = o.fit(arc, &topo)
	}
	position := make(map[string]int, len(codes))
	for i, code := range codes {
		position[code] = i
	}
	for _, object := range topo.Objects {
		for _, g := range object.Geometries {
			i, known := position[g.ID]
			if !known {
				return nil, fmt.Errorf("outline: area %q is not in this geography", g.ID)
			}
			rings, err := g.rings(len(o.arcs))
			if err != nil {
				return nil, fmt.Errorf("outline: area %s: %w", g.ID, err)
			}
			o.rings[i] = rings
		}
	}
	return o, nil
}

// fit turns an arc, delta-encoded when the topology is quantised, into picture units, without repeated points.
func (o *outline) fit(arc [][2]float64, topo *topoJSON) [][2]int {
	points := make([][2]int, 0, len(arc))
	var x, y float64
	for i, p := range arc {
		lon, lat := p[0], p[1]
		if t := topo.Transform; t != nil {
			x, y = x+p[0], y+p[1]
			lon, lat = x*t.Scale[0]+t.Translate[0], y*t.Scale[1]+t.Translate[1]
		}
		px, py := o.Project(orb.Point{lon, lat})
		here := [2]int{int(math.Round(px)), int(math.Round(py))}
		if i == 0 || points[len(points)-1] != here {
			points = append(points, here)
		}
	}
	return points
}

// Project gives a place in picture units.
func (o *outline) Project(at orb.Point) (x, y float64) {
	return (at[0] - o.west) * o.perLon, (o.north - at[1]) * o.perLat
}

func (g topoGeometry) rings(arcs int) ([][]int, error) {
	var rings [][]int
	switch g.Type {
	case "Polygon":
		if err := json.Unmarshal(g.Arcs, &rings); err != nil {
			return nil, err
		}
	case "MultiPolygon":
		var polygons [][][]int
		if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
			return nil, err
		}
		for _, polygon := range polygons {
			rings = append(rings, polygon...)
		}
	case "":
		return nil, nil // no geometry
	default:
		return nil, fmt.Errorf("a %s is not an area", g.Type)
	}
	for _, ring := range rings {
		for _, n := range ring {
			if index(n) >= arcs {
				return nil, errors.New("names an arc that is not there")
			}
		}
	}
	return rings, nil
}

// index is the place of a signed arc number in the list of arcs.
func index(n int) int {
	if n < 0 {
		return ^n
	}
	return n
}

// Area returns the path of one area, by position (aid-1).
func (o *outline) Area(i int) string {
	var path []byte
	for _, ring := range o.rings[i] {
		path = o.ring(path, ring)
	}
	return string(path)
}

// ring appends a closed ring: an absolute start and relative steps, which are short.
func (o *outline) ring(path []byte, ring []int) []byte {
	var last [2]int
	first := true
	for _, n := range ring {
		arc := o.arcs[index(n)]
		for k := range arc {
			p := arc[k]
			if n < 0 {
				p = arc[len(arc)-1-k]
			}
			path, last, first = appendStep(path, last, p, first), p, false
		}
	}
	return append(path, 'z')
}

// Border returns the path of the borders between the areas that are inside and those that are not.
func (o *outline) Border(inside func(i int) bool) string {
	uses := make([]int, len(o.arcs))
	for i, rings := range o.rings {
		if !inside(i) {
			continue
		}
		for _, ring := range rings {
			for _, n := range ring {
				uses[index(n)]++
			}
		}
	}
	var path []byte
	for i, arc := range o.arcs {
		if uses[i] != 1 {
			continue
		}
		var last [2]int
		for k, p := range arc {
			path, last = appendStep(path, last, p, k == 0), p
		}
	}
	return string(path)
}

// appendStep appends a move to p when it is the first point, else the step from the last point to it.
func appendStep(path []byte, last, p [2]int, first bool) []byte {
	if first {
		path = strconv.AppendInt(append(path, 'M'), int64(p[0]), 10)
		return strconv.AppendInt(append(path, ' '), int64(p[1]), 10)
	}
	dx, dy := p[0]-last[0], p[1]-last[1]
	if dx == 0 && dy == 0 {
		return path
	}
	path = strconv.AppendInt(append(path, 'l'), int64(dx), 10)
	if dy >= 0 {
		path = append(path, ' ')
	}
	return strconv.AppendInt(path, int64(dy), 10)
}

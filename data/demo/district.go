package demo

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// district is the invented place. Areas are in code order.
type district struct {
	seeds   []seedPoint
	cells   []cell
	of      []int // cell → area, none outside
	areas   []area
	wards   []ward
	borders borders
}

type area struct {
	code, name string
	ward       int
	cells      []int
	middle     point // mean of its cells' seeds
	people     int
}

type ward struct {
	code, name string
	middle     point
}

// areasApart is how many spacings apart the seeds of areas are, which decides how many areas there are.
const areasApart = 2.6

// invent makes the district.
func invent() (*district, error) {
	seeds := plantSeeds()
	cells, err := voronoi(seeds)
	if err != nil {
		return nil, err
	}
	graph := cellGraph(seeds, cells)
	in := largestPiece(graph)
	for i := range seeds {
		seeds[i].town = in[i]
	}
	at := make([]point, len(seeds))
	for i, s := range seeds {
		at[i] = s.point
	}
	const common = 0 // the group of areaSeeds that keeps its seeds
	owner := regroup(graph, at, areaSeeds(seeds, in, areasApart), common, 2)

	d := &district{seeds: seeds, cells: cells, of: owner}
	if err := d.gather(); err != nil {
		return nil, err
	}
	d.groupWards(graph)
	d.nameAreas()
	d.borders = borders{seeds: seeds, cells: cells, of: d.of}
	return d, nil
}

// gather lists the cells of each area.
func (d *district) gather() error {
	d.areas = make([]area, slices.Max(d.of)+1)
	for cell, a := range d.of {
		if a == none {
			continue
		}
		d.areas[a].cells = append(d.areas[a].cells, cell)
		d.areas[a].middle = d.areas[a].middle.plus(d.seeds[cell].point)
	}
	for i := range d.areas {
		if len(d.areas[i].cells) == 0 {
			return fmt.Errorf("area %d has no cell", i)
		}
		d.areas[i].middle = d.areas[i].middle.times(1 / float64(len(d.areas[i].cells)))
	}
	return nil
}

// groupWards groups areas into wards.
func (d *district) groupWards(cellLinks [][]link) {
	graph := make([][]link, len(d.areas))
	touching := map[[2]int]bool{}
	for i, links := range cellLinks {
		for _, l := range links {
			a, b := d.of[i], d.of[l.to]
			if a == none || b == none || a == b || touching[[2]int{a, b}] {
				continue
			}
			touching[[2]int{a, b}] = true
			cost := d.areas[a].middle.distance(d.areas[b].middle) / spacing(between(d.areas[a].middle, d.areas[b].middle, 0.5))
			graph[a] = append(graph[a], link{b, cost})
		}
	}
	at := make([]point, len(d.areas))
	for i, a := range d.areas {
		at[i] = a.middle
	}
	owner := regroup(graph, at, farthestFirst(at, len(wardNames)), none, 5)
	d.wards = make([]ward, len(wardNames))
	counts := make([]float64, len(wardNames))
	for i, w := range owner {
		d.areas[i].ward = w
		d.wards[w].middle = d.wards[w].middle.plus(at[i])
		counts[w]++
	}
	for w := range d.wards {
		d.wards[w].middle = d.wards[w].middle.times(1 / counts[w])
	}
	d.sortWards()
}

// sortWards numbers wards from the centre outwards, so that the first names go to the oldest parts.
func (d *district) sortWards() {
	order := make([]int, len(d.wards))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(d.wards[a].middle.length(), d.wards[b].middle.length()), cmp.Compare(a, b))
	})
	place, sorted := make([]int, len(order)), make([]ward, len(order))
	for to, from := range order {
		place[from] = to
		sorted[to] = ward{code: fmt.Sprintf("X05%06d", to+1), name: wardNames[to], middle: d.wards[from].middle}
	}
	d.wards = sorted
	for i := range d.areas {
		d.areas[i].ward = place[d.areas[i].ward]
	}
}

// nameAreas puts areas in code order: by ward, then from west to east, named in fives as census areas are.
func (d *district) nameAreas() {
	order := make([]int, len(d.areas))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := d.areas[a], d.areas[b]
		return cmp.Or(cmp.Compare(x.ward, y.ward), cmp.Compare(x.middle.x, y.middle.x), cmp.Compare(a, b))
	})
	r := source(partPeople)
	place, sorted := make([]int, len(order)), make([]area, len(order))
	block, letter, last := 0, 5, none
	for to, from := range order {
		a := d.areas[from]
		if letter == 5 || a.ward != last {
			block, letter = block+1, 0
		}
		a.code = fmt.Sprintf("X01%06d", to+1)
		a.name = fmt.Sprintf("%s %03d%c", wardNames[a.ward], block, 'A'+letter)
		a.people = 1150 + r.IntN(500) + r.IntN(500)
		letter, last = letter+1, a.ward
		place[from], sorted[to] = to, a
	}
	d.areas = sorted
	for cell, a := range d.of {
		if a != none {
			d.of[cell] = place[a]
		}
	}
}

var errNotClosed = errors.New("a border does not close: two cells disagree about a side")

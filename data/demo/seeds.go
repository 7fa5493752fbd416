package demo

import "math/rand/v2"

// extent is how far from the middle seeds are set. Beyond the outline they only serve to bound the cells within.
const extent = 10400.0

// bank says on which side of the river a seed was set to draw its line.
type bank int8

const (
	noBank bank = iota
	leftBank
	rightBank
	water
)

type seedPoint struct {
	point
	bank bank
	town bool // within the outline, and not water
}

// parkMiddle and parkRadius place the common, which becomes one large area.
var parkMiddle = point{-2150, -1500}

const parkRadius = 820.0

// riverBends are the bends of the river from its mouth to its spring.
var riverBends = []point{
	{11500, -2600}, {8200, -2000}, {6300, -1500}, {4700, -1750}, {3300, -1150}, {2100, -150}, {900, 350},
	{-300, 250}, {-1300, 900}, {-2100, 1900}, {-3200, 2100}, {-4100, 3000},
}

// plantSeeds sets the seeds of the cells: first those that draw the river, then the rest by throwing darts, each kept when no
// other is nearer than the spacing there.
func plantSeeds() []seedPoint {
	r := source(partSeeds)
	near := newBuckets(400)
	var seeds []seedPoint
	add := func(p point, b bank) {
		near.add(p, len(seeds))
		seeds = append(seeds, seedPoint{point: p, bank: b})
	}
	riverSeeds(func(p point, b bank) {
		// Four seeds at the corners of a rectangle would share one vertex; no three cells may.
		add(p.plus(point{scatter(r, 9), scatter(r, 9)}), b)
	})

	free := func(p point, spacing float64) bool {
		for _, i := range near.within(p, spacing) {
			if seeds[i].distance(p) < spacing {
				return false
			}
		}
		return true
	}
	const darts = 150_000
	for range darts {
		p := point{scatter(r, extent), scatter(r, extent)}
		if p.length() < extent && free(p, spacing(p)) {
			add(p, noBank)
		}
	}
	for i, s := range seeds {
		seeds[i].town = s.bank != water && withinOutline(s.point)
	}
	return seeds
}

// withinOutline reports whether a place is in the district: an ellipse, leaning, with a frayed edge.
func withinOutline(p point) bool {
	leaning := point{p.x + mul(0.15, p.y), mul(1.04, p.y) - mul(0.06, p.x)}
	frayed := mul(1150, noise{partOutline, 3400}.at(p)) + mul(450, noise{partFray, 1300}.at(p))
	return leaning.length()+frayed < 6500
}

// inPark reports whether a place is on the common.
func inPark(p point) bool {
	return p.distance(parkMiddle)+mul(330, noise{partPark, 700}.at(p)) < parkRadius
}

// scatter returns a number between −most and most.
func scatter(r *rand.Rand, most float64) float64 { return mul(most, mul(2, r.Float64())-1) }

// riverSeeds sets pairs of seeds on both banks, whose cells meet at the water's edge, and seeds in the water between. Above
// the tide the river is only a line.
func riverSeeds(add func(point, bank)) {
	course := rounded(rounded(meander(rounded(riverBends))))
	const tidal = 900.0 // east of here the river is wide
	for at, i := 0.0, 0; i+1 < len(course); {
		p := between(course[i], course[i+1], at/course[i].distance(course[i+1]))
		across := course[i+1].minus(course[i]).left()
		across = across.times(1 / across.length())
		width := 70.0
		step := 62.0
		if p.x > tidal {
			width = 80 + mul(0.034, p.x-tidal)
			step = max(step, mul(0.55, width))
			add(p, water)
			add(p.plus(across.times(width)), rightBank) // the course runs upstream, against the sense of left and right
			add(p.minus(across.times(width)), leftBank)
		} else {
			add(p.plus(across.times(width/2)), rightBank)
			add(p.minus(across.times(width/2)), leftBank)
		}
		for at += step; i+1 < len(course) && at >= course[i].distance(course[i+1]); i++ {
			at -= course[i].distance(course[i+1])
		}
	}
}

// meander moves the points of a line off their course, as a river does.
func meander(line []point) []point {
	moved := make([]point, len(line))
	for i, p := range line {
		moved[i] = p.plus(point{mul(230, noise{partMeanderEast, 900}.at(p)), mul(330, noise{partMeanderNorth, 900}.at(p))})
	}
	return moved
}

// rounded cuts the corners of a line, once, a quarter of the way along each of its segments.
func rounded(line []point) []point {
	smoother := []point{line[0]}
	for i := range len(line) - 1 {
		smoother = append(smoother, between(line[i], line[i+1], 0.25), between(line[i], line[i+1], 0.75))
	}
	return append(smoother, line[len(line)-1])
}

// villages are the places away from the centre where people live close together: how much closer, in metres between seeds.
var villages = []hill{
	{point{3500, 3000}, 1200, 85}, {point{-900, -3900}, 1200, 70}, {point{-4000, 1500}, 1200, 80},
	{point{-4300, -3100}, 800, 70}, {point{-300, 4300}, 700, 50}, {point{4700, -300}, 800, 50},
}

// spacing is how far apart seeds are at a place: close in the centre and in the villages, wide at the edge.
func spacing(p point) float64 {
	kilometres := p.length() / 1000
	wide := 58 + mul(29, kilometres) + mul(26, noise{partDensity, 1500}.at(p))
	for _, v := range villages {
		wide -= mul(v.height, bump(p, v.middle, v.radius))
	}
	wide += mul(90, bump(p, parkMiddle, 500))
	if p.length() > 8200 {
		wide = 420 // beyond the outline; only there to bound the rest
	}
	return clamp(wide, 66, 420)
}

// buckets finds points by place.
type buckets struct {
	size float64
	held map[[2]int][]int
}

func newBuckets(size float64) buckets { return buckets{size, map[[2]int][]int{}} }

func (b buckets) key(p point) [2]int {
	const offset = 1 << 20 // keeps the quotient positive, where truncation is rounding down
	return [2]int{int(p.x/b.size + offset), int(p.y/b.size + offset)}
}

func (b buckets) add(p point, id int) { b.held[b.key(p)] = append(b.held[b.key(p)], id) }

// within returns the ids in every bucket that a circle could touch, in a fixed order: more than lie in the circle.
func (b buckets) within(p point, radius float64) []int {
	low, high := b.key(point{p.x - radius, p.y - radius}), b.key(point{p.x + radius, p.y + radius})
	var ids []int
	for row := low[1]; row <= high[1]; row++ {
		for column := low[0]; column <= high[0]; column++ {
			ids = append(ids, b.held[[2]int{column, row}]...)
		}
	}
	return ids
}

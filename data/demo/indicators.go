package demo

import (
	"math"
	"math/rand/v2"
	"strconv"
)

// measure is one indicator: how it follows the fields.
type measure struct {
	id       string
	of       func(f fields) float64
	uneven   float64 // how far single areas stray from the surface, in the indicator's unit
	most     float64
	decimals int
}

// measures are in the order of the files that hold them.
var measures = []measure{
	{"no_broadband", func(f fields) float64 { return 3 + mul(21, f.deprivation) + mul(7, f.age) }, 1.6, 60, 1},
	{"slow_connection", func(f fields) float64 { return 2 + mul(20, f.rural) + mul(6, f.deprivation) }, 1.8, 60, 1},
	{"no_device", func(f fields) float64 { return 2 + mul(17, f.deprivation) + mul(6, f.age) }, 1.4, 50, 1},
	{"low_skills", func(f fields) float64 { return 7 + mul(22, f.deprivation) + mul(13, f.age) }, 2.0, 70, 1},
	{"not_online", func(f fields) float64 { return 2 + mul(11, f.deprivation) + mul(13, f.age) }, 1.2, 50, 1},
	{"income", func(f fields) float64 { return 0.03 + mul(0.42, f.deprivation) }, 0.03, 0.7, 3},
	{"unemployment", func(f fields) float64 { return 1.4 + mul(11, f.deprivation) }, 0.9, 30, 1},
	{"mobile_not_spot", func(f fields) float64 { return 1 + mul(17, f.rural) }, 1.5, 60, 1},
	{"aged_75", func(f fields) float64 { return 3 + mul(15, f.age) }, 1.1, 40, 1},
	{"disabled", func(f fields) float64 { return 9 + mul(14, f.deprivation) + mul(6, f.age) }, 1.6, 45, 1},
	{"no_qualifications", func(f fields) float64 { return 8 + mul(25, f.deprivation) + mul(6, f.age) }, 2.0, 60, 1},
	{"social_rent", func(f fields) float64 { return 2 + mul(58, mul(f.deprivation, f.deprivation)) }, 4.0, 90, 1},
}

// blank and suppressed are how the files say that there is no value.
const (
	blank      = ""
	suppressed = "[c]"
)

// figures are the cells of one indicator, area by area, as the files have them.
type figures map[string][]string

// measureAreas works out every indicator. A few values are missing and a few suppressed; of one new estate nothing is known.
func measureAreas(areas []area) figures {
	r := source(partIndicators)
	holes := source(partHoles)
	unknown := unknownArea(areas)
	f := figures{}
	for _, m := range measures {
		cells := make([]string, len(areas))
		for i, a := range areas {
			value := clamp(m.of(fieldsAt(a.middle))+mul(m.uneven, normal(r)), 0, m.most)
			dice := holes.IntN(1000)
			switch {
			case i == unknown || dice < 6:
				cells[i] = blank
			case dice < 14:
				cells[i] = suppressed
			default:
				cells[i] = decimal(value, m.decimals)
			}
		}
		f[m.id] = cells
	}
	return f
}

// unknownArea picks the area nearest to where the new estate is.
func unknownArea(areas []area) int {
	estate := point{300, -5200}
	nearest := 0
	for i, a := range areas {
		if a.middle.distance(estate) < areas[nearest].middle.distance(estate) {
			nearest = i
		}
	}
	return nearest
}

// normal is nearly normal with a standard deviation of 1: the sum of twelve even chances.
func normal(r *rand.Rand) float64 {
	sum := -6.0
	for range 12 {
		sum += r.Float64()
	}
	return sum
}

// decimal writes a number with a fixed number of decimals.
func decimal(v float64, decimals int) string {
	scale := 1.0
	for range decimals {
		scale *= 10
	}
	return strconv.FormatFloat(math.Round(mul(v, scale))/scale, 'f', decimals, 64)
}

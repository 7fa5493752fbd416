package demo

import (
	"math"
	"math/rand/v2"
)

// seed is the root of all randomness of the demo.
const seed = 20260401

// source returns the generator of one part of the demo, so that a change in one part leaves the others as they were.
func source(part uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, part)) }

// The parts.
const (
	partSeeds uint64 = iota + 1
	partOutline
	partDensity
	partAreas
	partWards
	partBorders
	partPeople
	partDeprivation
	partAge
	partIndicators
	partHoles
	partSites // and every hundredth after it, one a list
)

// Parts of parts: the second surface of something that has two.
const (
	partFray         = partOutline + 100
	partPark         = partOutline + 200
	partMeanderEast  = partOutline + 300
	partMeanderNorth = partOutline + 400
	partBlocks       = partDeprivation + 100
	partCountry      = partAge + 100
)

// noise is a smooth field from −1 to 1: random values at the corners of a square lattice, blended between them.
type noise struct {
	part  uint64
	scale float64 // distance between corners, m
}

func (n noise) at(p point) float64 {
	x, y := p.x/n.scale, p.y/n.scale
	column, row := math.Floor(x), math.Floor(y)
	u, v := smooth(x-column), smooth(y-row)
	corner := func(dx, dy float64) float64 { return n.corner(int64(column+dx), int64(row+dy)) }
	south := blend(corner(0, 0), corner(1, 0), u)
	north := blend(corner(0, 1), corner(1, 1), u)
	return blend(south, north, v)
}

func (n noise) corner(column, row int64) float64 {
	var dice rand.PCG // one throw a corner; a rand.Rand for each would be most of the work
	dice.Seed(seed^n.part<<32, uint64(column)<<32^uint64(row)&0xffffffff)
	return float64(dice.Uint64()&(1<<53-1))/(1<<52) - 1
}

// smooth is the cubic that rises from 0 to 1 as t does, flat at both ends.
func smooth(t float64) float64 {
	t = clamp(t, 0, 1)
	return mul(mul(t, t), 3-mul(2, t))
}

func blend(a, b, t float64) float64 { return a + mul(b-a, t) }

// bump is 1 at the middle of a hill and falls to a quarter at its radius.
func bump(p, middle point, radius float64) float64 {
	d := p.distance(middle) / radius
	f := 1 / (1 + mul(d, d))
	return mul(f, f)
}

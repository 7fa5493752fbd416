package mvt

import (
	"errors"
	"fmt"
	"math"
)

// place is a vertex in 64 bits, which no sum of a tile's 32-bit steps overflows.
type place struct{ x, y int64 }

// commands reads a geometry.
type commands struct {
	rest   []uint32
	cursor place
}

// take reads a command that must be id, counted from least to most times, and returns where its steps lead.
func (c *commands) take(id uint32, least, most uint32) ([]place, error) {
	name := map[uint32]string{moveTo: "MoveTo", lineTo: "LineTo", closePath: "ClosePath"}
	if len(c.rest) == 0 {
		return nil, fmt.Errorf("the geometry ends where a %s must follow (4.3.4)", name[id])
	}
	got, count := c.rest[0]&7, c.rest[0]>>3
	c.rest = c.rest[1:]
	if got != id {
		return nil, fmt.Errorf("command %d where a %s must follow (4.3.4)", got, name[id])
	}
	if count < least || count > most {
		return nil, fmt.Errorf("%s with a count of %d (4.3.4)", name[id], count)
	}
	if id == closePath {
		return nil, nil
	}
	if uint64(count)*2 > uint64(len(c.rest)) {
		return nil, fmt.Errorf("%s with a count of %d is followed by %d numbers (4.3.2)", name[id], count, len(c.rest))
	}
	places := make([]place, 0, count)
	for range count {
		dx, dy := unzigzag(c.rest[0]), unzigzag(c.rest[1])
		c.rest = c.rest[2:]
		if id == lineTo && dx == 0 && dy == 0 {
			return nil, errors.New("a LineTo that goes nowhere (4.3.3.2)")
		}
		c.cursor.x += int64(dx)
		c.cursor.y += int64(dy)
		places = append(places, c.cursor)
	}
	return places, nil
}

const many = math.MaxUint32

// checkGeometry applies the rules of section 4.3.4.
func checkGeometry(kind GeomType, geometry []uint32) error {
	c := &commands{rest: geometry}
	switch kind {
	case Points:
		if _, err := c.take(moveTo, 1, many); err != nil {
			return err
		}
		if len(c.rest) > 0 {
			return errors.New("points are one MoveTo and nothing else (4.3.4.2)")
		}
		return nil
	case Lines:
		for more := true; more; more = len(c.rest) > 0 {
			if _, err := c.take(moveTo, 1, 1); err != nil {
				return err
			}
			if _, err := c.take(lineTo, 1, many); err != nil {
				return err
			}
		}
		return nil
	case Polygons:
		return checkPolygons(c)
	}
	return nil
}

func checkPolygons(c *commands) error {
	var rings [][]place
	for more := true; more; more = len(c.rest) > 0 {
		start, err := c.take(moveTo, 1, 1)
		if err != nil {
			return err
		}
		places, err := c.take(lineTo, 2, many)
		if err != nil {
			return err
		}
		if _, err := c.take(closePath, 1, 1); err != nil {
			return err
		}
		if places[len(places)-1] == start[0] {
			return errors.New("a ring repeats its first point before it is closed (4.3.4.4)")
		}
		rings = append(rings, append(start, places...))
	}
	return checkRings(rings)
}

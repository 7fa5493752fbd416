package build

// area2 returns twice the signed area of a ring: positive when it is an exterior.
func area2(r ring) int64 {
	var sum int64
	origin := r[0]
	for i := 1; i+1 < len(r); i++ {
		ax, ay := int64(r[i].X)-int64(origin.X), int64(r[i].Y)-int64(origin.Y)
		bx, by := int64(r[i+1].X)-int64(origin.X), int64(r[i+1].Y)-int64(origin.Y)
		sum += ax*by - ay*bx
	}
	return sum
}

// inOrder returns the rings of an area as MVT 2.1 wants them: each exterior followed by its holes.
func inOrder(rings []ring) ([]ring, error) {
	var exteriors, holes []ring
	for _, r := range rings {
		if area2(r) > 0 {
			exteriors = append(exteriors, r)
		} else {
			holes = append(holes, r)
		}
	}
	if len(holes) == 0 || len(exteriors) == 1 {
		return append(exteriors, holes...), nil
	}
	of := make([][]ring, len(exteriors))
	for _, hole := range holes {
		i := smallestAround(exteriors, hole)
		if i < 0 {
			return nil, errCrossing
		}
		of[i] = append(of[i], hole)
	}
	ordered := make([]ring, 0, len(rings))
	for i, exterior := range exteriors {
		ordered = append(ordered, exterior)
		ordered = append(ordered, of[i]...)
	}
	return ordered, nil
}

// smallestAround returns the position of the innermost exterior that has the hole in it, or -1. The middle of a hole's
// segment is on no other ring, since rings meet at points only.
func smallestAround(exteriors []ring, hole ring) int {
	x2, y2 := int64(hole[0].X)+int64(hole[1].X), int64(hole[0].Y)+int64(hole[1].Y)
	innermost := -1
	for i, exterior := range exteriors {
		if surrounds(exterior, x2, y2) && (innermost < 0 || area2(exterior) < area2(exteriors[innermost])) {
			innermost = i
		}
	}
	return innermost
}

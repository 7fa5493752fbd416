package topology

// candidate is a point that may go.
type candidate struct {
	error   float64 // how far the border would stray
	point   int32
	version int32
}

func (c candidate) before(d candidate) bool {
	if c.error != d.error {
		return c.error < d.error
	}
	return c.point < d.point
}

// candidates is a binary heap, the least error first.
type candidates []candidate

func (c candidates) init() {
	for i := len(c)/2 - 1; i >= 0; i-- {
		c.down(i)
	}
}

func (c *candidates) push(v candidate) {
	*c = append(*c, v)
	h := *c
	i := len(h) - 1
	for ; i > 0 && v.before(h[(i-1)/2]); i = (i - 1) / 2 {
		h[i] = h[(i-1)/2]
	}
	h[i] = v
}

func (c *candidates) pop() candidate {
	h := *c
	least, last := h[0], len(h)-1
	h[0] = h[last]
	*c = h[:last]
	c.down(0)
	return least
}

func (c candidates) down(i int) {
	if i >= len(c) {
		return
	}
	v := c[i]
	for child := 2*i + 1; child < len(c); child = 2*i + 1 {
		if child+1 < len(c) && c[child+1].before(c[child]) {
			child++
		}
		if !c[child].before(v) {
			break
		}
		c[i] = c[child]
		i = child
	}
	c[i] = v
}

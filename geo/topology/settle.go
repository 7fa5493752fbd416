package topology

import (
	"cmp"
	"slices"
)

// settled is a planar soup with its faces and who owns them, every area something.
type settled struct {
	*subdivision
	owners   []uint32 // face → aid, 0 for none
	disputes []dispute
	given    *soup     // before noding, with its stand-ins
	met      []contact // between its edges
	standIns *standIns
	links    []link // of strips
}

// settle nodes a soup and finds the owner of every face. An aid of wanted that would be left without any gets a stand-in, as near
// as there is room to the place that place gives for it, and that takes precedence over what it covers. Stand-ins may hide other
// areas, so it goes on until all are there.
//
// To node takes long, so an area whose ground stand-ins cover all over gets its own before noding shows that it is hidden.
func settle(s *soup, links []link, wanted []uint32, rulesFor func(*subdivision) rules, place func(aid uint32) Point, bent bending) settled {
	stands := newStandIns()
	for {
		whole := s.with(links, stands.placed)
		noded, index, met := node(whole, bent)
		d := subdivide(noded, index)
		owners, disputes := d.own(rulesFor(d).with(links))
		missing := without(wanted, owners)
		if len(missing) == 0 {
			return settled{d, owners, disputes, whole, met, stands, links}
		}
		for small := d.smallGrounds(owners); len(missing) > 0; missing, small = stands.hide(small) {
			for _, aid := range missing {
				stands.place(aid, place(aid))
			}
		}
	}
}

// without returns the aids of wanted that own nothing.
func without(wanted, owners []uint32) []uint32 {
	owns := make(map[uint32]bool, len(wanted))
	for _, owner := range owners {
		owns[owner] = true
	}
	var missing []uint32
	for _, aid := range wanted {
		if !owns[aid] {
			missing = append(missing, aid)
		}
	}
	return missing
}

// ground is the box around all that an area owns. Noding anew may bend a border by a unit more and lead it out of the box;
// then an area has a stand-in that could have done without.
type ground struct {
	aid    uint32
	lo, hi Point
}

// smallGround is how many units a ground may be wide and high for it to be looked at whether stand-ins hide it.
const smallGround = 4

// smallGrounds returns the small grounds of a subdivision by aid.
func (d *subdivision) smallGrounds(owners []uint32) []ground {
	grounds := make(map[uint32]ground)
	for half, face := range d.face {
		aid, p := owners[face], d.points[d.from(int32(half))]
		g, ok := grounds[aid]
		if !ok {
			g = ground{aid, p, p}
		}
		g.lo = Point{min(g.lo.X, p.X), min(g.lo.Y, p.Y)}
		g.hi = Point{max(g.hi.X, p.X), max(g.hi.Y, p.Y)}
		grounds[aid] = g
	}
	var small []ground
	for _, g := range grounds {
		if g.aid != 0 && g.hi.X-g.lo.X <= smallGround && g.hi.Y-g.lo.Y <= smallGround {
			small = append(small, g)
		}
	}
	slices.SortFunc(small, func(g, h ground) int { return cmp.Compare(g.aid, h.aid) })
	return small
}

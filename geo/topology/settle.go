package topology

// settled is a planar soup with its faces and who owns them, every area something.
type settled struct {
	*subdivision
	owners   []uint32 // face → aid, 0 for none
	disputes []dispute
	given    *soup     // before noding, with its stand-ins
	met      []contact // between its edges
	standIns []uint32  // ascending
}

// settle nodes a soup, with a point wherever it crosses a cut line, and finds the owner of every face. An aid of wanted
// that would be left without any gets a stand-in, as near as there is room to the place that place gives for it, and
// that takes precedence over what it covers. Stand-ins may hide other areas, so it goes on until all are there.
func settle(s *soup, cuts cutLines, wanted []uint32, rulesFor func(*subdivision) rules, place func(aid uint32) Point) settled {
	stands := standIns{taken: make(map[Point]bool)}
	for {
		whole := stands.over(s)
		noded, met := node(whole, cuts.crossings(whole))
		d := subdivide(noded)
		owners, disputes := d.own(rulesFor(d).withStandIns())
		missing := without(wanted, owners)
		if len(missing) == 0 {
			return settled{d, owners, disputes, whole, met, stands.aids()}
		}
		for _, aid := range missing {
			stands.place(aid, place(aid))
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

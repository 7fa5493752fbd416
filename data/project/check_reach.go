package project

import (
	"fmt"
	"slices"

	"hotspotmap/geo"
)

// checkReach checks what [reach] says besides distances.
func (d *document) checkReach(f *faults) {
	switch r := d.Reach; {
	case r.From != FromInside && r.From != FromPostcodes:
		f.at("reach.from", fmt.Sprintf("from = %q is not known", r.From), `write "inside" (a point in each area) or "postcodes" (those in it)`)
	case r.From == FromPostcodes && d.Postcodes == nil:
		f.at("reach.from", "reach is measured from postcodes, but there is no [postcodes]", `name a file of them there, or write "inside"`)
	}
	d.checkNeed(f)
	for i, kind := range d.Reach.Together {
		key := fmt.Sprintf("reach.together[%d]", i)
		if f.reference(key, "kind of site", kind, d.kinds()) && slices.Contains(d.Reach.Together[:i], kind) {
			f.at(key, fmt.Sprintf("%q stands here twice", kind), "remove one of the two")
		}
	}
	if len(d.Reach.Together) == 1 {
		f.at("reach.together", "one kind is measured by itself already", "name two kinds or more, or remove it")
	}
	for i, b := range d.Reach.Bands {
		key := fmt.Sprintf("reach.bands[%d]", i)
		if b.UpToM <= 0 || i > 0 && b.UpToM <= d.Reach.Bands[i-1].UpToM {
			f.at(key+".up_to", fmt.Sprintf("%d metres", b.UpToM), "list walking distances above 0, shortest first")
		}
		if !(b.Weight > 0 && b.Weight <= 1) || i > 0 && b.Weight > d.Reach.Bands[i-1].Weight {
			f.at(key+".weight", fmt.Sprintf("weight %g", b.Weight), "write weights above 0 and up to 1, none above the one before")
		}
	}
}

// checkNeed checks that need is the index or a share.
func (d *document) checkNeed(f *faults) {
	need := d.Reach.Need
	if need == NeedIndex || !f.reference("reach.need", "indicator", need, append([]string{NeedIndex}, d.indicatorIDs()...)) {
		return
	}
	for _, t := range d.Tables {
		for _, i := range t.Indicators {
			if i.ID == need && i.Unit != "%" {
				f.at("reach.need", fmt.Sprintf("indicator %q is in %q, not in %%", need, i.Unit), `name an indicator whose unit is "%", or write "index"`)
			}
		}
	}
}

// checkCapacity checks what a list says its sites offer; lists of one kind say the same.
func (d *document) checkCapacity(f *faults, key string, s sitesDocument, before []sitesDocument) {
	c := s.Capacity
	if c == (Capacity{}) {
		return
	}
	f.required(key+".fact", c.Fact == "", `name the fact that holds the number, such as "pcs"`)
	f.required(key+".title", c.Title == "", `say what is counted, such as "Public computers"`)
	f.required(key+".unit", c.Unit == "", `name what is counted in a word, such as "computers"`)
	if _, known := s.Facts[c.Fact]; c.Fact != "" && !known && !(c.Fact == geo.HoursFact && len(s.Hours) > 0) {
		f.at(key+".fact", fmt.Sprintf("there is no fact %q of these sites", c.Fact), "list it under facts, with the column it is in")
	}
	if !slices.Contains(d.kinds(), s.Kind) {
		f.at(key, fmt.Sprintf("reach is measured to no site of kind %q, so its capacity is not either", s.Kind), "remove capacity here")
	}
	for _, other := range before {
		if other.Kind == s.Kind && other.Capacity != (Capacity{}) && other.Capacity != c {
			f.at(key, fmt.Sprintf("sites of kind %q already have another capacity", s.Kind), "give the kind one, or make these another kind")
			return
		}
	}
}

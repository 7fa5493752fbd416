package project

import (
	"fmt"
	"slices"
)

const maxWeight = 10

func (d *document) checkIndex(f *faults) {
	index := d.Index
	f.recipe("index", index.Normalise, index.Aggregate, index.Index)
	f.share("index.minimum_present", index.MinimumPresent)
	f.outOf("index", index.OutOf, index.Normalise)
	if index.Within != "" && f.reference("index.within", "geography", index.Within, d.geographyIDs()) && index.Within == d.SmallAreas {
		f.at("index.within", "an area cannot be scaled within itself", "name a parent geography")
	}
	if len(index.Components) == 0 {
		f.at("index.component", "missing [[index.component]]", "give the index at least one component, with weights for its indicators")
		return
	}
	d.checkPresets(f)
	seen, used, sum := map[string]string{}, map[string]string{}, 0.0
	for i, c := range index.Components {
		key := fmt.Sprintf("index.component[%d]", i)
		f.id(key+".id", c.ID, seen)
		f.required(key+".title", c.Title == "", "name it as the map's legend will")
		f.required(key+".weight", !f.lines.has(key+".weight"), "write a weight from 0 to 10")
		f.weight(key+".weight", c.Weight)
		sum += c.Weight
		d.checkComponent(f, key, c, used)
	}
	if sum <= 0 {
		f.at("index", "no component has a weight above 0", "give at least one a weight")
	}
}

// checkComponent checks a component's indicators. used are those of the components before it, and where.
func (d *document) checkComponent(f *faults, key string, c componentDocument, used map[string]string) {
	f.required(key+".indicators", len(c.Indicators) == 0, "write indicators = { id = weight }")
	sum := 0.0
	for _, id := range f.lines.below(key + ".indicators") {
		at := key + ".indicators." + id
		f.reference(at, "indicator", id, d.indicatorIDs())
		f.weight(at, c.Indicators[id])
		sum += c.Indicators[id]
		if before, again := used[id]; again {
			f.at(at, fmt.Sprintf("indicator %q is in another component already, on line %d", id, f.lines.of(before)),
				"an indicator counts in one component: remove one of the two")
		}
		used[id] = at
	}
	for id := range c.Indicators {
		if !identifier.MatchString(id) {
			f.at(key+".indicators", fmt.Sprintf("there is no indicator %q", id), "write the ids of indicators")
		}
	}
	if len(c.Indicators) > 0 && sum <= 0 {
		f.at(key+".indicators", "no indicator has a weight above 0", "give at least one a weight")
	}
}

func (f *faults) weight(key string, w float64) {
	if !(w >= 0 && w <= maxWeight) { // also when it is nan
		f.at(key, fmt.Sprintf("weight %g", w),
			fmt.Sprintf("write a weight from 0 to %d; to turn an indicator round, change what higher means", maxWeight))
	}
}

func (d *document) checkAnalysis(f *faults) {
	d.checkHotspots(f)
	if !(d.Reach.Detour >= 1 && d.Reach.Detour <= 10) {
		f.at("reach.detour", fmt.Sprintf("detour = %g", d.Reach.Detour),
			"write how much longer a walk is than the straight line, 1 to 10, such as 1.3")
	}
	for i, m := range d.Reach.Metres {
		if m <= 0 || i > 0 && m <= d.Reach.Metres[i-1] {
			f.at(fmt.Sprintf("reach.metres[%d]", i), fmt.Sprintf("%d metres", m), "list walking distances above 0, shortest first")
		}
	}
	d.checkReach(f)
	d.checkTargets(f)
	d.checkSiting(f)
}

const maxZoom = 14

func (d *document) checkBands(f *faults) {
	bands := d.Tiles.Bands
	for i, b := range bands {
		key := fmt.Sprintf("tiles.bands[%d]", i)
		f.reference(key+".geography", "geography", b.Geography, d.geographyIDs())
		if slices.ContainsFunc(bands[:i], func(o Band) bool { return o.Geography == b.Geography }) {
			f.at(key+".geography", fmt.Sprintf("%s has a band already", b.Geography), "give each geography one run of zooms")
		}
		zooms := key + ".zooms"
		if !f.lines.has(zooms+"[1]") || f.lines.has(zooms+"[2]") {
			f.at(zooms, "zooms is the first and the last zoom", "write zooms = [8, 12]")
			continue
		}
		if b.Zooms[0] < 0 || b.Zooms[1] > maxZoom || b.Zooms[0] > b.Zooms[1] {
			f.at(zooms, fmt.Sprintf("zooms = [%d, %d]", b.Zooms[0], b.Zooms[1]),
				fmt.Sprintf("write the first and the last, within 0 to %d", maxZoom))
			continue
		}
		if i == 0 {
			continue
		}
		switch previous := bands[i-1]; {
		case b.Zooms[0] > previous.Zooms[1]+1:
			f.at(zooms, fmt.Sprintf("nothing is drawn from zoom %d to %d", previous.Zooms[1]+1, b.Zooms[0]-1),
				fmt.Sprintf("begin at %d", previous.Zooms[1]+1))
		case b.Zooms[0] <= previous.Zooms[1]:
			f.at(zooms, fmt.Sprintf("zoom %d is in the band of %s too", b.Zooms[0], previous.Geography),
				fmt.Sprintf("list bands from far to near and begin this one at %d", previous.Zooms[1]+1))
		}
	}
	if len(bands) > 0 && !slices.ContainsFunc(bands, func(b Band) bool { return b.Geography == d.SmallAreas }) {
		f.at("tiles.bands", "the small areas are in no band", fmt.Sprintf("add { geography = %q, zooms = [8, 12] }", d.SmallAreas))
	}
}

// checkEmbed lets nothing but origins through: they end up in a header.
func (d *document) checkEmbed(f *faults) {
	for i, ancestor := range d.Embed.FrameAncestors {
		if !origin.MatchString(ancestor) {
			f.at(fmt.Sprintf("embed.frame_ancestors[%d]", i), fmt.Sprintf("%q is not an origin", ancestor),
				`write "https://www.example.gov.uk", or "*" for any`)
		}
	}
}

package hotspot

import "hotspotmap/geo"

// Classify calls an area hot or cold when its adjusted p is at most the false discovery rate, by the sign of its z. An
// area that was not tested is not distinguishable.
func Classify(r Result, fdr float64) []geo.HotspotClass {
	classes := make([]geo.HotspotClass, len(r.PAdjusted))
	for i, p := range r.PAdjusted {
		switch {
		case !(p <= fdr): // NaN too
		case r.Z[i] > 0:
			classes[i] = geo.HotspotArea
		case r.Z[i] < 0:
			classes[i] = geo.Coldspot
		}
	}
	return classes
}

// Bins are the adjusted p up to which an area is in bin 1, 2 and 3: twice the false discovery rate, the rate itself, and a fifth
// of it. Of a rate of 5 % they are 10, 5 and 1 %, known as 90, 95 and 99 % confidence. What is in bin 1 alone is called
// neither hot nor cold.
func Bins(fdr float64) [3]float64 { return [3]float64{min(1, 2*fdr), fdr, fdr / 5} }

// hotByNormal counts the hotspots there would be by p of the normal distribution.
func hotByNormal(r Result, fdr float64) int {
	p := make([]float64, len(r.Z))
	for i, z := range r.Z {
		p[i] = twoSided(z)
	}
	count := 0
	for i, adjusted := range adjust(p) {
		if adjusted <= fdr && r.Z[i] > 0 {
			count++
		}
	}
	return count
}

// bin is 0 for an area in none, 1 to 3 where its neighbourhood is high, −1 to −3 where it is low.
func bin(z, p float64, bins [3]float64) int {
	strength := 0
	for _, upTo := range bins {
		if p <= upTo {
			strength++
		}
	}
	if z < 0 {
		return -strength
	}
	return strength
}

// quadrants are those of the areas whose local I is significant, none for the others.
func quadrants(l LocalMoran, fdr float64) []geo.Quadrant {
	out := make([]geo.Quadrant, len(l.Quadrant))
	for i, p := range l.PAdjusted {
		if p <= fdr {
			out[i] = l.Quadrant[i]
		}
	}
	return out
}

// Columns returns the outcome as columns: hotspot (-1, 0, 1), hotspot_bin (-3 to 3, see [Bins]), hotspot_z and hotspot_p
// (adjusted) of Gi*; lisa (the quadrant where it is significant, else 0), lisa_i and lisa_p (adjusted) of local
// Moran's I. An area without a value is missing in them; one with a value that could not be tested is not applicable.
func Columns(r Result, fdr float64) []geo.Column {
	classes, bins, significant := Classify(r, fdr), Bins(fdr), quadrants(r.Local, fdr)
	flags := make([]geo.Flag, len(classes)) // present
	for _, u := range r.Untested {
		flags[u.Position] = geo.NotApplicable
		if u.Why == NoValue {
			flags[u.Position] = geo.Missing
		}
	}
	var columns []geo.Column
	add := func(id, title string, higher geo.Direction, decimals int, value func(i int) float64) {
		c := geo.NewColumn(geo.Indicator{ID: id, Title: title, Higher: higher, Decimals: decimals}, len(flags))
		for i, flag := range flags {
			if c.Flags[i] = flag; flag == geo.Present {
				c.Values[i] = c.Indicator.Round(value(i))
			}
		}
		columns = append(columns, c)
	}
	add("hotspot", "Hotspot", geo.HigherIsWorse, 0, func(i int) float64 { return float64(classes[i]) })
	add("hotspot_bin", "Hotspots by confidence", geo.HigherIsWorse, 0, func(i int) float64 { return float64(bin(r.Z[i], r.PAdjusted[i], bins)) })
	add("hotspot_z", "Gi* z-score", geo.HigherIsWorse, 3, func(i int) float64 { return r.Z[i] })
	add("hotspot_p", "Adjusted p", geo.HigherIsBetter, 6, func(i int) float64 { return r.PAdjusted[i] })
	add("lisa", "Like or unlike their neighbours", geo.HigherIsWorse, 0, func(i int) float64 { return float64(significant[i]) })
	add("lisa_i", "Local Moran’s I", geo.HigherIsWorse, 3, func(i int) float64 { return r.Local.I[i] })
	add("lisa_p", "Adjusted p of local Moran’s I", geo.HigherIsBetter, 6, func(i int) float64 { return r.Local.PAdjusted[i] })
	return columns
}

// confirmed counts the hotspots whose p of Gi, adjusted like that of Gi*, is at most the rate as well, on the high side.
func confirmed(r Result, classes []geo.HotspotClass, fdr float64) int {
	count := 0
	for i, p := range r.Gi.PAdjusted {
		if classes[i] == geo.HotspotArea && p <= fdr && r.Gi.Z[i] > 0 {
			count++
		}
	}
	return count
}

package hotspot

import (
	"math"

	"hotspotmap/geo"
)

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

// Columns returns the outcome as the columns hotspot (-1, 0, 1), hotspot_z and hotspot_p (adjusted). An area without a value
// is missing in them; one with a value that could not be tested is not applicable.
func Columns(r Result, classes []geo.HotspotClass) []geo.Column {
	class := geo.NewColumn(geo.Indicator{ID: "hotspot", Title: "Hotspot", Higher: geo.HigherIsWorse}, len(classes))
	z := geo.NewColumn(geo.Indicator{ID: "hotspot_z", Title: "Gi* z-score", Higher: geo.HigherIsWorse, Decimals: 3}, len(classes))
	p := geo.NewColumn(geo.Indicator{ID: "hotspot_p", Title: "Adjusted p", Higher: geo.HigherIsBetter, Decimals: 6}, len(classes))
	for i := range classes {
		if math.IsNaN(r.Z[i]) {
			continue
		}
		class.Values[i], class.Flags[i] = float64(classes[i]), geo.Present
		z.Values[i], z.Flags[i] = z.Indicator.Round(r.Z[i]), geo.Present
		p.Values[i], p.Flags[i] = p.Indicator.Round(r.PAdjusted[i]), geo.Present
	}
	for _, u := range r.Untested {
		if u.Why != NoValue {
			for _, c := range []geo.Column{class, z, p} {
				c.Flags[u.Position] = geo.NotApplicable
			}
		}
	}
	return []geo.Column{class, z, p}
}

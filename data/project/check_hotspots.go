package project

import (
	"fmt"
	"slices"
)

const (
	maxSnapM        = 20 // beyond it borders are different, not badly drawn
	maxDistanceM    = 100_000
	maxNearest      = 100
	maxPermutations = 1_000_000
)

func (d *document) checkHotspots(f *faults) {
	h := d.Hotspots
	if !slices.Contains([]string{NeighboursQueen, NeighboursRook, NeighboursDistance, NeighboursNearest}, h.Neighbours) {
		f.at("hotspots.neighbours", fmt.Sprintf("neighbours = %q is not known", h.Neighbours),
			`write "queen" (a shared point is enough), "rook" (a shared border), "distance" (with distance_m) or "nearest" (with nearest)`)
	} else {
		f.goesWith("hotspots.distance_m", "distance_m", h.Neighbours, NeighboursDistance, "how many metres apart neighbours may be, such as 2000")
		f.goesWith("hotspots.nearest", "nearest", h.Neighbours, NeighboursNearest, "how many neighbours each area has, such as 6")
	}
	if m := h.DistanceM; f.lines.has("hotspots.distance_m") && !(m > 0 && m <= maxDistanceM) {
		f.at("hotspots.distance_m", fmt.Sprintf("distance_m = %g", m), fmt.Sprintf("write metres, above 0 and up to %d", maxDistanceM))
	}
	if k := h.Nearest; f.lines.has("hotspots.nearest") && (k < 1 || k > maxNearest) {
		f.at("hotspots.nearest", fmt.Sprintf("nearest = %d", k), fmt.Sprintf("write 1 to %d", maxNearest))
	}
	if s := h.SnapM; !(s >= 0 && s <= maxSnapM) {
		f.at("hotspots.snap_m", fmt.Sprintf("snap_m = %g", s), fmt.Sprintf("write 0 to %d metres; 1 closes hairline gaps", maxSnapM))
	}
	if h.Weights != "row" && h.Weights != "binary" {
		f.at("hotspots.weights", fmt.Sprintf("weights = %q is not known", h.Weights),
			`write "row" (the mean of the neighbours) or "binary" (their sum); hotspots are the same with both, Moran's I is not`)
	}
	if q := h.FDR; !(q > 0 && q < 1) {
		f.at("hotspots.false_discovery_rate", fmt.Sprintf("false_discovery_rate = %g", q), "write a share between 0 and 1, such as 0.05")
	}
	if n := h.Permutations; n != 0 && (n < 99 || n > maxPermutations) {
		f.at("hotspots.permutations", fmt.Sprintf("permutations = %d", n), fmt.Sprintf("write 99 to %d, such as 9999, or 0 for none", maxPermutations))
	}
	if h.Seed < 0 {
		f.at("hotspots.seed", fmt.Sprintf("seed = %d", h.Seed), "write a whole number from 0")
	}
}

// goesWith asks for a key that one rule of neighbours needs and the others have no use for.
func (f *faults) goesWith(key, name, rule, its, what string) {
	switch written := f.lines.has(key); {
	case rule == its && !written:
		f.at("hotspots.neighbours", fmt.Sprintf("neighbours = %q needs %s", rule, name), fmt.Sprintf("write %s: %s", name, what))
	case rule != its && written:
		f.at(key, fmt.Sprintf("%s has no meaning with neighbours = %q", name, rule), fmt.Sprintf("remove it, or write neighbours = %q", its))
	}
}

package pipeline

import (
	"strconv"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/hotspot"
	"hotspotmap/geo/locate"
)

// findHotspots tests the index for hotspots.
func findHotspots(p *project.Project, s study, f *findings) (err error) {
	tested, touching, linked := neighboursOf(p.Hotspots, s)
	options := hotspot.Options{Style: hotspot.Style(p.Hotspots.Weights), Permutations: p.Hotspots.Permutations, Seed: uint64(p.Hotspots.Seed)}
	if f.test, err = hotspot.Test(f.score.Index.Values, tested, options); err != nil {
		return err
	}
	f.classes = hotspot.Classify(f.test, p.Hotspots.FDR)
	f.tested = hotspot.Columns(f.test, p.Hotspots.FDR)
	f.hotspots = hotspot.Summarise(hotspot.Study{
		Geography: s.small.Geography, Codes: s.small.codes, Names: s.small.names, Parents: s.parentNames(), Places: s.placeNames(), People: s.people,
		Index: f.score.Index, Decile: f.score.Decile, Tested: tested, Touching: touching, Linked: linked,
		Rule: p.Hotspots.Neighbours, SnapM: p.Hotspots.SnapM, DistanceM: p.Hotspots.DistanceM, Nearest: p.Hotspots.Nearest,
		FDR: p.Hotspots.FDR, Options: options,
	}, f.test)
	return nil
}

// neighboursOf says who is whose neighbour in the test and who touches whom in a cluster, and which areas were linked to the
// nearest because they had no neighbour.
func neighboursOf(h project.Hotspots, s study) (tested, touching geo.Neighbours, linked []int) {
	tested = s.neighbours
	switch h.Neighbours {
	case project.NeighboursDistance:
		tested = locate.WithinM(s.small.inside(), h.DistanceM)
	case project.NeighboursNearest:
		tested = locate.KNearest(s.small.inside(), h.Nearest)
	}
	touching = s.neighbours
	if h.LinkIslands {
		tested, linked = locate.LinkIslands(tested, s.small.inside())
		touching, _ = locate.LinkIslands(touching, s.small.inside())
	}
	return tested, touching, linked
}

// testClasses are the classes of what the test says in words: one for each value.
func testClasses(c column, fdr float64) []geo.Class {
	var labels []string
	lowest := 0
	switch c.info.Role {
	case release.RoleHotspot:
		lowest, labels = -1, []string{"Coldspot", chanceLabel, "Hotspot"}
	case release.RoleHotspotBin:
		lowest, labels = -3, binLabels(hotspot.Bins(fdr))
	case release.RoleLISA:
		labels = []string{chanceLabel, "Low among low", "Low among high", "High among low", "High among high"}
	}
	classes := make([]geo.Class, len(labels))
	for i, label := range labels {
		from := float64(lowest + i)
		classes[i] = geo.Class{From: from, To: from + 1, Label: label}
	}
	classes[len(classes)-1].To--
	return recount(classes, c.Column)
}

const chanceLabel = "Not distinguishable from chance"

// binLabels name the bins with the confidence they stand for: "Hotspot, 99%". What only the first allows is called neither hot nor cold.
func binLabels(bins [3]float64) []string {
	percent := func(bin int) string { return strconv.FormatFloat(round(100-100*bins[bin], 2), 'f', -1, 64) + "%" }
	return []string{
		"Coldspot, " + percent(2), "Coldspot, " + percent(1), "Low, " + percent(0) + " only: no coldspot", chanceLabel,
		"High, " + percent(0) + " only: no hotspot", "Hotspot, " + percent(1), "Hotspot, " + percent(2),
	}
}

package releasetest

import (
	"fmt"

	"hotspotmap/geo"
)

func hotspots() geo.Hotspots {
	return geo.Hotspots{
		Method: "getis-ord-gi-star", Neighbours: "queen", SnapM: 1, FDR: 0.05, Tested: 9, Islands: []string{}, Hot: 2, Cold: 1,
		Clusters: []geo.Cluster{
			{Class: geo.HotspotArea, Areas: []string{"E01000008", "E01000009"}, People: 3700, Sentence: "Testham 008 and 009 are a hotspot."},
			{Class: geo.Coldspot, Areas: []string{"E01000001"}, People: 1100, Sentence: "Testham 001 is a coldspot."},
		},
		Sentence: "2 of 9 neighbourhoods are hotspots.",
	}
}

func gaps() geo.Gaps {
	library := geo.Gap{
		Kind: "library", BeyondM: 1600, Sites: 1, Areas: 6, OfAreas: 9, People: 9000, OfPeople: 13500,
		Parents: []geo.ParentGap{
			{Code: "E05000003", Name: "Ŷnys Wen", Areas: 3, OfAreas: 3, People: 5400, PeopleOut: 5400, NeedOut: 4435},
			{Code: "E05000001", Name: "Ash & Elm", Areas: 3, OfAreas: 3, People: 3600, PeopleOut: 3600, NeedOut: 740},
		},
		Sentence:  "6 of 9 neighbourhoods are further than 1,600 m from a library.",
		PeopleOut: 9000, NeedOut: 5175, OfNeed: 7445, OutSentence: "Counted by the part of each neighbourhood that is out of reach, that is 9,000 people.",
	}
	wifi := geo.Gap{Kind: "wifi", BeyondM: 1600, OfAreas: 9, OfPeople: 13500, Sentence: "No public Wi-Fi is known."}
	return geo.Gaps{Geography: SmallAreas, Detour: 1.3, From: "a point inside each area", Limits: []int{1600}, Gaps: []geo.Gap{library, wifi}}
}

func targets() geo.Targets {
	target := func(rank, aid int, index, people float64) geo.Target {
		name := fmt.Sprintf("Testham 00%d", aid)
		return geo.Target{
			Rank: rank, Code: fmt.Sprintf("E0100000%d", aid), Name: name, Parent: "Ŷnys Wen", Index: index, People: people,
			Sentence: name + " is in a hotspot and far from a library.",
			Reasons:  []geo.Reason{{About: "hotspot", Value: 1, Sentence: "It is in a hotspot."}},
		}
	}
	return geo.Targets{
		Geography: SmallAreas, Rule: "hotspot and beyond 800 m", Matching: 2,
		Conditions: geo.TargetRule{Hotspot: true, BeyondM: 800, Kinds: []string{"library"}, AtMost: 20},
		NearMisses: []geo.NearMiss{{
			Code: "E01000007", Name: "Testham 007", Parent: "Ŷnys Wen", Index: 7.5, People: 1700, About: "hotspot", Asked: 0.05, Needed: 0.061,
			Sentence: "Testham 007 would be a target area if hotspots were named at a false discovery rate of 6.1% instead of 5%.",
		}},
		Targets:  []geo.Target{target(1, 9, 9.5, 1900), target(2, 8, 8, 1800)},
		Sentence: "2 neighbourhoods are target areas.",
	}
}

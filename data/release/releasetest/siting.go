package releasetest

import "hotspotmap/geo"

// siting has the hall as the one candidate, which reaches two neighbourhoods that the library does not.
func siting() geo.Siting {
	today, with := 0.25, 0.2
	area := func(code, name string, people, need float64) geo.SitingArea {
		return geo.SitingArea{Code: code, Name: name, Parent: "Ash & Elm", People: people, Need: need}
	}
	gain := geo.InReach{Areas: 2, People: 2500, Need: 1300.5}
	return geo.Siting{
		Geography: SmallAreas, Kind: "library", WithinM: 800, Detour: 1.3, From: "a point inside each area", NeedOf: "people × index ÷ 10",
		Sites: 1, Total: geo.InReach{Areas: 9, People: 13500, Need: 7200}, Before: geo.InReach{Areas: 3, People: 4500, Need: 2200},
		Evenness: &geo.Evenness{Mean: 33.3, TenthMean: 50, Concentration: &today}, AtMost: 2,
		Candidates: []geo.Candidate{{Rank: 1, Site: "halls-1", Name: "Parish Hall", Area: "E01000003", Gain: gain}},
		Plans: []geo.SitingPlan{{
			Sites: []string{"halls-1"}, Names: []string{"Parish Hall"}, Gain: gain, Bound: 1300.5, Proven: true,
			Gains: []geo.SitingArea{area("E01000003", "Testham 003", 1300, 700.5), area("E01000002", "Testham 002", 1200, 600)},
			Left:  geo.InReach{Areas: 1, People: 1900, Need: 900}, LeftMost: []geo.SitingArea{area("E01000009", "Testham 009", 1900, 900)},
			Evenness: &geo.Evenness{Mean: 51.9, TenthMean: 50, Concentration: &with},
			Sentence: "Parish Hall would bring about 1,300 people in need into reach.",
		}},
		Checks:    []geo.SitingCheck{{About: "distance", Title: "600 m", Site: "halls-1", Name: "Parish Hall", Rank: 1}},
		Sentences: []string{"Parish Hall stays the first choice if reach is 600 m."},
		Notice:    "The hall stands in for a building of the council’s.",
		Sentence:  "Parish Hall would bring most people in need into reach.",
	}
}

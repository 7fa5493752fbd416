package releasetest

import "hotspotmap/geo"

// week has the library of neighbourhood 5 open on weekdays from 9 to 17, with neighbourhoods 4, 5 and 6 within 1,600 m: 4,500 people. Their
// need, people × index ÷ 10, is 1,400 × 0.4 + 1,500 × 0.5 + 1,600 × 0.6 = 2,270 of 7,445. It has four computers.
func week() geo.Week {
	library := geo.WeekReach{
		Kind: "library", LimitM: 1600, Sites: 1, Timed: 1, Any: geo.InReach{Areas: 3, People: 4500, Need: 2270},
		Open: make([]int, geo.HoursAWeek), Areas: make([]int, geo.HoursAWeek), People: make([]int, geo.HoursAWeek), Need: make([]int, geo.HoursAWeek),
		Sentence: "Reach is best on Monday at 09:00.",
	}
	for day := range 5 {
		for hour := 9; hour < 17; hour++ {
			h := 24*day + hour
			library.Open[h], library.Areas[h], library.People[h], library.Need[h] = 1, 3, 4500, 2270
		}
	}
	best := geo.Hour(9)
	library.Best = &best
	wifi := geo.WeekReach{
		Kind: "wifi", LimitM: 1600, Sentence: "No open public Wi-Fi point is listed, so reach is not known at any hour.",
		Open: make([]int, geo.HoursAWeek), Areas: make([]int, geo.HoursAWeek), People: make([]int, geo.HoursAWeek), Need: make([]int, geo.HoursAWeek),
	}
	concentration := 0.0321
	return geo.Week{
		Geography: SmallAreas, From: "a point inside each area", Points: 9, Detour: 1.3, Need: "people × index ÷ 10", People: 13500, OfNeed: 7445,
		Reach:  []geo.WeekReach{library, wifi},
		Curves: []geo.Curve{{Kind: "library", Metres: []int{800, 1600}, People: []float64{11.1, 33.3}, Need: []float64{10.1, 30.5}, HalfM: 2730, NineTenthsM: 3250, Sentence: "Half of all people live within 2,730 m on foot of a library."}},
		Capacity: []geo.Capacity{{
			Kind: "library", Column: "capacity_library", Title: "Public computers", Unit: "computers", Sites: 1, Known: 1, Supply: 4,
			Bands: []geo.Band{{UpToM: 800, Weight: 1}, {UpToM: 1600, Weight: 0.5}}, Mean: 0.54, None: 5175, Sentence: "Public computers: 4 in 1 library.",
		}},
		Equity: []geo.Equity{{Kind: "library", LimitM: 1600, Column: "reach_library_1600", People: 13500, Mean: 33.3333, TenthMean: 0, Concentration: &concentration,
			Sentence: "Of the tenth of people most in need, 0.0% are within 1,600 m of a library on foot."}},
	}
}

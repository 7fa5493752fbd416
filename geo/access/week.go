package access

import (
	"math"
	"math/bits"

	"hotspotmap/geo"
)

// Week counts, for each kind and limit of a study, who is in reach of a site that is open at each full hour of the week, as far as
// opening hours are known.
func Week(s Study, p Points) []geo.WeekReach {
	weeks := []geo.WeekReach{} // an empty list in JSON, not null
	for k, kind := range s.Kinds {
		usable := kind.usable(s.Sites)
		open := make([]openHours, len(usable))
		timed := 0
		for i, position := range usable {
			if hours := s.Sites[position].Hours(); hours != nil {
				open[i] = hoursOpen(*hours)
				timed++
			}
		}
		for l, limitM := range s.LimitsM {
			w := geo.WeekReach{Kind: kind.Kind, LimitM: limitM, Sites: len(usable), Timed: timed}
			if len(usable) > 0 {
				w.Any = s.reached(s.Reach[k][l].Values)
			}
			s.fillWeek(&w, p, open, Catchments(p, placesOf(s.Sites, usable), limitM, s.Detour))
			w.Sentence = s.weekSentence(w, kind)
			weeks = append(weeks, w)
		}
	}
	return weeks
}

// openHours is a set of hours of the week.
type openHours [(geo.HoursAWeek + 63) / 64]uint64

func hoursOpen(hours geo.Hours) (open openHours) {
	for h := range geo.Hour(geo.HoursAWeek) {
		if hours.Open(h) {
			open[h/64] |= 1 << (h % 64)
		}
	}
	return open
}

func (o openHours) has(h geo.Hour) bool { return o[h/64]>>(h%64)&1 == 1 }

// fillWeek counts what is open, and who is in reach of it, hour by hour.
func (s Study) fillWeek(w *geo.WeekReach, p Points, open []openHours, catchments [][]int32) {
	served := make([]openHours, len(p.At)) // when each point has an open site in reach
	for site, points := range catchments {
		for _, i := range points {
			for k := range served[i] {
				served[i][k] |= open[site][k]
			}
		}
	}
	now := s.byHour(p, served)
	w.Open, w.Areas = make([]int, geo.HoursAWeek), make([]int, geo.HoursAWeek)
	if s.People != nil {
		w.People = make([]int, geo.HoursAWeek)
	}
	if s.Need.Known() {
		w.Need = make([]int, geo.HoursAWeek)
	}
	most := geo.InReach{}
	for h := range geo.Hour(geo.HoursAWeek) {
		for _, o := range open {
			if o.has(h) {
				w.Open[h]++
			}
		}
		w.Areas[h] = now[h].Areas
		if w.People != nil {
			w.People[h] = int(math.Round(now[h].People))
		}
		if w.Need != nil {
			w.Need[h] = int(math.Round(now[h].Need))
		}
		if more(now[h], most) {
			most = now[h]
			w.Best = &h
		}
	}
}

// byHour adds up who is in reach at each hour, area by area, from when each point is served.
func (s Study) byHour(p Points, served []openHours) (total [geo.HoursAWeek]geo.InReach) {
	for area := range p.Areas() {
		var in [geo.HoursAWeek]int // points that are served
		for _, o := range served[p.First[area]:p.First[area+1]] {
			for k, word := range o {
				for ; word != 0; word &= word - 1 {
					in[64*k+bits.TrailingZeros64(word)]++
				}
			}
		}
		for h, n := range in {
			if n > 0 {
				s.add(&total[h], area, percent(n, p.First[area+1]-p.First[area]))
			}
		}
	}
	return total
}

// add counts an area of whose people a share, in per cent, is in reach.
func (s Study) add(r *geo.InReach, area int, share float64) {
	if share >= 50 {
		r.Areas++
	}
	if s.People != nil && !math.IsNaN(s.People[area]) {
		r.People += s.People[area] * share / 100
	}
	if s.Need.Known() && !math.IsNaN(s.Need.Each[area]) {
		r.Need += s.Need.Each[area] * share / 100
	}
}

// reached counts who is in reach from each area's share in per cent.
func (s Study) reached(shares []float64) geo.InReach {
	var r geo.InReach
	for area, share := range shares {
		if !math.IsNaN(share) {
			s.add(&r, area, share)
		}
	}
	r.People, r.Need = hundredths(r.People), hundredths(r.Need)
	return r
}

// more compares by people in need, then people, then areas.
func more(a, b geo.InReach) bool {
	switch {
	case a.Need != b.Need:
		return a.Need > b.Need
	case a.People != b.People:
		return a.People > b.People
	}
	return a.Areas > b.Areas
}

// OpenAt returns sites of which only those known to be open at an hour count: the others are as if they had closed.
func OpenAt(sites []geo.Site, at geo.Hour) []geo.Site {
	open := make([]geo.Site, len(sites))
	for i, site := range sites {
		open[i] = site
		hours := site.Hours()
		open[i].Closed = site.Closed || hours == nil || !hours.Open(at)
	}
	return open
}

package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// place is one row of a list of sites.
type place struct {
	name     string
	at       point
	postcode string
	address  string
	hours    string
	closed   string
	note     string
	pcs      string // how many public computers it has; empty when its list does not say
}

// sitePlan says how many sites a list has, where they go, and how the list is written.
type sitePlan struct {
	file  string
	write func([]place) ([]byte, error)
	count int
	pull  func(p point) float64 // how likely a cell is, relative to others
	first []point               // where the first of them go
	apart float64               // least distance between two of the list, m
	name  func(r *rand.Rand, ward, street string) string
	hours []string
	notes []string
	shut  map[int]string // which of them have closed, and in what year
	pcs   [2]int         // fewest and most public computers; none when the list does not say
}

var (
	shopHours    = []string{"Mo-Fr 08:30-17:30; Sa 09:00-16:00", "Mo-Sa 08:00-18:00; Su 10:00-16:00", "24/7", "Mo-Fr 07:30-18:30"}
	libraryHours = []string{"Mo,Tu,Th,Fr 09:30-17:30; Sa 10:00-16:00", "Mo-Fr 09:00-19:00; Sa 09:30-17:00", "Tu,Th 10:00-18:00; Sa 10:00-13:00", "Mo,We,Fr 10:00-17:00"}
	deskHours    = []string{"Tu,Th 10:00-15:00", "Mo-Fr 10:00-16:00", "We 13:00-19:00; Sa 10:00-12:00"}
	hallHours    = []string{"Mo-Fr 09:00-21:00", "Mo-Su 10:00-20:00", "Su 09:00-13:00; We 18:00-21:00"}
)

// served is high where provision tends to be: in the centre and the villages, and less in the estates.
func served(p point) float64 {
	pull := 0.16 + bump(p, point{0, 0}, 2100)
	pull += mul(0.5, bump(p, point{3900, 600}, 900)) + mul(0.5, bump(p, point{-4300, -3100}, 900)) + mul(0.5, bump(p, point{-300, 4300}, 900))
	for _, h := range deprivedHills[:3] {
		pull -= mul(0.42, bump(p, h.middle, h.radius))
	}
	return max(pull, 0)
}

// outreach is where free Wi-Fi was opened in the estates, towards the edges of each.
var outreach = []point{
	{3650, 3850}, {2650, 2750}, {4600, 2500}, {-4350, 2250}, {-3350, 900}, {-5150, 950}, {-3250, 2350}, {-1500, -3500}, {-150, -3700},
	{-4350, -350}, {3700, 2000},
}

// needed is high in the estates, where a candidate building would help.
func needed(p point) float64 {
	pull := 0.08
	for _, h := range deprivedHills[:4] {
		pull += bump(p, h.middle, h.radius)
	}
	return pull
}

func evenly(point) float64 { return 1 }

func called(kinds ...string) func(*rand.Rand, string, string) string {
	return func(r *rand.Rand, ward, street string) string {
		kind := kinds[r.IntN(len(kinds))]
		if strings.Contains(kind, "%s") {
			return fmt.Sprintf(kind, street)
		}
		return ward + " " + kind
	}
}

var sitePlans = []sitePlan{
	{
		file: "wifi.geojson", write: siteFeatures,
		count: 39, pull: served, first: outreach, apart: 230,
		name:  called("Leisure Centre", "Health Centre", "Community Café", "Market Hall", "Bus Station", "The %s Café", "The %s Hub"),
		hours: shopHours, notes: []string{"5 GHz", "no sign-in", "sign-in by text message"},
	},
	{
		file: "wifi_residents.csv", write: siteTable,
		count: 6, pull: evenly, apart: 900,
		name:  called("Court (residents' lounge)", "House (residents' lounge)"),
		hours: []string{"Mo-Su 08:00-22:00"}, notes: []string{"residents only"},
	},
	{
		file: "libraries.csv", write: libraryTable,
		count: 14, pull: served, apart: 1300, shut: map[int]string{5: "2019", 11: "2023"}, pcs: [2]int{4, 22},
		name:  called("Library"),
		hours: libraryHours, notes: []string{"yes", "yes", "yes", "no"},
	},
	{
		file: "device_loan.csv", write: siteTable,
		count: 7, pull: served, apart: 1100,
		name:  called("Device Library", "Tablet Loan Point"),
		hours: deskHours, notes: []string{"tablets and data SIMs", "laptops", "tablets"},
	},
	{
		file: "recycling.csv", write: siteTable,
		count: 4, pull: served, apart: 1500,
		name:  called("Device Refurbishers", "Repair Café"),
		hours: deskHours, notes: []string{"wipes and refurbishes donated devices"},
	},
	{
		file: "skills.csv", write: siteTable,
		count: 6, pull: served, apart: 1300,
		name:  called("Digital Champions", "Learning Centre", "Online Centre"),
		hours: deskHours, notes: []string{"drop-in", "book ahead"},
	},
	{
		file: "candidates.csv", write: siteTable,
		count: 30, pull: needed, apart: 420,
		name:  called("Community Hall", "Methodist Hall", "Surgery", "Primary School", "Sports Pavilion", "St %s's Hall", "The %s Arms"),
		hours: hallHours, notes: []string{"step-free", "has broadband", "needs broadband"},
	},
}

// plant places the sites of a list on cells, each at its cell's seed, where there is also a postcode.
func (d *district) plant(plan sitePlan, part uint64, postcodes []postcode) []place {
	r, computers := source(part), source(part+1)
	taken := map[string]bool{}
	var places []place
	for len(places) < plan.count {
		p := postcodes[r.IntN(len(postcodes))]
		if len(places) < len(plan.first) {
			p = d.nearestPostcode(postcodes, plan.first[len(places)])
		} else if at := d.seeds[p.cell].point; mul(1.6, r.Float64()) > plan.pull(at) || crowded(places, at, plan.apart) {
			continue
		}
		at := d.seeds[p.cell].point
		ward := d.wards[d.areas[d.of[p.cell]].ward].name
		street := streetNames[r.IntN(len(streetNames))]
		name := plan.name(r, ward, street)
		if taken[name] {
			continue
		}
		taken[name] = true
		pcs := ""
		if plan.pcs[1] > 0 {
			pcs = strconv.Itoa(plan.pcs[0] + computers.IntN(plan.pcs[1]-plan.pcs[0]+1))
		}
		places = append(places, place{
			name: name, at: at, postcode: p.code,
			address: fmt.Sprintf("%d %s %s, %s", 1+r.IntN(160), street, streetKinds[r.IntN(len(streetKinds))], ward),
			hours:   plan.hours[r.IntN(len(plan.hours))],
			note:    plan.notes[r.IntN(len(plan.notes))],
			closed:  plan.shut[len(places)],
			pcs:     pcs,
		})
	}
	return places
}

func (d *district) nearestPostcode(postcodes []postcode, at point) postcode {
	nearest := postcodes[0]
	for _, p := range postcodes {
		if d.seeds[p.cell].distance(at) < d.seeds[nearest.cell].distance(at) {
			nearest = p
		}
	}
	return nearest
}

func crowded(places []place, at point, apart float64) bool {
	for _, p := range places {
		if p.at.distance(at) < apart {
			return true
		}
	}
	return false
}

// postcode is an invented postcode: no real one begins with ZZ.
type postcode struct {
	code string
	cell int
}

// postcodes gives every cell of the town one postcode, numbered by ward.
func (d *district) postcodes() []postcode {
	const letters = "ABDEFGHJLNPQRSTUWXYZ" // those a real inward code uses
	var all []postcode
	next := make([]int, len(d.wards))
	for _, a := range d.areas {
		for _, cell := range a.cells {
			n := next[a.ward]
			next[a.ward]++
			sector, unit := n/(len(letters)*len(letters)), n%(len(letters)*len(letters))
			unit = unit * 7 % (len(letters) * len(letters)) // scatters the letters: 7 and 400 share no factor
			all = append(all, postcode{
				code: fmt.Sprintf("ZZ%d %d%c%c", a.ward+1, 1+sector, letters[unit/len(letters)], letters[unit%len(letters)]), cell: cell,
			})
		}
	}
	return all
}

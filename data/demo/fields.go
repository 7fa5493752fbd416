package demo

// hill raises or lowers a field around a place.
type hill struct {
	middle point
	radius float64
	height float64
}

// deprivedHills are the estates where exclusion gathers, and two well-off suburbs.
var deprivedHills = []hill{
	{point{3500, 3000}, 1050, 0.66},
	{point{-900, -3900}, 1000, 0.62},
	{point{-4000, 1500}, 900, 0.58},
	{point{1900, -900}, 700, 0.36},
	{point{-3600, -3300}, 1500, -0.24},
	{point{600, 4200}, 1500, -0.22},
	{point{5200, -2900}, 1300, -0.20},
}

// fields are the surfaces that the indicators of one area are made of, each about 0 to 1.
type fields struct {
	deprivation float64
	age         float64 // share of older people
	rural       float64
}

// fieldsAt returns the fields at a place.
func fieldsAt(p point) fields {
	deprivation := 0.27 + mul(0.15, noise{partDeprivation, 2300}.at(p)) + mul(0.07, noise{partBlocks, 800}.at(p))
	for _, h := range deprivedHills {
		deprivation += mul(h.height, bump(p, h.middle, h.radius))
	}
	out := clamp(p.length()/6500, 0, 1)
	age := 0.18 + mul(0.32, out) + mul(0.24, noise{partAge, 1900}.at(p)) + mul(0.12, bump(p, point{5300, -300}, 1100))
	return fields{
		deprivation: clamp(deprivation, 0, 1),
		age:         clamp(age, 0, 1),
		rural:       mul(smooth((p.length()-3600)/3000), 0.85+mul(0.4, noise{partCountry, 1400}.at(p))),
	}
}

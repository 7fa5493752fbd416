package release

// HitKind says what a search found.
type HitKind string

const (
	HitArea     HitKind = "area"
	HitPostcode HitKind = "postcode"
	HitDistrict HitKind = "postcode district" // "B11", or any other beginning of postcodes
	HitSite     HitKind = "site"
)

// Hit is one answer to a search.
type Hit struct {
	Kind      HitKind     `json:"kind"`
	Label     string      `json:"label"`               // what to show: "Bordesley & Highgate", "B11 4AA"
	Note      string      `json:"note,omitempty"`      // what it is: "ward", "postcode in Birmingham 074C", "outside Birmingham"
	Geography string      `json:"geography,omitempty"` // of the area found, or the area the place lies in
	Code      string      `json:"code,omitempty"`      // of that area
	Site      string      `json:"site,omitempty"`      // site id
	Lon       float64     `json:"lon"`
	Lat       float64     `json:"lat"`
	BBox      *[4]float64 `json:"bbox,omitempty"` // west, south, east, north, when it is more than a point
}

// Search finds areas by name or code, places by postcode or the beginning of one, and sites by name: best first.
func (r *Release) Search(query string, limit int) []Hit { panic("skeleton") }

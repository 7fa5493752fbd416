package geo

import "github.com/paulmach/orb"

// Access says who may use a site.
type Access string

const (
	Public     Access = "public"
	Restricted Access = "restricted" // residents or members only: never counted as public reach
)

// Fact is one thing known about a site, in the order the project file lists them.
type Fact struct {
	Key   string `json:"key"`   // "address", "opening_hours", "free_wifi"
	Value string `json:"value"` // as the source has it; opening_hours as [Hours] writes them, when they are a week's
}

// Site is a point of provision, or a candidate building that could become one.
type Site struct {
	ID       string // stable within a release: "<sites id>-<row>"
	Kind     string // "wifi", "library", "device_loan", "recycling", "skills", "candidate", …
	Name     string
	At       orb.Point
	AID      uint32 // the small area it lies in; 0 when in none
	Access   Access
	Closed   bool
	ClosedOn string // as the source says it, such as "2017"
	Postcode string
	Facts    []Fact
	Source   string // Source.ID
	Row      int    // 1-based line of its source, or feature of a GeoJSON
}

// Usable reports whether the site counts towards public reach: open, public, and not a mere candidate.
func (s Site) Usable() bool {
	return !s.Closed && s.Access != Restricted && s.Kind != KindCandidate
}

// KindCandidate is the kind of a building that could become a site.
const KindCandidate = "candidate"

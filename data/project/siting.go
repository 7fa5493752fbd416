package project

import (
	"fmt"
	"slices"

	"hotspotmap/geo"
)

// Siting is [siting]: what the next site is to be, and the buildings it is chosen from.
type Siting struct {
	Kind       string   `toml:"kind"`       // of site that a candidate would become
	Candidates []string `toml:"candidates"` // ids of [[sites]]; default: every list of candidates
	WithinM    int      `toml:"within_m"`   // on foot; default 800
	AtMost     int      `toml:"at_most"`    // sites to plan for, 1 to 10; default 3

	// Hour asks about reach at an hour of the week, such as "tue-18": only sites known to be open then count, and sites of the kind that
	// are closed then may be candidates, for longer hours. Empty: at any time.
	Hour string `toml:"hour"`

	Notice string `toml:"notice"` // shown with the results, such as that the candidates are stand-ins
}

const maxPlanned = 10

func (d *document) checkSiting(f *faults) {
	s := d.Siting
	if s == nil {
		return
	}
	if s.Kind == "" {
		f.required("siting.kind", true, `name the kind of site that a candidate would become, such as "wifi"`)
	} else {
		f.reference("siting.kind", "kind of site that reach is measured to", s.Kind, d.kinds())
	}
	if f.lines.has("siting.within_m") && s.WithinM <= 0 {
		f.at("siting.within_m", fmt.Sprintf("within_m = %d", s.WithinM), "write a walking distance in metres, such as 800")
	}
	if f.lines.has("siting.at_most") && (s.AtMost <= 0 || s.AtMost > maxPlanned) {
		f.at("siting.at_most", fmt.Sprintf("at_most = %d", s.AtMost), fmt.Sprintf("write how many sites to plan for, 1 to %d", maxPlanned))
	}
	if s.Hour != "" {
		if _, err := geo.ParseHour(s.Hour); err != nil {
			f.at("siting.hour", err.Error(), `write a day and an hour, such as "tue-18"`)
		}
	}
	var ids []string
	for _, list := range d.Sites {
		ids = append(ids, list.ID)
	}
	for i, id := range s.Candidates {
		key := fmt.Sprintf("siting.candidates[%d]", i)
		if !f.reference(key, "list of sites", id, ids) {
			continue
		}
		list := d.Sites[slices.Index(ids, id)]
		if slices.Contains(s.Candidates[:i], id) {
			f.at(key, fmt.Sprintf("%q stands here twice", id), "remove one of the two")
		}
		if list.Kind == s.Kind && s.Hour == "" {
			f.at(key, fmt.Sprintf("%q are sites of kind %q already", id, s.Kind), "name other buildings, or write an hour at which these might be open")
		}
	}
	if len(s.Candidates) == 0 && len(d.candidates()) == 0 {
		f.at("siting", "there is no list of candidates", `describe buildings in [[sites]] with kind = "candidate", or name lists in candidates`)
	}
}

// candidates are the ids of the lists of candidates.
func (d *document) candidates() []string {
	var ids []string
	for _, s := range d.Sites {
		if s.Kind == geo.KindCandidate {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// siting fills in what [siting] leaves to defaults; nil when nothing is asked.
func (d *document) siting() *Siting {
	if d.Siting == nil {
		return nil
	}
	s := *d.Siting
	if len(s.Candidates) == 0 {
		s.Candidates = d.candidates()
	}
	if s.WithinM == 0 {
		s.WithinM = 800
	}
	if s.AtMost == 0 {
		s.AtMost = 3
	}
	return &s
}

package table

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// directoryText is a service directory in Open Referral UK: a page of version 1 or 3 of its API, its services alone, one service, or the
// standard's tables in lists beside each other, which refer to one another by id. Sources: https://openreferraluk.org and the Human
// Services Data Specification 3, https://docs.openreferral.org.
type directoryText struct {
	Type     loose     `json:"type"`     // of what is no directory
	Content  []service `json:"content"`  // a page of version 1
	Contents []service `json:"contents"` // and of version 3
	Services []service `json:"services"`
	service            // when it is one itself

	Locations []location    `json:"locations"`
	Links     []serviceSite `json:"service_at_location"` // where the tables are lists
}

// service is what an organisation offers. Version 3 has other words for some of what version 1 has.
type service struct {
	ID           loose         `json:"id"`
	Name         loose         `json:"name"`
	Description  loose         `json:"description"`
	Status       loose         `json:"status"`
	URL          loose         `json:"url"`
	Email        loose         `json:"email"`
	Organization organization  `json:"organization"`
	Sites        []serviceSite `json:"service_at_locations"`
	Taxonomies   []struct {
		Term term `json:"taxonomy"`
	} `json:"service_taxonomys"`
	Attributes []struct {
		Term term `json:"taxonomy_term"`
	} `json:"attributes"`
	schedules
}

// organization offers services. A list of services may have its id in its place, of which nothing is taken.
type organization struct{ Name loose }

// UnmarshalJSON takes the name of an object.
func (o *organization) UnmarshalJSON(text []byte) error {
	var named struct {
		Name loose `json:"name"`
	}
	if text[0] == '{' {
		if err := json.Unmarshal(text, &named); err != nil {
			return err
		}
	}
	o.Name = named.Name
	return nil
}

// term is a term of a taxonomy.
type term struct {
	ID   loose `json:"id"`
	Code loose `json:"code"`
	Name loose `json:"name"`
}

// serviceSite is a service at a location, which is in it or named by its id.
type serviceSite struct {
	ServiceID  loose     `json:"service_id"`
	LocationID loose     `json:"location_id"`
	Location   *location `json:"location"`
	schedules
}

// location is a place.
type location struct {
	ID          loose     `json:"id"`
	Kind        loose     `json:"location_type"`
	Name        loose     `json:"name"`
	Lat         loose     `json:"latitude"`
	Lon         loose     `json:"longitude"`
	Addresses   []address `json:"addresses"`
	AddressesV1 []address `json:"physical_addresses"`
	Access      []struct {
		Description loose `json:"description"`
	} `json:"accessibility"`
	AccessV1 []struct {
		Description loose `json:"accessibility"`
	} `json:"accessibility_for_disabilities"`
	schedules
}

type address struct {
	Line1    loose `json:"address_1"`
	Line2    loose `json:"address_2"`
	City     loose `json:"city"`
	Postcode loose `json:"postal_code"`
}

// loose is a value of a directory, whatever its type: publishers write numbers as text and text as numbers.
type loose string

// UnmarshalJSON takes text and numbers; of anything else it takes nothing.
func (l *loose) UnmarshalJSON(text []byte) error {
	*l = ""
	switch text[0] {
	case '"':
		return json.Unmarshal(text, (*string)(l))
	case '{', '[', 'n':
		return nil
	}
	*l = loose(text)
	return nil
}

func (d *directoryText) isDirectory() bool {
	return d.Content != nil || d.Contents != nil || d.Services != nil || d.Sites != nil
}

// features are the services at their locations, a row each.
func (d *directoryText) features() []feature {
	known := map[loose]*location{}
	for i := range d.Locations {
		known[d.Locations[i].ID] = &d.Locations[i]
	}
	links := map[loose][]serviceSite{}
	for _, link := range d.Links {
		links[link.ServiceID] = append(links[link.ServiceID], link)
	}
	var all []feature
	add := func(s service) {
		sites := s.Sites
		if len(sites) == 0 {
			sites = links[s.ID]
		}
		for _, site := range sites {
			if site.Location == nil {
				site.Location = known[site.LocationID]
			}
			all = append(all, s.at(site))
		}
		if len(sites) == 0 {
			all = append(all, feature{tags: s.tags(), fault: "is a service without a location; a list of services may leave them out"})
		}
	}
	for _, list := range [][]service{d.Content, d.Contents, d.Services} {
		for _, s := range list {
			add(s)
		}
	}
	if d.Sites != nil {
		add(d.service)
	}
	for i := range all {
		for _, column := range placeColumns {
			all[i].lack(column)
		}
	}
	return all
}

// placeColumns are the columns about a location, which a row has also where nothing is known of it.
var placeColumns = []string{"location", "address", "postcode", "accessibility", openingHours}

// lack gives a row an empty cell in a column that it has not.
func (f *feature) lack(column string) {
	for i := 0; i < len(f.tags); i += 2 {
		if f.tags[i] == column {
			return
		}
	}
	f.add(column)
}

// at is a service at a location as a row.
func (s service) at(site serviceSite) feature {
	f := feature{tags: s.tags()}
	place := site.Location
	switch {
	case place == nil:
		f.fault = fmt.Sprintf("is at location %q, which is not in the file", site.LocationID)
		return f
	case place.Kind == "virtual":
		f.fault = "is held online or by telephone, at no place"
		return f
	}
	f.add("location", place.Name)
	for _, a := range append(place.Addresses, place.AddressesV1...) {
		f.add("address", a.Line1, a.Line2, a.City)
		f.add("postcode", a.Postcode)
		break
	}
	var access []loose
	for _, a := range place.Access {
		access = append(access, a.Description)
	}
	for _, a := range place.AccessV1 {
		access = append(access, a.Description)
	}
	f.add("accessibility", access...)
	f.add(openingHours, loose(weekOfSchedules(site.schedules, s.schedules, place.schedules)))
	lon, lonErr := strconv.ParseFloat(string(place.Lon), 64)
	lat, latErr := strconv.ParseFloat(string(place.Lat), 64)
	if f.elsewhere = lonErr != nil || latErr != nil || lon == 0 && lat == 0; !f.elsewhere {
		f.at = &orb.Point{lon, lat}
	}
	return f
}

// tags are what is told of a service wherever it is.
func (s service) tags() []string {
	var f feature
	f.add("id", s.ID)
	f.add("name", s.Name)
	f.add("organization", s.Organization.Name)
	f.add("description", s.Description)
	f.add("status", s.Status)
	f.add("url", s.URL)
	f.add("email", s.Email)
	var names, codes []loose
	for _, t := range s.Taxonomies {
		names, codes = append(names, t.Term.Name), append(codes, cmp.Or(t.Term.Code, t.Term.ID))
	}
	for _, a := range s.Attributes {
		names, codes = append(names, a.Term.Name), append(codes, cmp.Or(a.Term.Code, a.Term.ID))
	}
	f.add("taxonomy", names...)
	f.add("taxonomy_code", codes...)
	return f.tags
}

// add gives a row a column. Several values stand in it one after another.
func (f *feature) add(column string, values ...loose) {
	separator := severalValues + " "
	if column == "address" {
		separator = ", "
	}
	var texts []string
	for _, v := range values {
		if text := strings.TrimSpace(string(v)); text != "" {
			texts = append(texts, text)
		}
	}
	f.tags = append(f.tags, column, strings.Join(texts, separator))
}

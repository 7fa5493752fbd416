package export

import (
	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// sitesOf lists every site, closed ones marked, with a field for each fact that is known of any.
func sitesOf(r *release.Release) layer {
	sites := r.Sites()
	small, _ := r.Areas(r.Manifest().SmallAreas)
	l := layer{id: sitesLayer, title: "Sites", key: "fid", rows: len(sites), points: make([]orb.Point, len(sites))}
	for i, site := range sites {
		l.points[i] = site.At
	}
	fields := newFields(l.key)
	add := func(name, title string, of func(s geo.Site) string) {
		fields.add(field{name: name, title: title, unique: name == "id", value: func(i int) any {
			if v := of(sites[i]); v != "" {
				return v
			}
			return nil
		}})
	}
	add("id", "Site", func(s geo.Site) string { return s.ID })
	add("kind", "Kind of site", func(s geo.Site) string { return s.Kind })
	add("name", "Name", func(s geo.Site) string { return s.Name })
	add("access", "Who may use it: public or restricted", func(s geo.Site) string { return string(s.Access) })
	fields.add(field{name: "open", title: "Whether it is open; not when it has closed for good", kind: truth,
		value: func(i int) any { return !sites[i].Closed }})
	add("closed_on", "When it closed, as the source says it", func(s geo.Site) string { return s.ClosedOn })
	add("postcode", "Postcode", func(s geo.Site) string { return s.Postcode })
	add("area", "Code of the small area it lies in", func(s geo.Site) string {
		if s.AID == 0 {
			return ""
		}
		return small.Codes[s.AID-1]
	})
	add("source", "Where it is from", func(s geo.Site) string { return s.Source })
	met := map[string]bool{}
	for _, site := range sites {
		for _, fact := range site.Facts {
			if met[fact.Key] {
				continue
			}
			met[fact.Key] = true
			add(fact.Key, fact.Key, func(s geo.Site) string { return factOf(s, fact.Key) })
		}
	}
	l.fields = fields.list
	return l
}

func factOf(s geo.Site, key string) string {
	for _, fact := range s.Facts {
		if fact.Key == key {
			return fact.Value
		}
	}
	return ""
}

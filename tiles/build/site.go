package build

import (
	"hotspotmap/geo"
	"hotspotmap/tiles/mvt"
)

// siteFields are the attributes every site may have, besides its facts.
var siteFields = map[string]string{
	"id": "String", "kind": "String", "name": "String", "access": "String", "open": "Boolean", "postcode": "String",
}

// factField returns the name of a fact's attribute: the fact's own, unless a site has an attribute of that name.
func factField(key string) string {
	if _, taken := siteFields[key]; taken {
		return "fact_" + key
	}
	return key
}

// SiteFields returns the attributes of the sites' features by name, with their types in the words of TileJSON.
func SiteFields(sites []geo.Site) map[string]string {
	fields := map[string]string{}
	for name, kind := range siteFields {
		fields[name] = kind
	}
	for _, site := range sites {
		for _, fact := range site.Facts {
			fields[factField(fact.Key)] = "String"
		}
	}
	return fields
}

// describe numbers the attributes of sites, and returns the tags of each. Empty texts are left out; of two facts with one key the first
// stays.
func describe(sites []geo.Site) (*mvt.Dictionary, [][]mvt.Tag) {
	dictionary := mvt.NewDictionary()
	var all [][]mvt.Tag
	for _, site := range sites {
		var tags []mvt.Tag
		named := map[string]bool{}
		text := func(name, value string) {
			if value != "" && !named[name] {
				named[name] = true
				tags = append(tags, dictionary.Tag(name, mvt.String(value)))
			}
		}
		text("id", site.ID)
		text("kind", site.Kind)
		text("name", site.Name)
		text("access", string(site.Access))
		tags = append(tags, dictionary.Tag("open", mvt.Bool(!site.Closed)))
		text("postcode", site.Postcode)
		for _, fact := range site.Facts {
			text(factField(fact.Key), fact.Value)
		}
		all = append(all, tags)
	}
	return dictionary, all
}

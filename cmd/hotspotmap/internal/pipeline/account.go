package pipeline

import (
	"context"
	"slices"
	"strings"

	"hotspotmap/cmd/hotspotmap/internal/report"
	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/geo"
)

// account says what became of the sources that were read, and of the sites they list. A store may hold others too, of an
// earlier build; read names those that count.
func account(ctx context.Context, p *project.Project, store *data.Store, read []string) (Outcome, error) {
	sources, err := store.Sources(ctx)
	if err != nil {
		return Outcome{}, err
	}
	issues, err := store.Issues(ctx)
	if err != nil {
		return Outcome{}, err
	}
	sites, err := store.Sites(ctx)
	if err != nil {
		return Outcome{}, err
	}
	var o Outcome
	files := map[string]string{} // by source id
	for _, s := range sources {
		if slices.Contains(read, s.ID) {
			o.Manifest.Sources = append(o.Manifest.Sources, s)
			files[s.ID] = s.File
		}
	}
	for _, i := range issues {
		if slices.ContainsFunc(o.Manifest.Sources, func(s geo.Source) bool { return s.File == i.File }) {
			o.Issues = append(o.Issues, i)
		}
	}
	sites = slices.DeleteFunc(sites, func(s geo.Site) bool { return files[s.Source] == "" })
	decisions := decide(p.Path, whole(p.Sites, files), sites)
	sites, o.Manifest.Sources = leaveOut(decisions, sites, o.Manifest.Sources)
	twins := listedTwice(sites, apartBy(decisions))
	o.Issues = slices.Concat(o.Issues, oddSites(sites, twins, files), reviewed(decisions, p.Path, files))
	o.Sites = statesOf(o.Manifest.Sources, sites, twins)
	return o, nil
}

// whole returns the lists of sites of those kinds all of whose lists were read: of others it is not known which sites there are.
func whole(lists []project.Sites, files map[string]string) []project.Sites {
	return slices.DeleteFunc(slices.Clone(lists), func(list project.Sites) bool {
		return slices.ContainsFunc(lists, func(l project.Sites) bool { return l.Kind == list.Kind && files[sitesPrefix+l.ID] == "" })
	})
}

// statesOf counts, list by list, in what state each of its rows ended.
func statesOf(sources []geo.Source, sites []geo.Site, twins map[string]geo.Site) []report.Sites {
	var all []report.Sites
	for _, source := range sources {
		if !strings.HasPrefix(source.ID, sitesPrefix) {
			continue
		}
		state := report.Sites{Source: source.ID, File: source.File, LeftOut: source.Rows.Unmatched, Refused: source.Rows.Rejected}
		for _, s := range sites {
			_, twice := twins[s.ID]
			switch {
			case s.Source != source.ID:
			case s.Closed:
				state.Closed++
			case twice:
				state.Twice++
			default:
				state.Open++
			}
		}
		all = append(all, state)
	}
	return all
}

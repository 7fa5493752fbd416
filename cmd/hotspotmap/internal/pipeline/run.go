package pipeline

import (
	"context"
	"encoding/json"

	"hotspotmap/data"
	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// run is an analysis with its results as columns, by geography.
type run struct {
	data.Run
	columns map[string][]column
}

// keep writes the run to the store, beside the sources it was made from.
func keep(ctx context.Context, store *data.Store, p *project.Project, s study, f findings) (run, error) {
	r := run{columns: map[string][]column{s.small.ID: smallColumns(p, s, f)}}
	for _, parent := range s.parents {
		r.columns[parent.ID] = parentColumns(s, f, parent, r.columns[s.small.ID])
	}
	var err error
	if r.ID, err = runID(p, s.sources); err != nil {
		return r, err
	}
	if r.Params, err = parameters(p); err != nil {
		return r, err
	}
	var results []data.Result
	for _, l := range append([]level{s.small}, s.parents...) {
		result := data.Result{Geography: l.ID}
		for _, c := range r.columns[l.ID] {
			if l.ID == s.small.ID && stored(s, c) {
				continue
			}
			result.Columns = append(result.Columns, c.Column)
		}
		results = append(results, result)
	}
	return r, store.PutRun(ctx, r.Run, results)
}

// stored reports whether a column is in the store already, as an indicator or as people.
func stored(s study, c column) bool {
	_, indicator := s.table.Column(c.Indicator.ID)
	switch c.info.Role {
	case release.RoleConversion, release.RoleConversionFrom, release.RoleConversionTo:
		return true
	}
	return indicator || c.Indicator.ID == peopleID
}

const peopleID = "people"

// runIdentity is hashed into the id of a run: the same inputs and parameters give the same id, whatever program computes it.
type runIdentity struct {
	Project string
	Sources [][2]string // id and SHA-256, by id
}

func runID(p *project.Project, sources []geo.Source) (string, error) {
	identity := runIdentity{Project: p.SHA256}
	for _, in := range sources {
		identity.Sources = append(identity.Sources, [2]string{in.ID, in.SHA256})
	}
	return hashOf(identity)
}

// parameters are what the analysis was told, for the record.
func parameters(p *project.Project) (json.RawMessage, error) {
	return json.Marshal(map[string]any{"index": p.Index, "hotspots": p.Hotspots, "reach": p.Reach, "targets": p.Targets, "siting": p.Siting})
}

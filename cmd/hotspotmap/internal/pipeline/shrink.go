package pipeline

import (
	"context"
	"fmt"

	"hotspotmap/data/project"
	"hotspotmap/data/release"
	"hotspotmap/data/table"
	"hotspotmap/geo/score"
)

// shrunkWith is what, besides the table, decides the rates that are drawn towards a parent's: the lookups of those parents.
func (im *importer) shrunkWith(t project.Table) []string {
	var with []string
	for _, v := range t.Indicators {
		if v.Shrink != "" {
			with = append(with, v.Shrink, im.hashes[lookupID(v.Shrink)])
		}
	}
	return with
}

// shrink has the rates of a table's indicators drawn towards those of a parent geography, where the project asks for it. covered are
// those of the small areas' codes that the table is about.
func (im *importer) shrink(ctx context.Context, t project.Table, spec *table.Spec, codes, covered []string) error {
	for i, v := range t.Indicators {
		if v.Shrink == "" {
			continue
		}
		all, err := im.store.Parents(ctx, t.Geography, v.Shrink)
		if err != nil {
			return err
		}
		parents := make([]uint32, 0, len(covered))
		for area, code := range codes {
			if len(parents) < len(covered) && covered[len(parents)] == code {
				parents = append(parents, all[area])
			}
		}
		spec.Indicators[i].Shares = func(numerator, denominator []float64) []float64 {
			return score.Shrink(numerator, denominator, parents)
		}
	}
	return nil
}

// describeShrunk says of an indicator whose rates are drawn towards a parent's how that was done, and of one as counted that it is.
func describeShrunk(p *project.Project, info *release.ColumnInfo) {
	for _, t := range p.Tables {
		for _, v := range t.Indicators {
			parent, shrunk := p.Geography(v.Shrink)
			switch {
			case !shrunk:
			case v.ID == info.ID:
				info.Unshrunk = table.PlainID(v.ID)
				info.Note = fmt.Sprintf("drawn towards the rate of its %s, the more so the fewer it is counted among (empirical Bayes on the logit, as in the "+
					"Indices of Deprivation); "+
					"the rate as counted is a figure of its own", parent.Singular)
			case table.PlainID(v.ID) == info.ID:
				info.Note = fmt.Sprintf("as counted, before it is drawn towards the rate of its %s", parent.Singular)
			}
		}
	}
}

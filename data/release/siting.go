package release

import (
	"fmt"

	"hotspotmap/geo"
)

// Siting returns where one more site helps most; nil when the project did not ask, or the release was made before it could.
func (r *Release) Siting() *geo.Siting { return r.contents().siting }

// checkSiting refuses sites that the release does not have, and plans without a site.
func checkSiting(siting *geo.Siting, sites []geo.Site) error {
	if siting == nil {
		return nil
	}
	known := make(map[string]bool, len(sites))
	for _, site := range sites {
		known[site.ID] = true
	}
	for _, c := range siting.Candidates {
		if !known[c.Site] {
			return fmt.Errorf("candidate %q is not among the sites", c.Site)
		}
	}
	for i, plan := range siting.Plans {
		if len(plan.Sites) == 0 || len(plan.Sites) != len(plan.Names) {
			return fmt.Errorf("plan %d has %d sites and %d names", i+1, len(plan.Sites), len(plan.Names))
		}
		for _, id := range plan.Sites {
			if !known[id] {
				return fmt.Errorf("plan %d has site %q, which is not among the sites", i+1, id)
			}
		}
	}
	return nil
}

package project

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// Review is a [[sites.reviewed]]: what somebody who looked at open sites that seem to be one, listed twice, has decided. They are of the
// kind of the list that it stands under, which need not list them all.
type Review struct {
	Sites  []string `toml:"sites"`  // two or more, as [SiteName] writes them; one that is there twice is named twice
	Keep   string   `toml:"keep"`   // [KeepAll] or [KeepFirst]
	Reason string   `toml:"reason"` // in words; for the report
	By     string   `toml:"by"`     // who decided it; for the report
	Line   int      `toml:"-"`      // of the project file
}

// What is decided of sites that seem to be one.
const (
	KeepAll   = "all"   // each is a site
	KeepFirst = "first" // all are the first of those named, and the others are left out
)

// SiteName is how a review names a site: by what it is called and where it is, to a metre. The row of a file would be another site's
// once the file is published again.
func SiteName(s geo.Site) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' ' // what a TOML text cannot hold as it is
		}
		return r
	}, s.Name)
	return fmt.Sprintf("%s (%.5f, %.5f)", strings.Join(strings.Fields(name), " "), s.At.Lon(), s.At.Lat())
}

var siteName = regexp.MustCompile(`^\S.* \(-?\d{1,3}\.\d{5}, -?\d{1,2}\.\d{5}\)$`)

// checkReviews checks each review, and that no two of a kind of site decide on the same.
func (d *document) checkReviews(f *faults) {
	type written struct {
		Review
		kind, key string
	}
	var above []written
	for i, s := range d.Sites {
		for j, r := range s.Reviewed {
			key := fmt.Sprintf("sites[%d].reviewed[%d]", i, j)
			checkReview(f, key, r)
			for _, w := range above {
				if name, clash := clashes(w.Review, r); clash && w.kind == s.Kind {
					f.at(key+".sites", fmt.Sprintf("%q is decided on already, on line %d", name, f.lines.of(w.key)), "correct or remove one of the two decisions")
				}
			}
			above = append(above, written{r, s.Kind, key})
		}
	}
}

func checkReview(f *faults, key string, r Review) {
	if len(r.Sites) < 2 {
		f.at(key+".sites", "a review is of two sites or more", `copy them from the report: sites = ["…", "…"]`)
	}
	for i, name := range r.Sites {
		if !siteName.MatchString(name) {
			f.at(fmt.Sprintf("%s.sites[%d]", key, i), fmt.Sprintf("%q does not say which site is meant", name),
				`copy it from the report: a name and where that is, "Central Library (-1.90000, 52.48000)"`)
		}
	}
	if r.Keep != KeepAll && r.Keep != KeepFirst {
		f.at(key+".keep", fmt.Sprintf("keep = %q does not say what is decided", r.Keep),
			`write "all" if each of them is a site, or "first" if they are one: the others are then left out`)
	}
	f.required(key+".reason", strings.TrimSpace(r.Reason) == "", "say in a few words how this is known; the report shows it")
	f.required(key+".by", strings.TrimSpace(r.By) == "", "say who decided it, by name or by post; the report shows it")
}

// clashes returns a site on which two reviews decide: one of a pair that both name, or one that either leaves out.
func clashes(a, b Review) (name string, clash bool) {
	left := slices.Clone(b.Sites)
	for _, name := range a.Sites {
		i := slices.Index(left, name)
		if i < 0 {
			continue
		}
		left = slices.Delete(left, i, i+1)
		if len(left) < len(b.Sites)-1 || a.leavesOut(name, b) || b.leavesOut(name, a) {
			return name, true
		}
	}
	return "", false
}

// leavesOut reports whether a review leaves out a site that another one names. Of those with one name one may be kept, on which the
// other may decide that it stays.
func (r Review) leavesOut(name string, other Review) bool {
	if r.Keep != KeepFirst || len(r.Sites) == 0 || !slices.Contains(r.Sites[1:], name) {
		return false
	}
	return other.Keep == KeepFirst || name != r.Sites[0]
}

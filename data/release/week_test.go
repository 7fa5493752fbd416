package release_test

import (
	"os"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
	"hotspotmap/geo"
)

// finish writes the district with one file changed, or without it, and returns what came of opening it.
func finish(t *testing.T, file string, content any) (*release.Release, error) {
	t.Helper()
	releases := t.TempDir()
	w, err := release.Create(releases)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Abort() })
	if err := releasetest.Fill(w, 0); err != nil {
		t.Fatal(err)
	}
	path, err := w.Path(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if content != nil {
		if err := w.JSON(file, content); err != nil {
			t.Fatal(err)
		}
	}
	id, err := w.Finish(releasetest.Manifest(0))
	if err != nil {
		return nil, err
	}
	r, err := release.Open(releases, id)
	if err == nil {
		t.Cleanup(func() { r.Close() })
	}
	return r, err
}

func TestWeekIsRead(t *testing.T) {
	week := open(t, 0).Week()
	if week == nil || week.Reach[0].Need[10] != 2270 || *week.Reach[0].Best != 9 {
		t.Errorf("%+v", week)
	}
	r, err := finish(t, release.WeekFile, nil)
	if err != nil || r.Week() != nil {
		t.Errorf("a release from before the week was measured: %v, %v", r.Week(), err)
	}
}

func TestWeekIsRefused(t *testing.T) {
	hours, late := make([]int, geo.HoursAWeek), geo.Hour(168)
	for _, c := range []struct {
		name string
		of   geo.WeekReach
		want string
	}{
		{"a day", geo.WeekReach{Kind: "library", Open: hours[:24], Areas: hours}, `week.json: 24 hours of open within 0 m of "library"`},
		{"no areas", geo.WeekReach{Kind: "library", Open: hours}, `week.json: 0 hours of areas`},
		{"half of the people", geo.WeekReach{Kind: "library", Open: hours, Areas: hours, People: hours[:84]}, `week.json: 84 hours of people`},
		{"the eighth day", geo.WeekReach{Kind: "library", Open: hours, Areas: hours, Best: &late}, `week.json: hour 168 is best`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := finish(t, release.WeekFile, geo.Week{Reach: []geo.WeekReach{c.of}}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

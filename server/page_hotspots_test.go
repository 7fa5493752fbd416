package server

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hotspotmap/static"
)

// saidAt is all the text of a page.
func saidAt(t *testing.T, d district, path string) string {
	t.Helper()
	document, err := html.Parse(get(t, newPageServer(t, d), path).Body)
	if err != nil {
		t.Fatal(err)
	}
	return words(document)
}

func TestHotspotsInWords(t *testing.T) {
	d := district{12, 12}
	var strongest, nearly string // codes
	for i := range d.n() {
		switch d.bin(i) {
		case 3:
			strongest = d.code(i)
		case 1:
			nearly = d.code(i)
		}
	}
	for _, c := range []struct {
		name, path string
		want       []string
	}{
		{"list", "/hotspots", []string{
			"A cluster of neighbourhoods in the middle is a hotspot.", "2 neighbourhoods are in the top tenth of the index, yet not distinguishable from chance",
			"As a check, each kept its own score.", "Ward 05 & Green", "No coldspot: no cluster of low scores stands out from chance.", d.code(unlikeArea),
		}},
		{"by confidence", "/?layer=hotspot_bin", []string{"Clusters of high or low index; at 99%, at most 1% of all that are found are expected to be chance", "Hotspot, 99%", "High, 90% only: no hotspot", "Hotspots by confidence"}},
		{"like and unlike", "/?layer=lisa", []string{"Over all neighbourhoods, like scores lie together.", "9 neighbourhoods score high among high, 0 low among low, 1 high among low", "High among low"}},
		{"in a hotspot", "/areas/" + strongest, []string{"In the hotspot Ward 05 & Green: ", "It passes the test at the 99% level: of all the hotspots and coldspots that do, at most 1% are expected to be chance."}},
		{"nearly in one", "/areas/" + nearly, []string{"It passes the test for a hotspot at the 90% level, where up to 10% of all that pass are expected to be chance: not enough to be called one here."}},
		{"unlike its neighbours", "/areas/" + d.code(unlikeArea), []string{"It scores above the average among neighbours that score lower than chance would have it."}},
		{"method", "/method", []string{
			"compared with what chance would give: the same scores dealt at random to all areas", "an adjusted p of at most 0.01 as 99%, 0.05 as 95% and 0.1 as 90%",
			"those it touches (queen contiguity, borders within 1 m)", "Neighbours are weighted as a mean.",
			"dealing the scores 9,999 times (seed 3) to as many areas as are added up", "here it would name 12 hotspots",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			said := saidAt(t, d, c.path)
			for _, want := range c.want {
				if !strings.Contains(said, want) {
					t.Errorf("the page does not say %q; it says %s", want, said)
				}
			}
		})
	}
}

// A release from before clusters had names, and bins, is shown as far as it goes.
func TestHotspotsOfAnOlderRelease(t *testing.T) {
	s := newTestham(t, Options{Pages: static.Pages()})
	for _, path := range []string{"/hotspots", "/method", "/areas/E01000009"} {
		if w := get(t, s.Handler(), path); w.Code != 200 || strings.Contains(w.Body.String(), "NaN") {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
}

package server

import (
	"strings"
	"testing"

	"hotspotmap/geo"
)

func TestListed(t *testing.T) {
	for want, source := range map[string]geo.Source{
		"the list of Testham Council, of 2024":           {Publisher: "Testham Council", Period: "2024", Vintage: "2"},
		"the list of Testham Council, which has no date": {Publisher: "Testham Council"},
		"the list of an unnamed publisher, of May 2018":  {Vintage: "May 2018"},
	} {
		if got := listed(source); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestGapsSayWhatTheyRestOn(t *testing.T) {
	s := newTestham(t, Options{})
	page := ask(t, s.Handler(), "GET", "/gaps").Body.String()
	for _, words := range []string{"The sites are those on the list of", "that are not on it do not count", "a weight to compare places on this map by"} {
		if !strings.Contains(page, words) {
			t.Errorf("the page of gaps does not say %q", words)
		}
	}
}

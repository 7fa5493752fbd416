package server

import (
	"net/http"
	"strings"
	"testing"
)

// The district of releasetest has one library, in neighbourhood 5, open on weekdays from 9 to 17. Of an hour, who is out of reach is measured
// on the map: its neighbours to all four sides are 1.2 km away, those at the corners 1.7 km.
func TestGapsByHour(t *testing.T) {
	h := newTestham(t, Options{}).Handler()
	for _, c := range []struct {
		name, path string
		status     int
		want, not  []string
	}{
		{"open", "/gaps?kind=library&beyond=1600&hour=mon-10", http.StatusOK, []string{
			"On Monday at 10:00, the one library is open; about 2,300 of 7,400 people in need are within 1,600 m of one on foot.",
			"4 of 9 neighbourhoods, home to about 6,000 people, are more than 1,600 m on foot (straight line × 1.3) from the nearest public library that is open then.",
			"Beyond 1,600 m of a library that is open on Monday at 10:00, most at risk first",
			`<option value="mon-10" selected>Monday at 10:00</option>`,
			`/gaps?beyond=1600&amp;hour=mon-10&amp;kind=library&amp;parent=E05000003`,
		}, nil},
		{"closed", "/gaps?kind=library&beyond=1600&hour=SUN-10", http.StatusOK, []string{
			"On Sunday at 10:00, the one library is not open; none of 7,400 people in need are within 1,600 m of one on foot. At best, on Monday at 09:00, it is about 2,300.",
		}, []string{"Beyond 1,600 m of a library"}},
		{"in a ward", "/gaps?kind=library&beyond=1600&hour=mon-10&parent=E05000001", http.StatusOK, []string{
			"On Monday at 10:00, the one library is open", "In Ash &amp; Elm, 2 of 3 neighbourhoods are more than 1,600 m on foot from the nearest public library that is open on Monday at 10:00, home to about 2,400 people.",
		}, nil},
		{"the hours of a ward", "/gaps?kind=library&beyond=1600&parent=E05000001", http.StatusOK, []string{
			`<a href="/gaps?beyond=1600&amp;hour=mon-09&amp;kind=library&amp;parent=E05000001">30</a>`, `<td class="heat-4">`, `<td class="heat-0">`,
			"Half of all people live within 2,730 m on foot of a library.", "Public computers: 4 in 1 library.",
		}, nil},
		{"no such hour", "/gaps?kind=library&beyond=1600&hour=tue-24", http.StatusBadRequest, []string{"&#34;tue-24&#34; is not an hour of the week such as tue-18."}, nil},
		{"a kind without sites", "/gaps?kind=wifi&beyond=1600&hour=tue-18", http.StatusOK, []string{"No open public Wi-Fi point is listed, so reach is not known at any hour."}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := ask(t, h, "GET", c.path)
			if w.Code != c.status {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			checkDocument(t, w.Body.Bytes())
			for _, want := range c.want {
				if !strings.Contains(w.Body.String(), want) {
					t.Errorf("the page does not say %s", want)
				}
			}
			for _, not := range c.not {
				if strings.Contains(w.Body.String(), not) {
					t.Errorf("the page says %s", not)
				}
			}
		})
	}
}

// A release made before hours were measured has gaps, and answers that the rest was not measured.
func TestReleaseWithoutHours(t *testing.T) {
	h := newPageServer(t, district{8, 8})
	page := get(t, h, "/gaps?hour=tue-18").Body.String()
	if strings.Contains(page, `id="week"`) || strings.Contains(page, `name="hour"`) {
		t.Error("the page offers hours that were not measured")
	}
	if w := get(t, h, "/api/v1/reach"); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "Build the map again") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}

func TestLayerOfReach(t *testing.T) {
	s := newTestham(t, Options{})
	rel, release := s.holder.Acquire()
	defer release()
	m, err := newModel(rel)
	check(t, err)
	info, _ := m.info("reach_library_1600")
	column, _ := m.rel.Column("lsoa21", "reach_library_1600")
	l := layer{Info: info, Column: column, Title: "People within 1,600 m of a library"}
	summary := m.reachSummary(l)
	if summary.Sentence != "People within 1,600 m of a library: all in 3 of 9 neighbourhoods, none in 6." || !strings.HasPrefix(summary.Detail, "Counted by the part") {
		t.Errorf("%+v", summary)
	}
	if worst := m.worst(l, 1); extreme(info) != "lowest" || worst[0] != "Testham 001 (0.0%)" {
		t.Errorf("it is %s in %v", extreme(info), worst)
	}
	if words := m.capacityWords("capacity_library"); words != "Public computers: 4 in 1 library." {
		t.Error(words)
	}
	if words := m.capacityWords("capacity_wifi"); words != "" {
		t.Error(words)
	}
}

func TestReachOnASheet(t *testing.T) {
	s := newTestham(t, Options{})
	rel, release := s.holder.Acquire()
	defer release()
	m, err := newModel(rel)
	check(t, err)
	area := place{m.small, m.areas, 3}
	if words := m.reachWords(area); words != nil {
		t.Errorf("from one point an area, the sheet says %q", words)
	}
	m.manifest.Reach.From = "postcodes"
	if words := m.reachWords(area); len(words) != 1 || words[0] != "100% of its people are within 1,600 m of a library on foot." {
		t.Errorf("%q", words)
	}
}

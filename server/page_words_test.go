package server

import (
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

func TestMetres(t *testing.T) {
	for m, want := range map[float64]string{0: "0\u00a0m", 4: "0\u00a0m", 656: "660\u00a0m", 994: "990\u00a0m", 996: "1.0\u00a0km", 1249: "1.2\u00a0km", 12_345: "12.3\u00a0km"} {
		if got := metres(m); got != want {
			t.Errorf("metres(%g) = %q, want %q", m, got, want)
		}
	}
}

func TestPosition(t *testing.T) {
	tests := []struct {
		rank, of int
		want     string
	}{
		{1, 659, "highest of 659"}, {12, 659, "12th highest of 659"}, {330, 659, "330th lowest of 659"}, {658, 659, "2nd lowest of 659"}, {659, 659, "lowest of 659"},
		{1, 1, "highest of 1"}, {2, 35_672, "2nd highest of 35,672"},
	}
	for _, test := range tests {
		if got := position(test.rank, test.of); got != test.want {
			t.Errorf("position(%d, %d) = %q, want %q", test.rank, test.of, got, test.want)
		}
	}
}

func TestAmount(t *testing.T) {
	tests := []struct {
		name     string
		value    float64
		unit     string
		decimals int
		max      float64
		want     string
	}{
		{"a share in per cent", 31.24, "%", 1, 88, "31.2%"},
		{"a small score keeps its decimals", 0.766, "score", 3, 0.9, "0.766"},
		{"a large score loses some", 50.553, "score", 3, 80, "50.6"},
		{"a count", 12_345, "", 0, 20_000, "12,345"},
		{"a negative score", -1.5, "score", 2, 3.8, "−1.50"},
		{"a unit", 36.84, "Mbps", 2, 120, "36.8 Mbps"},
		{"a distance", 1234, "m", 0, 2000, "1.2\u00a0km"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			info := release.ColumnInfo{Indicator: geo.Indicator{Unit: test.unit, Decimals: test.decimals}, Max: test.max}
			if got := amount(test.value, info); got != test.want {
				t.Errorf("amount = %q, want %q", got, test.want)
			}
		})
	}
}

func TestAbsences(t *testing.T) {
	got := absences(release.Counts{Present: 3, Missing: 1200, Rejected: 1})
	if want := "1,200 not published, 1 not usable as published"; got != want {
		t.Errorf("absences = %q, want %q", got, want)
	}
	seen := map[string]geo.Flag{}
	for flag := geo.Missing; flag <= geo.Rejected; flag++ {
		if other, taken := seen[absence(flag)]; taken {
			t.Errorf("%v and %v are both %q", flag, other, absence(flag))
		}
		seen[absence(flag)] = flag
	}
}

func TestCompact(t *testing.T) {
	for v, want := range map[float64]string{1.3: "1.3", 1.25: "1.25", 3: "3", 0: "0", 0.07 * 100: "7", 0.025 * 100: "2.5"} {
		if got := compact(v); got != want {
			t.Errorf("compact(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestPeopleThatAreNotKnown(t *testing.T) {
	known := int64(1500)
	people := peopleOf(release.Areas{People: []*int64{&known, nil}})
	if got := peopleCell(people[0]).Text + ", " + peopleCell(people[1]).Text; got != "1,500, Not known" {
		t.Error(got)
	}
	if people := peopleOf(release.Areas{}); people != nil {
		t.Errorf("people known nowhere: %v", people)
	}
}

package table

import (
	"fmt"
	"strings"
	"testing"
)

// Codes of another review, or of larger areas, are told as such, with the lookup between the two.
func TestCodesOfAnotherReview(t *testing.T) {
	table := func(codes ...string) string { return "code,A\n" + strings.Join(codes, ",1\n") + ",1\n" }
	tests := []struct {
		name  string
		areas []string
		table string
		want  string // part of an issue or of the error
	}{
		{"LSOAs of 2021 on those of 2011", []string{"E01000001", "E01000002"}, table("E01000001", "E01033769"),
			`the table looks like LSOAs of 2021, the boundaries like those of 2011`},
		{"Welsh LSOAs of 2011", []string{"W01000001", "W01001960"}, table("W01000001", "W01000002"), `the table looks like LSOAs of 2011, the boundaries like those of 2021`},
		{"wards of 2022 on later ones", []string{"E05000001", "E05015239"}, table("E05000001", "E05000819"),
			`the table looks like wards of 2022 or before, the boundaries like those of a later year: use a table for those, or describe the ONS lookups "LSOA (2021) to Ward" of both years, each in a [[conversion]], and name the first in the table with codes = "…"`},
		{"wards of 2023 on earlier ones", []string{"E05000001", "E05000819"}, table("E05000001", "E05015239"), `the table looks like wards of 2023 or later, the boundaries like those of an earlier year`},
		{"wards on LSOAs", []string{"E01033769"}, table("E05000819", "E05000820"),
			`use a table of LSOAs; or, to give each the figures of the larger area that it is in, describe the ONS lookup "LSOA (2021) to Ward (2022)", or of the year before that they are from, in a [[conversion]]`},
		{"wards of 2023 on LSOAs", []string{"E01033769"}, table("E05015239"), `describe the ONS lookup "LSOA (2021) to Ward (2024)", or of the year from 2023`},
		{"local authorities on LSOAs", []string{"E01000001"}, table("E08000025"), `describe the ONS lookup "LSOA to Local Authority District" of the same year in a [[conversion]]`},
		{"authorities that are no more", []string{"E06000063", "E08000025"}, table("E08000025", "E07000026"),
			`E07000026 became E06000063, or a part of it, in 2023: use figures of the authorities that the boundaries have, or describe a lookup from the older ones in a [[conversion]]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, issues, err := ReadIndicators("t.csv", strings.NewReader(test.table), wide("A"), test.areas)
			if said := fmt.Sprint(issues, err); !strings.Contains(said, test.want) {
				t.Errorf("said %s", said)
			}
		})
	}
}

// An authority that ended elsewhere is nobody's concern here.
func TestAbolishedElsewhere(t *testing.T) {
	_, _, issues, err := ReadIndicators("t.csv", strings.NewReader("code,A\nE08000025,1\nE07000026,1\n"), wide("A"), []string{"E08000025"})
	if said := fmt.Sprint(issues, err); strings.Contains(said, "became") {
		t.Errorf("said %s", said)
	}
}

package table

import (
	"fmt"
	"slices"
	"strings"
)

// signs are what codes tell of the review they are from. Codes are given out in order, so that one above the last of a review is of a
// later one; one up to it may be of any.
type signs struct {
	lsoas, lsoasOf21 bool     // some are of LSOAs; some of those are new in 2021
	wards, wardsOf23 bool     // some are of wards; some of those are new in 2023 or later
	abolished        []string // those of local authorities that are no more
}

// The last codes given out for LSOAs of 2011, in England and in Wales, and for English wards up to 2022.
const (
	lastLSOA11      = "E01033768"
	lastWelshLSOA11 = "W01001958"
	lastWard22      = "E05014393"
)

// add takes a code into account.
func (s *signs) add(code string) {
	if len(code) != 9 {
		return
	}
	switch code[:3] { // kindOf would take its time, row by row
	case "E01", "W01":
		s.lsoas = true
		s.lsoasOf21 = s.lsoasOf21 || code > lastWelshLSOA11 || code[0] == 'E' && code > lastLSOA11
	case "E05", "W05":
		s.wards = true
		s.wardsOf23 = s.wardsOf23 || code[0] == 'E' && code > lastWard22
	case "E06", "E07", "E08":
		if _, ended := successors[code]; ended && !slices.Contains(s.abolished, code) {
			s.abolished = append(s.abolished, strings.Clone(code))
		}
	}
}

func signsOf(codes []string) signs {
	var s signs
	for _, code := range codes {
		s.add(code)
	}
	return s
}

// convert is what to do about codes of another review: which lookup, and where to name it.
func convert(these, those, lookup string) string {
	return fmt.Sprintf("the table looks like %s, the boundaries like %s: use a table for those, or describe the ONS %s in "+
		"the table with codes = \"…\"", these, those, lookup)
}

// otherVintage says what to do where a table lacks some areas because it is of another review; "" when it is not known to be.
func otherVintage(table, boundaries, absent signs) string {
	const (
		exactFit = `lookup "LSOA (2011) to LSOA (2021) Exact Fit" in a [[conversion]] and name that`
		bestFits = `lookups "LSOA (2021) to Ward" of both years, each in a [[conversion]], and name the first`
	)
	switch {
	case absent.lsoasOf21 && table.lsoas && !table.lsoasOf21:
		return convert("LSOAs of 2011", "those of 2021", exactFit)
	case table.lsoasOf21 && boundaries.lsoas && !boundaries.lsoasOf21:
		return convert("LSOAs of 2021", "those of 2011", exactFit)
	case absent.wardsOf23 && table.wards && !table.wardsOf23:
		return convert("wards of 2022 or before", "those of a later year", bestFits)
	case table.wardsOf23 && boundaries.wards && !boundaries.wardsOf23:
		return convert("wards of 2023 or later", "those of an earlier year", bestFits)
	}
	return ""
}

// otherLevel says what to do where none of a table's codes is known because it is about larger areas than the small ones.
func otherLevel(table []string, boundaries []string) string {
	if len(table) == 0 || len(boundaries) == 0 || kindOf(boundaries[0]) != "LSOAs" {
		return ""
	}
	year := "LSOA (2021)"
	if !signsOf(boundaries).lsoasOf21 {
		year = "LSOA"
	}
	var lookup string
	switch kind := kindOf(table[0]); kind {
	case "wards":
		lookup = year + " to Ward (2022)\", or of the year before that they are from,"
		if signsOf(table).wardsOf23 {
			lookup = year + " to Ward (2024)\", or of the year from 2023 that they are from,"
		}
	case "MSOAs":
		lookup = year + " to MSOA\""
	case "local authorities":
		lookup = year + " to Local Authority District\" of the same year"
	default:
		return ""
	}
	return fmt.Sprintf("use a table of LSOAs; or, to give each the figures of the larger area that it is in, describe the ONS lookup \"%s in a [[conversion]] "+
		"and name that in the table with codes = \"…\"", lookup)
}

// successor is what a local authority became, or became a part of.
type successor struct {
	code string
	year int
}

// successors are those of the local authorities of England that the reorganisations since 2013 ended, by code (ONS Code History Database).
var successors = map[string]successor{
	"E06000048": {"E06000057", 2013}, "E07000097": {"E07000242", 2013}, "E07000100": {"E07000240", 2013}, "E07000101": {"E07000243", 2013},
	"E07000104": {"E07000241", 2013}, "E08000020": {"E08000037", 2013},
	"E06000028": {"E06000058", 2019}, "E06000029": {"E06000058", 2019}, "E07000048": {"E06000058", 2019}, "E07000049": {"E06000059", 2019},
	"E07000050": {"E06000059", 2019}, "E07000051": {"E06000059", 2019}, "E07000052": {"E06000059", 2019}, "E07000053": {"E06000059", 2019},
	"E07000190": {"E07000246", 2019}, "E07000191": {"E07000246", 2019}, "E07000201": {"E07000245", 2019}, "E07000204": {"E07000245", 2019},
	"E07000205": {"E07000244", 2019}, "E07000206": {"E07000244", 2019},
	"E07000004": {"E06000060", 2020}, "E07000005": {"E06000060", 2020}, "E07000006": {"E06000060", 2020}, "E07000007": {"E06000060", 2020},
	"E07000150": {"E06000061", 2021}, "E07000152": {"E06000061", 2021}, "E07000153": {"E06000061", 2021}, "E07000156": {"E06000061", 2021},
	"E07000151": {"E06000062", 2021}, "E07000154": {"E06000062", 2021}, "E07000155": {"E06000062", 2021},
	"E07000026": {"E06000063", 2023}, "E07000028": {"E06000063", 2023}, "E07000029": {"E06000063", 2023}, "E07000027": {"E06000064", 2023},
	"E07000030": {"E06000064", 2023}, "E07000031": {"E06000064", 2023}, "E07000163": {"E06000065", 2023}, "E07000164": {"E06000065", 2023},
	"E07000165": {"E06000065", 2023}, "E07000166": {"E06000065", 2023}, "E07000167": {"E06000065", 2023}, "E07000168": {"E06000065", 2023},
	"E07000169": {"E06000065", 2023}, "E07000187": {"E06000066", 2023}, "E07000188": {"E06000066", 2023}, "E07000189": {"E06000066", 2023},
	"E07000246": {"E06000066", 2023},
	"E08000016": {"E08000038", 2025}, "E08000019": {"E08000039", 2025},
}

// afterReform says what to do about local authorities that are no more, where the boundaries have what they became; "" where they have not.
func (s signs) afterReform(areas map[string]int) string {
	for _, code := range s.abolished {
		next := successors[code]
		if _, here := areas[next.code]; here {
			return fmt.Sprintf("%s became %s, or a part of it, in %d: use figures of the authorities that the boundaries have, or describe a lookup from the "+
				"older ones in a [[conversion]] and name that in the table with codes = \"…\"", code, next.code, next.year)
		}
	}
	return ""
}

package table

import (
	"bufio"
	"io"
	"regexp"
	"slices"
	"strings"

	"hotspotmap/geo"
)

// Look is a look at what is in a file: its columns and first rows. Cells are without the space around them, and codes without the names
// that Nomis writes after them.
type Look struct {
	Columns []string
	Cells   [][]string
	Kind    Kind
}

// namedCode is a code with its name, as Nomis writes it.
var namedCode = regexp.MustCompile(`^[A-Z][0-9]{8} : `)

// Kind is what a file's rows are, as far as its format tells.
type Kind int

const (
	Rows      Kind = iota // of a table
	Places                // of a GeoJSON
	Elements              // of OpenStreetMap, whose columns are its tags
	Directory             // of an Open Referral directory
)

// elementTags are the tags of OpenStreetMap's PBF, which has thousands, that a look shows.
var elementTags = []string{"name", "amenity", "internet_access", "internet_access:fee", "opening_hours", "addr:postcode", "operator"}

// Sample reads the header of a table or list of sites and its first rows, as many as have mostCells cells together. Rows that cannot be
// used are left out. The header of a CSV need not be in its first line.
func Sample(file string, r io.Reader, mostCells int) (Look, error) {
	content := bufio.NewReaderSize(r, 1<<16)
	var rows rows
	var err error
	if head, _ := content.Peek(pbfHead); isPBF(head) {
		spec := SitesSpec{Where: Where{idTag: nil}} // none is meant, so no place is looked for
		for _, tag := range elementTags {
			spec.Facts = append(spec.Facts, FactColumn{Column: tag})
		}
		rows, err = openPBF(file, content, spec)
	} else {
		rows, err = openRows(file, content, Layout{}, nil)
	}
	if err != nil {
		return Look{}, err
	}
	look := Look{Columns: rows.header()}
	if places, ok := rows.(*features); ok {
		look.Kind = places.kind()
	}
	for n := 0; n < mostCells; n += len(look.Columns) {
		row, err := rows.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return Look{}, err
		}
		if row.fault != "" && look.Kind == Rows {
			continue
		}
		copied := make([]string, len(look.Columns))
		for i := range look.Columns {
			copied[i] = strings.Clone(row.cell(i)) // a cell is valid until the next row only
			if namedCode.MatchString(copied[i]) {
				copied[i] = codeIn(copied[i])
			}
		}
		look.Cells = append(look.Cells, copied)
	}
	if len(look.Columns) == 0 {
		return Look{}, geo.Issue{Severity: geo.SeverityError, File: file, Problem: "has no columns", Remedy: "check that it is the right file"}
	}
	return look, nil
}

// kind is what the features come from.
func (f *features) kind() Kind {
	switch {
	case len(f.all) == 0 || f.all[0].tags == nil:
		return Places
	case slices.Contains(f.names, "taxonomy_code"): // which every row of a directory has, empty or not
		return Directory
	}
	return Elements
}

package project

import (
	"fmt"

	"github.com/pelletier/go-toml/v2"
)

// Layout says where in a file its table is. It is part of every table that names a file of rows. Without it the header is the first
// row that holds all the columns named, on the only sheet that has one.
type Layout struct {
	Sheet     string `toml:"sheet"`      // of an Excel workbook
	HeaderRow int    `toml:"header_row"` // line of the column names, 1-based
}

// ColumnNames names columns that are added up. It is written as one name or as a list.
type ColumnNames []string

// UnmarshalTOML reads one name or a list of them. Anything else becomes a column without a name, which the check refuses with its line.
func (c *ColumnNames) UnmarshalTOML(raw []byte) error {
	var one struct{ V string }
	if err := toml.Unmarshal(append([]byte("V = "), raw...), &one); err == nil {
		*c = ColumnNames{one.V}
		return nil
	}
	var many struct{ V []string }
	if err := toml.Unmarshal(append([]byte("V = "), raw...), &many); err != nil {
		many.V = []string{""}
	}
	*c = many.V
	return nil
}

// From is the column an indicator's values come from, for messages: the first of several.
func (i Indicator) From() string {
	if len(i.Numerator) > 0 {
		return i.Numerator[0]
	}
	return i.Column
}

func (l Layout) check(f *faults, key string) {
	if l.HeaderRow < 0 {
		f.at(key+".header_row", fmt.Sprintf("header_row = %d", l.HeaderRow), "write the line of the column names; the first is 1")
	}
}

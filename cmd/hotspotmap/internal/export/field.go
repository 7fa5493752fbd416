package export

import (
	"strconv"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// kind is the type of a field.
type kind uint8

const (
	text kind = iota
	whole
	decimal
	truth
)

func (k kind) String() string {
	return [...]string{"text", "whole number", "decimal number", "true or false"}[k]
}

// field is one thing known of every row of a layer.
type field struct {
	name     string
	title    string
	unit     string
	about    string // how it was made, in words
	period   string
	source   string // id of it
	kind     kind
	decimals int
	unique   bool
	value    func(row int) any      // string, int64, float64 or bool by kind; nil where there is none
	flag     func(row int) geo.Flag // why there is none, for values of a column; nil for other fields
}

// valueField is a column of the release.
func valueField(info release.ColumnInfo, column geo.Column) field {
	f := field{
		name: info.ID, title: info.Title, unit: info.Unit, about: info.Note, period: info.Period, source: info.Source,
		kind: decimal, decimals: info.Decimals,
		flag: func(row int) geo.Flag { return column.Flags[row] },
		value: func(row int) any {
			if column.Flags[row] != geo.Present {
				return nil
			}
			return column.Values[row]
		},
	}
	if f.decimals == 0 {
		f.kind = whole
		f.value = func(row int) any {
			if column.Flags[row] != geo.Present {
				return nil
			}
			return int64(column.Values[row])
		}
	}
	return f
}

// noteField says in words why the column of a name has no value.
func noteField(name string, column geo.Column) field {
	return field{name: name + "_note", title: "Why there is no value in " + name, value: func(row int) any {
		if column.Flags[row] == geo.Present {
			return nil
		}
		return column.Flags[row].String()
	}}
}

// describe is the title with the unit, as a person reads it.
func (f field) describe() string {
	if f.unit == "" {
		return f.title
	}
	return f.title + " (" + f.unit + ")"
}

// format writes a value as a table shows it: with all its decimals.
func (f field) format(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', f.decimals, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// fields are those of one layer, each with a name of its own. What projects call things is small letters, digits and underscores.
type fields struct {
	list  []field
	taken map[string]bool
}

// newFields begins with the names taken that a layer's geometry and key have.
func newFields(key string) *fields {
	return &fields{taken: map[string]bool{"geom": true, "lon": true, "lat": true, key: true}}
}

// add adds a field and returns its name, which has underscores after it as long as another field is called the same.
func (l *fields) add(f field) string {
	for l.taken[f.name] {
		f.name += "_"
	}
	l.taken[f.name] = true
	l.list = append(l.list, f)
	return f.name
}

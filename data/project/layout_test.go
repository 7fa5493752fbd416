package project

import (
	"slices"
	"testing"
)

func TestNumerator(t *testing.T) {
	for written, want := range map[string]ColumnNames{`"n"`: {"n"}, `["a", 'b']`: {"a", "b"}, "[\n  \"65\", # years\n  \"90+\",\n]": {"65", "90+"}} {
		p, err := parse("p.toml", []byte(edit(minimal, `column = "Income"`, `numerator = `+written)))
		if err != nil {
			t.Errorf("%s: %v", written, err)
			continue
		}
		if got := p.Tables[0].Indicators[0].Numerator; !slices.Equal(got, want) {
			t.Errorf("%s is %q", written, got)
		}
	}
}

func TestLayout(t *testing.T) {
	const layout = "sheet = \"Data\"\nheader_row = 8\n"
	text := edit(withSites, "[[table]]\n", "[[table]]\n"+layout)
	text = edit(text, "[postcodes]\n", "[postcodes]\n"+layout)
	text = edit(text, "[[sites]]\n", "[[sites]]\n"+layout)
	text += "[people.table]\nfile = \"p.csv\"\ncode = \"c\"\ncolumn = \"n\"\n" + layout
	text += "[[geography]]\n" + edit(parentBody, `code = "W"`, `code = "W", sheet = "Data", header_row = 8`)
	p, err := parse("p.toml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	want := Layout{Sheet: "Data", HeaderRow: 8}
	for name, got := range map[string]Layout{
		"table": p.Tables[0].Layout, "postcodes": p.Postcodes.Layout, "sites": p.Sites[0].Layout, "people": p.People.Table.Layout, "lookup": p.Parents()[0].Lookup.Layout,
	} {
		if got != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestLayoutRefuses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a negative row", edit(minimal, `code = "CODE"`, `code = "CODE"`) + "[people.table]\nfile = \"p.csv\"\ncode = \"c\"\ncolumn = \"n\"\nheader_row = -1\n",
			`p.toml:44: header_row = -1 — write the line of the column names; the first is 1`},
		{"a numerator that is no name", edit(minimal, `column = "Income"`, `numerator = 7`), `p.toml:21: the numerator is not a column's name or a list of them — write "…", or ["…", "…"]`},
		{"a numerator with a gap", edit(minimal, `column = "Income"`, `numerator = ["a", ""]`), `p.toml:21: the numerator is not a column's name or a list of them — write "…", or ["…", "…"]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := parse("p.toml", []byte(test.text))
			if err == nil || err.Error() != test.want {
				t.Errorf("\n got %v\nwant %s", err, test.want)
			}
		})
	}
}

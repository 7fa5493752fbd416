package sniff

import (
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hotspotmap/geo"
)

// baseName is a file's name without folder and endings: "imd2025" of "national/imd2025.csv.gz".
func baseName(file string) string {
	name, _, _ := strings.Cut(path.Base(file), ".")
	return name
}

// titleOf makes a column's name something to read: "Income deprivation" of "income_deprivation".
func titleOf(name string) string {
	title := strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '_' || unicode.IsSpace(r) }), " ")
	if title == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}

const longestID = 60

// slug makes an identifier: small letters, digits and _, beginning with a letter.
func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
	}
	id := strings.Trim(b.String(), "_")
	if len(id) > longestID {
		id = strings.Trim(id[:1+max(strings.LastIndexByte(id[:longestID], '_'), longestID/2)], "_") // at the end of a word if there is one
	}
	if id == "" || id[0] < 'a' || geo.IsDerived(id) {
		id = "value_" + id
	}
	return strings.TrimSuffix(id, "_")
}

// distinctID gives an identifier a number when it is taken, and takes it.
func distinctID(id string, taken map[string]bool) string {
	free := id
	for n := 2; taken[free]; n++ {
		free = id + "_" + strconv.Itoa(n)
	}
	taken[free] = true
	return free
}

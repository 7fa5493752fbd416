package ogr

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// encodingOf guesses the encoding of a shapefile's text where no .cpg and no language mark says it: Windows-1252 unless all of it is
// UTF-8. It is "" where nothing is to be guessed.
func encodingOf(path string) string {
	parts := Companions(path)
	find := func(extension string) int {
		return slices.IndexFunc(parts, func(p string) bool { return strings.EqualFold(filepath.Ext(p), extension) })
	}
	dbf := find(".dbf")
	if !strings.EqualFold(filepath.Ext(path), ".shp") || find(".cpg") >= 0 || dbf < 0 {
		return ""
	}
	table, err := os.ReadFile(parts[dbf])
	const header, language = 8, 29 // offsets in a dBASE table: length of the header, language mark
	if err != nil || len(table) <= language || table[language] != 0 {
		return ""
	}
	records := table[min(len(table), int(binary.LittleEndian.Uint16(table[header:]))):]
	if utf8.Valid(records) {
		return "UTF-8"
	}
	return "CP1252"
}

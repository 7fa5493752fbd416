package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hotspotmap/cmd/hotspotmap/internal/ogr"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// What a dBASE table, which a shapefile keeps its fields in, can hold.
const (
	maxShapeName  = 10
	maxShapeBytes = 254 // of a text
)

// earliest is the first day that a ZIP file can say of its parts: of all the same, so that they do not depend on the clock. The
// dBASE table has the day it was written in it, too.
var earliest = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// writeShapefile has ogr2ogr write a layer, and puts its parts into one ZIP with a table of what the fields are called in full.
func writeShapefile(ctx context.Context, j *job, path string) error {
	l, err := j.readLayer(ctx)
	if err != nil {
		return err
	}
	short := shapeNames(l.fields)
	return withPackage(ctx, l, path, func(folder, from string) error {
		to := filepath.Join(folder, l.id+".shp")
		j.step("having ogr2ogr write " + l.id)
		err := ogr.Write(ctx, "ESRI Shapefile", from, to, "-nln", l.id, "-dialect", "OGRSQL", "-sql", shapeQuery(l, short),
			"-lco", "ENCODING=UTF-8", "-lco", "DBF_DATE_LAST_UPDATE="+earliest.Format(time.DateOnly))
		if err != nil {
			return err
		}
		fields, err := shapeFields(l, short)
		if err != nil {
			return err
		}
		for name, content := range map[string][]byte{l.id + "_fields.csv": fields, "README.txt": shapeReadme(j.release)} {
			if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
				return err
			}
		}
		j.notes = append(j.notes, cutTexts(l)...)
		return zipParts(path, folder, l.id)
	})
}

// shapeNames gives every field a name of at most ten letters. One that is longer has each of its words but the last cut to three
// letters, and then the whole to ten: component_access is com_access, distance_library is dis_librar. Where that is the name of
// another field, it is the first six letters and four digits from the SHA-256 of the whole. So a field keeps its short name as
// others come and go, unless one of those would be called the same.
func shapeNames(fields []field) []string {
	wanted, times := make([]string, len(fields)), map[string]int{}
	for i, f := range fields {
		wanted[i] = abbreviate(f.name)
		times[wanted[i]]++
	}
	taken := map[string]bool{}
	for i, f := range fields {
		for salt := f.name; f.name != wanted[i] && times[wanted[i]] > 1 || taken[wanted[i]]; salt += "." {
			sum := sha256.Sum256([]byte(salt))
			wanted[i] = f.name[:min(6, len(f.name))] + hex.EncodeToString(sum[:2])
		}
		taken[wanted[i]] = true
	}
	return wanted
}

func abbreviate(name string) string {
	if len(name) <= maxShapeName {
		return name
	}
	words := strings.Split(name, "_")
	for i, word := range words[:len(words)-1] {
		words[i] = word[:min(3, len(word))]
	}
	name = strings.Join(words, "_")
	return strings.TrimRight(name[:min(maxShapeName, len(name))], "_")
}

// shapeQuery renames the fields, and gives numbers as many decimals as they have.
func shapeQuery(l layer, short []string) string {
	columns := make([]string, len(l.fields))
	for i, f := range l.fields {
		column := `"` + f.name + `"`
		if f.kind == decimal {
			column = fmt.Sprintf("CAST(%s AS NUMERIC(%d,%d))", column, 14+f.decimals, f.decimals)
		}
		columns[i] = fmt.Sprintf(`%s AS "%s"`, column, short[i])
	}
	return fmt.Sprintf(`SELECT %s FROM "%s"`, strings.Join(columns, ", "), l.id)
}

// shapeFields is the table of what the fields are called in full.
func shapeFields(l layer, short []string) ([]byte, error) {
	header, rows := describeFields([]layer{l})
	s := newSheet(append([]string{"field"}, header[1:]...)...)
	for i, row := range rows {
		s.add(append([]string{short[i]}, harmlessRow(row[1:])...)...)
	}
	return s.bytes()
}

// shapeReadme says which release it is, whom to credit, and how the fields are named.
func shapeReadme(r *release.Release) []byte {
	var b bytes.Buffer
	for _, fact := range aboutRelease(r) {
		fmt.Fprintf(&b, "%s: %s\r\n", fact.Key, fact.Value)
	}
	b.WriteString("\r\nThe fields have short names here; the table that ends in _fields.csv says what each is called in full, and what it is.\r\n")
	return b.Bytes()
}

// cutTexts says which texts are longer than a shapefile can hold.
func cutTexts(l layer) []string {
	var notes []string
	for _, f := range l.fields {
		cut := 0
		for row := range l.rows {
			if text, ok := f.value(row).(string); ok && len(text) > maxShapeBytes {
				cut++
			}
		}
		if cut > 0 {
			notes = append(notes, fmt.Sprintf("%s cut to %d bytes, as a shapefile has no room for more: the other formats have all of it",
				geo.Counted(cut, "text of "+f.name+" is", "texts of "+f.name+" are"), maxShapeBytes))
		}
	}
	return notes
}

// zipParts puts the parts of a shapefile into a ZIP.
func zipParts(path, folder, name string) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	archive := zip.NewWriter(file)
	for _, part := range []string{name + ".shp", name + ".shx", name + ".dbf", name + ".prj", name + ".cpg", name + "_fields.csv", "README.txt"} {
		if err := zipFile(archive, filepath.Join(folder, part)); err != nil {
			return errors.Join(err, file.Close())
		}
	}
	return errors.Join(archive.Close(), file.Close())
}

func zipFile(archive *zip.Writer, path string) error {
	from, err := os.Open(path)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := archive.CreateHeader(&zip.FileHeader{Name: filepath.Base(path), Method: zip.Deflate, Modified: earliest})
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

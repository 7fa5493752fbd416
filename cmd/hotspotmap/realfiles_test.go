package main

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"hotspotmap/cmd/hotspotmap/internal/ogr"
	"hotspotmap/data/table"
	"hotspotmap/geo"
	"hotspotmap/geo/boundary"
	"hotspotmap/geo/osgb"
)

// realFile is what must come of one file of the real data.
type realFile struct {
	read    recipe
	rows    geo.Rows
	refused string // in place of rows: part of the message that says why nothing of it can be used
	stated  string // with refused: where the data's README says so
	with    string // in place of a recipe: the file that it is read with
}

// recipe reads a file with the options a project would give.
type recipe func(t *testing.T, file string) (geo.Rows, error)

// TestEveryRealFile walks the real data: a file that is added there is listed here, with how it is read and what comes of each of
// its rows, or why it is refused.
func TestEveryRealFile(t *testing.T) {
	needRealData(t)
	if testing.Short() {
		t.Skip("takes long")
	}
	found := map[string]bool{}
	err := filepath.WalkDir(realData, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(realData, path)
		name = filepath.ToSlash(name)
		if name == "README.md" || err != nil {
			return err
		}
		found[name] = true
		if _, listed := realFiles[name]; !listed {
			t.Errorf("%s is not listed: say how it is read, or why it is refused", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(realFiles)) {
		t.Run(name, func(t *testing.T) {
			if !found[name] {
				t.Fatal("is listed but not there")
			}
			checkRealFile(t, name, realFiles[name])
		})
	}
}

func checkRealFile(t *testing.T, name string, want realFile) {
	if want.with != "" {
		if _, listed := realFiles[want.with]; !listed {
			t.Errorf("%s, which it is read with, is not listed", want.with)
		}
		return
	}
	rows, err := want.read(t, name)
	if want.refused != "" {
		if err == nil || !strings.Contains(err.Error(), want.refused) {
			t.Errorf("rows %+v, error %v, want %q", rows, err, want.refused)
		}
		readme, err := os.ReadFile(filepath.Join(realData, "README.md"))
		if err != nil || want.stated == "" || !strings.Contains(string(readme), want.stated) {
			t.Errorf("the README does not say why: %q, %v", want.stated, err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if rows != want.rows {
		t.Errorf("rows %+v, want %+v", rows, want.rows)
	}
	if rows.Read != rows.Used+rows.Unmatched+rows.Rejected {
		t.Errorf("rows %+v do not add up", rows)
	}
}

// openReal has read take a file as a build would: through ogr2ogr when it is in a format that this program leaves to it.
func openReal(t *testing.T, file string, read func(io.Reader) error) error {
	t.Helper()
	path := filepath.Join(realData, filepath.FromSlash(file))
	if format := ogr.Of(path); format.Title != "" {
		need(t, "ogr2ogr")
		return ogr.Convert(context.Background(), ogr.Source{Path: path, File: file}, format, read)
	}
	f, err := table.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return read(f)
}

// Recipes.

func areas(code, name string) recipe {
	return func(t *testing.T, file string) (rows geo.Rows, err error) {
		err = openReal(t, file, func(r io.Reader) (err error) {
			_, rows, _, err = boundary.Read(r, file, boundary.Options{Code: code, Name: name})
			return err
		})
		return rows, err
	}
}

// column reads one column of a table about areas.
func column(code, name string, where table.Where, codes func(*testing.T) []string) recipe {
	return indicator(code, table.IndicatorSpec{Column: name, Where: where}, codes)
}

// share reads a rate of the rows that where selects.
func share(code, numerator, denominator string, where table.Where, codes func(*testing.T) []string) recipe {
	return indicator(code, table.IndicatorSpec{Numerators: []string{numerator}, Denominator: denominator, Where: where}, codes)
}

func indicator(code string, spec table.IndicatorSpec, codes func(*testing.T) []string) recipe {
	return func(t *testing.T, file string) (rows geo.Rows, err error) {
		spec.Indicator = geo.Indicator{ID: "value", Title: "Value", Higher: geo.HigherIsWorse}
		tableSpec := table.Spec{Code: code, Geography: "areas", Indicators: []table.IndicatorSpec{spec}}
		err = openReal(t, file, func(r io.Reader) (err error) {
			_, rows, _, err = table.ReadIndicators(file, r, tableSpec, codes(t))
			return err
		})
		return rows, err
	}
}

func lookup(from, code, name string, codes func(*testing.T) []string) recipe {
	return func(t *testing.T, file string) (rows geo.Rows, err error) {
		spec := table.LookupSpec{From: from, Code: code, Name: name, Geography: "areas"}
		err = openReal(t, file, func(r io.Reader) (err error) {
			_, rows, _, err = table.ReadLookup(file, r, spec, codes(t))
			return err
		})
		return rows, err
	}
}

// links reads which areas of an older vintage share ground with which of today's.
func links(from, code string, codes func(*testing.T) []string) recipe {
	return func(t *testing.T, file string) (rows geo.Rows, err error) {
		spec := table.LinksSpec{From: from, Code: code, Geography: "areas"}
		err = openReal(t, file, func(r io.Reader) (err error) {
			_, rows, _, err = table.ReadLinks(file, r, spec, codes(t))
			return err
		})
		return rows, err
	}
}

func postcodes(postcode, lon, lat string) recipe {
	return func(t *testing.T, file string) (rows geo.Rows, err error) {
		spec := table.PostcodesSpec{Postcode: postcode, Lon: lon, Lat: lat}
		err = openReal(t, file, func(r io.Reader) (err error) {
			_, rows, _, err = table.ReadPostcodes(file, r, spec)
			return err
		})
		return rows, err
	}
}

// sites reads points of provision. Those placed by postcode are placed with the two postcode files there are, of the West Midlands
// and of Trafford.
func sites(spec table.SitesSpec) recipe {
	return func(t *testing.T, file string) (rows geo.Rows, err error) {
		spec.ID, spec.Kind, spec.Source, spec.Access, spec.Grid = "s", "library", "sites:s", geo.Public, osgb.ToLonLat
		spec.Shape = boundary.ParseWKT
		if spec.Postcode != "" && spec.Lon == "" {
			spec.Postcodes = knownPostcodes(t)
		}
		err = openReal(t, file, func(r io.Reader) (err error) {
			_, rows, _, err = table.ReadSites(file, r, spec)
			return err
		})
		return rows, err
	}
}

func knownPostcodes(t *testing.T) table.Postcodes {
	t.Helper()
	var all table.Postcodes
	for file, spec := range map[string]table.PostcodesSpec{
		"birmingham/wm_postcodes.csv.gz":            {Postcode: "Postcode", Lon: "LONG", Lat: "LAT"},
		"greater_manchester/trafford_postcodes.csv": {Postcode: "postcode", Lon: "lon", Lat: "lat"},
	} {
		err := openReal(t, file, func(r io.Reader) error {
			some, _, _, err := table.ReadPostcodes(file, r, spec)
			all = append(all, some...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.SortFunc(all, func(a, b table.Postcode) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// codesFrom are the codes of a vintage, from a boundary file that has them all, in aid order.
func codesFrom(file, code string) func(*testing.T) []string {
	var once sync.Once
	var codes []string
	return func(t *testing.T) []string {
		once.Do(func() {
			err := openReal(t, file, func(r io.Reader) error {
				areas, _, _, err := boundary.Read(r, file, boundary.Options{Code: code})
				for _, a := range areas {
					codes = append(codes, a.Code)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
		return codes
	}
}

// sortedCells are the distinct cells of a column: the codes of a table about a geography whose boundaries are not among the data.
func sortedCells(file, column string) func(*testing.T) []string {
	return func(t *testing.T) []string {
		t.Helper()
		content, err := os.ReadFile(filepath.Join(realData, file))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.ReplaceAll(string(content), "\r\n", "\n"), "\n")
		at := slices.Index(strings.Split(lines[0], ","), column)
		var cells []string
		for _, line := range lines[1:] {
			if fields := strings.Split(line, ","); len(fields) > at && fields[at] != "" {
				cells = append(cells, fields[at])
			}
		}
		slices.SortFunc(cells, cmp.Compare[string])
		return slices.Compact(cells)
	}
}

package ogr

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Format is what a file is that ogr2ogr has to read.
type Format struct {
	Title  string // with its article: "a GeoPackage"; "" for what this program reads itself
	prefix string // of GDAL's virtual file systems, when it is packed
}

var (
	geoPackage = Format{Title: "a GeoPackage or SpatiaLite file"}
	shapefile  = Format{Title: "a shapefile"}
	flatGeobuf = Format{Title: "a FlatGeobuf"}
	kml        = Format{Title: "KML"}
	gml        = Format{Title: "GML", prefix: "/vsisubfile/0,"} // without it, a .gfs file would be written beside the source
	mapInfo    = Format{Title: "a MapInfo file"}
)

// In returns the format of a file whose coordinate reference system this program does not read, whichever it is.
func (f Format) In(crs string) Format {
	if f.Title == "" {
		f.Title = "a file"
	}
	f.Title += " in " + crs
	return f
}

// Of returns the format of a file. It is the zero Format when the file is of no format for ogr2ogr or cannot be read, of
// which the reader that gets it next tells.
func Of(path string) Format {
	file, err := os.Open(path)
	if err != nil {
		return Format{}
	}
	defer file.Close()
	content := bufio.NewReader(file)
	head, _ := content.Peek(beginning)
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return archived(path)
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		unpacked, err := gzip.NewReader(content)
		if err != nil {
			return Format{}
		}
		inside := make([]byte, beginning)
		n, _ := io.ReadFull(unpacked, inside)
		f := recognise(inside[:n])
		if f.Title != "" {
			f.prefix = "/vsigzip/"
		}
		return f
	}
	return recognise(head)
}

// beginning is how many bytes of a file are looked at; XML may begin with comments.
const beginning = 4096

func recognise(head []byte) Format {
	begins := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	xml := begins("<") || begins("\xef\xbb\xbf<")
	switch {
	case begins("SQLite format 3\x00"):
		return geoPackage
	case begins("\x00\x00\x27\x0a"):
		return shapefile
	case begins("fgb\x03fgb"):
		return flatGeobuf
	case begins("!table"), begins("Version ") && bytes.Contains(head, []byte("Columns")):
		return mapInfo
	case xml && bytes.Contains(head, []byte("<kml")):
		return kml
	case xml && bytes.Contains(head, []byte("opengis.net/gml")):
		return gml
	}
	return Format{}
}

// archived returns the format of an archive by the names of what is in it: a shapefile is several files, and travels so.
func archived(path string) Format {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return Format{}
	}
	defer archive.Close()
	for _, f := range archive.File {
		if title, known := extensions[strings.ToLower(filepath.Ext(f.Name))]; known {
			return Format{Title: title + " in a zip archive", prefix: "/vsizip/"}
		}
	}
	return Format{}
}

var extensions = map[string]string{
	".shp": shapefile.Title, ".gpkg": geoPackage.Title, ".fgb": flatGeobuf.Title, ".kml": kml.Title, ".gml": gml.Title,
	".tab": mapInfo.Title, ".mif": mapInfo.Title,
}

// Companions returns the files that belong to one of several, such as a shapefile's .dbf, in order.
func Companions(path string) []string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil // the file itself cannot be read either, which is told where it is opened
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	var found []string
	for _, e := range entries {
		extension := filepath.Ext(e.Name())
		if strings.TrimSuffix(e.Name(), extension) == stem && slices.Contains(companions, strings.ToLower(extension)) {
			found = append(found, filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
	return found
}

// companions are the extensions of a shapefile's and a MapInfo file's other parts.
var companions = []string{".dbf", ".shx", ".prj", ".cpg", ".dat", ".map", ".id", ".mid"}

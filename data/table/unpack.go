package table

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"

	"hotspotmap/geo"
)

var (
	gzipMagic = []byte{0x1f, 0x8b}
	zipMagic  = []byte("PK\x03\x04")
)

// What a packed file may become. A table of text packs to a tenth; a hundredth is what only a file made to do harm reaches.
const (
	mostUnpacked = 1 << 30
	mostRatio    = 100
	ratioCounts  = 10 << 20 // bytes unpacked before the ratio is looked at: a short table may be very regular
	mostMembers  = 1000
)

// unpack gives the content of a file: of a gzip what is packed in it, of a zip archive one member, of any other its bytes. An Excel
// workbook is a zip archive too, and left as it is.
func unpack(path, member string, disk *os.File) (io.Reader, error) {
	read := &counted{from: disk}
	packed := bufio.NewReaderSize(read, 1<<16)
	head, err := packed.Peek(len(zipMagic))
	if err != nil && err != io.EOF {
		return nil, notAFile(path, err)
	}
	switch {
	case bytes.HasPrefix(head, gzipMagic):
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: "is not a whole gzip file: " + err.Error(),
				Remedy: "fetch it again"}
		}
		return plain(path, &bounded{from: unpacked, packed: func() int64 { return read.bytes }})
	case bytes.Equal(head, zipMagic):
		archive, err := openArchive(path, disk)
		if err != nil {
			return nil, err
		}
		if isWorkbook(archive) && member == "" {
			return packed, nil
		}
		return openMember(path, member, archive)
	case member != "":
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: "is not a zip archive, so there is no " + member + " in it",
			Remedy: "write the file's name without # and what follows"}
	}
	return withoutBOM(packed), nil
}

// plain gives unpacked content, unless it is packed again.
func plain(path string, unpacked io.Reader) (io.Reader, error) {
	content := bufio.NewReaderSize(unpacked, 1<<16)
	head, _ := content.Peek(len(zipMagic))
	if bytes.HasPrefix(head, gzipMagic) || bytes.Equal(head, zipMagic) && !strings.HasSuffix(strings.ToLower(path), ".xlsx") {
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: "holds another packed file",
			Remedy: "unpack it and give the file inside"}
	}
	return withoutBOM(content), nil
}

func openArchive(path string, disk *os.File) (*zip.Reader, error) {
	refuse := func(problem, remedy string) (*zip.Reader, error) {
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: problem, Remedy: remedy}
	}
	info, err := disk.Stat()
	if err != nil {
		return nil, notAFile(path, err)
	}
	archive, err := zip.NewReader(disk, info.Size())
	if err != nil {
		return refuse("is not a whole zip archive or Excel workbook: "+err.Error(), "fetch it again")
	}
	if len(archive.File) > mostMembers {
		return refuse(fmt.Sprintf("is an archive of %d files, more than %d", len(archive.File), mostMembers), "unpack it and give the file inside")
	}
	return archive, nil
}

func isWorkbook(archive *zip.Reader) bool {
	return slices.ContainsFunc(archive.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" })
}

// openMember opens a file of an archive: the one named, or the only one that may be a table.
func openMember(path, member string, archive *zip.Reader) (io.Reader, error) {
	refuse := func(problem, remedy string) (io.Reader, error) {
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: problem, Remedy: remedy}
	}
	tables := tablesIn(archive)
	var names []string
	for _, f := range tables {
		names = append(names, f.Name)
	}
	if member != "" {
		i := slices.Index(names, member)
		if i < 0 {
			return refuse("there is no such file in the archive", geo.DidYouMean(member, names))
		}
		tables = tables[i : i+1]
	}
	switch {
	case len(tables) == 0:
		return refuse("is an archive without a table in it", "give an archive that holds a CSV, an Excel workbook or a GeoJSON")
	case len(tables) > 1:
		return refuse(fmt.Sprintf("is an archive of %d files", len(tables)),
			fmt.Sprintf("say which, as file = \"….zip#%s\": %s", names[0], geo.DidYouMean("", names)))
	}
	chosen := tables[0]
	switch {
	case chosen.Mode()&os.ModeType != 0:
		return refuse(chosen.Name+" in the archive is a link, not a file", "pack the file itself")
	case chosen.Flags&1 != 0:
		return refuse(chosen.Name+" in the archive is locked with a password", "unpack it and give the file inside")
	}
	content, err := chosen.Open()
	if err != nil {
		return refuse(chosen.Name+" in the archive cannot be unpacked: "+err.Error(), "unpack it yourself and give the file inside")
	}
	return plain(chosen.Name, &bounded{from: content, packed: func() int64 { return int64(chosen.CompressedSize64) }})
}

// tablesIn are the files of an archive that may be tables: all but folders, what computers add unseen, and papers about the data.
func tablesIn(archive *zip.Reader) []*zip.File {
	var tables []*zip.File
	for _, f := range archive.File {
		base := path.Base(f.Name)
		if strings.HasSuffix(f.Name, "/") || strings.HasPrefix(base, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		switch strings.ToLower(path.Ext(base)) {
		case ".pdf", ".doc", ".docx", ".htm", ".html", ".md", ".png", ".jpg":
			continue
		}
		tables = append(tables, f)
	}
	return tables
}

// counted counts what is read through it.
type counted struct {
	from  io.Reader
	bytes int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.bytes += int64(n)
	return n, err
}

// bounded ends with an error once more has been unpacked than an honest file holds.
type bounded struct {
	from     io.Reader
	packed   func() int64 // bytes that what has been unpacked came from
	unpacked int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	b.unpacked += int64(n)
	refuse := func(problem string) (int, error) {
		return 0, geo.Issue{Severity: geo.SeverityError, Problem: problem, Remedy: "check that it is the right file; unpack it and give the file inside"}
	}
	if b.unpacked > mostUnpacked {
		return refuse("unpacks to more than 1 GB")
	}
	if b.unpacked > ratioCounts && b.unpacked > mostRatio*b.packed() {
		return refuse(fmt.Sprintf("unpacks to more than %d times its size", mostRatio))
	}
	return n, err
}

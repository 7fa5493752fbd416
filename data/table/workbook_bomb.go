package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"

	"hotspotmap/geo"
)

// What an honest workbook keeps to. One of figures packs to a tenth. Excel lets a cell hold 32,767 characters.
const (
	mostWorkbookRatio = 30
	smallWorkbook     = 10 << 20 // unpacked bytes up to which the ratio does not matter
	mostCellText      = 1 << 20
)

// examine refuses a workbook that would take far more memory than its size: excelize holds its parts, and several copies of a text.
func examine(file string, content []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil // excelize says what is wrong
	}
	var unpacked uint64
	for _, part := range archive.File {
		unpacked += part.UncompressedSize64
	}
	switch {
	case unpacked > mostWorkbook:
		return tooLarge(file)
	case unpacked > smallWorkbook && unpacked > mostWorkbookRatio*uint64(len(content)):
		return geo.Issue{Severity: geo.SeverityError, File: file, Problem: fmt.Sprintf("unpacks to more than %d times its size", mostWorkbookRatio),
			Remedy: `check that it is the right file; open it in Excel and choose "Save as", then "CSV UTF-8"`}
	}
	for _, part := range archive.File {
		if part.UncompressedSize64 < mostCellText {
			continue
		}
		packed, err := part.Open()
		if err != nil {
			continue
		}
		long := longText(packed)
		packed.Close()
		if long {
			return geo.Issue{Severity: geo.SeverityError, File: file, Problem: fmt.Sprintf("has a cell of more than %d MB", mostCellText>>20),
				Remedy: `check that it is the right file; open it in Excel and choose "Save as", then "CSV UTF-8"`}
		}
	}
	return nil
}

// longText reports whether mostCellText bytes of XML follow each other without the beginning of a tag.
func longText(xml io.Reader) bool {
	piece := make([]byte, 1<<16)
	run := 0
	for {
		n, err := xml.Read(piece)
		if first := bytes.IndexByte(piece[:n], '<'); first < 0 {
			run += n
		} else {
			if run += first; run < mostCellText {
				run = n - bytes.LastIndexByte(piece[:n], '<')
			}
		}
		if run >= mostCellText {
			return true
		}
		if err != nil {
			return false
		}
	}
}

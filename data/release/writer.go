package release

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"hotspotmap/geo"
)

// temporaryPrefix marks folders that are not releases yet.
const temporaryPrefix = ".building-"

// Writer fills a release that is not visible yet. It is for one goroutine, but files it has given a path for may be
// written by others. Call [Writer.Finish] to make it a release, or [Writer.Abort] to leave no trace.
type Writer struct {
	releases string // folder of releases
	folder   string // where this one grows
}

// Create starts a release in a folder of releases, which is made when it is not there.
func Create(releases string) (*Writer, error) {
	if err := os.MkdirAll(releases, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder of releases: %w", err)
	}
	folder, err := os.MkdirTemp(releases, temporaryPrefix)
	if err != nil {
		return nil, fmt.Errorf("start a release: %w", err)
	}
	if err := os.Chmod(folder, 0o755); err != nil { // MkdirTemp's 0700 would lock out a server that runs as another user
		return nil, errors.Join(fmt.Errorf("start a release: %w", err), os.RemoveAll(folder))
	}
	return &Writer{releases: releases, folder: folder}, nil
}

// Path is where to write the file of a release-relative path, with its folder made: for files that others write.
func (w *Writer) Path(relative string) (string, error) {
	if err := checkPath(relative); err != nil {
		return "", err
	}
	full := filepath.Join(w.folder, filepath.FromSlash(relative))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return "", fmt.Errorf("write %s: %w", relative, err)
	}
	return full, nil
}

// File opens a new file of the release.
func (w *Writer) File(relative string) (io.WriteCloser, error) {
	full, err := w.Path(relative)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(full, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", relative, err)
	}
	return f, nil
}

// Bytes writes a file.
func (w *Writer) Bytes(relative string, content []byte) error {
	f, err := w.File(relative)
	if err != nil {
		return err
	}
	if _, err := f.Write(content); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", relative, err), f.Close())
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write %s: %w", relative, err)
	}
	return nil
}

// JSON writes a value as one line of JSON. The same value gives the same bytes: maps are written in key order.
func (w *Writer) JSON(relative string, value any) error {
	content, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write %s: %w", relative, err)
	}
	return w.Bytes(relative, append(content, '\n'))
}

// Areas writes the areas of a geography.
func (w *Writer) Areas(areas Areas) error { return w.JSON(AreasPath(areas.ID), areas) }

// Column writes a column of a geography whose areas have these codes, in aid order.
func (w *Writer) Column(geography string, codes []string, column geo.Column) error {
	content, err := EncodeColumn(geography, codes, column)
	if err != nil {
		return err
	}
	return w.Bytes(ColumnPath(geography, column.Indicator.ID), content)
}

// Sites writes sites.geojson; codes are those of the small areas, in aid order.
func (w *Writer) Sites(sites []geo.Site, codes []string) error {
	content, err := EncodeSites(sites, codes)
	if err != nil {
		return err
	}
	return w.Bytes(SitesFile, content)
}

// Abort removes what was written. After Finish it does nothing, so that it can be deferred.
func (w *Writer) Abort() error {
	if w.folder == "" {
		return nil
	}
	folder := w.folder
	w.folder = ""
	return os.RemoveAll(folder)
}

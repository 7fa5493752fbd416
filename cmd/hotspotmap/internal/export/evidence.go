package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// checksums lists the SHA-256 of every other file of a pack, as the command sha256sum reads it.
const checksums = "SHA256SUMS"

// packFile is one file of an evidence pack.
type packFile struct {
	name, about string
	content     []byte
}

// writeEvidence fills a folder with what a committee needs to see why an area was chosen, and to check it: a page, tables, and the
// release's own results with its manifest, whose SHA-256 is the release's id.
func writeEvidence(ctx context.Context, j *job, folder string) error {
	files, err := j.evidence(ctx)
	if err != nil {
		return err
	}
	files = append(files, packFile{name: "README.txt", content: readme(j.release, files)})
	sums := packFile{name: checksums}
	for _, f := range files {
		sum := sha256.Sum256(f.content)
		sums.content = fmt.Appendf(sums.content, "%s  %s\n", hex.EncodeToString(sum[:]), f.name)
	}
	for _, f := range append(files, sums) {
		if err := os.WriteFile(filepath.Join(folder, f.name), f.content, 0o644); err != nil {
			return err
		}
	}
	j.what = append(j.what, fmt.Sprintf("%d files", len(files)+1))
	return nil
}

// evidence makes every file of a pack but the two that list the others.
func (j *job) evidence(ctx context.Context) ([]packFile, error) {
	j.step("gathering the evidence")
	e := newEvidence(j.release)
	var page bytes.Buffer
	if err := evidencePage.Execute(&page, e); err != nil {
		return nil, err
	}
	small, err := j.layer(ctx, e.Manifest.SmallAreas)
	if err != nil {
		return nil, err
	}
	areas, err := small.csv()
	if err != nil {
		return nil, err
	}
	files := []packFile{
		{"evidence.html", "everything below on one page, to read and to print", page.Bytes()},
		{"areas.csv", "every " + e.Small.Singular + " with its index, hotspot class and every figure", areas},
	}
	header, rows := describeFields([]layer{small})
	columns := table{name: "columns.csv", about: "what the columns of areas.csv are", header: header}
	for _, row := range rows {
		columns.add(harmlessRow(row)...)
	}
	for _, t := range append(e.tables(), columns) {
		content, err := t.csv()
		if err != nil {
			return nil, err
		}
		files = append(files, packFile{t.name, t.about, content})
	}
	for _, name := range resultFiles(e.Manifest) {
		content, err := os.ReadFile(filepath.Join(j.folder, name))
		if err != nil {
			return nil, err
		}
		files = append(files, packFile{name, "the release's own results, for a program to read", content})
	}
	manifest, err := os.ReadFile(filepath.Join(j.folder, "manifest.json"))
	if err != nil {
		return nil, err
	}
	files = append(files, packFile{"manifest.json", "what the release is made of; its SHA-256 is the release's id", manifest})
	return files, nil
}

// resultFiles are the release's results: its JSON files beside those that only a search needs.
func resultFiles(m release.Manifest) []string {
	var names []string
	for _, f := range m.Files {
		if strings.HasSuffix(f.Path, ".json") && !strings.Contains(f.Path, "/") && f.Path != release.SearchFile {
			names = append(names, f.Path)
		}
	}
	return names
}

// isEvidence reports whether a folder holds an evidence pack and nothing else.
func isEvidence(folder string) bool {
	list, err := os.ReadFile(filepath.Join(folder, checksums))
	if err != nil {
		return false
	}
	listed := []string{checksums}
	for line := range strings.Lines(string(list)) {
		if _, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			listed = append(listed, name)
		}
	}
	errOther := errors.New("other")
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}
		if !entry.Type().IsRegular() || !slices.Contains(listed, entry.Name()) {
			return errOther
		}
		return nil
	}) == nil
}

// readme says in plain text what a pack is, where it comes from, and how to check it.
func readme(r *release.Release, files []packFile) []byte {
	e := newEvidence(r)
	var b bytes.Buffer
	fmt.Fprintf(&b, "EVIDENCE PACK: %s\n\n", e.Manifest.Title)
	if e.Manifest.Notice != "" {
		fmt.Fprintf(&b, "%s\n\n", e.Manifest.Notice)
	}
	fmt.Fprintf(&b, "%s\n\nStart with evidence.html.\n\nWhere it comes from\n\n", e.Manifest.Headline)
	for _, p := range e.Parameters {
		fmt.Fprintf(&b, "  %s: %s\n", p.Key, p.Value)
	}
	b.WriteString("\nFiles, and the SHA-256 of each\n\n")
	for _, f := range files {
		sum := sha256.Sum256(f.content)
		fmt.Fprintf(&b, "  %s (%s bytes): %s\n    %s\n", f.name, geo.Count(len(f.content)), f.about, hex.EncodeToString(sum[:]))
	}
	fmt.Fprintf(&b, "\nHow to check\n\n  sha256sum --check %s says whether any file has changed since the pack was written. The SHA-256 of\n"+
		"  manifest.json is the release's id, and manifest.json holds that of every other .json file here.\n\n"+
		"In the tables, [x] stands for a figure that is missing, [c] for one its publisher suppressed and [z] for not applicable; the column that\n"+
		"ends in _note says it in words. None of them is ever 0.\n", checksums)
	if e.Manifest.Attribution != "" {
		fmt.Fprintf(&b, "\n%s\n", e.Manifest.Attribution)
	}
	return b.Bytes()
}

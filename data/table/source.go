package table

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hotspotmap/geo"
)

// Digest is what a file is on disk.
type Digest struct {
	SHA256 string // hex
	Bytes  int64
}

// File is an open source. Reading gives its content, unpacked if it is packed and without a UTF-8 byte order mark.
type File struct {
	disk    *os.File
	content io.Reader
}

// Open opens a source. A path "a.zip#inner.csv" names a file inside an archive; "a.zip" is the one table in it.
func Open(path string) (*File, error) {
	archive, member := splitMember(path)
	disk, err := os.Open(archive)
	if err != nil {
		return nil, unopened(archive, err)
	}
	content, err := unpack(path, member, disk)
	if err != nil {
		disk.Close()
		return nil, err
	}
	return &File{disk: disk, content: content}, nil
}

func (f *File) Read(p []byte) (int, error) { return f.content.Read(p) }

// Close closes the file.
func (f *File) Close() error { return f.disk.Close() }

// DigestOf reads a source and says what it is on disk: of a file in an archive, what the archive is.
func DigestOf(path string) (Digest, error) {
	archive, _ := splitMember(path)
	disk, err := os.Open(archive)
	if err != nil {
		return Digest{}, unopened(archive, err)
	}
	defer disk.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, disk)
	if err != nil {
		return Digest{}, notAFile(archive, err)
	}
	return Digest{SHA256: hex.EncodeToString(sum.Sum(nil)), Bytes: n}, nil
}

// splitMember separates an archive's path from the name of a file in it, "" when the path names none.
func splitMember(path string) (archive, member string) {
	if i := strings.LastIndexByte(path, '#'); i >= 0 && strings.EqualFold(filepath.Ext(path[:i]), ".zip") {
		return path[:i], path[i+1:]
	}
	return path, ""
}

var utf8BOM = []byte("\xef\xbb\xbf")

func withoutBOM(content *bufio.Reader) io.Reader {
	if head, _ := content.Peek(len(utf8BOM)); bytes.Equal(head, utf8BOM) {
		content.Discard(len(utf8BOM))
	}
	return content
}

func notAFile(path string, err error) error {
	return geo.Issue{Severity: geo.SeverityError, File: path, Problem: "cannot be read: " + err.Error(),
		Remedy: "give a file, not a folder"}
}

// unopened says what to do about a file that is not where the project file says.
func unopened(path string, err error) error {
	issue := geo.Issue{Severity: geo.SeverityError, File: path, Problem: err.Error()}
	if errors.Is(err, fs.ErrNotExist) {
		issue.Problem = "there is no such file"
		issue.Remedy = "correct its name in the project file, or give the folder that holds the sources with --sources"
		if entries, err := os.ReadDir(filepath.Dir(path)); err == nil && len(entries) > 0 {
			var names []string
			for _, e := range entries {
				names = append(names, e.Name())
			}
			issue.Remedy = geo.DidYouMean(filepath.Base(path), names)
		}
	}
	return issue
}

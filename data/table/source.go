package table

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"hotspotmap/geo"
)

// Digest is what a file was, once it has been read.
type Digest struct {
	SHA256 string // hex, of the bytes on disk
	Bytes  int64  // on disk
}

// File is an open source. Reading gives its content, unpacked if it is gzip and without a byte order mark.
type File struct {
	disk    *os.File
	hashed  *hashing
	content io.Reader
}

var (
	gzipMagic = []byte{0x1f, 0x8b}
	utf8BOM   = []byte("\xef\xbb\xbf")
)

// Open opens a source.
func Open(path string) (*File, error) {
	disk, err := os.Open(path)
	if err != nil {
		return nil, unopened(path, err)
	}
	hashed := &hashing{from: disk, sum: sha256.New()}
	content, err := unpack(path, bufio.NewReaderSize(hashed, 1<<16))
	if err != nil {
		disk.Close()
		return nil, err
	}
	return &File{disk: disk, hashed: hashed, content: content}, nil
}

func (f *File) Read(p []byte) (int, error) { return f.content.Read(p) }

// Close closes the file.
func (f *File) Close() error { return f.disk.Close() }

// Digest reads what is left of the file and says what it was.
func (f *File) Digest() (Digest, error) {
	if _, err := io.Copy(io.Discard, f.hashed); err != nil {
		return Digest{}, err
	}
	return Digest{SHA256: hex.EncodeToString(f.hashed.sum.Sum(nil)), Bytes: f.hashed.bytes}, nil
}

// hashing sums and counts what is read through it.
type hashing struct {
	from  io.Reader
	sum   hash.Hash
	bytes int64
}

func (h *hashing) Read(p []byte) (int, error) {
	n, err := h.from.Read(p)
	h.sum.Write(p[:n])
	h.bytes += int64(n)
	return n, err
}

func unpack(path string, packed *bufio.Reader) (io.Reader, error) {
	head, err := packed.Peek(len(gzipMagic))
	if err != nil && err != io.EOF {
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: "cannot be read: " + err.Error(),
			Remedy: "give a file, not a folder"}
	}
	if !bytes.Equal(head, gzipMagic) {
		return withoutBOM(packed), nil
	}
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: "is not a whole gzip file: " + err.Error(),
			Remedy: "fetch it again"}
	}
	return withoutBOM(bufio.NewReaderSize(unpacked, 1<<16)), nil
}

func withoutBOM(content *bufio.Reader) io.Reader {
	if head, _ := content.Peek(len(utf8BOM)); bytes.Equal(head, utf8BOM) {
		content.Discard(len(utf8BOM))
	}
	return content
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

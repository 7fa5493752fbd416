package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/geo"
)

// member is a file of an archive made for a test.
type member struct {
	name, text string
	mode       fs.FileMode
}

func archived(t *testing.T, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		header := &zip.FileHeader{Name: m.name, Method: zip.Deflate}
		header.SetMode(m.mode | 0o600)
		f, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, m.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openContent writes a file and opens it; in is what follows "#" in its path.
func openContent(t *testing.T, content []byte, in string) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path + in)
	if err != nil {
		return "", nameless(err)
	}
	defer f.Close()
	got, err := io.ReadAll(f)
	return string(got), nameless(err)
}

// nameless is an issue without its file, whose folder differs from run to run.
func nameless(err error) error {
	var issue geo.Issue
	if errors.As(err, &issue) {
		issue.File = ""
		return issue
	}
	return err
}

func TestOpenArchive(t *testing.T) {
	one, two := member{name: "2025/one.csv", text: "\ufeffcode,n\n"}, member{name: "two.csv", text: "two"}
	tests := []struct {
		name, in, want string
		members        []member
	}{
		{"one table", "", "code,n\n", []member{one}},
		{"one table among papers", "", "code,n\n", []member{{name: "__MACOSX/._one.csv"}, {name: ".DS_Store"}, {name: "2025/"}, {name: "Read me.PDF"}, one}},
		{"one of several", "#two.csv", "two", []member{one, two}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, err := openContent(t, archived(t, test.members...), test.in); err != nil || got != test.want {
				t.Errorf("read %q, %v", got, err)
			}
		})
	}
}

func TestOpenArchiveRefuses(t *testing.T) {
	one, two := member{name: "one.csv", text: "1"}, member{name: "two.csv", text: "2"}
	bomb := strings.Repeat("\x00", 2*ratioCounts)
	whole := archived(t, one)
	tests := []struct {
		name    string
		content []byte
		in      string
		want    string
	}{
		{"two tables", archived(t, one, two), "", `: is an archive of 2 files — say which, as file = "….zip#one.csv": there are "one.csv", "two.csv"`},
		{"no table", archived(t, member{name: "a.pdf"}), "", `: is an archive without a table in it — give an archive that holds a CSV, an Excel workbook or a GeoJSON`},
		{"a name that is not there", archived(t, one, two), "#tow.csv", `: there is no such file in the archive — did you mean "two.csv"?`},
		{"an archive in an archive", archived(t, member{name: "b.zip", text: string(whole)}), "", `: holds another packed file — unpack it and give the file inside`},
		{"a gzip in an archive", archived(t, member{name: "b.csv.gz", text: string(packed(t, "a"))}), "", `: holds another packed file — unpack it and give the file inside`},
		{"an archive in a gzip", packed(t, string(whole)), "", `: holds another packed file — unpack it and give the file inside`},
		{"a link", archived(t, member{"one.csv", "/etc/passwd", fs.ModeSymlink}), "", `: one.csv in the archive is a link, not a file — pack the file itself`},
		{"too many files", archived(t, make([]member, mostMembers+1)...), "", `: is an archive of 1001 files, more than 1000 — unpack it and give the file inside`},
		{"cut short", whole[:len(whole)-5], "", `: is not a whole zip archive or Excel workbook: zip: not a valid zip file — fetch it again`},
		{"a file of something else", []byte("code,n\n"), "#one.csv", `: is not a zip archive, so there is no one.csv in it — write the file's name without # and what follows`},
		{"a bomb in a zip", archived(t, member{name: "a.csv", text: bomb}), "", `: unpacks to more than 100 times its size — check that it is the right file; unpack it and give the file inside`},
		{"a bomb in a gzip", packed(t, bomb), "", `: unpacks to more than 100 times its size — check that it is the right file; unpack it and give the file inside`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := openContent(t, test.content, test.in)
			wantIssue(t, err, test.want)
		})
	}
}

// endless is a file that unpacks for ever, from as many bytes.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestBoundedSize(t *testing.T) {
	b := &bounded{from: endless{}, packed: func() int64 { return mostUnpacked }}
	_, err := io.CopyBuffer(io.Discard, b, make([]byte, 1<<20))
	wantIssue(t, err, `: unpacks to more than 1 GB — check that it is the right file; unpack it and give the file inside`)
}

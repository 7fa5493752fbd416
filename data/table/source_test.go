package table

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOpen(t *testing.T) {
	long := strings.Repeat("code,n\n", 100_000)
	tests := []struct {
		name    string
		content []byte
		want    string
	}{
		{"plain", []byte("code,n\n"), "code,n\n"},
		{"byte order mark", []byte("\ufeffcode,n\n"), "code,n\n"},
		{"gzip", packed(t, long), long},
		{"gzip with a byte order mark", packed(t, "\ufeffcode"), "code"},
		{"gzip of two members", append(packed(t, "code"), packed(t, ",n")...), "code,n"},
		{"empty", nil, ""},
		{"one byte", []byte{0x1f}, "\x1f"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "t.csv")
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
			sum := sha256.Sum256(test.content)
			want := Digest{SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(test.content))}
			f, err := Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if got, err := io.ReadAll(f); err != nil || string(got) != test.want {
				t.Errorf("read %d bytes that differ, %v", len(got), err)
			}
			if digest, err := DigestOf(path); err != nil || digest != want {
				t.Errorf("digest %v, %v; want %v", digest, err, want)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "libraries_2024.csv"), []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "broken.csv.gz"), []byte{0x1f, 0x8b, 0xff}, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, want string }{
		{"libraries_2042.csv", `: there is no such file — did you mean "libraries_2024.csv"?`},
		{"nowhere/libraries.csv", `: there is no such file — correct its name in the project file, or give the folder that holds the sources with --sources`},
		{"broken.csv.gz", `: is not a whole gzip file: unexpected EOF — fetch it again`},
		{"", `: cannot be read: read ` + folder + `: is a directory — give a file, not a folder`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(folder, test.name)
			_, err := Open(path)
			wantIssue(t, err, path+test.want)
		})
	}
}

// A file cut short while it was copied is not a shorter table.
func TestReadTruncatedGzip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.csv.gz")
	whole := packed(t, "code,A\nZ01,1\n"+strings.Repeat("Z02,2\n", 10_000))
	if err := os.WriteFile(path, whole[:len(whole)-10], 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	spec := wide("A")
	spec.Indicators[0].Where, spec.Indicators[0].Column, spec.Indicators[0].Numerators = nil, "", []string{"A"}
	_, _, _, err = ReadIndicators("t.csv.gz", f, Spec{Code: "code", Geography: "z21"}, codes)
	wantIssue(t, err, `t.csv.gz: the file ends too early — fetch or save the file again`)
}

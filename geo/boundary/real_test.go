package boundary

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// realData returns the unpacked content of a file of the real data beside the repository, or skips the test.
func realData(t testing.TB, name string) []byte {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			break
		}
		folder = filepath.Dir(folder)
	}
	f, err := os.Open(filepath.Join(folder, "..", "shared", "realdata", filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("no real data: %v", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func BenchmarkReadNational(b *testing.B) {
	content := realData(b, "national/lsoa21_ew_bsc_wgs84.geojson.gz")
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		areas, rows, issues, err := Read(bytes.NewReader(content), "lsoa21.geojson", Options{Code: "LSOA21CD", Name: "LSOA21NM"})
		if err != nil || len(areas) != 35672 {
			b.Fatal(rows, issues, err)
		}
	}
}

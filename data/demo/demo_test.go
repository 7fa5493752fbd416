package demo

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read returns the content of every file in a folder.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(content)
	}
	return files
}

func TestTwoDemosAreTheSameBytes(t *testing.T) {
	one, two := t.TempDir(), filepath.Join(t.TempDir(), "made", "when", "absent")
	for _, dir := range []string{one, two, one} {
		if err := Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(read(t, one), read(t, two)); diff != "" {
		t.Error(diff)
	}
}

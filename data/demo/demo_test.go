package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// golden is the SHA-256 of every file of the demo, each with its name before it. It must be the same on every machine, so a
// change that no edit explains is a fault; after an edit, copy the new one from the failing test.
const golden = "00f9c8fb302fc47f8d082fb3f14bd0261e2ebcd0f3953050977fa2ecbec18fbd"

func TestEveryMachineMakesTheSameBytes(t *testing.T) {
	made, err := files()
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	for _, f := range made {
		sum.Write([]byte(f.name + "\n"))
		sum.Write(f.content)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != golden {
		t.Errorf("the demo's files have the digest %s, not %s", got, golden)
	}
}

func TestWrite(t *testing.T) {
	one, two := t.TempDir(), filepath.Join(t.TempDir(), "made", "when", "absent")
	for _, dir := range []string{one, two} {
		if err := Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(read(t, one), read(t, two)); diff != "" {
		t.Error(diff)
	}
}

func TestWritingAgainMendsWhatChangedAndLeavesTheRest(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	first := read(t, dir)
	untouched, err := os.Stat(filepath.Join(dir, "areas.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "libraries.csv"), []byte("half"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, read(t, dir)); diff != "" {
		t.Error(diff)
	}
	after, err := os.Stat(filepath.Join(dir, "areas.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(untouched, after) {
		t.Error("a file that was as it should be was written again")
	}
}

// read returns the content of every file in a folder.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	content := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		content[e.Name()] = string(b)
	}
	return content
}

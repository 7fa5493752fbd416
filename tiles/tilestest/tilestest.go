// Package tilestest finds what the tests of tiles need and a machine may not have: programs, npm packages, real data.
// A test that needs what is not there is skipped with the reason; with CI=true in the environment it fails instead,
// except for real data, which is never part of the repository.
package tilestest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Root returns the repository's folder.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("there is no go.mod above the test")
		}
	}
}

// RealData returns the path of a file kept beside the repository.
func RealData(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Root(t), "..", "shared", "realdata", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("real data is kept beside the repository, not in it: %v", err)
	}
	return path
}

// NodeModule returns the folder of an installed npm package.
func NodeModule(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(Root(t), "static", "node_modules", name)
	if _, err := os.Stat(path); err != nil {
		missing(t, "npm package "+name, "run npm ci in static")
	}
	return path
}

// Command returns the path of an installed program, which comes with a Debian package.
func Command(t testing.TB, name, debianPackage string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, "the program "+name, "apt-get install "+debianPackage)
	}
	return path
}

func missing(t testing.TB, what, remedy string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed: %s", what, remedy)
	}
	t.Skipf("%s is not installed: %s", what, remedy)
}

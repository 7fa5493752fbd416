package static

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

//go:generate go run ./internal/bundle

//go:embed all:dist pages
var files embed.FS

// ErrNotBuilt is returned by [Dist] when the program was compiled before the browser's files were bundled.
var ErrNotBuilt = errors.New("the browser's files are not in this program: run `make build`, which bundles them first")

// Pages returns the page templates.
func Pages() fs.FS { return folder("pages") }

// Dist returns the bundled files and, for each logical name, the name of its file. The error is [ErrNotBuilt] when
// there are none.
func Dist() (fs.FS, map[string]string, error) {
	dist := folder("dist")
	names, err := names(dist)
	if err != nil {
		return nil, nil, err
	}
	return dist, names, nil
}

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // both folders are embedded above
	}
	return sub
}

// names reads which file each logical name stands for, and checks that it is there.
func names(dist fs.FS) (map[string]string, error) {
	meta, err := fs.ReadFile(dist, "meta.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotBuilt
	}
	if err != nil {
		return nil, err
	}
	var names map[string]string
	if err := json.Unmarshal(meta, &names); err != nil {
		return nil, fmt.Errorf("static/dist/meta.json: %w; run `make build`", err)
	}
	for logical, name := range names {
		if _, err := fs.Stat(dist, name); err != nil {
			return nil, fmt.Errorf("static/dist/meta.json says %s is in %s: %w; run `make build`", logical, name, err)
		}
	}
	return names, nil
}

package static

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"path"
)

//go:generate go run ./internal/bundle

//go:embed all:dist pages
var files embed.FS

// ErrNotBuilt is returned by [Load] when the program was compiled before the browser's files were bundled.
var ErrNotBuilt = errors.New("the browser's files are not in this program: run `make build`, which bundles them first")

// Assets are the bundled browser files, ready to be served.
type Assets struct {
	urls  map[string]string // logical name → URL
	files map[string]File   // served name → file
}

// File is one asset. Its name changes with its content.
type File struct {
	Name        string
	ContentType string
	Body        []byte
	Gzip        []byte // Body compressed, or nil where that is no smaller
}

// Pages returns the page templates.
func Pages() fs.FS {
	pages, err := fs.Sub(files, "pages")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return pages
}

// Load reads the bundled files. The error is [ErrNotBuilt] when there are none.
func Load() (*Assets, error) {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		return nil, err
	}
	return load(dist)
}

// None is the assets of a program that was compiled without them: every URL is empty, so pages come without style or script.
func None() *Assets { return &Assets{} }

func load(dist fs.FS) (*Assets, error) {
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
	assets := &Assets{urls: map[string]string{}, files: map[string]File{}}
	for logical, name := range names {
		body, err := fs.ReadFile(dist, name)
		if err != nil {
			return nil, fmt.Errorf("static/dist/meta.json names %s: %w; run `make build`", logical, err)
		}
		assets.urls[logical] = "/assets/" + name
		assets.files[name] = File{
			Name:        name,
			ContentType: mime.TypeByExtension(path.Ext(name)),
			Body:        body,
			Gzip:        compress(body),
		}
	}
	return assets, nil
}

// URL returns where an asset is served, by logical name; empty when there is no such asset.
func (a *Assets) URL(logical string) string { return a.urls[logical] }

// Get returns an asset by its served name.
func (a *Assets) Get(name string) (File, bool) {
	f, ok := a.files[name]
	return f, ok
}

// Logical returns an asset by its logical name, for the one script whose address must not change: embed.js.
func (a *Assets) Logical(name string) (File, bool) {
	return a.Get(path.Base(a.urls[name]))
}

func compress(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is valid, and a buffer takes every write
	_, _ = w.Write(body)
	_ = w.Close()
	if b.Len() >= len(body) {
		return nil
	}
	return b.Bytes()
}

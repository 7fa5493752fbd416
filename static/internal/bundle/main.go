// Bundle builds the browser files of package static: hashed, minified files in static/dist, and dist/meta.json,
// which maps each logical name ("main.js") to the file's name ("main-3F2A9C1B.js"). Run it in static/:
//
//	go run ./internal/bundle
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const dist = "dist"

// worker is the logical name of the script that main.js starts as a worker.
const worker = "worker.js"

// entries are the files a page asks for, by logical name, the worker before main.js, which is told its hashed name. The
// embed's host script runs in other people's pages, so it is a classic script; the others are modules.
var entries = []entry{
	{name: worker, source: "src/worker.js", format: api.FormatESModule},
	{name: "main.js", source: "src/main.js", format: api.FormatESModule},
	{name: "main.css", source: "css/main.css", format: api.FormatDefault},
	{name: "embed.js", source: "src/embed-host.js", format: api.FormatIIFE},
}

type entry struct {
	name, source string
	format       api.Format
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run() error {
	if err := removeOld(); err != nil {
		return err
	}
	names := map[string]string{}
	for _, e := range entries {
		file, err := bundle(e, names[worker])
		if err != nil {
			return err
		}
		names[e.name] = file
	}
	meta, err := json.MarshalIndent(names, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dist, "meta.json"), append(meta, '\n'), 0o644)
}

// removeOld empties dist but for .keep, which lets a fresh clone compile before anything is built.
func removeOld() error {
	old, err := filepath.Glob(filepath.Join(dist, "*"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if filepath.Base(path) == ".keep" {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return os.MkdirAll(dist, 0o755)
}

// bundle writes one entry and returns the name of its file in dist. workerFile is the worker's, once it is known.
func bundle(e entry, workerFile string) (string, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{e.source},
		Outdir:            dist,
		EntryNames:        strings.TrimSuffix(e.name, filepath.Ext(e.name)) + "-[hash]",
		Bundle:            true,
		Write:             true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            e.format,
		Target:            api.ES2020,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsEndOfFile,
		Define:            map[string]string{"WORKER_FILE": strconv.Quote(workerFile)},
		Loader:            map[string]api.Loader{".png": api.LoaderEmpty}, // Leaflet's own marker and layer pictures: unused
		LogLevel:          api.LogLevelWarning,
	})
	if len(result.Errors) > 0 {
		return "", fmt.Errorf("%s: %s", e.source, result.Errors[0].Text)
	}
	for _, f := range result.OutputFiles {
		if filepath.Ext(f.Path) == filepath.Ext(e.name) {
			return filepath.Base(f.Path), nil
		}
	}
	return "", errors.New(e.source + ": esbuild wrote no " + filepath.Ext(e.name) + " file")
}

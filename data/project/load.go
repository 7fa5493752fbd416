package project

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"

	"hotspotmap/geo"
)

// Load reads and checks a project file. The error joins a [geo.Issue] for every fault that could be found.
func Load(path string) (*Project, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: "there is no project file here",
			Remedy: "name one with --project, or have one written: hotspotmap init --from FILE…"}
	}
	if err != nil {
		return nil, geo.Issue{Severity: geo.SeverityError, File: path, Problem: "cannot be read: " + err.Error()}
	}
	return parse(path, text)
}

func parse(path string, text []byte) (*Project, error) {
	document, faults := decode(path, text)
	if faults.undecoded {
		return nil, faults.err()
	}
	document.check(faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	p := document.project()
	sum := sha256.Sum256(text)
	p.Path, p.SHA256 = path, hex.EncodeToString(sum[:])
	return p, nil
}

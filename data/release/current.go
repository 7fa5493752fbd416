package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

const (
	currentFile = "current"
	historyFile = "history"
)

// ErrNoRelease says that a folder of releases has no current release.
var ErrNoRelease = errors.New("no release has been published")

// parseIDs reads one release id a line. Every line must be whole: half a file is refused, not half believed.
func parseIDs(content []byte) ([]string, error) {
	var ids []string
	for line := range strings.Lines(string(content)) {
		id, whole := strings.CutSuffix(line, "\n")
		if !whole || !idPattern.MatchString(id) {
			return nil, fmt.Errorf("line %d is not a release id (64 hex digits and a newline)", len(ids)+1)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Current returns the id of the current release of a folder of releases, or [ErrNoRelease].
func Current(releases string) (string, error) {
	content, err := os.ReadFile(filepath.Join(releases, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrNoRelease
	}
	if err != nil {
		return "", fmt.Errorf("find the current release: %w", err)
	}
	ids, err := parseIDs(content)
	if err == nil && len(ids) != 1 {
		err = fmt.Errorf("it names %d releases", len(ids))
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w; write the id of a good release into it, or build again",
			filepath.Join(releases, currentFile), err)
	}
	return ids[0], nil
}

// History returns the ids of the releases that were current before, newest first.
func History(releases string) ([]string, error) {
	content, err := os.ReadFile(filepath.Join(releases, historyFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the history of releases: %w", err)
	}
	ids, err := parseIDs(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; remove the file to start a new history", filepath.Join(releases, historyFile), err)
	}
	return ids, nil
}

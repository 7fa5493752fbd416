package release

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// KeepReleases is how many releases [Prune] keeps unless told otherwise.
const KeepReleases = 3

// abandonedAfter is the age from which a folder that never became a release is taken for the remains of a broken build.
const abandonedAfter = 24 * time.Hour

// Publish makes a release current, once it has been verified. Whatever fails, the last one stays current.
func Publish(releases, id string) error {
	if err := Verify(releases, id); err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	old, err := Current(releases)
	if err == nil && old == id {
		return nil
	}
	history, historyErr := History(releases)
	if historyErr != nil {
		history = nil // a broken history must not stop a good release; it is begun anew
	}
	history = without(history, id)
	if err == nil {
		history = append([]string{old}, without(history, old)...)
	}
	// History first: a power cut between the two leaves the current release in its own history, which is harmless.
	if err := writeIDs(releases, historyFile, history); err != nil {
		return err
	}
	return writeIDs(releases, currentFile, []string{id})
}

// Rollback makes the newest intact release of the history current, and returns its id.
func Rollback(releases string) (string, error) {
	history, err := History(releases)
	if err != nil {
		return "", err
	}
	current, err := Current(releases)
	if err != nil && !errors.Is(err, ErrNoRelease) {
		current = "" // a damaged file is one of the reasons to roll back
	}
	var refused []error
	for i, id := range history {
		if id == current {
			continue
		}
		if err := Verify(releases, id); err != nil {
			refused = append(refused, err)
			continue
		}
		if err := writeIDs(releases, currentFile, []string{id}); err != nil {
			return "", err
		}
		return id, writeIDs(releases, historyFile, history[i+1:])
	}
	return "", errors.Join(append([]error{fmt.Errorf("%s: no earlier release to go back to", releases)}, refused...)...)
}

// Prune removes releases that are neither current nor among the newest of the history, so that at most keep stay, and
// the remains of builds that never finished. It returns the ids it removed.
func Prune(releases string, keep int) ([]string, error) {
	current, err := Current(releases)
	if err != nil {
		return nil, fmt.Errorf("prune: %w", err)
	}
	history, err := History(releases)
	if err != nil {
		return nil, fmt.Errorf("prune: %w", err)
	}
	kept := append([]string{current}, without(history, current)...)
	kept = kept[:min(max(keep, 1), len(kept))]
	entries, err := os.ReadDir(releases)
	if err != nil {
		return nil, fmt.Errorf("prune: %w", err)
	}
	var removed []string
	for _, entry := range entries {
		name := entry.Name()
		release := entry.IsDir() && idPattern.MatchString(name)
		if !(release && !slices.Contains(kept, name) || abandoned(entry)) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(releases, name)); err != nil {
			return removed, fmt.Errorf("prune: %w", err)
		}
		if release {
			removed = append(removed, name)
		}
	}
	if len(kept) <= len(history) {
		return removed, writeIDs(releases, historyFile, kept[1:])
	}
	return removed, nil
}

func abandoned(entry fs.DirEntry) bool {
	info, err := entry.Info()
	return err == nil && strings.HasPrefix(entry.Name(), temporaryPrefix) && time.Since(info.ModTime()) > abandonedAfter
}

func without(ids []string, id string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(other string) bool { return other == id })
}

func writeIDs(releases, file string, ids []string) error {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(id + "\n")
	}
	return replaceFile(filepath.Join(releases, file), []byte(b.String()))
}

//go:build unix

package pipeline

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lock keeps a second build out of a data folder until release is called or the process ends: it could import between one
// build's analysis and its snapshot of the store, which would then not be of that analysis.
func lock(dataDir string) (release func() error, err error) {
	path := filepath.Join(dataDir, "building.lock")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, fmt.Errorf("keep other builds out of the data folder: %w", err)
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		file.Close()
		return nil, fmt.Errorf("another build is at work in %s — wait for it to end, or choose another folder with --data", dataDir)
	}
	if err != nil {
		file.Close()
		return nil, fmt.Errorf("keep other builds out of the data folder: lock %s: %w", path, err)
	}
	return file.Close, nil
}

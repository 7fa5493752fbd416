package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// placeFile has write fill an empty file beside out, and gives it out's name when it is whole and synced.
func placeFile(out string, force bool, write func(path string) error) error {
	switch info, err := os.Lstat(out); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("it is a folder — name a file in it")
	case !force:
		return errors.New("there is a file of that name — give --force to replace it, or another name")
	}
	aside, err := os.CreateTemp(filepath.Dir(out), "."+filepath.Base(out)+".new-*")
	if err != nil {
		return explainPlace(out, err)
	}
	defer os.Remove(aside.Name())
	if err := aside.Close(); err != nil {
		return err
	}
	if err := write(aside.Name()); err != nil {
		return err
	}
	if err := errors.Join(os.Chmod(aside.Name(), 0o644), syncPath(aside.Name())); err != nil {
		return err
	}
	if err := os.Rename(aside.Name(), out); err != nil {
		return err
	}
	return syncPath(filepath.Dir(out))
}

// placeFolder has write fill an empty folder beside out, and gives it out's name when every file in it is synced. With force it
// replaces an evidence pack, but no other folder: somebody's files may be in it.
func placeFolder(out string, force bool, write func(path string) error) error {
	out = filepath.Clean(out)
	_, err := os.Lstat(out)
	there := err == nil
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case there && !force:
		return errors.New("it is there already — give --force to replace it, or another name")
	case there && !isEvidence(out):
		return errors.New("it holds other things than an evidence pack, which --force does not remove — give another name")
	}
	aside, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+".new-*")
	if err != nil {
		return explainPlace(out, err)
	}
	defer os.RemoveAll(aside)
	if err := write(aside); err != nil {
		return err
	}
	if err := errors.Join(os.Chmod(aside, 0o755), syncTree(aside)); err != nil {
		return err
	}
	if there {
		old := aside + "-old"
		if err := os.Rename(out, old); err != nil {
			return err
		}
		defer os.RemoveAll(old)
		if err := os.Rename(aside, out); err != nil {
			return errors.Join(err, os.Rename(old, out))
		}
		return syncPath(filepath.Dir(out))
	}
	if err := os.Rename(aside, out); err != nil {
		return err
	}
	return syncPath(filepath.Dir(out))
}

func explainPlace(out string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the folder %s is not there — make it first", filepath.Dir(out))
	}
	return err
}

// syncTree syncs a folder and everything in it.
func syncTree(root string) error {
	return filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, syncPath(path))
	})
}

func syncPath(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

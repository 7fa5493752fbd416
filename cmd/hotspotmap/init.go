package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"hotspotmap/cmd/hotspotmap/internal/ogr"
	"hotspotmap/data/project"
	"hotspotmap/data/sniff"
	"hotspotmap/data/table"
)

type initCommand struct {
	From    bool     `help:"Look at the files and write what they seem to be; without it, write a file to start from."`
	Project string   `short:"p" placeholder:"FILE" env:"HOTSPOTMAP_PROJECT" help:"The project file to write (hotspotmap.toml, in the folder)."`
	Paths   []string `arg:"" optional:"" help:"The folder to write to; with --from, the files to look at."`
}

// Run writes a project file, and never over one that is there.
func (c initCommand) Run(ctx context.Context, s streams) error {
	path, text, err := c.compose(ctx)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make the folder for the project file: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already — move it away, or name another with --project", path)
	}
	if err != nil {
		return fmt.Errorf("write the project file: %w", err)
	}
	_, err = file.WriteString(text)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("write the project file: %w", err)
	}
	if _, err := project.Load(path); err != nil {
		return fmt.Errorf("what was written does not hold together; correct it: %w", err)
	}
	fmt.Fprintf(s.out, "%s is written. Look at it, above all where it says CHECK; then run: hotspotmap check -p %s\n", path, path)
	return nil
}

// compose says where to write what.
func (c initCommand) compose(ctx context.Context) (path, text string, err error) {
	if !c.From {
		folder := "."
		if len(c.Paths) > 1 {
			return "", "", errors.New("several arguments are several files: write --from before them")
		}
		if len(c.Paths) == 1 {
			folder = c.Paths[0]
		}
		if c.Project != "" {
			return filepath.Join(folder, c.Project), sniff.Starter, nil
		}
		return filepath.Join(folder, "hotspotmap.toml"), sniff.Starter, nil
	}
	if len(c.Paths) == 0 {
		return "", "", errors.New("--from wants the files to look at: boundaries first, then tables and lists of sites")
	}
	path = c.Project
	if path == "" {
		path = "hotspotmap.toml"
	}
	var files []sniff.File
	for _, source := range c.Paths {
		if ctx.Err() != nil {
			return "", "", ctx.Err()
		}
		file, err := look(ctx, source, filepath.Dir(path))
		if err != nil {
			return "", "", err
		}
		files = append(files, file)
	}
	text, err = sniff.Project(files)
	return path, text, err
}

// look samples a source. The project file will name it as seen from its own folder.
func look(ctx context.Context, source, folder string) (file sniff.File, err error) {
	name := source
	if from, err := filepath.Abs(folder); err == nil {
		if to, err := filepath.Abs(source); err == nil {
			if relative, err := filepath.Rel(from, to); err == nil {
				name = relative
			}
		}
	}
	name = filepath.ToSlash(name)
	if format := ogr.Of(source); format.Title != "" {
		err = ogr.Convert(ctx, ogr.Source{Path: source, File: name}, format, func(r io.Reader) error {
			file, err = sniff.Read(name, r)
			return err
		})
		return file, err
	}
	content, err := table.Open(source)
	if err != nil {
		return sniff.File{}, err
	}
	defer content.Close()
	return sniff.Read(name, content)
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"

	"github.com/alecthomas/kong"
)

// Exit statuses.
const (
	exitOK       = 0
	exitWarnings = 1 // finished, with warnings, under --strict
	exitFailed   = 2
)

// cli is the command line. Every flag can be set as HOTSPOTMAP_… too.
type cli struct {
	Demo     demoCommand      `cmd:"" help:"Build a synthetic district, clearly labelled as such, and serve it. No downloads."`
	Init     initCommand      `cmd:"" help:"Write a hotspotmap.toml to start from, or one made by looking at files."`
	Check    checkCommand     `cmd:"" help:"Read every source, and keep nothing but the report."`
	Build    buildCommand     `cmd:"" help:"Sources → store → analysis → release."`
	Serve    serveCommand     `cmd:"" help:"Serve the current release; a new one is picked up by itself."`
	Export   exportCommand    `cmd:"" help:"Write the current release for other tools: GeoPackage, GeoJSON, CSV, MBTiles, an evidence pack and more."`
	Doctor   doctorCommand    `cmd:"" help:"What is missing, stale or corrupt: one line and one remedy each."`
	Rollback rollbackCommand  `cmd:"" help:"Go back to the release before the current one."`
	Version  kong.VersionFlag `help:"Print the version."`
}

// projectFlags say which project, and where it runs.
type projectFlags struct {
	Project string `short:"p" default:"hotspotmap.toml" env:"HOTSPOTMAP_PROJECT" placeholder:"FILE" help:"The project file (${default})."`
	Sources string `env:"HOTSPOTMAP_SOURCES" placeholder:"DIR" help:"What relative source paths are relative to (the project file's folder)."`
	Data    string `env:"HOTSPOTMAP_DATA" placeholder:"DIR" help:"Where the store and the releases are kept (hotspotmap-data beside the project file)."`
}

func (f projectFlags) dataDir() string {
	if f.Data != "" {
		return f.Data
	}
	return filepath.Join(filepath.Dir(f.Project), "hotspotmap-data")
}

// streams are where a command writes: results on out, progress and errors on err.
type streams struct{ out, err io.Writer }

// errWarnings reports a run that finished, but not cleanly enough for --strict.
var errWarnings = errors.New("finished with warnings (--strict)")

// run is the whole program, apart from the process.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("hotspotmap"),
		kong.Description("Maps of digital-exclusion hotspots: from a council's files to tiles, a map and an embed."),
		kong.Vars{"version": version()},
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = code; panic(exitSignal{}) }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(streams{stdout, stderr}),
	)
	if err != nil {
		fmt.Fprintln(stderr, "hotspotmap:", err)
		return exitFailed
	}
	command, err := parse(parser, args, &exited)
	if exited >= 0 {
		return exited
	}
	if err == nil {
		err = command.Run()
	}
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errWarnings):
		fmt.Fprintln(stderr, "hotspotmap:", err)
		return exitWarnings
	default:
		fmt.Fprintln(stderr, "hotspotmap:", err)
		return exitFailed
	}
}

// exitSignal unwinds kong when --help or --version has said all there is to say.
type exitSignal struct{}

func parse(parser *kong.Kong, args []string, exited *int) (command *kong.Context, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ours := r.(exitSignal); !ours || *exited < 0 {
				panic(r)
			}
		}
	}()
	return parser.Parse(args)
}

// version is the module's version, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return "devel"
}

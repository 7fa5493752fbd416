package ogr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"hotspotmap/geo"
)

// Source is a file to convert.
type Source struct {
	Path  string // on disk
	File  string // what messages call it
	Layer string // "" when it has one
	CRS   string // overrides what the file says, such as "EPSG:3857"
}

// longest is the time a conversion may take. The 35,672 areas of a nation take seconds.
const longest = 5 * time.Minute

// Convert runs ogr2ogr on a file and has read take what it writes. The error is read's, or a [geo.Issue].
func Convert(ctx context.Context, s Source, format Format, read func(io.Reader) error) error {
	return convert(ctx, "ogr2ogr", s, format, read)
}

func convert(ctx context.Context, program string, s Source, format Format, read func(io.Reader) error) error {
	fail := func(problem, remedy string) error {
		return geo.Issue{Severity: geo.SeverityError, File: s.File, Problem: problem, Remedy: remedy}
	}
	found, err := exec.LookPath(program)
	if err != nil {
		return fail("is "+format.Title+", which is read with ogr2ogr, and that is not installed",
			"install it, on Debian and Ubuntu with: apt install gdal-bin; or where it is installed convert the file with: "+byHand(s)+
				", and name areas.geojson in the project file")
	}
	path, err := filepath.Abs(s.Path)
	if err != nil {
		return fail(err.Error(), "")
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	command := exec.CommandContext(ctx, found, arguments(s, format.prefix+path)...)
	said := &head{}
	command.Stderr = said
	pipe, err := command.StdoutPipe()
	if err != nil {
		return fail("cannot be converted: "+err.Error(), "")
	}
	if err := command.Start(); err != nil {
		return fail("cannot be converted: "+err.Error(), "see that ogr2ogr --version runs")
	}
	out := &tracked{from: pipe}
	failed := read(out)
	if failed != nil && !out.ended {
		cancel() // nobody reads the rest
		command.Wait()
		if ctx.Err() == context.DeadlineExceeded {
			return fail(fmt.Sprintf("takes ogr2ogr more than %v to read", longest), "convert it once, with: "+byHand(s))
		}
		return failed
	}
	if _, err := io.Copy(io.Discard, pipe); err != nil && failed == nil {
		failed = err
	}
	var exit *exec.ExitError
	switch err := command.Wait(); {
	case ctx.Err() == context.DeadlineExceeded:
		return fail(fmt.Sprintf("takes ogr2ogr more than %v to read", longest), "convert it once, with: "+byHand(s))
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &exit):
		problem, remedy := explain(said.String())
		return fail(fmt.Sprintf("is %s that ogr2ogr cannot read: %s", format.Title, problem), remedy)
	case err != nil:
		return fail("cannot be converted: "+err.Error(), "")
	}
	return failed
}

func arguments(s Source, name string) []string {
	arguments := []string{"-f", "GeoJSON", "-lco", "RFC7946=YES", "-dim", "XY", "-t_srs", "EPSG:4326",
		"--config", "GML_DOWNLOAD_SCHEMA", "NO", "--config", "GML_FIELDTYPES", "ALWAYS_STRING"} // no network; codes stay text
	if s.CRS != "" {
		arguments = append(arguments, "-s_srs", s.CRS)
	}
	if encoding := encodingOf(s.Path); encoding != "" {
		arguments = append(arguments, "-oo", "ENCODING="+encoding)
	}
	arguments = append(arguments, "/vsistdout/", name)
	if s.Layer != "" {
		arguments = append(arguments, s.Layer)
	}
	return arguments
}

// byHand is the command that converts a file where ogr2ogr is installed.
func byHand(s Source) string {
	command := "ogr2ogr -t_srs EPSG:4326 -lco RFC7946=YES "
	if s.CRS != "" {
		command += "-s_srs " + s.CRS + " "
	}
	command += "areas.geojson " + quote(s.File)
	if s.Layer != "" {
		command += " " + quote(s.Layer)
	}
	return command
}

// quote makes a name one word for a shell.
func quote(name string) string {
	if strings.ContainsAny(name, " '\"$&();<>|*?`\\") {
		return "'" + strings.ReplaceAll(name, "'", `'\''`) + "'"
	}
	return name
}

// explain turns what ogr2ogr said into a problem and a remedy.
func explain(said string) (problem, remedy string) {
	problem, _, _ = strings.Cut(said, " with the following drivers") // a list of all it knows follows
	problem = strings.Join(strings.Fields(problem), " ")
	if problem == "" {
		problem = "it did not say why"
	}
	switch {
	case strings.Contains(problem, "no coordinate system"):
		remedy = `write crs = "EPSG:27700", or whichever it is in, in the project file; a shapefile says it in its .prj file`
	case strings.Contains(problem, "does not already exist in the output"), strings.Contains(problem, "requested layer"):
		remedy = `name the layer with layer = "…" in the project file; the command ogrinfo with the file's name lists them`
	case strings.Contains(problem, ".shx"):
		remedy = "a shapefile is several files: put the .shp, .shx, .dbf and .prj in one folder"
	default:
		remedy = "fetch the file again, or ask for it as GeoJSON"
	}
	return problem, remedy
}

// tracked notes whether a stream has been read to its end.
type tracked struct {
	from  io.Reader
	ended bool
}

func (t *tracked) Read(p []byte) (int, error) {
	n, err := t.from.Read(p)
	t.ended = t.ended || err != nil
	return n, err
}

// head keeps the first of what is written to it.
type head struct{ kept bytes.Buffer }

const mostHead = 2000

func (h *head) Write(p []byte) (int, error) {
	h.kept.Write(p[:min(len(p), mostHead-h.kept.Len())])
	return len(p), nil
}

func (h *head) String() string { return h.kept.String() }

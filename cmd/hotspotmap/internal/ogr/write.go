package ogr

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// Write has ogr2ogr write a file in the format of one of its drivers, such as "FlatGeobuf", from a file it can read.
func Write(ctx context.Context, driver, from, to string, options ...string) error {
	found, err := exec.LookPath("ogr2ogr")
	if err != nil {
		return fmt.Errorf("%s is written with ogr2ogr, and that is not installed — install it, on Debian and Ubuntu with: apt install gdal-bin; "+
			"or write a GeoPackage, which needs nothing, and convert that where it is installed", driver)
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	said := &head{}
	command := exec.CommandContext(ctx, found, append(append([]string{"-f", driver}, options...), to, from)...)
	command.Stderr = said
	err = command.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() == context.DeadlineExceeded:
		return fmt.Errorf("ogr2ogr took more than %v to write %s — write a GeoPackage instead", longest, driver)
	case ctx.Err() != nil:
		return ctx.Err()
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return fmt.Errorf("run ogr2ogr: %w — see that ogr2ogr --version runs", err)
	}
	problem := strings.Join(strings.Fields(said.String()), " ")
	if problem == "" {
		problem = "it did not say why"
	}
	return fmt.Errorf("ogr2ogr could not write %s: %s — see with ogrinfo --formats that it can, or write a GeoPackage instead", driver, problem)
}

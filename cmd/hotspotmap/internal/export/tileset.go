package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles"
	"hotspotmap/tiles/pmtiles"
)

// findTileset returns the tileset that is to be written, and its archive.
func (j *job) findTileset() (release.Tileset, string, error) {
	t, ok := j.release.Tileset(j.tileset)
	if !ok {
		var known []string
		for _, t := range j.release.Manifest().Tilesets {
			known = append(known, t.ID)
		}
		return t, "", fmt.Errorf("--tileset %s: the release has no such tileset — %s", j.tileset, geo.DidYouMean(j.tileset, known))
	}
	return t, filepath.Join(j.folder, release.TilesetPath(t.ID)), nil
}

// writePMTiles copies an archive of the release and checks that the copy is what the manifest says.
func writePMTiles(_ context.Context, j *job, path string) error {
	t, archive, err := j.findTileset()
	if err != nil {
		return err
	}
	from, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer to.Close()
	if _, err := io.Copy(to, from); err != nil {
		return err
	}
	if _, err := to.Seek(0, io.SeekStart); err != nil {
		return err
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, to); err != nil {
		return err
	}
	if want := j.release.File(release.TilesetPath(t.ID)).SHA256; hex.EncodeToString(hash.Sum(nil)) != want {
		return fmt.Errorf("the copy of %s is not what the release says it is — look for a failing disk, and build again", archive)
	}
	j.what = append(j.what, fmt.Sprintf("tileset %s, zooms %d to %d", t.ID, t.MinZoom, t.MaxZoom))
	return nil
}

// writeMBTiles writes the tiles of an archive, the same bytes each, as MBTiles 1.3.
func writeMBTiles(ctx context.Context, j *job, path string) error {
	t, archive, err := j.findTileset()
	if err != nil {
		return err
	}
	reader, err := pmtiles.Open(archive)
	if err != nil {
		return err
	}
	defer reader.Close()
	metadata, err := mbtilesMetadata(j.release, t, reader)
	if err != nil {
		return err
	}
	j.step("writing the tiles")
	j.what = append(j.what, fmt.Sprintf("tileset %s, zooms %d to %d, %s tiles", t.ID, t.MinZoom, t.MaxZoom, geo.Count(int(reader.Header().Tiles))))
	return data.WriteMBTiles(ctx, path, metadata, allTiles(ctx, reader))
}

// mbtilesMetadata is the table that describes an archive (MBTiles 1.3, "Metadata").
func mbtilesMetadata(r *release.Release, t release.Tileset, reader *pmtiles.Reader) ([]geo.Fact, error) {
	var about struct {
		VectorLayers []pmtiles.VectorLayer `json:"vector_layers"`
	}
	if err := json.Unmarshal(reader.Metadata(), &about); err != nil {
		return nil, fmt.Errorf("%s: its metadata is not JSON: %w", t.ID, err)
	}
	layers, err := json.Marshal(about)
	if err != nil {
		return nil, err
	}
	m, h := r.Manifest(), reader.Header()
	list := func(values ...float64) string {
		parts := make([]string, len(values))
		for i, v := range values {
			parts[i] = degrees(v)
		}
		return strings.Join(parts, ",")
	}
	metadata := []geo.Fact{
		{Key: "name", Value: m.Title + ": " + t.Title},
		{Key: "format", Value: "pbf"},
		{Key: "type", Value: "overlay"},
		{Key: "bounds", Value: list(h.Bounds.Min[0], h.Bounds.Min[1], h.Bounds.Max[0], h.Bounds.Max[1])},
		{Key: "center", Value: list(h.Centre[0], h.Centre[1]) + "," + strconv.Itoa(int(h.CentreZoom))},
		{Key: "minzoom", Value: strconv.Itoa(int(h.MinZoom))},
		{Key: "maxzoom", Value: strconv.Itoa(int(h.MaxZoom))},
		{Key: "json", Value: string(layers)},
		{Key: "release", Value: r.ID()},
	}
	if m.Attribution != "" {
		metadata = append(metadata, geo.Fact{Key: "attribution", Value: m.Attribution})
	}
	if m.Notice != "" {
		metadata = append(metadata, geo.Fact{Key: "description", Value: m.Notice})
	}
	return metadata, nil
}

// errStop ends a walk over tiles that nobody wants the rest of.
var errStop = errors.New("stop")

// allTiles yields every tile of an archive, its row counted from the south.
func allTiles(ctx context.Context, reader *pmtiles.Reader) iter.Seq2[data.MBTile, error] {
	return func(yield func(data.MBTile, error) bool) {
		var content []byte
		err := reader.All(func(id tiles.ID) (err error) {
			if content, err = reader.AppendTile(ctx, content[:0], id); err != nil {
				return err
			}
			if !yield(data.MBTile{Zoom: uint32(id.Z), Column: id.X, Row: 1<<id.Z - 1 - id.Y, Content: content}, nil) {
				return errStop
			}
			return nil
		})
		if err != nil && err != errStop {
			yield(data.MBTile{}, err)
		}
	}
}

package server

import (
	"fmt"
	"io/fs"
	"net/http"
	"path"

	"hotspotmap/data/release"
)

// assetTypes are the media types of the built front end, the same on every machine.
var assetTypes = map[string]string{
	".js":    "text/javascript; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".woff2": "font/woff2",
	".map":   typeJSON,
	".json":  typeJSON,
}

// loadAssets reads the built front end into memory, by its hashed names.
func loadAssets(files fs.FS) (map[string]*prepared, error) {
	assets := map[string]*prepared{}
	if files == nil {
		return assets, nil
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("read the assets: %w", err)
	}
	for _, entry := range entries {
		mediaType, ok := assetTypes[path.Ext(entry.Name())]
		if entry.IsDir() || !ok {
			continue
		}
		content, err := fs.ReadFile(files, entry.Name())
		if err != nil {
			return nil, fmt.Errorf("read the assets: %w", err)
		}
		assets[entry.Name()] = newPrepared(body{Type: mediaType, Content: content, Cache: cacheForever})
	}
	return assets, nil
}

// handleAsset sends a file of the front end.
func (s *Server) handleAsset(w http.ResponseWriter, r *http.Request, _ *release.Release) error {
	asset, ok := s.assets[r.PathValue("name")]
	if !ok {
		return notFound("Reload the page.", "There is no such file in this version.")
	}
	return s.send(w, r, asset)
}

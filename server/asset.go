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
}

// loadAssets reads the built front end into memory, by its hashed names. Other files of the folder are not served: their
// names do not change with their content.
func loadAssets(files fs.FS, names map[string]string) (map[string]*prepared, error) {
	assets := map[string]*prepared{}
	if files == nil {
		return assets, nil
	}
	for logical, name := range names {
		mediaType, ok := assetTypes[path.Ext(name)]
		if !ok {
			return nil, fmt.Errorf("asset %s: no media type is known for %s: add it to server/asset.go", logical, name)
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("asset %s: %w", logical, err)
		}
		assets[name] = newPrepared(body{Type: mediaType, Content: content, Cache: cacheForever})
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

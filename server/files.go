package server

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"hotspotmap/data/release"
)

const (
	// maxColumns bounds what one address can multiply.
	maxColumns = 32
	// downloadPatience is for whole files, which a slow line may take minutes for.
	downloadPatience = 15 * time.Minute
)

// handleColumns sends columns of a geography, one after the other in the order asked for.
func (s *Server) handleColumns(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	geography, joined := r.PathValue("geography"), r.PathValue("columns")
	p, err := s.keep.get(rel.ID()+"/columns/"+geography+"/"+joined, func() (body, error) {
		columns, err := findColumns(rel, geography, strings.Split(joined, ","))
		if err != nil {
			return body{}, err
		}
		var content []byte
		for _, column := range columns {
			one, err := rel.ReadFile(release.ColumnPath(geography, column.Indicator.ID))
			if err != nil {
				return body{}, err
			}
			content = append(content, one...)
		}
		return body{Type: typeColumn, Content: content, Cache: cacheForever}, nil
	})
	if err != nil {
		return err
	}
	return s.send(w, r, p)
}

func noColumn(geography, name string) *Problem {
	return notFound("/api/v1/map lists the columns.", "There is no column %.40q of %.40q.", name, geography)
}

func noGeography(name string) *Problem {
	return notFound("/api/v1/map lists the geographies.", "There is no geography %.40q.", name)
}

// handleAreasFile sends the areas of a geography as the release holds them.
func (s *Server) handleAreasFile(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	geography := r.PathValue("geography")
	if _, ok := rel.Geography(geography); !ok {
		return noGeography(geography)
	}
	return s.sendFile(w, r, rel, release.AreasPath(geography), body{Type: typeJSON, Cache: cacheForever})
}

// handleSitesFile sends the sites as the release holds them.
func (s *Server) handleSitesFile(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return s.sendFile(w, r, rel, release.SitesFile, body{Type: typeGeoJSON, Cache: cacheForever})
}

// sendFile sends a file of a release, read, hashed and compressed once. The body lacks its content.
func (s *Server) sendFile(w http.ResponseWriter, r *http.Request, rel *release.Release, path string, b body) error {
	p, err := s.keep.get(rel.ID()+"/"+path+" "+b.Cache, func() (_ body, err error) {
		b.Content, err = rel.ReadFile(path)
		return b, err
	})
	if err != nil {
		return err
	}
	return s.send(w, r, p)
}

// handleSnapshot sends the SpatiaLite snapshot; parts of it, to those who resume.
func (s *Server) handleSnapshot(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	file := rel.File(release.SnapshotFile)
	s.patience.extend(r, downloadPatience)
	h := w.Header()
	h.Set("Cache-Control", cacheForever)
	h.Set("Content-Type", typeSQLite)
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="areas-%s.sqlite"`, rel.Short()))
	h.Set("ETag", `"`+file.SHA256[:32]+`"`)
	http.ServeContent(w, r, "", time.Time{}, io.NewSectionReader(rel.Snapshot(), 0, file.Bytes))
	return nil
}

// handleCurrentSnapshot leads to the snapshot of the current release.
func (s *Server) handleCurrentSnapshot(w http.ResponseWriter, r *http.Request, rel *release.Release) error {
	return redirect(w, "/releases/"+rel.Short()+"/"+release.SnapshotFile)
}

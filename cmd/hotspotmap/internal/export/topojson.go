package export

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/topology"
)

// The members of a TopoJSON 1.0 topology, as [topology.Mesh.TopoJSON] writes it.
type (
	arcs struct {
		Type        string                `json:"type"`
		Title       string                `json:"title,omitempty"`
		Notice      string                `json:"notice,omitempty"`
		Attribution string                `json:"attribution,omitempty"`
		Release     string                `json:"release"`
		BBox        json.RawMessage       `json:"bbox"`
		Transform   json.RawMessage       `json:"transform"`
		Objects     map[string]arcsObject `json:"objects"`
		Arcs        json.RawMessage       `json:"arcs"`
	}
	arcsObject struct {
		Type       string         `json:"type"`
		Geometries []arcsGeometry `json:"geometries"`
	}
	arcsGeometry struct {
		Type       string          `json:"type"`
		ID         string          `json:"id"`
		Properties json.RawMessage `json:"properties"`
		Arcs       json.RawMessage `json:"arcs"`
	}
)

// writeTopoJSON writes a geography by its arcs: every border between two areas once.
func writeTopoJSON(ctx context.Context, j *job, path string) error {
	if j.geography == sitesLayer {
		return errors.New("TopoJSON is for areas, which share borders — write the sites as GeoJSON")
	}
	l, err := j.readLayer(ctx)
	if err != nil {
		return err
	}
	j.step("finding the shared borders of " + l.id)
	content, err := l.topoJSON(j.release, j.toleranceM)
	if err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}

// topoJSON joins the arcs with what is known of each area. Within 0 metres every point is kept but those on a straight line.
func (l layer) topoJSON(r *release.Release, toleranceM float64) ([]byte, error) {
	areas, codes := make([]geo.Area, l.rows), make([]string, l.rows)
	for row := range l.rows {
		codes[row] = l.code(row)
		areas[row] = geo.Area{Code: codes[row], Geometry: l.areas[row], Feature: row + 1}
	}
	// The release's borders fit already, to the last digit, so nothing is to be snapped.
	mesh, _, err := topology.Build(areas, topology.Options{})
	if err != nil {
		return nil, err
	}
	plain, err := mesh.TopoJSON(l.id, codes, toleranceM)
	if err != nil {
		return nil, err
	}
	var joined arcs
	if err := json.Unmarshal(plain, &joined); err != nil {
		return nil, err
	}
	m := r.Manifest()
	joined.Title, joined.Notice, joined.Attribution, joined.Release = m.Title, m.Notice, m.Attribution, r.ID()
	geometries := joined.Objects[l.id].Geometries
	for row := range geometries {
		geometries[row].Properties = l.appendProperties(nil, row)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err = encoder.Encode(joined)
	return out.Bytes(), err
}

// parseTolerance reads a distance in metres.
func parseTolerance(text string) (float64, error) {
	metres, err := strconv.ParseFloat(text, 64)
	if err != nil || !(metres >= 0) || math.IsInf(metres, 0) {
		return 0, fmt.Errorf("--tolerance %s: write a number of metres, 0 or more", text)
	}
	return metres, nil
}

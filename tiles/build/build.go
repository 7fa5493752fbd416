package build

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/geo/topology"
	"hotspotmap/tiles"
	"hotspotmap/tiles/join"
	"hotspotmap/tiles/pmtiles"
)

// maxZoom is the deepest zoom that can be built: its grid's coordinates fit in 28 bits, so that their products are
// exact in 64.
const maxZoom = 16

// Level is one geography and the zooms it is drawn at.
type Level struct {
	Geography string         // layer name
	Title     string         // what the layer is, for the archive's metadata
	Mesh      *topology.Mesh // base mesh
	MinZoom   int
	MaxZoom   int
	// Fields are joined to the areas in the hotspots archive, and those of Fewer in their place, the first that will do, at
	// zooms where they would make a tile larger than its budget.
	Fields []join.Field
	Fewer  [][]join.Field
	// Codes name the areas in errors, in aid order; without them the aid does.
	Codes []string
}

// Info describes an archive to whoever opens it.
type Info struct {
	Name        string
	Description string
	Attribution string
	Bounds      [4]float64 // west, south, east, north
}

// areas is how many areas a level has.
func (l Level) areas() int {
	if l.Mesh == nil {
		return len(l.Codes)
	}
	return l.Mesh.Len()
}

func (i Info) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{i.Bounds[0], i.Bounds[1]}, Max: orb.Point{i.Bounds[2], i.Bounds[3]}}
}

func (i Info) metadata(layers []pmtiles.VectorLayer) pmtiles.Metadata {
	return pmtiles.Metadata{
		Name: i.Name, Description: i.Description, Attribution: i.Attribution,
		Type: "overlay", VectorLayers: layers,
	}
}

// Polygons cuts every level into tiles for each zoom of its band and writes two archives in one pass: areas with
// geometry and ids only, hotspots with the same geometry and the levels' attributes. It fails, and leaves neither
// archive, when an area is in no tile of a zoom of its band.
//
// Memory is bounded by the base meshes, the meshes of as many zooms as are made at a time, and the encoded geometry of
// one zoom; the tiles themselves go to disk as they are made.
func Polygons(ctx context.Context, levels []Level, areasPath, hotspotsPath string, info Info) (Report, error) {
	b, err := newBuilder(levels)
	if err != nil {
		return Report{}, fmt.Errorf("build tiles: %w", err)
	}
	joined := joinedOf(levels, levels)
	for _, out := range []struct {
		path   string
		layers []pmtiles.VectorLayer
	}{{areasPath, plainLayers(levels)}, {hotspotsPath, joinedLayers(levels, joined)}} {
		w, err := pmtiles.Create(out.path, info.bound(), info.metadata(out.layers))
		if err != nil {
			return Report{}, fmt.Errorf("build tiles: %w", err)
		}
		defer w.Abort()
		b.archives = append(b.archives, &archive{writer: w, report: Archive{Path: out.path}})
	}
	if err := b.run(ctx); err != nil {
		return Report{}, fmt.Errorf("build tiles: %w", err)
	}
	for _, a := range b.archives {
		if err := a.finish(); err != nil {
			return Report{}, fmt.Errorf("build tiles: %w", err)
		}
	}
	archives, zooms := b.archives, b.zooms // the rest of b is large, and of no more use
	shapes, err := pmtiles.Open(areasPath)
	if err != nil {
		return Report{}, fmt.Errorf("build tiles: %w", err)
	}
	defer shapes.Close()
	if archives[1], joined, err = keepWithinBudget(ctx, levels, archives[1], joined, shapes, info); err != nil {
		return Report{}, fmt.Errorf("build tiles: %w", err)
	}
	return newReport(archives, zooms, joined), nil
}

// builder is the state of one call of [Polygons].
type builder struct {
	levels   []Level
	joined   []join.Attributes // by level
	archives []*archive
	zooms    []Zoom
}

func newBuilder(levels []Level) (*builder, error) {
	b := &builder{levels: levels}
	names := map[string]bool{}
	for _, level := range levels {
		if names[level.Geography] {
			return nil, fmt.Errorf("geography %s is given twice: give it one band of zooms", level.Geography)
		}
		names[level.Geography] = true
		if level.MinZoom < 0 || level.MinZoom > level.MaxZoom || level.MaxZoom > maxZoom {
			return nil, fmt.Errorf("geography %s has zooms %d to %d: they must ascend, from 0 or more to %d or less",
				level.Geography, level.MinZoom, level.MaxZoom, maxZoom)
		}
		attributes, err := join.NewAttributes(level.Mesh.Len(), level.Fields...)
		if err != nil {
			return nil, fmt.Errorf("geography %s: %w", level.Geography, err)
		}
		b.joined = append(b.joined, attributes)
	}
	if len(levels) == 0 {
		return nil, errors.New("there is no geography to draw")
	}
	return b, nil
}

// plainLayers describes the layers of the areas archive.
func plainLayers(levels []Level) []pmtiles.VectorLayer {
	var layers []pmtiles.VectorLayer
	for _, level := range levels {
		layers = append(layers, pmtiles.VectorLayer{
			ID: level.Geography, Description: level.Title, MinZoom: level.MinZoom, MaxZoom: level.MaxZoom, Fields: map[string]string{},
		})
	}
	return layers
}

// meshesAhead is how many zooms' meshes may wait while another is cut. To make a mesh takes longer than to cut it.
const meshesAhead = 2

// run makes the meshes of several zooms at a time, and cuts and stores them one zoom after another.
func (b *builder) run(ctx context.Context) error {
	first, last := maxZoom, 0
	for _, level := range b.levels {
		first, last = min(first, level.MinZoom), max(last, level.MaxZoom)
	}
	err := inSequence(ctx, last-first+1, meshesAhead,
		func() struct{} { return struct{}{} },
		func(_ struct{}, i int) (zoomMeshes, error) { return b.makeMeshes(first+i, last) },
		func(m zoomMeshes) error { return b.zoom(ctx, m) })
	slices.SortStableFunc(b.zooms, func(x, y Zoom) int {
		return b.position(x.Geography) - b.position(y.Geography)
	})
	return err
}

func (b *builder) position(geography string) int {
	return slices.IndexFunc(b.levels, func(l Level) bool { return l.Geography == geography })
}

// zoomMeshes are the meshes of the levels drawn at one zoom; nil for those that are not.
type zoomMeshes struct {
	z    uint8
	mesh []*topology.Mesh
}

// tolerance is how far, in tile units, a simplified border may be from the real one: half a pixel of a 512 px tile. At
// the deepest zoom, which clients enlarge, borders are as exact as the grid.
func tolerance(z, last int) float64 {
	if z == last {
		return 0
	}
	return 4
}

func (b *builder) makeMeshes(z, last int) (zoomMeshes, error) {
	m := zoomMeshes{z: uint8(z), mesh: make([]*topology.Mesh, len(b.levels))}
	for i, level := range b.levels {
		if z < level.MinZoom || z > level.MaxZoom {
			continue
		}
		options := topology.ZoomOptions{Extent: tiles.Extent, Buffer: tiles.Buffer, ToleranceUnits: tolerance(z, last)}
		mesh, err := level.Mesh.AtZoom(z, options)
		if err != nil {
			return m, fmt.Errorf("zoom %d of %s: %w", z, level.Geography, err)
		}
		m.mesh[i] = mesh
	}
	return m, nil
}

package releasetest

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// tilesets are the three archives. Their bounds reach into the tile east of Home, which is therefore empty but inside.
func tilesets() []release.Tileset {
	east := tiles.ID{Z: Home.Z, X: Home.X + 1, Y: Home.Y}.Bounds().Center().Lon()
	box := bounds()
	box[2] = east
	level := func(id, title string, low, high int, fields map[string]string) release.Layer {
		return release.Layer{ID: id, Title: title, MinZoom: low, MaxZoom: high, Fields: fields}
	}
	none, joined := map[string]string{}, map[string]string{"code": "String", "index": "Number"}
	hotspots := level(SmallAreas, "Neighbourhoods", MinZoom+1, MaxZoom, joined)
	hotspots.LeftOut = "Zooms 11 to 12 lack income."
	return []release.Tileset{
		{ID: "areas", Title: "Areas", MinZoom: MinZoom, MaxZoom: MaxZoom, Bounds: box, Layers: []release.Layer{
			level(Wards, "Wards", MinZoom, MinZoom, none), level(SmallAreas, "Neighbourhoods", MinZoom+1, MaxZoom, none)}},
		{ID: "hotspots", Title: "Joined areas", MinZoom: MinZoom, MaxZoom: MaxZoom, Bounds: box, Layers: []release.Layer{
			level(Wards, "Wards", MinZoom, MinZoom, joined), hotspots}},
		{ID: "sites", Title: "Sites", MinZoom: MinZoom, MaxZoom: MaxZoom, Bounds: box, Layers: []release.Layer{
			level("sites", "Sites", MinZoom, MaxZoom, map[string]string{"name": "String"})}},
	}
}

// writeTileset writes the tiles of Home and its ancestors.
func writeTileset(path string, tileset release.Tileset, index geo.Column) error {
	box := orb.Bound{Min: orb.Point{tileset.Bounds[0], tileset.Bounds[1]}, Max: orb.Point{tileset.Bounds[2], tileset.Bounds[3]}}
	metadata := pmtiles.Metadata{Name: tileset.Title}
	for _, layer := range tileset.Layers {
		metadata.VectorLayers = append(metadata.VectorLayers, pmtiles.VectorLayer{
			ID: layer.ID, Description: layer.Title, MinZoom: layer.MinZoom, MaxZoom: layer.MaxZoom, Fields: layer.Fields,
		})
	}
	w, err := pmtiles.Create(path, box, metadata)
	if err != nil {
		return err
	}
	var ids []tiles.ID
	for id := Home; int(id.Z) >= tileset.MinZoom; id = (tiles.ID{Z: id.Z - 1, X: id.X / 2, Y: id.Y / 2}) {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b tiles.ID) int { return cmp.Compare(a.Hilbert(), b.Hilbert()) })
	for _, id := range ids {
		content, err := pack(tile(tileset, id, index))
		if err == nil {
			err = w.Add(id, content)
		}
		if err != nil {
			w.Abort()
			return err
		}
	}
	_, err = w.Finish()
	return err
}

// tile draws one tile of a tileset.
func tile(tileset release.Tileset, id tiles.ID, index geo.Column) []byte {
	dictionary := mvt.NewDictionary()
	var out []byte
	for _, layer := range tileset.Layers {
		if int(id.Z) < layer.MinZoom || int(id.Z) > layer.MaxZoom {
			continue
		}
		l := mvt.NewLayer(layer.ID, tiles.Extent, dictionary)
		switch layer.ID {
		case "sites":
			for i, site := range sites() {
				l.Add(uint64(i+1), mvt.Points, []mvt.Tag{dictionary.Tag("name", mvt.String(site.Name))}, mvt.AppendPoint(nil, place(id, site.At)))
			}
		case Wards:
			for i := range side {
				box := cell(side*i + 1).Union(cell(side*i + side))
				l.Add(uint64(i+1), mvt.Polygons, tags(dictionary, layer, wards().Codes[i], 0), square(id, box))
			}
		case SmallAreas:
			for i, code := range smallAreas().Codes {
				l.Add(uint64(i+1), mvt.Polygons, tags(dictionary, layer, code, index.Values[i]), square(id, cell(i+1)))
			}
		}
		out = l.AppendTo(out)
	}
	return out
}

// tags are the attributes of an area, in the tileset that has them.
func tags(dictionary *mvt.Dictionary, layer release.Layer, code string, index float64) []mvt.Tag {
	if len(layer.Fields) == 0 {
		return nil
	}
	return []mvt.Tag{dictionary.Tag("code", mvt.String(code)), dictionary.Tag("index", mvt.Double(index))}
}

// square is a box as a polygon wound as MVT wants exteriors: clockwise on the screen.
func square(id tiles.ID, box orb.Bound) []byte {
	nw, se := place(id, orb.Point{box.Min.Lon(), box.Max.Lat()}), place(id, orb.Point{box.Max.Lon(), box.Min.Lat()})
	geometry, _ := mvt.AppendRing(nil, mvt.Point{}, []mvt.Point{nw, {X: se.X, Y: nw.Y}, se, {X: nw.X, Y: se.Y}})
	return geometry
}

func place(id tiles.ID, at orb.Point) mvt.Point {
	x, y := tiles.Project(at, id.Z)
	return mvt.Point{
		X: int32(math.Round(x - float64(id.X)*tiles.Extent)), Y: int32(math.Round(y - float64(id.Y)*tiles.Extent)),
	}
}

func pack(content []byte) ([]byte, error) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

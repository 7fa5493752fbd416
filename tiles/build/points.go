package build

import (
	"context"
	"fmt"
	"math"
	"slices"

	"hotspotmap/geo"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
	"hotspotmap/tiles/pmtiles"
)

// SitesLayer is the name of the layer [Points] writes.
const SitesLayer = "sites"

// Points writes the archive of sites at zooms first to last: every site is in every tile whose box it lies in, as
// feature 1, 2, … in the order given. Without sites the archive has no tiles.
func Points(ctx context.Context, sites []geo.Site, first, last int, path string, info Info) (Report, error) {
	report, err := points(ctx, sites, first, last, path, info)
	if err != nil {
		return Report{}, fmt.Errorf("build tiles of sites: %w", err)
	}
	return report, nil
}

func points(ctx context.Context, sites []geo.Site, first, last int, path string, info Info) (Report, error) {
	if first < 0 || first > last || last > maxZoom {
		return Report{}, fmt.Errorf("zooms %d to %d: they must ascend, from 0 or more to %d or less", first, last, maxZoom)
	}
	layers := []pmtiles.VectorLayer{{
		ID: SitesLayer, Description: "Sites", MinZoom: first, MaxZoom: last, Fields: SiteFields(sites),
	}}
	writer, err := pmtiles.Create(path, info.bound(), info.metadata(layers))
	if err != nil {
		return Report{}, err
	}
	defer writer.Abort()
	a := &archive{writer: writer, report: Archive{Path: path}}
	dictionary, tags := describe(sites)
	layer, packer := mvt.NewLayer(SitesLayer, tiles.Extent, dictionary), newPacker()
	var zooms []Zoom
	for z := first; z <= last; z++ {
		groups := byTile(place(sites, uint8(z)))
		for _, group := range groups {
			if err := ctx.Err(); err != nil {
				return Report{}, err
			}
			layer.Reset()
			for _, p := range group {
				layer.Add(uint64(p.aid), mvt.Points, tags[p.aid-1], p.commands())
			}
			id, err := tiles.FromHilbert(group[0].tile)
			if err != nil {
				return Report{}, err
			}
			t, err := packer.pack(id, []*mvt.Layer{layer})
			if err != nil {
				return Report{}, err
			}
			if err := a.add(t); err != nil {
				return Report{}, err
			}
		}
		zooms = append(zooms, Zoom{Geography: SitesLayer, Zoom: z, Areas: len(sites), Tiles: len(groups)})
	}
	if err := a.finish(); err != nil {
		return Report{}, err
	}
	return newReport([]*archive{a}, zooms, nil), nil
}

// place returns a piece for every tile of a zoom that a site is drawn in, in Hilbert order and within a tile in the
// sites' order. A piece's aid is the site's number.
func place(sites []geo.Site, z uint8) []piece {
	c := &cutter{buffer: tiles.Buffer}
	n := uint32(1) << z
	for i, site := range sites {
		fx, fy := tiles.Project(site.At, z)
		x, y := int32(math.Round(fx)), int32(math.Round(fy))
		// A point is in a box up to and on its sides: in those that an area one unit larger on every side is in.
		firstX, lastX := c.span(x-1, x+1, n)
		firstY, lastY := c.span(y-1, y+1, n)
		for column := firstX; column <= lastX; column++ {
			for row := firstY; row <= lastY; row++ {
				id := tiles.ID{Z: z, X: column, Y: row}
				from := len(c.commands)
				c.commands = mvt.AppendPoint(c.commands, mvt.Point{
					X: x - int32(column)*tiles.Extent,
					Y: y - int32(row)*tiles.Extent,
				})
				c.pieces = append(c.pieces, piece{id.Hilbert(), 0, uint32(i + 1), c, from, len(c.commands)})
			}
		}
	}
	slices.SortFunc(c.pieces, comparePieces)
	return c.pieces
}

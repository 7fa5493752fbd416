package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"hotspotmap/tiles/join"
	"hotspotmap/tiles/pmtiles"
)

// A tile within the budget is drawn at once on a slow connection and a slow telephone.
const (
	budgetRawBytes  = 500_000
	budgetGzipBytes = 150_000
)

func (t Tile) overBudget() bool { return t.RawBytes > budgetRawBytes || t.GzipBytes > budgetGzipBytes }

// draws reports whether a level is drawn at a zoom.
func (l Level) draws(z int) bool { return l.MinZoom <= z && z <= l.MaxZoom }

// choice is what a level has joined when so many of its choices, the richest, are passed over; the poorest when there are not as
// many.
func (l Level) choice(passed int) []join.Field {
	passed = min(passed, len(l.Fewer))
	if passed == 0 {
		return l.Fields
	}
	return l.Fewer[passed-1]
}

// withinBudget cuts levels into bands of zooms, each with the richest choice of fields that keeps its tiles within the budget, or
// with the poorest where none does. over are the tiles that are too large with all Fields.
func withinBudget(ctx context.Context, levels []Level, reader *pmtiles.Reader, over []Tile) ([]Level, error) {
	over = slices.SortedStableFunc(slices.Values(over), func(a, b Tile) int { // of each zoom the likeliest to be too large first
		return cmp.Or(cmp.Compare(a.ID.Z, b.ID.Z), cmp.Compare(b.GzipBytes, a.GzipBytes))
	})
	passed := map[int]int{} // by zoom
	for len(over) > 0 {
		z, n := over[0].ID.Z, 1
		for n < len(over) && over[n].ID.Z == z {
			n++
		}
		var err error
		if passed[int(z)], err = choicesToPass(ctx, levels, reader, over[:n]); err != nil {
			return nil, err
		}
		over = over[n:]
	}
	var bands []Level
	for _, level := range levels {
		bands = append(bands, level.bands(passed)...)
	}
	return bands, nil
}

// bands cuts a level by the choices to be passed over at each zoom. What a zoom has, deeper zooms have too, so that a field is
// there from some zoom on.
func (l Level) bands(passed map[int]int) []Level {
	var bands []Level
	before, most := -1, 0
	for z := l.MaxZoom; z >= l.MinZoom; z-- {
		most = max(most, min(passed[z], len(l.Fewer)))
		if most != before {
			band := l
			band.MaxZoom, band.Fields, band.Fewer = z, l.choice(most), nil
			bands = append(bands, band)
		}
		bands[len(bands)-1].MinZoom, before = z, most
	}
	slices.Reverse(bands)
	return bands
}

// choicesToPass finds, by halving, how many choices of the levels to pass over for tiles of one zoom, which are too large
// with the first.
func choicesToPass(ctx context.Context, levels []Level, reader *pmtiles.Reader, over []Tile) (int, error) {
	tooFew, enough := 0, 0
	for _, level := range levels {
		if level.draws(int(over[0].ID.Z)) {
			enough = max(enough, len(level.Fewer))
		}
	}
	for enough-tooFew > 1 {
		middle := (tooFew + enough) / 2
		fit, err := fits(ctx, levels, reader, over, middle)
		switch {
		case err != nil:
			return 0, err
		case fit:
			enough = middle
		default:
			tooFew = middle
		}
	}
	return enough, nil
}

// fits reports whether all of these tiles are within the budget when so many choices are passed over.
func fits(ctx context.Context, levels []Level, reader *pmtiles.Reader, all []Tile, passed int) (bool, error) {
	joined := map[string]join.Attributes{}
	for _, level := range levels {
		var err error
		if joined[level.Geography], err = join.NewAttributes(level.areas(), level.choice(passed)...); err != nil {
			return false, fmt.Errorf("geography %s: %w", level.Geography, err)
		}
	}
	choose := func(layer string) (join.Attributes, error) {
		attributes, ok := joined[layer]
		if !ok {
			return attributes, errors.New("no level has that name")
		}
		return attributes, nil
	}
	packer, joiner := newPacker(), join.NewJoiner()
	for _, t := range all {
		stored, err := reader.Tile(ctx, t.ID)
		if err != nil {
			return false, err
		}
		shapes, err := unpack(stored)
		if err != nil {
			return false, fmt.Errorf("tile %v: %w", t.ID, err)
		}
		areas, err := join.ReadAreas(shapes)
		if err != nil {
			return false, fmt.Errorf("tile %v: %w", t.ID, err)
		}
		raw, text, err := joiner.Join(areas, choose)
		if err != nil {
			return false, fmt.Errorf("tile %v: %w", t.ID, err)
		}
		gzip, err := packer.compress(raw, text)
		if err != nil {
			return false, fmt.Errorf("compress tile %v: %w", t.ID, err)
		}
		if (Tile{RawBytes: len(raw), GzipBytes: len(gzip)}).overBudget() {
			return false, nil
		}
	}
	return true, nil
}

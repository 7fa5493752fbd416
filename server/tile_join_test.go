package server

import (
	"slices"
	"strings"
	"testing"

	"hotspotmap/data/release/releasetest"
	"hotspotmap/tiles/mvt"
)

// joinedColumns are as many as it takes for a tile that is worth packing.
const joinedColumns = "index,rank,decile,income,hotspot,distance_library,reach_library_1600,target,people,top_share,rank_median,rank_low,rank_high"

// attributes returns each area's attributes in a tile, by layer and aid.
func attributes(t *testing.T, tile []byte) map[string]map[uint64]map[string]any {
	t.Helper()
	layers, err := mvt.Decode(tile)
	check(t, err)
	all := map[string]map[uint64]map[string]any{}
	for _, layer := range layers {
		all[layer.Name] = map[uint64]map[string]any{}
		for _, f := range layer.Features {
			one := map[string]any{}
			for name, value := range f.Attributes {
				one[name] = value.Any()
			}
			all[layer.Name][f.ID] = one
		}
	}
	return all
}

func TestJoinedTile(t *testing.T) {
	s := newTestham(t, Options{})
	tile := strings.TrimPrefix(fullTile, "/areas")
	drawn := attributes(t, ask(t, s.Handler(), "GET", "/tiles"+fullTile).Body.Bytes())
	for _, address := range []string{"/tiles", s.versioned("/tiles")} {
		w := ask(t, s.Handler(), "GET", address+"/hotspots"+tile+"?columns=rank,index")
		if w.Code != 200 {
			t.Fatalf("%s: status %d: %s", address, w.Code, w.Body)
		}
		if err := mvt.Validate(w.Body.Bytes()); err != nil {
			t.Errorf("%s: not a valid tile: %v", address, err)
		}
		got := attributes(t, w.Body.Bytes())
		rel, letGo := s.holder.Acquire()
		defer letGo()
		for layer, areas := range drawn {
			if len(got[layer]) != len(areas) {
				t.Errorf("%s: %d areas of %s, want %d", address, len(got[layer]), layer, len(areas))
			}
			list, _ := rel.Areas(layer)
			for aid, one := range got[layer] {
				want := map[string]any{"code": list.Codes[aid-1], "name": list.Names[aid-1]}
				for _, id := range []string{"index", "rank"} {
					if c, ok := rel.Column(layer, id); ok && c.Values[aid-1] == c.Values[aid-1] {
						want[id] = c.Values[aid-1]
						if c.Indicator.Decimals == 0 {
							want[id] = int64(c.Values[aid-1])
						}
					}
				}
				if len(one) != len(want) {
					t.Errorf("%s: %s has %v, want %v", address, list.Codes[aid-1], one, want)
				}
				for name, value := range want {
					if one[name] != value {
						t.Errorf("%s: %s of %s is %v, want %v", address, name, list.Codes[aid-1], one[name], value)
					}
				}
			}
		}
		again := ask(t, s.Handler(), "GET", address+"/hotspots"+tile+"?columns=index,rank")
		if again.Body.String() != w.Body.String() {
			t.Errorf("%s: the order of the columns makes another tile", address)
		}
		if tag := w.Header().Get("ETag"); ask(t, s.Handler(), "GET", address+"/hotspots"+tile+"?columns=index,rank", "If-None-Match", tag).Code != 304 {
			t.Errorf("%s: its own tag is not known again", address)
		}
	}
}

func TestJoinedTileRefuses(t *testing.T) {
	s := newTestham(t, Options{})
	hotspots := "/tiles" + joined(fullTile)
	many := strings.Repeat("index,", maxJoined) + "index"
	for name, c := range map[string]struct {
		path   string
		status int
		words  string
	}{
		"another tileset":       {"/tiles" + fullTile + "?columns=index", 400, "hotspots only"},
		"no column":             {hotspots + "?columns=", 400, "no column"},
		"an unknown column":     {hotspots + "?columns=index,income2", 400, "income2"},
		"a column twice":        {hotspots + "?columns=index,index", 400, "named twice"},
		"too many":              {hotspots + "?columns=" + many, 400, "at most"},
		"the parameter twice":   {hotspots + "?columns=index&columns=rank", 400, "given 2 times"},
		"markup":                {hotspots + "?columns=%3Cscript%3E", 400, "no column"},
		"empty, inside":         {"/tiles" + joined(emptyTile) + "?columns=index", 204, ""},
		"outside":               {"/tiles" + joined(outsideTile) + "?columns=index", 404, "outside"},
		"of an unknown tileset": {"/tiles/roads" + strings.TrimPrefix(fullTile, "/areas") + "?columns=index", 404, "roads"},
	} {
		t.Run(name, func(t *testing.T) {
			w := ask(t, s.Handler(), "GET", c.path)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.words) {
				t.Errorf("status %d, want %d with %q: %s", w.Code, c.status, c.words, w.Body)
			}
		})
	}
}

func TestJoinedTileJSON(t *testing.T) {
	s := newTestham(t, Options{})
	doc := decodeJSON[tileJSON](t, ask(t, s.Handler(), "GET", "/tiles/hotspots.json?columns=rank,index"))
	if want := "/hotspots/{z}/{x}/{y}.mvt?columns=index,rank"; !strings.HasSuffix(doc.Tiles[0], want) {
		t.Errorf("tiles at %s, want %s", doc.Tiles[0], want)
	}
	small := doc.VectorLayers[slices.IndexFunc(doc.VectorLayers, func(l vectorLayer) bool { return l.ID == releasetest.SmallAreas })]
	if len(small.Fields) != 4 || small.Fields["index"] != "Number" || small.Fields["name"] != "String" {
		t.Errorf("fields %v", small.Fields)
	}
}

package server

import (
	"context"
	"io"
	"net"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hotspotmap/data/release/releasetest"
	"hotspotmap/tiles"
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

// TestJoinedTagsDiffer asks for tiles that differ in one thing each.
func TestJoinedTagsDiffer(t *testing.T) {
	s := newTestham(t, Options{})
	tags := map[string]string{}
	tag := func(what, path, encoding string) {
		w := ask(t, s.Handler(), "GET", path, "Accept-Encoding", encoding)
		got := w.Header().Get("ETag")
		if other, known := tags[got]; w.Code != 200 || got == "" || known {
			t.Errorf("%s: status %d, tag %q, which is that of %s", what, w.Code, got, other)
		}
		tags[got] = what
	}
	path := "/tiles" + joined(fullTile) + "?columns="
	tag("a tile", path+"index,rank", "gzip")
	tag("the same, not packed", path+"index,rank", "identity")
	tag("other columns", path+"index,decile", "gzip")
	tag("fewer columns", path+"index", "gzip")
	for range 3 { // as which it is kept
		if w := ask(t, s.Handler(), "GET", path+"index,rank", "Accept-Encoding", "gzip"); tags[w.Header().Get("ETag")] != "a tile" {
			t.Errorf("a tile that is asked for again has the tag %q", w.Header().Get("ETag"))
		}
	}
	rel, letGo := s.holder.Acquire()
	defer letGo()
	tileset, _ := rel.Tileset(joinedTileset)
	chosen := newChoice(rel, tileset, []string{"index"})
	var of []string
	archive := 0
	for z := uint8(tileset.MinZoom); z <= uint8(tileset.MaxZoom); z++ {
		x, y := tiles.Project(orb.Point{(tileset.Bounds[0] + tileset.Bounds[2]) / 2, (tileset.Bounds[1] + tileset.Bounds[3]) / 2}, z)
		stored, err := rel.FindTile(geometryTileset, tiles.ID{Z: z, X: uint32(x / tiles.Extent), Y: uint32(y / tiles.Extent)})
		if err != nil {
			continue
		}
		archive++
		made, err := joinedTag(stored, chosen)
		check(t, err)
		if slices.Contains(of, made) {
			t.Errorf("two tiles have the tag %s", made)
		}
		of = append(of, made)
	}
	if archive < 2 {
		t.Fatalf("%d tiles were compared", archive)
	}
	releasetest.Publish(t, s.releases, 1)
	check(t, s.holder.Refresh())
	tag("another edition's", path+"index,rank", "gzip")
}

// TestAJoinThatFailsHasNoTag asks while all tools are in use, and gives up.
func TestAJoinThatFailsHasNoTag(t *testing.T) {
	s := newTestham(t, Options{})
	for range cap(s.joiner.tools) {
		<-s.joiner.tools
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequestWithContext(ctx, "GET", "/tiles"+joined(fullTile)+"?columns=index", nil))
	if w.Code != 503 || w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != cacheNever {
		t.Errorf("status %d, tag %q, Cache-Control %q", w.Code, w.Header().Get("ETag"), w.Header().Get("Cache-Control"))
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

// TestNobodyWaitsForAClientThatHasGone asks for tiles to be joined while there are no tools, and leaves.
func TestNobodyWaitsForAClientThatHasGone(t *testing.T) {
	s := newTestham(t, Options{})
	for range cap(s.joiner.tools) {
		<-s.joiner.tools
	}
	s.quick.After = 1
	address, _, _ := start(t, s.Server)
	get := func(path string) string { return "GET /tiles" + path + " HTTP/1.1\r\nHost: x\r\n\r\n" }
	waiting := func() int {
		stacks := make([]byte, 1<<20)
		return strings.Count(string(stacks[:runtime.Stack(stacks, true)]), ").takeTools(")
	}
	for _, before := range []string{"", get(fullTile)} { // with which the connection is taken over
		conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		check(t, err)
		_, err = io.WriteString(conn, before+get(joined(fullTile)+"?columns="+joinedColumns))
		check(t, err)
		await(t, func() bool { return waiting() > 0 })
		check(t, conn.Close())
		begun := time.Now()
		await(t, func() bool { return waiting() == 0 })
		if took := time.Since(begun); took > requestTimeout/2 {
			t.Errorf("the client has gone, and its tile was waited for another %s", took)
		}
	}
}

// await waits until something holds.
func await(t *testing.T, holds func() bool) {
	t.Helper()
	for begun := time.Now(); !holds(); time.Sleep(time.Millisecond) {
		if time.Since(begun) > 3*requestTimeout {
			t.Fatal("it does not come about")
		}
	}
}

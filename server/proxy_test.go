package server

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
)

// proxyEncodings are what clients say they can read, and whether that is gzip.
var proxyEncodings = map[string]bool{
	"": false, "identity": false, "gzip": true, "gzip, deflate, br, zstd": true, "br": false, "gzip;q=0": false, "gzip;q=0, *": false,
}

// TestTileMatrixThroughProxies asks real proxies for what TestTileMatrix asks the server for. A proxy may send 200 to a list of tags or
// to *; it may not send what the client cannot read, nor 304 to one that has something else.
func TestTileMatrixThroughProxies(t *testing.T) {
	for _, p := range proxies {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			s := newTestham(t, Options{})
			b := newBehind(t, p, s.holder)
			for _, tile := range []string{fullTile, joined(fullTile), joined(fullTile) + "?columns=" + joinedColumns} {
				plain := ask(t, s.Handler(), "GET", "/tiles"+tile).Body.Bytes()
				for _, prefix := range []string{"/tiles", s.versioned("/tiles")} {
					b.expectMatrix(t, prefix+tile, plain)
				}
			}
		})
	}
}

// expectMatrix asks for a tile in every combination.
func (b *behind) expectMatrix(t *testing.T, path string, plain []byte) {
	versioned := strings.HasPrefix(path, "/releases/")
	encodings := []string{}
	for encoding := range proxyEncodings {
		encodings = append(encodings, encoding)
	}
	slices.Sort(encodings)
	tags := map[string]string{}
	for range 2 { // the second time from the cache
		for _, encoding := range encodings {
			r := b.ask(t, "GET", path, "Accept-Encoding", encoding)
			b.expectTile(t, path+"|"+encoding, r, plain, "GET", encoding)
			if tags[encoding] != "" && r.header.Get("ETag") != tags[encoding] {
				t.Errorf("%s|%s: tag %s, and %s before", path, encoding, r.header.Get("ETag"), tags[encoding])
			}
			tags[encoding] = r.header.Get("ETag")
		}
	}
	if tag := tags["gzip"]; tag == tags["identity"] && !strings.HasPrefix(tag, "W/") {
		t.Errorf("%s: packed and plain have one strong tag, %s", path, tag)
	}
	for _, encoding := range encodings {
		strong, other := strings.TrimPrefix(tags[encoding], "W/"), tags["gzip"]
		if proxyEncodings[encoding] {
			other = tags["identity"]
		}
		same, different := []int{http.StatusNotModified}, []int{http.StatusOK}
		if !versioned && !b.passesOnTags {
			same = []int{http.StatusOK, http.StatusNotModified}
		}
		either := different
		if strings.TrimPrefix(other, "W/") == strong { // weakened on the way
			either = same
		}
		conditions := map[string]struct {
			value    string
			statuses []int
		}{
			"no condition":         {"", different},
			"its tag":              {tags[encoding], same},
			"weakened":             {"W/" + strong, same},
			"in a list":            {`"x", ` + tags[encoding], []int{200, 304}},
			"anything":             {"*", []int{200, 304}},
			"the other encoding's": {other, either},
			"another":              {`"abc"`, different},
			"without quotes":       {strings.Trim(strong, `"`), different},
		}
		for name, c := range conditions {
			for _, method := range []string{"GET", "HEAD"} {
				headers := []string{"Accept-Encoding", encoding}
				if c.value != "" {
					headers = append(headers, "If-None-Match", c.value)
				}
				what := strings.Join([]string{path, encoding, name, method}, "|")
				var r reply
				reached := b.asked(func() { r = b.ask(t, method, path, headers...) })
				if !slices.Contains(c.statuses, r.status) {
					t.Errorf("%s: status %d, want one of %v", what, r.status, c.statuses)
				}
				b.expectTile(t, what, r, plain, method, encoding)
				if want := map[bool]int64{true: 0, false: 1}[versioned]; reached != want {
					t.Errorf("%s: %d requests reached the server, want %d", what, reached, want)
				}
			}
		}
	}
}

// expectTile checks that a client can read what it got, may keep it, and keeps it apart from the other form.
func (b *behind) expectTile(t *testing.T, what string, r reply, plain []byte, method, encoding string) {
	t.Helper()
	cache := cacheRevalidate
	if strings.HasPrefix(what, "/releases/") {
		cache = cacheForever
	}
	headers := map[string]string{"Cache-Control": cache, "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
	if r.status == http.StatusOK {
		headers["Content-Type"] = typeTile
	}
	for name, value := range headers {
		if got := r.header.Get(name); got != value {
			t.Errorf("%s: %s is %q, want %q", what, name, got, value)
		}
	}
	if r.header.Get("ETag") == "" || !strings.Contains(strings.Join(r.header.Values("Vary"), ","), "Accept-Encoding") {
		t.Errorf("%s: no tag, or no Vary: %v", what, r.header)
	}
	packed := r.header.Get("Content-Encoding") == "gzip"
	if packed && !proxyEncodings[encoding] {
		t.Errorf("%s: gzip, to a client that cannot read it", what)
	}
	content := r.content
	switch {
	case method == "HEAD" || r.status == http.StatusNotModified:
		if len(content) > 0 {
			t.Errorf("%s: a body of %d bytes", what, len(content))
		}
		return
	case packed:
		content = gunzip(t, content)
	case proxyEncodings[encoding] && r.status == http.StatusOK:
		t.Errorf("%s: not packed, to a client that could read it", what)
	}
	if !bytes.Equal(content, plain) {
		t.Errorf("%s: %d bytes of another content, want %d", what, len(content), len(plain))
	}
}

// TestOtherAnswersThroughProxies asks for what is no tile: nothing to draw, not there, not an address.
func TestOtherAnswersThroughProxies(t *testing.T) {
	for _, p := range proxies {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			s := newTestham(t, Options{})
			b := newBehind(t, p, s.holder)
			for path, status := range map[string]int{
				emptyTile: 204, outsideTile: 404, "/areas/12/-1/1344.mvt": 400, fullTile + "?v=1": 400, joined(fullTile) + "?columns=none": 400,
			} {
				for _, prefix := range []string{"/tiles", s.versioned("/tiles")} {
					kept := status == 204 && prefix != "/tiles"
					for _, method := range []string{"GET", "HEAD", "GET"} {
						for _, encoding := range []string{"identity", "gzip"} {
							b.ask(t, "GET", prefix+path, "Accept-Encoding", encoding) // into the cache, if anything goes there
							what := method + " " + prefix + path + "|" + encoding
							var r reply
							reached := b.asked(func() { r = b.ask(t, method, prefix+path, "Accept-Encoding", encoding) })
							if r.status != status || r.header.Get("Access-Control-Allow-Origin") != "*" {
								t.Errorf("%s: status %d, %v", what, r.status, r.header)
							}
							if want := map[bool]int64{true: 0, false: 1}[kept]; reached != want {
								t.Errorf("%s: %d requests reached the server, want %d", what, reached, want)
							}
						}
					}
				}
			}
			r := b.ask(t, "OPTIONS", "/tiles"+fullTile, "Origin", "https://x.example", "Access-Control-Request-Method", "GET")
			if r.status != 204 || r.header.Get("Access-Control-Allow-Methods") != allowedMethods {
				t.Errorf("preflight: %d %v", r.status, r.header)
			}
		})
	}
}

// TestReleasesThroughProxies starts without a release, publishes one and then another: what was refused is not remembered, what has no
// version is never old, and what has one stays as it was.
func TestReleasesThroughProxies(t *testing.T) {
	for _, p := range proxies {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			releases := t.TempDir()
			holder := release.NewHolder(releases, slog.New(slog.DiscardHandler))
			t.Cleanup(holder.Close)
			b := newBehind(t, p, holder)
			id := releasetest.Write(t, releases, 0)
			first := "/releases/" + release.Short(id) + "/tiles" + fullTile
			expect := func(path string, status int) reply {
				t.Helper()
				r := b.ask(t, "GET", path, "Accept-Encoding", "gzip")
				if r.status != status {
					t.Errorf("%s: status %d, want %d", path, r.status, status)
				}
				return r
			}
			if r := expect("/tiles"+fullTile, 503); r.header.Get("Retry-After") == "" || r.header.Get("Cache-Control") != cacheNever {
				t.Errorf("without a release: %v", r.header)
			}
			expect(first, 404)
			check(t, release.Publish(releases, id))
			check(t, holder.Refresh())
			expect(first, 200)
			tag := expect("/tiles.json", 200).header.Get("ETag")
			before := b.unchanged.Load()
			r := b.ask(t, "GET", "/tiles.json", "Accept-Encoding", "gzip", "If-None-Match", tag)
			if reached := b.unchanged.Load() > before; reached != b.passesOnTags || (r.status == 304) != b.passesOnTags {
				t.Errorf("the catalogue again: status %d; its tag reached the server: %v, want %v", r.status, reached, b.passesOnTags)
			}

			for edition := 1; edition <= 2; edition++ { // the server keeps one release before the current, the cache all
				id := releasetest.Publish(t, releases, edition)
				check(t, holder.Refresh())
				r := b.ask(t, "GET", "/tiles.json", "Accept-Encoding", "identity", "If-None-Match", tag)
				if r.status != 200 || !bytes.Contains(r.content, fmt.Appendf(nil, "%q", release.Short(id))) {
					t.Errorf("after release %d: status %d, %s", edition, r.status, r.content)
				}
			}
			if reached := b.asked(func() { expect(first, 200) }); reached != 0 {
				t.Errorf("a tile of an earlier release was asked for again")
			}
		})
	}
}

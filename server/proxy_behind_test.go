package server

import (
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/server/plain"
	"hotspotmap/static"
)

// behind is a server of ours that counts what reaches it through a proxy.
type behind struct {
	*http.Client
	proxy
	requests, unchanged atomic.Int64 // all, and those answered 304
}

// reply is what came back through the proxy.
type reply struct {
	status  int
	header  http.Header
	content []byte
}

// newBehind serves the releases of a holder through a proxy.
func newBehind(t *testing.T, p proxy, holder *release.Holder) *behind {
	t.Helper()
	s, err := New(Options{Releases: holder, Pages: static.Pages(), PublicURL: "http://proxy"})
	check(t, err)
	b := &behind{proxy: p}
	web, quick := s.httpServer(), s.quick
	quick.After = 1
	routed, answer := web.Handler, quick.Answer
	quick.Answer = func(w http.ResponseWriter, r *http.Request) bool { return answer(&statusWatch{w, b}, r) }
	web.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { routed.ServeHTTP(&statusWatch{w, b}, r) })
	backend := plain.New(web, quick)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	go func() { _ = backend.Serve(listener) }()
	t.Cleanup(func() { check(t, backend.Close()) })
	b.Client = p.through(t, listener.Addr().String())
	return b
}

// statusWatch counts an answer once its status is known.
type statusWatch struct {
	http.ResponseWriter
	behind *behind
}

func (w *statusWatch) WriteHeader(status int) {
	w.behind.requests.Add(1)
	if status == http.StatusNotModified {
		w.behind.unchanged.Add(1)
	}
	w.ResponseWriter.WriteHeader(status)
}

// ask sends a request with headers, given as name and value in turn. An empty Accept-Encoding is sent as such.
func (b *behind) ask(t *testing.T, method, path string, headers ...string) reply {
	t.Helper()
	r, err := http.NewRequest(method, "http://proxy"+path, nil)
	check(t, err)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	answer, err := b.Do(r)
	check(t, err)
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	check(t, err)
	return reply{answer.StatusCode, answer.Header, content}
}

// asked is how many requests reach the server while something is done.
func (b *behind) asked(do func()) int64 {
	before := b.requests.Load()
	do()
	return b.requests.Load() - before
}

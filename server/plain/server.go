package plain

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// drainPoll is how often Shutdown looks whether connections have ended.
const drainPoll = 5 * time.Millisecond

// Quick is what the quick way is for.
type Quick struct {
	// Wants reports whether a request may be for the quick way.
	Wants func(*http.Request) bool
	// Answer answers a request and reports whether it did: if not, it has written nothing, and the server's handler answers. It declares the
	// length of what it writes, does not change the request, and keeps neither it nor the writer. It waits for nothing long: the
	// context of a request on a connection that was taken over never ends, also when the client has gone.
	Answer func(http.ResponseWriter, *http.Request) (answered bool)
	// After is how many requests in a row it answers for a connection before that is taken over: to take one over and give it back costs
	// as much as several requests.
	After int32
}

// Server is an [http.Server] with a quick way past it. It is safe for concurrent use.
type Server struct {
	web   *http.Server
	next  http.Handler
	quick Quick
	state func(net.Conn, http.ConnState)
	back  *handover
	clock clock

	mu     sync.Mutex
	conns  map[*connection]struct{}
	closed bool
}

// New puts a quick way before the handler of a server that does not serve yet. The server's ConnState is told of connections that were taken
// over as of its own. Its timeouts and SetKeepAlivesEnabled do not hold for them, and it must not serve TLS itself.
func New(web *http.Server, quick Quick) *Server {
	s := &Server{web: web, next: web.Handler, quick: quick, state: web.ConnState, back: newHandover(), conns: map[*connection]struct{}{}}
	if s.state == nil {
		s.state = func(net.Conn, http.ConnState) {}
	}
	web.Handler = http.HandlerFunc(s.serveHTTP)
	known := web.ConnContext
	web.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		if known != nil {
			ctx = known(ctx, c)
		}
		return context.WithValue(ctx, inARowKey{}, new(atomic.Int32))
	}
	return s
}

// inARowKey finds in a request's context how many requests of its connection the quick way has answered in a row.
type inARowKey struct{}

// Serve answers the requests of a listener's connections, as [http.Server.Serve] does.
func (s *Server) Serve(listener net.Listener) error {
	go func() { _ = s.web.Serve(s.back) }() // until the server is shut down or closed, which closes s.back
	return s.web.Serve(listener)
}

// Shutdown ends serving as [http.Server.Shutdown] does: it closes idle connections, and waits for requests under way until the context ends.
func (s *Server) Shutdown(ctx context.Context) error {
	_ = s.back.Close() // from here on no connection waits for another request
	s.each((*connection).closeIdle)
	if err := s.web.Shutdown(ctx); err != nil {
		return err
	}
	ticker := time.NewTicker(drainPoll)
	defer ticker.Stop()
	for s.each((*connection).closeIdle) > 0 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
	return nil
}

// Close ends serving and closes all connections.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	err := s.web.Close()
	s.each((*connection).cut)
	return err
}

// each does something with every connection that is taken over, and returns how many there are.
func (s *Server) each(do func(*connection)) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		do(c)
	}
	return len(s.conns)
}

func (s *Server) forget(c *connection) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, c)
}

// serveHTTP answers a request that net/http has read, and takes its connection over when that was one for the quick way.
func (s *Server) serveHTTP(w http.ResponseWriter, r *http.Request) {
	inARow := r.Context().Value(inARowKey{}).(*atomic.Int32)
	counted := counting{ResponseWriter: w}
	if !s.quick.Wants(r) || !s.quick.Answer(&counted, r) {
		inARow.Store(0)
		clear(w.Header())
		s.next.ServeHTTP(w, r)
		return
	}
	if inARow.Add(1) < s.quick.After || !isPlain(r) || !counted.whole(r.Method) || s.back.hasEnded() {
		return
	}
	if c := s.takeOver(w); c != nil {
		c.serve()
	}
}

// takeOver takes the connection of a whole answer from net/http; nil when it cannot be taken. It is known to Shutdown before net/http
// forgets it.
func (s *Server) takeOver(w http.ResponseWriter) *connection {
	c := &connection{server: s}
	s.mu.Lock()
	s.conns[c] = struct{}{}
	s.mu.Unlock()
	control := http.NewResponseController(w)
	if err := control.Flush(); err != nil {
		s.forget(c)
		return nil
	}
	taken, read, err := control.Hijack()
	if err != nil {
		s.forget(c)
		return nil
	}
	c.reader = read.Reader
	s.mu.Lock()
	c.Conn = direct(taken)
	if s.closed {
		_ = c.Close()
	}
	s.mu.Unlock()
	s.state(c.Conn, http.StateNew)
	return c
}

// counting remembers the status of an answer and counts its content.
type counting struct {
	http.ResponseWriter
	status, written int
	failed          bool
}

func (w *counting) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *counting) Write(content []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(content)
	w.written += n
	w.failed = w.failed || err != nil
	return n, err
}

// whole reports whether the answer has all the content that it declared, and another may follow.
func (w *counting) whole(method string) bool {
	h := w.Header()
	return !w.failed && h["Connection"] == nil && (method == http.MethodHead || !mayHaveBody(w.status) || h.Get("Content-Length") == strconv.Itoa(w.written))
}

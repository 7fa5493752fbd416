package plain

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// drainPoll is how often Shutdown looks whether connections have ended.
const drainPoll = 5 * time.Millisecond

// Quick is what the quick way is for.
type Quick struct {
	// Wants reports whether a request may be for the quick way: a connection is taken over at one that is.
	Wants func(*http.Request) bool
	// Answer answers a request and reports whether it did: if not, it has written nothing. It does not change the request, and keeps
	// neither it nor the writer. Only the first request of a connection has a context that ends.
	Answer func(http.ResponseWriter, *http.Request) (answered bool)
}

// Server is an [http.Server] with a quick way past it. It is safe for concurrent use.
type Server struct {
	web   *http.Server
	next  http.Handler
	quick Quick
	state func(net.Conn, http.ConnState)
	back  *handover
	clock clock

	mu    sync.Mutex
	conns map[*connection]struct{}
}

// New puts a quick way before the handler of a server that does not serve yet. The server's ConnState is told of connections that were taken
// over as of its own; its timeouts do not hold for them.
func New(web *http.Server, quick Quick) *Server {
	s := &Server{web: web, next: web.Handler, quick: quick, state: web.ConnState, back: newHandover(), conns: map[*connection]struct{}{}}
	if s.state == nil {
		s.state = func(net.Conn, http.ConnState) {}
	}
	web.Handler = http.HandlerFunc(s.serveHTTP)
	return s
}

// Serve answers the requests of a listener's connections, as [http.Server.Serve] does.
func (s *Server) Serve(listener net.Listener) error {
	go func() { _ = s.web.Serve(s.back) }() // until the server is shut down or closed, which closes s.back
	return s.web.Serve(listener)
}

// Shutdown ends serving as [http.Server.Shutdown] does: it closes idle connections, and waits for requests under way until the context ends.
func (s *Server) Shutdown(ctx context.Context) error {
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

// serveHTTP takes over the connection of a request that may be for the quick way.
func (s *Server) serveHTTP(w http.ResponseWriter, r *http.Request) {
	if !isPlain(r) || !s.quick.Wants(r) {
		s.next.ServeHTTP(w, r)
		return
	}
	c, err := s.takeOver(w)
	if err != nil {
		s.next.ServeHTTP(w, r)
		return
	}
	c.serve(r)
}

// takeOver takes the connection of an answer from net/http. It is known to Shutdown before net/http forgets it.
func (s *Server) takeOver(w http.ResponseWriter) (*connection, error) {
	c := &connection{server: s}
	s.mu.Lock()
	s.conns[c] = struct{}{}
	s.mu.Unlock()
	taken, read, err := http.NewResponseController(w).Hijack()
	if err != nil {
		s.forget(c)
		return nil, err
	}
	c.reader = read.Reader
	s.mu.Lock()
	c.Conn = direct(taken)
	s.mu.Unlock()
	s.state(c.Conn, http.StateNew)
	return c, nil
}

package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"hotspotmap/server/plain"
)

// maxHeaderBytes bounds what is read of a request's header.
const maxHeaderBytes = 16 << 10

const (
	// shutdownPause is how long a closing server still takes requests, while /readyz sends new ones elsewhere.
	shutdownPause = 150 * time.Millisecond
	// drainTimeout is how long requests under way may take to end.
	drainTimeout = 10 * time.Second
)

// httpServer is a server with the limits set; those of time are kept by its patience.
func (s *Server) httpServer() *http.Server {
	return &http.Server{
		Handler:        s.routed,
		MaxHeaderBytes: maxHeaderBytes,
		ConnState:      s.patience.follow,
		ConnContext:    remember,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
}

// Serve answers requests on a listener until the context ends, and then lets those under way finish.
func (s *Server) Serve(ctx context.Context, listener net.Listener) error {
	web := plain.New(s.httpServer(), s.quick)
	watching, rest := context.WithCancel(context.Background())
	defer rest()
	s.patience.look(time.Now()) // or else connections of the first second would be measured from when the server was made
	go s.patience.watch(watching)
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serve on %s: %w", listener.Addr(), err)
	case <-ctx.Done():
	}
	s.draining.Store(true)
	time.Sleep(shutdownPause)
	drain, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	if err := web.Shutdown(drain); err != nil {
		return errors.Join(fmt.Errorf("requests were still under way after %s: %w", drainTimeout, err), web.Close())
	}
	return nil
}

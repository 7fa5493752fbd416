package server

import (
	"context"
	"net"
	"net/http"
	"sync"
	"time"
)

// How long a connection may keep the server waiting.
const (
	firstPatience  = 5 * time.Second  // for the header of its first request: a byte at a time is no way to hold a connection for long
	idlePatience   = 60 * time.Second // for the header of another
	answerPatience = 60 * time.Second // until an answer has been taken
)

// patience closes connections that keep the server waiting for too long. It looks at them once a second: the timers that net/http
// can set, several for each request, take a tenth of the time that sending a small tile does.
type patience struct {
	mu    sync.Mutex
	now   time.Time              // when it last looked
	until map[net.Conn]time.Time // when each connection is given up
}

func newPatience() *patience { return &patience{now: time.Now(), until: map[net.Conn]time.Time{}} }

// follow is told of every change in what a connection is about; see [http.Server.ConnState].
func (p *patience) follow(conn net.Conn, state http.ConnState) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch state {
	case http.StateNew:
		p.until[conn] = p.now.Add(firstPatience)
	case http.StateActive:
		p.until[conn] = p.now.Add(answerPatience)
	case http.StateIdle:
		p.until[conn] = p.now.Add(idlePatience)
	case http.StateClosed, http.StateHijacked:
		delete(p.until, conn)
	}
}

// extend gives the answer to a request more time.
func (p *patience) extend(r *http.Request, by time.Duration) {
	conn, ok := r.Context().Value(connKey{}).(net.Conn)
	if !ok {
		return // not over a connection of ours
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.until[conn] = p.now.Add(by)
}

// connKey finds a request's connection in its context.
type connKey struct{}

// remember puts a connection into the context of its requests; see [http.Server.ConnContext].
func remember(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, conn)
}

// look closes the connections that are overdue at a moment.
func (p *patience) look(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = now
	for conn, until := range p.until {
		if now.After(until) {
			_ = conn.Close() // who serves it notices, and follow is told
		}
	}
}

// watch looks every second until the context ends.
func (p *patience) watch(ctx context.Context) {
	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			p.look(now)
		}
	}
}

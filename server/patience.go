package server

import (
	"context"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
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
	began time.Time
	now   atomic.Int64 // when it last looked, as a time.Duration since it began
	until sync.Map     // net.Conn → *atomic.Int64: when each connection is given up, likewise
}

func newPatience() *patience { return &patience{began: time.Now()} }

// follow is told of every change in what a connection is about; see [http.Server.ConnState].
func (p *patience) follow(conn net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		until := new(atomic.Int64)
		until.Store(p.now.Load() + int64(firstPatience))
		p.until.Store(conn, until)
	case http.StateActive:
		p.bear(conn, answerPatience)
	case http.StateIdle:
		p.bear(conn, idlePatience)
	case http.StateClosed, http.StateHijacked:
		p.until.Delete(conn)
	}
}

// bear gives a connection so much time from now on.
func (p *patience) bear(conn net.Conn, with time.Duration) {
	if until, ok := p.until.Load(conn); ok {
		until.(*atomic.Int64).Store(p.now.Load() + int64(with))
	}
}

// extend gives the answer to a request more time.
func (p *patience) extend(r *http.Request, by time.Duration) {
	if conn, ok := r.Context().Value(connKey{}).(net.Conn); ok { // it is over a connection of ours
		p.bear(conn, by)
	}
}

// connKey finds a request's connection in its context.
type connKey struct{}

// remember puts a connection into the context of its requests; see [http.Server.ConnContext].
func remember(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, conn)
}

// look closes the connections that are overdue at a moment.
func (p *patience) look(moment time.Time) {
	now := int64(moment.Sub(p.began))
	p.now.Store(now)
	p.until.Range(func(conn, until any) bool {
		if now > until.(*atomic.Int64).Load() {
			_ = conn.(net.Conn).Close() // who serves it notices, and follow is told
		}
		return true
	})
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

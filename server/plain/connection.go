package plain

import (
	"bufio"
	"bytes"
	"net"
	"net/http"
	"sync/atomic"
)

// What a connection is about, for closeIdle.
const (
	busy = int32(iota)
	waiting
	closed
)

// connection is one that was taken over.
type connection struct {
	net.Conn
	server  *Server
	reader  *bufio.Reader // net/http's, which may have read some of the next request
	about   atomic.Int32
	request request
	writer  writer
}

// serve answers the requests that follow, until the connection ends or is given back.
func (c *connection) serve() {
	defer c.server.forget(c)
	givenBack := false
	defer func() {
		if !givenBack { // a panic goes on to net/http, which logs it
			_ = c.Close()
			c.server.state(c.Conn, http.StateClosed)
		}
	}()
	for unread := c.wait(); unread != nil; unread = c.wait() {
		if !c.answer(unread) {
			givenBack = true
			c.server.state(c.Conn, http.StateHijacked)
			c.server.back.give(c.Conn, bytes.Clone(unread))
			return
		}
		if !c.writer.end() {
			return
		}
	}
}

// wait waits for another request and returns what has come of it; nil when the connection has ended.
func (c *connection) wait() []byte {
	c.server.state(c.Conn, http.StateIdle)
	c.about.Store(waiting)
	if c.server.back.hasEnded() { // Shutdown may have looked before it was waiting
		return nil
	}
	_, err := c.reader.Peek(4) // as net/http does: an end before that leaves nothing to answer
	if !c.about.CompareAndSwap(waiting, busy) || err != nil {
		return nil
	}
	unread, _ := c.reader.Peek(c.reader.Buffered())
	return unread
}

// answer answers the first request of what was read, if it is plain, whole, and for the quick way.
func (c *connection) answer(unread []byte) bool {
	length := bytes.Index(unread, endOfHeader) + len(endOfHeader)
	if length < len(endOfHeader) {
		return false
	}
	r, ok := c.request.read(unread[:length])
	if !ok {
		return false
	}
	c.server.state(c.Conn, http.StateActive)
	c.writer.begin(c, r.Method)
	if !c.server.quick.Answer(&c.writer, r) {
		return false
	}
	_, _ = c.reader.Discard(length)
	return true
}

// closeIdle closes a connection that waits for a request.
func (c *connection) closeIdle() {
	if c.about.CompareAndSwap(waiting, closed) {
		_ = c.Close()
	}
}

// cut closes a connection whatever it is about. One that is just being taken over is closed then.
func (c *connection) cut() {
	if c.Conn != nil {
		_ = c.Close()
	}
}

package plain

import (
	"io"
	"net"
	"sync"
)

// handover is a listener whose connections are those that are given back to net/http.
type handover struct {
	conns chan net.Conn
	ended chan struct{}
	end   func()
}

func newHandover() *handover {
	h := &handover{conns: make(chan net.Conn), ended: make(chan struct{})}
	h.end = sync.OnceFunc(func() { close(h.ended) })
	return h
}

// give gives a connection with what was read of it already. After the end it closes the connection: nobody would take it.
func (h *handover) give(c net.Conn, unread []byte) {
	select {
	case h.conns <- &returned{c, unread}:
	case <-h.ended:
		_ = c.Close()
	}
}

func (h *handover) Accept() (net.Conn, error) {
	select {
	case c := <-h.conns:
		return c, nil
	case <-h.ended:
		return nil, net.ErrClosed
	}
}

func (h *handover) Close() error {
	h.end()
	return nil
}

func (h *handover) hasEnded() bool {
	select {
	case <-h.ended:
		return true
	default:
		return false
	}
}

// Addr is no address: the connections have theirs.
func (h *handover) Addr() net.Addr { return handoverAddr{} }

type handoverAddr struct{}

func (handoverAddr) Network() string { return "handover" }
func (handoverAddr) String() string  { return "handover" }

// returned is a connection that was given back.
type returned struct {
	net.Conn
	unread []byte
}

func (r *returned) Read(p []byte) (int, error) {
	if len(r.unread) == 0 {
		return r.Conn.Read(p)
	}
	n := copy(p, r.unread)
	if r.unread = r.unread[n:]; len(r.unread) == 0 {
		r.unread = nil
	}
	return n, nil
}

// CloseWrite tells the client that no more follows, while it may still send.
func (r *returned) CloseWrite() error {
	if c, ok := r.Conn.(interface{ CloseWrite() error }); ok {
		return c.CloseWrite()
	}
	return nil
}

// ReadFrom lets the system send a file by itself.
func (r *returned) ReadFrom(content io.Reader) (int64, error) { return io.Copy(r.Conn, content) }

// direct is the connection below one that was given back, if nothing is left of what was read.
func direct(c net.Conn) net.Conn {
	if r, ok := c.(*returned); ok && len(r.unread) == 0 {
		return r.Conn
	}
	return c
}

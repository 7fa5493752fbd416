package plain

import (
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// oneWrite bounds the content that is copied behind its header, to be sent with it at once.
const oneWrite = 16 << 10

// unsent holds what is to be sent of answers under way.
var unsent = sync.Pool{New: func() any { return new([]byte) }}

// undeclared is the length of content that was not declared.
const undeclared = -1

// writer is the [http.ResponseWriter] of a connection, for one answer after another. Long content is sent as it is written, and where its
// length was not declared the end of the connection tells it. No type is guessed, and answers that are not final (1xx) are left out.
type writer struct {
	conn   *connection
	header http.Header
	isHead bool     // the answer is to HEAD
	status int      // 0: not said yet
	left   int      // of the declared length; or undeclared
	last   bool     // no answer follows
	unsent *[]byte  // the header, and content behind it
	names  []string // of the header
	err    error    // why sending failed
}

// begin begins an answer.
func (w *writer) begin(c *connection, method string) {
	if w.header == nil {
		w.conn, w.header = c, http.Header{}
	}
	clear(w.header)
	w.isHead, w.status, w.left, w.last = method == http.MethodHead, 0, 0, false
}

// hasBody reports whether content follows the header.
func (w *writer) hasBody() bool { return mayHaveBody(w.status) && !w.isHead }

// mayHaveBody reports whether a status goes with content.
func mayHaveBody(status int) bool {
	return status != http.StatusNoContent && status != http.StatusNotModified
}

func (w *writer) Header() http.Header { return w.header }

func (w *writer) WriteHeader(status int) {
	if w.status != 0 || status < http.StatusOK {
		return
	}
	w.status = status
	length, err := strconv.Atoi(w.header.Get("Content-Length"))
	if err != nil || length < 0 {
		length = undeclared
	}
	if length == undeclared || !mayHaveBody(status) {
		delete(w.header, "Content-Length")
	}
	if status == http.StatusNotModified {
		delete(w.header, "Content-Type")
	}
	if w.hasBody() {
		w.left = length
	}
	w.last = w.left == undeclared || w.header["Connection"] != nil || w.conn.server.back.hasEnded()
	if w.last {
		w.header["Connection"] = []string{"close"}
	}
	w.unsent = unsent.Get().(*[]byte)
	b := append((*w.unsent)[:0], "HTTP/1.1 "...)
	b = append(strconv.AppendInt(b, int64(status), 10), ' ')
	b = append(append(b, http.StatusText(status)...), endOfLine...)
	if w.header["Date"] == nil {
		b = appendLine(b, "Date", w.conn.server.clock.now())
	}
	w.names = w.names[:0]
	for name := range w.header {
		w.names = append(w.names, name)
	}
	slices.Sort(w.names)
	for _, name := range w.names {
		for _, value := range w.header[name] {
			b = appendLine(b, name, value)
		}
	}
	*w.unsent = append(b, endOfLine...)
}

// appendLine appends a line of a header, which a value cannot end before its time.
func appendLine(b []byte, name, value string) []byte {
	b = append(append(b, name...), ": "...)
	if strings.IndexByte(value, '\n') >= 0 || strings.IndexByte(value, '\r') >= 0 {
		value = strings.NewReplacer("\r", " ", "\n", " ").Replace(value)
	}
	return append(append(b, value...), endOfLine...)
}

func (w *writer) Write(content []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	switch {
	case w.err != nil || len(content) == 0:
		return 0, w.err
	case !mayHaveBody(w.status):
		return 0, http.ErrBodyNotAllowed
	case w.isHead:
		return len(content), nil
	case w.left != undeclared && len(content) > w.left:
		w.last = true // as net/http does: who wrote this is wrong about what the client reads
		return 0, http.ErrContentLength
	case w.left != undeclared:
		w.left -= len(content)
	}
	if len(*w.unsent)+len(content) <= oneWrite {
		*w.unsent = append(*w.unsent, content...)
		return len(content), nil
	}
	out := net.Buffers{*w.unsent, content}
	var n int64
	n, w.err = out.WriteTo(w.conn.Conn)
	n -= int64(len(*w.unsent))
	*w.unsent = (*w.unsent)[:0]
	return max(int(n), 0), w.err
}

// end sends what is left of an answer, and reports whether another may follow.
func (w *writer) end() bool {
	w.WriteHeader(http.StatusOK)
	if w.err == nil && len(*w.unsent) > 0 {
		_, w.err = w.conn.Write(*w.unsent)
	}
	unsent.Put(w.unsent)
	return w.err == nil && w.left == 0 && !w.last
}

// clock tells the time as the header Date does, and remembers how it is written for a second.
type clock struct{ last atomic.Pointer[date] }

type date struct {
	second int64
	text   string
}

func (c *clock) now() string {
	now := time.Now()
	if last := c.last.Load(); last != nil && last.second == now.Unix() {
		return last.text
	}
	next := &date{now.Unix(), now.UTC().Format(http.TimeFormat)}
	c.last.Store(next)
	return next.text
}

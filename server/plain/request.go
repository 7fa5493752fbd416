package plain

import (
	"bytes"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
)

var (
	endOfLine   = []byte("\r\n")
	endOfHeader = []byte("\r\n\r\n")
)

// isPlain reports whether a request that net/http has read is plain.
func isPlain(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.ProtoMajor == 1 && r.ProtoMinor == 1 && !r.Close &&
		r.ContentLength == 0 && r.Header["Upgrade"] == nil && r.Header["Expect"] == nil
}

// request reads plain requests into one and the same [http.Request]. What a client writes below the first line is mostly what it wrote the
// last time: it is read again when it is not.
type request struct {
	http.Request
	url  url.URL
	last []byte // below the first line; empty: not read
}

// read reads a request from its header, which includes the empty line at its end. False: it is not plain, or not right.
func (r *request) read(header []byte) (*http.Request, bool) {
	line, fields, _ := bytes.Cut(header, endOfLine)
	method, line, _ := bytes.Cut(line, []byte(" "))
	switch string(method) {
	case http.MethodGet:
		r.Method = http.MethodGet
	case http.MethodHead:
		r.Method = http.MethodHead
	default:
		return nil, false
	}
	target, ok := bytes.CutSuffix(line, []byte(" HTTP/1.1"))
	if !ok || !r.readTarget(target) || !bytes.Equal(fields, r.last) && !r.readFields(fields) {
		return nil, false
	}
	return &r.Request, true
}

// readTarget reads a path, with or without a query.
func (r *request) readTarget(target []byte) bool {
	path, query, asks := bytes.Cut(target, []byte("?"))
	if !bytes.HasPrefix(path, []byte("/")) || bytes.HasPrefix(path, []byte("//")) || asks && len(query) == 0 {
		return false
	}
	for _, c := range path {
		if !isWord(c) && c != '/' && c != '.' {
			return false
		}
	}
	for _, c := range query {
		if !isWord(c) && c != '=' && c != ',' && c != '&' && c != '%' && c != '.' {
			return false
		}
	}
	r.RequestURI = string(target)
	r.url = url.URL{Path: r.RequestURI[:len(path)]}
	if asks {
		r.url.RawQuery = r.RequestURI[len(path)+1:]
	}
	r.URL = &r.url
	return true
}

// readFields reads the lines below the first.
func (r *request) readFields(lines []byte) bool {
	r.last = r.last[:0]
	r.Proto, r.ProtoMajor, r.ProtoMinor, r.Body = "HTTP/1.1", 1, 1, http.NoBody
	r.Host, r.Header = "", http.Header{}
	text := strings.TrimSuffix(string(lines), "\r\n")
	for line := range strings.SplitAfterSeq(text, "\r\n") {
		if line != "" && !r.readField(strings.TrimSuffix(line, "\r\n")) {
			return false
		}
	}
	if r.Host == "" {
		return false
	}
	r.last = append(r.last, lines...)
	return true
}

func (r *request) readField(line string) bool {
	name, value, ok := strings.Cut(line, ":")
	if !ok || name == "" {
		return false
	}
	for _, c := range []byte(name) {
		if !isWord(c) {
			return false
		}
	}
	value = strings.Trim(value, " \t")
	for _, c := range []byte(value) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	switch name = textproto.CanonicalMIMEHeaderKey(name); name {
	case "Host":
		if r.Host != "" || !isHost(value) {
			return false
		}
		r.Host = value
		return true
	case "Connection":
		if value != "keep-alive" {
			return false
		}
	case "Content-Length", "Transfer-Encoding", "Trailer", "Expect", "Upgrade", "Pragma": // net/http makes something of these
		return false
	}
	r.Header[name] = append(r.Header[name], value)
	return true
}

// isWord reports whether a character may be in a name, and means itself in an address.
func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

func isHost(value string) bool {
	for _, c := range []byte(value) {
		if !isWord(c) && c != '.' && c != ':' && c != '[' && c != ']' {
			return false
		}
	}
	return value != ""
}

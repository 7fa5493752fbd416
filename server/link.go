package server

import (
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// absolute returns the address of a path of this server: below the public URL when there is one; else at the host the
// request names, if that is this machine; else the path alone. A host that anyone may send must not come back
// in an answer that a cache keeps.
func (s *Server) absolute(r *http.Request, path string) string {
	if s.publicURL != nil {
		return strings.TrimSuffix(s.publicURL.String(), "/") + path
	}
	if !knownHost(r.Host) {
		return path
	}
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	return scheme + "://" + r.Host + path
}

// knownHost reports whether a Host header names this machine.
func knownHost(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	} else if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return false
	}
	if name == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && address.IsLoopback() && address.Zone() == ""
}

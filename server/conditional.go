package server

import (
	"net/http"
	"strings"
)

// notModified sets the entity tag and, when the client has that very representation, answers 304.
func notModified(w http.ResponseWriter, r *http.Request, opaque string) bool {
	tag := `"` + opaque + `"`
	w.Header().Set("ETag", tag)
	if !matches(r.Header.Values("If-None-Match"), tag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// matches reports whether If-None-Match names a strong tag, by weak comparison (RFC 9110, 13.1.2): a proxy that compressed
// on its way has weakened the tag, and the client still has the content.
func matches(ifNoneMatch []string, tag string) bool {
	for _, line := range ifNoneMatch {
		rest := strings.TrimLeft(line, " \t,")
		if strings.TrimRight(rest, " \t,") == "*" {
			return true
		}
		for rest != "" {
			rest = strings.TrimPrefix(rest, "W/")
			if !strings.HasPrefix(rest, `"`) {
				break // not a list of tags
			}
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				break
			}
			if rest[:end+2] == tag {
				return true
			}
			rest = strings.TrimLeft(rest[end+2:], " \t,")
		}
	}
	return false
}

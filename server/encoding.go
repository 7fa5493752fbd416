package server

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

const (
	// gzipTag is added to the entity tag of what a client that accepts gzip is sent: a strong tag names bytes.
	gzipTag = "-gzip"
	// packFrom is the size below which compressing costs more than it saves.
	packFrom = 1024
)

// prepared is a body with its entity tag and, once someone asked for it, its compressed form.
type prepared struct {
	body
	tag    string
	once   sync.Once
	packed []byte
}

func newPrepared(b body) *prepared {
	if b.Status == 0 {
		b.Status = http.StatusOK
	}
	if b.Cache == "" {
		b.Cache = cacheRevalidate
	}
	return &prepared{body: b, tag: tagOf(b.Content)}
}

// worthPacking reports whether the content is long, and of a kind that is not compressed already.
func (p *prepared) worthPacking() bool {
	kind, _, _ := strings.Cut(p.Type, ";")
	switch kind {
	case "image/png", "image/jpeg", "font/woff2":
		return false
	}
	return len(p.Content) >= packFrom
}

// pack returns the content as gzip: the same content gives the same bytes on every replica.
func (p *prepared) pack() []byte {
	p.once.Do(func() {
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		_, _ = w.Write(p.Content) // writing to memory does not fail
		_ = w.Close()
		p.packed = out.Bytes()
	})
	return p.packed
}

// acceptsGzip reads Accept-Encoding (RFC 9110, 12.5.3): whether gzip may be sent and is not liked less than nothing at
// all. A client that says nothing gets the content as it is, since some that say nothing cannot unpack.
func acceptsGzip(acceptEncoding []string) bool {
	const unnamed = -1.0
	packed, alias, rest, plain := unnamed, unnamed, unnamed, 0.0
	for _, line := range acceptEncoding {
		for element := range strings.SplitSeq(line, ",") {
			coding, parameters, _ := strings.Cut(element, ";")
			switch coding = strings.TrimSpace(coding); {
			case strings.EqualFold(coding, "gzip"):
				packed = quality(parameters)
			case strings.EqualFold(coding, "x-gzip"):
				alias = quality(parameters)
			case coding == "*":
				rest = quality(parameters)
			case strings.EqualFold(coding, "identity"):
				plain = quality(parameters)
			}
		}
	}
	if packed == unnamed {
		packed = alias
	}
	if packed == unnamed {
		packed = rest
	}
	return packed > 0 && packed >= plain
}

// quality reads "q=0.5"; a weight that cannot be read counts as none given.
func quality(parameters string) float64 {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(parameter, "=")
		if strings.EqualFold(strings.TrimSpace(name), "q") {
			if q, err := strconv.ParseFloat(strings.TrimSpace(value), 64); err == nil && q >= 0 && q <= 1 {
				return q
			}
		}
	}
	return 1
}

package server

import (
	"encoding/json"
	"net/http"
	"time"

	"hotspotmap/data/release"
)

// readiness is what /readyz says.
type readiness struct {
	Status         string  `json:"status"`            // "ready", "degraded", "draining", "opening" or "no release"
	Release        string  `json:"release,omitempty"` // short id
	CheckedSeconds float64 `json:"checked_seconds_ago"`
	Reason         string  `json:"reason,omitempty"`
}

// handleLive says that the process answers, and nothing else.
func (s *Server) handleLive(w http.ResponseWriter, r *http.Request, _ *release.Release) error {
	return s.respond(w, r, body{Type: typeJSON, Content: []byte("{\"status\":\"live\"}\n"), Cache: cacheNever})
}

// handleReady says whether requests should come here: 503 when there is nothing to serve or the server is closing.
// A server that keeps serving an earlier release, because the current one is damaged, is degraded but ready.
func (s *Server) handleReady(w http.ResponseWriter, r *http.Request, _ *release.Release) error {
	status := s.releases.Status()
	ready := readiness{Status: "ready", Release: release.Short(status.Release), Reason: status.Problem}
	if !status.CheckedAt.IsZero() {
		ready.CheckedSeconds = time.Since(status.CheckedAt).Round(time.Millisecond).Seconds()
	}
	code := http.StatusOK
	switch {
	case s.draining.Load():
		ready.Status, code = "draining", http.StatusServiceUnavailable
	case status.Opening:
		ready.Status, code = "opening", http.StatusServiceUnavailable
	case status.Release == "":
		ready.Status, code = "no release", http.StatusServiceUnavailable
	case status.Problem != "":
		ready.Status = "degraded"
	}
	content, err := json.Marshal(ready)
	if err != nil {
		return err
	}
	return s.respond(w, r, body{Type: typeJSON, Content: append(content, '\n'), Cache: cacheNever, Status: code})
}

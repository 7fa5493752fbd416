package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"hotspotmap/data/release"
)

// start serves until the test ends, and returns the address and what Serve returned.
func start(t *testing.T, s *Server) (address string, stop context.CancelFunc, ended <-chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, listener) }()
	t.Cleanup(stop)
	return "http://" + listener.Addr().String(), stop, done
}

// overTheWire is a server that listens, as a handler: what it is asked, it asks the server over connections that are kept alive.
func overTheWire(t *testing.T, s *Server) http.Handler {
	t.Helper()
	s.quick.After = 1
	address, _, _ := start(t, s)
	transport := &http.Transport{DisableCompression: true}
	t.Cleanup(transport.CloseIdleConnections)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.RequestURI, r.URL.Scheme, r.URL.Host = "", "http", strings.TrimPrefix(address, "http://")
		answer, err := transport.RoundTrip(r)
		check(t, err)
		defer answer.Body.Close()
		answer.Header.Del("Date")
		maps.Copy(w.Header(), answer.Header)
		w.WriteHeader(answer.StatusCode)
		_, err = io.Copy(w, answer.Body)
		check(t, err)
	})
}

func TestAHeaderWithoutEndIsRefused(t *testing.T) {
	address, _, _ := start(t, newTestham(t, Options{}).Server)
	r, err := http.NewRequest(http.MethodGet, address+"/livez", nil)
	check(t, err)
	r.Header.Set("X-Long", strings.Repeat("x", 32<<10))
	response, err := http.DefaultClient.Do(r)
	check(t, err)
	response.Body.Close()
	if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d", response.StatusCode)
	}
}

// TestShutdownLetsRequestsFinish ends the server while a request is under way: it is answered, /readyz says so meanwhile,
// and afterwards nobody is.
func TestShutdownLetsRequestsFinish(t *testing.T) {
	s := newTestham(t, Options{})
	entered, leave := make(chan struct{}), make(chan struct{})
	routes := append(s.routes(), route{Pattern: "/slow", NoRelease: true, Handle: func(w http.ResponseWriter, r *http.Request, _ *release.Release) error {
		close(entered)
		<-leave
		return s.respond(w, r, body{Type: typeJSON, Content: []byte("done")})
	}})
	routed, err := s.router(routes)
	check(t, err)
	s.routed = s.observed(s.secured(routed))
	address, stop, ended := start(t, s.Server)

	var answer string
	var wait sync.WaitGroup
	wait.Go(func() {
		response, err := http.Get(address + "/slow")
		if err != nil {
			answer = err.Error()
			return
		}
		defer response.Body.Close()
		content, _ := io.ReadAll(response.Body)
		answer = string(content)
	})
	<-entered
	stop()
	for !s.draining.Load() {
		time.Sleep(time.Millisecond)
	}
	response, err := http.Get(address + "/readyz")
	check(t, err)
	response.Body.Close()
	if response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("readyz while closing: %d", response.StatusCode)
	}
	close(leave)
	wait.Wait()
	if answer != "done" {
		t.Errorf("the request under way got %q", answer)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := http.Get(address + "/livez"); err == nil {
		t.Error("still answering")
	}
}

// faulty is a server with routes that fail in every way.
func faulty(t *testing.T, log *slog.Logger) http.Handler {
	t.Helper()
	s := newTestham(t, Options{Logger: log})
	fail := func(pattern string, handle handlerFunc) route { return route{Pattern: pattern, Handle: handle} }
	routed, err := s.router([]route{
		fail("/api/v1/panic", func(http.ResponseWriter, *http.Request, *release.Release) error { panic("secret of the code") }),
		fail("/panic", func(http.ResponseWriter, *http.Request, *release.Release) error { panic("secret of the code") }),
		fail("/api/v1/error", func(http.ResponseWriter, *http.Request, *release.Release) error {
			return errors.New("secret of the disk")
		}),
		fail("/api/v1/late", func(w http.ResponseWriter, _ *http.Request, _ *release.Release) error {
			fmt.Fprint(w, "half an ans")
			panic("too late")
		}),
		fail("/api/v1/deadline", func(_ http.ResponseWriter, r *http.Request, _ *release.Release) error {
			if _, ok := r.Context().Deadline(); !ok {
				return errors.New("no deadline")
			}
			return badRequest("", "there is a deadline")
		}),
	})
	check(t, err)
	return s.observed(s.secured(routed))
}

func TestFaultsOfOursAreProblemsAndTellNothing(t *testing.T) {
	var log bytes.Buffer
	h := faulty(t, slog.New(slog.NewTextHandler(&log, nil)))
	for _, path := range []string{"/api/v1/panic", "/api/v1/error", "/panic"} {
		w := ask(t, h, "GET", path)
		if w.Code != 500 || strings.Contains(w.Body.String(), "secret") || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d, %v: %s", path, w.Code, w.Header(), w.Body)
		}
		html := strings.HasPrefix(w.Header().Get("Content-Type"), "text/html")
		if html != (path == "/panic") {
			t.Errorf("%s: answered as %s", path, w.Header().Get("Content-Type"))
		}
	}
	if n := strings.Count(log.String(), "secret"); n < 3 {
		t.Errorf("the log tells of %d of 3 faults", n)
	}
	if w := ask(t, h, "GET", "/api/v1/deadline"); w.Code != 400 {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	defer func() {
		if cause := recover(); cause != http.ErrAbortHandler {
			t.Errorf("half an answer ended with %v: want the connection cut", cause)
		}
	}()
	ask(t, h, "GET", "/api/v1/late")
}

func TestTheLogNamesRoutesAndNobody(t *testing.T) {
	var log bytes.Buffer
	s := newTestham(t, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	ask(t, s.Handler(), "GET", "/api/v1/search?q=TT1+5AA", "User-Agent", "agent-of-someone", "X-Forwarded-For", "198.51.100.7")
	ask(t, s.Handler(), "GET", "/areas/E01000001", "Referer", "https://someone.example/")
	ask(t, s.Handler(), "INVENTED", "/nowhere/TT15AA")
	text := log.String()
	for _, private := range []string{"TT1", "5AA", "192.0.2.1", "198.51.100.7", "agent-of-someone", "someone.example", "E01000001", "INVENTED"} {
		if strings.Contains(text, private) {
			t.Errorf("the log holds %q:\n%s", private, text)
		}
	}
	for _, wanted := range []string{"route=/api/v1/search", "route=/areas/{code}", "status=200", "status=40", "release=" + release.Short(s.id)} {
		if !strings.Contains(text, wanted) {
			t.Errorf("the log lacks %q:\n%s", wanted, text)
		}
	}
}

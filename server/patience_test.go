package server

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hotspotmap/server/plain"
)

// TestPatience keeps a server waiting in every way, and tells it that the time has come.
func TestPatience(t *testing.T) {
	const request = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
	tile := strings.Replace(request, "/livez", "/tiles"+fullTile, 1)
	for name, test := range map[string]struct {
		send     string
		answered bool           // reads one answer
		last     http.ConnState // in which the server waits
		times    int            // that it comes to it
		borne    time.Duration
	}{
		"nothing":               {"", false, http.StateNew, 1, firstPatience},
		"half a header":         {"GET /livez HT", false, http.StateNew, 1, firstPatience},
		"a request":             {request, true, http.StateIdle, 1, idlePatience},
		"a request and a half":  {request + "GET /livez HT", true, http.StateIdle, 1, idlePatience},
		"a tile":                {tile, true, http.StateIdle, 1, idlePatience},
		"a tile and a half":     {tile + "GET /tiles", true, http.StateNew, 3, firstPatience},
		"a body without an end": {"GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n", false, http.StateActive, 1, answerPatience},
	} {
		t.Run(name, func(t *testing.T) {
			s := newTestham(t, Options{})
			s.quick.After = 1
			web := s.httpServer()
			follow, states := web.ConnState, make(chan http.ConnState, 8)
			web.ConnState = func(conn net.Conn, state http.ConnState) {
				follow(conn, state)
				states <- state
			}
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			check(t, err)
			quick := plain.New(web, s.quick)
			go func() { _ = quick.Serve(listener) }()
			t.Cleanup(func() { check(t, quick.Close()) })
			conn, err := net.Dial("tcp", listener.Addr().String())
			check(t, err)
			defer conn.Close()
			_, err = io.WriteString(conn, test.send)
			check(t, err)
			if test.answered {
				check(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
				answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
				check(t, err)
				_, err = io.Copy(io.Discard, answer.Body)
				check(t, err)
			}
			for left := test.times; left > 0; {
				if <-states == test.last {
					left--
				}
			}
			now := time.Now()
			s.patience.look(now.Add(test.borne - 2*time.Second))
			if err := hear(conn, 100*time.Millisecond); !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("too soon: %v", err)
			}
			s.patience.look(now.Add(test.borne + 2*time.Second))
			if err := hear(conn, 10*time.Second); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("not closed: %v", err)
			}
		})
	}
}

// TestPatienceBeginsWithServing serves long after the server was made.
func TestPatienceBeginsWithServing(t *testing.T) {
	s := newTestham(t, Options{})
	s.patience.look(time.Now().Add(-time.Hour))
	address, _, _ := start(t, s.Server)
	response, err := http.Get(address + "/livez")
	check(t, err)
	response.Body.Close()
	now := time.Since(s.patience.began)
	s.patience.until.Range(func(_, until any) bool {
		if left := time.Duration(until.(*atomic.Int64).Load()) - now; left < time.Second {
			t.Errorf("a connection is given up after %s", left)
		}
		return true
	})
}

// hear returns how waiting so long for another byte ends.
func hear(conn net.Conn, most time.Duration) error {
	if err := conn.SetReadDeadline(time.Now().Add(most)); err != nil {
		return err // it is closed
	}
	_, err := conn.Read(make([]byte, 1))
	return err
}

func TestDownloadsMayTakeLonger(t *testing.T) {
	p := newPatience()
	conn, client := net.Pipe()
	p.follow(conn, http.StateNew)
	p.follow(conn, http.StateActive)
	r, err := http.NewRequestWithContext(remember(t.Context(), conn), http.MethodGet, "/", nil)
	check(t, err)
	p.extend(r, downloadPatience)
	p.look(time.Now().Add(downloadPatience - 2*time.Second))
	if err := hear(client, 100*time.Millisecond); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("too soon: %v", err)
	}
	p.look(time.Now().Add(downloadPatience + 2*time.Second))
	if err := hear(client, 10*time.Second); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("not closed: %v", err)
	}
	p.follow(conn, http.StateClosed)
	p.until.Range(func(any, any) bool {
		t.Error("a closed connection is not forgotten")
		return true
	})
}

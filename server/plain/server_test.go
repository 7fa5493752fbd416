package plain

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/textproto"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// patience is how long a test waits for what should come at once.
const patience = 20 * time.Second

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// tell answers with all that there is of a request.
func tell(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var said bytes.Buffer
	fmt.Fprintln(&said, r.Method, r.RequestURI, r.Proto, r.Host, r.ContentLength, r.Close, r.TransferEncoding, len(body), err)
	fmt.Fprintf(&said, "%+v\n", *r.URL)
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		fmt.Fprintf(&said, "%s: %q\n", name, r.Header[name])
	}
	w.Header().Set("Content-Type", "text/plain")
	w.Header().Set("X-Method", r.Method) // for normal
	w.Header().Set("Content-Length", fmt.Sprint(said.Len()))
	if _, err := w.Write(said.Bytes()); err != nil {
		panic(http.ErrAbortHandler)
	}
}

// tally counts the answers of the quick way, and those of them to requests that net/http did not read.
type tally struct{ all, unread atomic.Int64 }

// quickTell tells of what is below /quick, all but /quick/not.
func quickTell(answered *tally) Quick {
	return Quick{
		After: 1,
		Wants: func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/quick") },
		Answer: func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("X-Left", "by what did not answer")
			if !strings.HasPrefix(r.URL.Path, "/quick") || strings.HasPrefix(r.URL.Path, "/quick/not") {
				return false
			}
			w.Header().Del("X-Left")
			answered.all.Add(1)
			if _, ours := w.(*writer); ours {
				answered.unread.Add(1)
			}
			tell(w, r)
			return true
		},
	}
}

type serving interface {
	Serve(net.Listener) error
	Close() error
}

// serve serves until the test ends, and returns the address.
func serve(t testing.TB, s serving) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(listener) }()
	t.Cleanup(func() {
		_ = s.Close()
		if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return listener.Addr().String()
}

// dialQuick returns a connection that has had a quick answer and waits to be asked again.
func dialQuick(t testing.TB, address string) net.Conn {
	t.Helper()
	waiting, err := net.Dial("tcp", address)
	check(t, err)
	t.Cleanup(func() { waiting.Close() })
	check(t, waiting.SetDeadline(time.Now().Add(patience)))
	_, err = io.WriteString(waiting, quick)
	check(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(waiting), nil)
	check(t, err)
	check(t, answer.Body.Close())
	return waiting
}

func webServer(handler http.HandlerFunc) *http.Server {
	return &http.Server{Handler: handler, MaxHeaderBytes: 8 << 10, ErrorLog: log.New(io.Discard, "", 0)}
}

// talk sends pieces to a server and returns all that it answers until it closes the connection.
func talk(t testing.TB, address string, pieces ...string) string {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	check(t, err)
	defer conn.Close()
	check(t, conn.SetDeadline(time.Now().Add(patience)))
	for i, piece := range pieces {
		if i > 0 {
			time.Sleep(20 * time.Millisecond) // for another segment
		}
		_, _ = io.WriteString(conn, piece) // it may be closed already
	}
	_ = conn.(*net.TCPConn).CloseWrite()
	said, err := io.ReadAll(conn)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("no end of what is answered to %q: %v", pieces, err)
	}
	return string(said)
}

// normal is what a server said, without the times and in the order of names.
func normal(said string) string {
	from := bufio.NewReader(strings.NewReader(said))
	var out strings.Builder
	for {
		status, err := from.ReadString('\n')
		header, noHeader := textproto.NewReader(from).ReadMIMEHeader()
		if err != nil || noHeader != nil {
			rest, _ := io.ReadAll(from)
			fmt.Fprintln(&out, status, header, string(rest))
			return out.String()
		}
		header.Del("Date")
		fmt.Fprintln(&out, status, header)
		length, _ := strconv.Atoi(header.Get("Content-Length"))
		if header.Get("X-Method") != http.MethodHead {
			_, _ = io.CopyN(&out, from, int64(length))
		}
	}
}

const (
	lines = "Host: h.example:80\r\nAccept-Encoding: gzip\r\n"
	quick = "GET /quick/1?a=b HTTP/1.1\r\n" + lines + "\r\n"
	other = "GET /other HTTP/1.1\r\n" + lines + "\r\n"
)

// conversations are what clients send, with how many requests of it net/http does not read.
var conversations = []struct {
	name   string
	unread int64
	pieces []string
}{
	{"one", 0, []string{quick}},
	{"another", 0, []string{other}},
	{"nothing", 0, nil},
	{"three", 2, []string{quick, quick, "GET /quick/2 HTTP/1.1\r\n" + lines + "If-None-Match: \"x\"\r\n\r\n"}},
	{"other fields, as long", 2, []string{
		quick, "GET /quick HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"1\"\r\n\r\n", "GET /quick HTTP/1.1\r\nHost: b\r\nIf-None-Match: \"2\"\r\n\r\n",
	}},
	{"at once", 3, []string{quick + quick + quick + quick}},
	{"one and a half, and the rest", 1, []string{quick + quick[:20], quick[20:] + quick}},
	{"forth and back", 1, []string{quick, other, quick, other, quick, quick}},
	{"forth and back at once", 1, []string{quick + other + quick + other + quick + quick}},
	{"not answered", 0, []string{"GET /quick/not HTTP/1.1\r\n" + lines + "\r\n", quick, "GET /quick/not HTTP/1.1\r\n" + lines + "\r\n"}},
	{"half of one", 0, []string{quick, "GET /qui"}},
	{"head", 1, []string{"HEAD /quick HTTP/1.1\r\n" + lines + "\r\n", "HEAD /quick HTTP/1.1\r\n" + lines + "\r\n" + quick[:4]}},
	{"post", 0, []string{quick + "POST /quick HTTP/1.1\r\nContent-Length: 5\r\n" + lines + "\r\n12345" + quick}},
	{"post first", 0, []string{"POST /quick HTTP/1.1\r\nContent-Length: 5\r\n" + lines + "\r\n12345" + quick}},
	{"a body to GET", 0, []string{quick + "GET /quick HTTP/1.1\r\nContent-Length: 5\r\n" + lines + "\r\n12345" + quick}},
	{"a body in chunks", 0, []string{quick + "GET /quick HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + lines + "\r\n2\r\nab\r\n0\r\n\r\n" + quick}},
	{"both lengths", 0, []string{quick + "GET /quick HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n" + lines + "\r\n0\r\n\r\n" + quick}},
	{"an expectation", 0, []string{quick + "GET /quick HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n" + lines + "\r\n1"}},
	{"an upgrade", 0, []string{quick + "GET /quick HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: h2c\r\n" + lines + "\r\n" + quick}},
	{"the last", 0, []string{quick + "GET /quick HTTP/1.1\r\nConnection: close\r\n" + lines + "\r\n" + quick}},
	{"the first and last", 0, []string{"GET /quick HTTP/1.1\r\nConnection: close\r\n" + lines + "\r\n" + quick}},
	{"kept alive", 1, []string{quick + "GET /quick HTTP/1.1\r\nConnection: keep-alive\r\n" + lines + "\r\n"}},
	{"HTTP/1.0", 0, []string{quick + "GET /quick HTTP/1.0\r\n" + lines + "\r\n" + quick}},
	{"HTTP/1.0 first", 0, []string{"GET /quick HTTP/1.0\r\nConnection: keep-alive\r\n" + lines + "\r\n"}},
	{"HTTP/2", 0, []string{quick + "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"}},
	{"no version", 0, []string{quick + "GET /quick\r\n" + lines + "\r\n"}},
	{"no carriage returns", 0, []string{quick + strings.ReplaceAll(quick, "\r", "")}},
	{"empty lines before", 0, []string{quick + "\r\n\r\n" + quick}},
	{"a folded line", 0, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + "X-A: a\r\n b\r\n\r\n"}},
	{"no host", 0, []string{quick + "GET /quick HTTP/1.1\r\n\r\n"}},
	{"two hosts", 0, []string{quick + "GET /quick HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n"}},
	{"a wrong host", 0, []string{quick + "GET /quick HTTP/1.1\r\nHost: a b\r\n\r\n"}},
	{"a space before the colon", 0, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + "X-A : a\r\n\r\n"}},
	{"no name", 0, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + ": a\r\n\r\n"}},
	{"no colon", 0, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + "nothing\r\n\r\n"}},
	{"a carriage return in a value", 0, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + "X-A: a\rb\r\n\r\n"}},
	{"letters of the world", 0, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + "X-A: é\r\n\r\n"}},
	{"names in any case", 1, []string{quick + "GET /quick HTTP/1.1\r\nhOST:h\r\nx-some_THING:  twice \r\nX-Some_Thing:\tmore\t\r\n\r\n"}},
	{"pragma", 1, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + "Pragma: no-cache\r\n\r\n" + quick}},
	{"an escaped path", 0, []string{quick + "GET /%71uick HTTP/1.1\r\n" + lines + "\r\n"}},
	{"an escaped query", 1, []string{quick + "GET /quick?a=%2C HTTP/1.1\r\n" + lines + "\r\n"}},
	{"no query", 0, []string{quick + "GET /quick? HTTP/1.1\r\n" + lines + "\r\n"}},
	{"two questions", 0, []string{quick + "GET /quick?a?b HTTP/1.1\r\n" + lines + "\r\n"}},
	{"two slashes", 0, []string{quick + "GET //quick HTTP/1.1\r\n" + lines + "\r\n"}},
	{"a whole address", 0, []string{quick + "GET http://quick/quick HTTP/1.1\r\n" + lines + "\r\n"}},
	{"a star", 0, []string{quick + "GET * HTTP/1.1\r\n" + lines + "\r\n"}},
	{"spaces", 0, []string{quick + "GET  /quick  HTTP/1.1\r\n" + lines + "\r\n"}},
	{"a long header", 2, []string{quick + "GET /quick HTTP/1.1\r\n" + lines + "X-A: " + strings.Repeat("a", 5000) + "\r\n\r\n" + quick + quick}},
	{"noise", 0, []string{quick + "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"}},
}

// TestEverythingIsAnsweredAsByNetHTTP compares what is answered with and without the quick way.
func TestEverythingIsAnsweredAsByNetHTTP(t *testing.T) {
	var answered tally
	ours := serve(t, New(webServer(tell), quickTell(&answered)))
	theirs := serve(t, webServer(tell))
	for _, c := range conversations {
		t.Run(c.name, func(t *testing.T) {
			answered.unread.Store(0)
			got, want := normal(talk(t, ours, c.pieces...)), normal(talk(t, theirs, c.pieces...))
			if got != want {
				t.Errorf("%q is answered\n%s\nwant\n%s", c.pieces, got, want)
			}
			if n := answered.unread.Load(); n != c.unread {
				t.Errorf("net/http did not read %d requests, want %d", n, c.unread)
			}
		})
	}
}

// TestConnectionsAreTakenOverAfterRequestsInARow has three in a row be as many as it takes.
func TestConnectionsAreTakenOverAfterRequestsInARow(t *testing.T) {
	for _, c := range []struct {
		sent   string
		unread int64
	}{
		{quick + quick + quick, 0},
		{quick + quick + quick + quick, 1},
		{quick + quick + other + quick + quick + quick + quick + quick, 2},
		{quick + quick + quick + quick + other + quick + quick + quick + quick, 2},
	} {
		var answered tally
		three := quickTell(&answered)
		three.After = 3
		talk(t, serve(t, New(webServer(tell), three)), c.sent)
		if n := answered.unread.Load(); n != c.unread {
			t.Errorf("%q: net/http did not read %d requests, want %d", c.sent, n, c.unread)
		}
	}
}

func FuzzConversation(f *testing.F) {
	for _, c := range conversations {
		f.Add([]byte(strings.Join(c.pieces, "")))
	}
	var answered tally
	ours := serve(f, New(webServer(tell), quickTell(&answered)))
	theirs := serve(f, webServer(tell))
	f.Fuzz(func(t *testing.T, sent []byte) {
		said := quick + string(sent)
		if got, want := normal(talk(t, ours, said)), normal(talk(t, theirs, said)); got != want {
			t.Errorf("%q is answered\n%s\nwant\n%s", said, got, want)
		}
	})
}

// TestAnswersAreFramedAsByNetHTTP has answers of all kinds, and another after each that leaves the connection open.
func TestAnswersAreFramedAsByNetHTTP(t *testing.T) {
	long := strings.Repeat("0123456789", 3*oneWrite/10)
	answers := map[string]http.HandlerFunc{
		"nothing": func(http.ResponseWriter, *http.Request) {},
		"204":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
		"304":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"304 and a body": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNotModified)
			if _, err := io.WriteString(w, "body"); !errors.Is(err, http.ErrBodyNotAllowed) {
				t.Errorf("a body where none may be: %v", err)
			}
		},
		"204 and a length": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "4")
			w.WriteHeader(http.StatusNoContent)
		},
		"304, a length and a type": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "4")
			w.WriteHeader(http.StatusNotModified)
			if n, err := w.Write(nil); n != 0 || err != nil {
				t.Errorf("nothing is written as %d bytes: %v", n, err)
			}
		},
		"a date": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Date", ownDate)
			w.Header().Set("Content-Length", "0")
		},
		"declared": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "6")
			w.WriteHeader(http.StatusAccepted)
			w.WriteHeader(http.StatusTeapot) // too late
			for _, part := range []string{"a", "bcd", "", "ef"} {
				if n, err := io.WriteString(w, part); n != len(part) || err != nil {
					t.Errorf("%d %v", n, err)
				}
			}
		},
		"too long": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "3")
			_, _ = io.WriteString(w, "abc")
			_, _ = io.WriteString(w, "d")
		},
		"too short": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5")
			_, _ = io.WriteString(w, "abc")
		},
		"undeclared": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, long)
		},
		"long": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(2*len(long)+1))
			for _, part := range []string{long, "-", long} {
				_, _ = io.WriteString(w, part)
			}
		},
		"the last": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Connection", "close")
			w.Header().Set("Content-Length", "3")
			_, _ = io.WriteString(w, "abc")
		},
		"two of a name, and lines in values": func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["X-A"] = []string{"b", "a", "one\r\nX-B: two"}
			w.Header().Set("Content-Length", "0")
		},
		"aborted": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "300000")
			_, _ = io.WriteString(w, long)
			panic(http.ErrAbortHandler)
		},
	}
	for name, answer := range answers {
		for _, method := range []string{"GET", "HEAD"} {
			if method == "HEAD" && (name == "aborted" || name == "too long") {
				continue // HEAD has nothing that could be cut off
			}
			t.Run(method+" "+name, func(t *testing.T) {
				answers := func(w http.ResponseWriter, r *http.Request) {
					if r.URL.Path == "/first" { // for net/http to read; not at the end
						tell(w, r)
						return
					}
					w.Header().Set("Content-Type", "text/plain") // net/http would guess
					answer(w, r)
				}
				ours := serve(t, New(webServer(tell), Quick{
					After:  1,
					Wants:  func(*http.Request) bool { return true },
					Answer: func(w http.ResponseWriter, r *http.Request) bool { answers(w, r); return true },
				}))
				counted := name == "undeclared" || name == "nothing" // net/http counts for itself, or sends chunks
				got, want := answersOf(t, ours, method, counted), answersOf(t, serve(t, webServer(answers)), method, counted)
				if got != want {
					t.Errorf("answered\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// answersOf asks a server for one thing and then twice for another, and tells of the answers; not how their ends are told, when only the
// content counts.
func answersOf(t *testing.T, address, method string, contentOnly bool) string {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	check(t, err)
	defer conn.Close()
	check(t, conn.SetDeadline(time.Now().Add(patience)))
	var said strings.Builder
	from := bufio.NewReader(conn)
	for _, path := range []string{"/first", "/second", "/third"} {
		if _, err := io.WriteString(conn, method+" "+path+" HTTP/1.1\r\nHost: h\r\n\r\n"); err != nil {
			break
		}
		request, err := http.NewRequest(method, "/", nil)
		check(t, err)
		got, err := http.ReadResponse(from, request)
		if err != nil {
			break
		}
		body, err := io.ReadAll(got.Body)
		if err != nil {
			body = nil // how much comes before the end is chance
		}
		if date := got.Header.Get("Date"); path != "/first" && date != ownDate {
			at, err := http.ParseTime(date)
			if err != nil || time.Since(at).Abs() > patience {
				t.Errorf("%s is dated %q", path, date)
			}
		}
		got.Header.Del("Date")
		if contentOnly {
			got.Header, got.Close = nil, false
		}
		fmt.Fprintln(&said, got.StatusCode, got.Header, got.Close, err, len(body), sha256.Sum256(body))
		if contentOnly && path == "/second" {
			break
		}
	}
	return said.String()
}

// ownDate is a date that a handler says itself.
const ownDate = "Thu, 01 Jan 1970 00:00:00 GMT"

// TestARefusalIsReadToItsEnd has a connection that was given back send more than is read: it is not reset before the client has the answer.
func TestARefusalIsReadToItsEnd(t *testing.T) {
	var answered tally
	conn, err := net.Dial("tcp", serve(t, New(webServer(tell), quickTell(&answered))))
	check(t, err)
	defer conn.Close()
	check(t, conn.SetDeadline(time.Now().Add(patience)))
	_, err = io.WriteString(conn, quick+"GET /quick HTTP/1.1\r\n"+lines+"X-A: "+strings.Repeat("a", 60000)+"\r\n\r\n")
	check(t, err)
	said, err := io.ReadAll(conn)
	check(t, err)
	if !strings.Contains(string(said), "431 Request Header Fields Too Large") {
		t.Errorf("answered\n%s", said)
	}
}

// states remembers what a server says of its connections.
type states struct {
	mu   sync.Mutex
	of   map[net.Conn][]http.ConnState
	last map[net.Conn]http.ConnState
}

func (s *states) follow(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil {
		s.of, s.last = map[net.Conn][]http.ConnState{}, map[net.Conn]http.ConnState{}
	}
	s.of[c] = append(s.of[c], state)
	s.last[c] = state
}

// in returns how many connections are in a state.
func (s *states) in(state http.ConnState) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, last := range s.last {
		if last == state {
			n++
		}
	}
	return n
}

func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for begun := time.Now(); !holds(); time.Sleep(time.Millisecond) {
		if time.Since(begun) > patience {
			t.Fatalf("%s does not come about", what)
		}
	}
}

func TestStatesAreToldOfAllConnections(t *testing.T) {
	var told states
	var answered tally
	web := webServer(tell)
	web.ConnState = told.follow
	address := serve(t, New(web, quickTell(&answered)))
	talk(t, address, quick, quick, other, quick, other)
	until(t, "the end", func() bool { return told.in(http.StateClosed) > 0 })
	told.mu.Lock()
	defer told.mu.Unlock()
	var all []string
	for _, of := range told.of {
		all = append(all, fmt.Sprint(of))
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	want := []string{
		"[new active idle closed]",          // given back for the last time
		"[new active idle active hijacked]", // given back, and taken over again
		"[new active hijacked new idle active idle active hijacked new idle active hijacked]", // as it was accepted, and as it was taken over, twice
	}
	if !slices.Equal(all, want) {
		t.Errorf("%q\nwant %q", all, want)
	}
}

// TestShutdownLetsAnswersFinish ends a server while one connection waits, and another's answer is under way.
func TestShutdownLetsAnswersFinish(t *testing.T) {
	for _, test := range []struct {
		name   string
		before string // what the connection asked for before
	}{{"of the first request", ""}, {"of the second", quick}} {
		t.Run(test.name, func(t *testing.T) {
			entered, leave := make(chan struct{}), make(chan struct{})
			var answered tally
			tells := quickTell(&answered)
			slow := Quick{After: 1, Wants: tells.Wants, Answer: func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == "/quick/slow" {
					entered <- struct{}{}
					<-leave
				}
				return tells.Answer(w, r)
			}}
			s := New(webServer(tell), slow)
			address := serve(t, s)
			waiting := dialQuick(t, address)

			said := make(chan string)
			go func() {
				said <- talk(t, address, test.before+"GET /quick/slow HTTP/1.1\r\nHost: h\r\n\r\n", quick)
			}()
			<-entered
			short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			defer cancel()
			if err := s.Shutdown(short); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the end while an answer is under way: %v", err)
			}
			ended := make(chan error)
			go func() { ended <- s.Shutdown(t.Context()) }()
			if _, err := waiting.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("a connection that waits: %v", err)
			}
			close(leave)
			got := <-said
			if n := strings.Count(got, "HTTP/1.1 200 OK"); n != 1+strings.Count(test.before, "GET") || !strings.Contains(got, "Connection: close\r\n") {
				t.Errorf("answered\n%s", got)
			}
			check(t, <-ended)
		})
	}
}

// TestShutdownEndsIdleConnectionsFirst ends a server while net/http has a request under way.
func TestShutdownEndsIdleConnectionsFirst(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	var answered tally
	s := New(webServer(func(w http.ResponseWriter, r *http.Request) {
		close(entered)
		<-leave
		tell(w, r)
	}), quickTell(&answered))
	address := serve(t, s)
	waiting := dialQuick(t, address)
	said, ended := make(chan string), make(chan error)
	go func() { said <- talk(t, address, other) }()
	<-entered
	go func() { ended <- s.Shutdown(t.Context()) }()
	if _, err := waiting.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("a connection that waits: %v", err)
	}
	close(leave)
	if got := <-said; !strings.HasPrefix(got, "HTTP/1.1 200 OK") {
		t.Errorf("answered\n%s", got)
	}
	check(t, <-ended)
}

// TestNothingIsLostWhenAServerEnds has clients ask as fast as they can meanwhile: what is begun is answered whole, or not at all.
func TestNothingIsLostWhenAServerEnds(t *testing.T) {
	for range 20 {
		var answered tally
		var told states
		web := webServer(tell)
		web.ConnState = told.follow
		s := New(web, quickTell(&answered))
		address := serve(t, s)
		var read atomic.Int64
		var clients sync.WaitGroup
		for i := range 8 {
			clients.Go(func() {
				conn, err := net.Dial("tcp", address)
				if err != nil {
					return
				}
				defer conn.Close()
				from := bufio.NewReader(conn)
				for n := range 1 << 20 {
					request := quick
					if (n+i)%5 == 0 {
						request = other
					}
					if _, err := io.WriteString(conn, request); err != nil {
						return
					}
					answer, err := http.ReadResponse(from, nil)
					if err != nil {
						return
					}
					if _, err = io.Copy(io.Discard, answer.Body); err != nil {
						t.Errorf("an answer was cut short: %v", err)
					}
					if request == quick {
						read.Add(1)
					}
				}
			})
		}
		until(t, "some answers", func() bool { return answered.all.Load() > 50 })
		check(t, s.Shutdown(t.Context()))
		clients.Wait()
		if told, heard := answered.all.Load(), read.Load(); told != heard {
			t.Errorf("%d requests were answered, %d answers were read", told, heard)
		}
		until(t, "the end of all connections", func() bool {
			return told.in(http.StateNew)+told.in(http.StateActive)+told.in(http.StateIdle) == 0
		})
	}
}

func TestCloseCutsEveryConnection(t *testing.T) {
	var answered tally
	s := New(webServer(tell), quickTell(&answered))
	address := serve(t, s)
	conn, err := net.Dial("tcp", address)
	check(t, err)
	defer conn.Close()
	_, err = io.WriteString(conn, quick)
	check(t, err)
	until(t, "an answer", func() bool { return answered.all.Load() > 0 })
	check(t, s.Close())
	check(t, conn.SetDeadline(time.Now().Add(patience)))
	if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the connection is open")
	}
	until(t, "the end of the connection", func() bool { return s.each(func(*connection) {}) == 0 })
}

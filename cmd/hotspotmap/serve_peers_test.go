package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// What a child of BenchmarkServeBesideBareHandler is told in its environment.
const (
	benchRoot = "HOTSPOTMAP_BENCH_ROOT" // folder with the tiles
	benchWalk = "HOTSPOTMAP_BENCH_WALK" // list of their addresses and tags
	benchAlso = "HOTSPOTMAP_BENCH_ALSO" // headers to add to each answer, JSON
	benchAt   = "HOTSPOTMAP_BENCH_AT"   // address to listen at
)

// Where the servers listen, each at its own address of this machine.
const (
	benchAddress = "127.0.0.1:18080"
	bareAddress  = "127.0.0.1:18081"
	sameAddress  = "127.0.0.1:18082"
	nginxAddress = "127.0.0.1:18083"
)

// served is a server in a process of its own.
type served struct {
	address   string
	pid       int
	firstTile time.Duration // from starting the program
	stop      func()
}

// startServer starts a server that listens at an address, and waits until it answers with a tile.
func startServer(b *testing.B, address, tile string, command *exec.Cmd) served {
	b.Helper()
	s := served{address: address}
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	begun := time.Now()
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	s.pid = command.Process.Pid
	s.stop = sync.OnceFunc(func() {
		_ = command.Process.Signal(syscall.SIGTERM)
		_ = command.Wait()
	})
	b.Cleanup(s.stop)
	for {
		answer, err := http.Get("http://" + s.address + tile)
		if err == nil {
			_, err = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
			s.firstTile = time.Since(begun)
			if answer.StatusCode == http.StatusOK && err == nil {
				return s
			}
		}
		if time.Since(begun) > 20*time.Second {
			s.stop()
			b.Fatalf("%v does not answer: %v\n%s", command.Args, err, said.String())
		}
		time.Sleep(time.Millisecond)
	}
}

// startBare starts a handler that has tiles in memory and writes them with the headers of their content, and others besides.
func startBare(b *testing.B, address, root string, known []benchTile, also http.Header) served {
	b.Helper()
	headers, err := json.Marshal(also)
	if err != nil {
		b.Fatal(err)
	}
	command := exec.Command(os.Args[0], "-test.run", "^$", "-test.bench", "^BenchmarkBareHandlerInChild$", "-test.benchtime", "1x")
	command.Env = append(os.Environ(), benchRoot+"="+root, benchWalk+"="+writeWalk(b, known, true), benchAlso+"="+string(headers), benchAt+"="+address)
	return startServer(b, address, known[0].address, command)
}

// BenchmarkBareHandlerInChild is the bare handler of BenchmarkServeBesideBareHandler.
func BenchmarkBareHandlerInChild(b *testing.B) {
	root := os.Getenv(benchRoot)
	if root == "" {
		b.Skip("only run by BenchmarkServeBesideBareHandler")
	}
	list, err := os.ReadFile(os.Getenv(benchWalk))
	if err != nil {
		b.Fatal(err)
	}
	type tile struct {
		tag     string
		content []byte
	}
	tiles := map[string]tile{}
	for line := range strings.Lines(string(list)) {
		address, tag, _ := strings.Cut(strings.TrimSpace(line), " ")
		content, err := os.ReadFile(root + address)
		if err != nil {
			b.Fatal(err)
		}
		tiles[address] = tile{tag, content}
	}
	var also http.Header
	if err := json.Unmarshal([]byte(os.Getenv(benchAlso)), &also); err != nil {
		b.Fatal(err)
	}
	b.Fatal(http.ListenAndServe(os.Getenv(benchAt), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tile, ok := tiles[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		for name, values := range also {
			h.Set(name, values[0])
		}
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Etag", tile.tag)
		if r.Header.Get("If-None-Match") == tile.tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h.Set("Content-Type", "application/vnd.mapbox-vector-tile")
		h.Set("Content-Encoding", "gzip")
		h.Set("Content-Length", strconv.Itoa(len(tile.content)))
		_, _ = w.Write(tile.content)
	})))
}

// startNginx starts an nginx that sends files, on every core.
func startNginx(b *testing.B, root, tile string) served {
	b.Helper()
	me, err := user.Current()
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	var temporary strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temporary, "%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	settings := fmt.Sprintf(`daemon off; worker_processes auto; user %s; pid %s/pid; error_log stderr;
events { worker_connections 256; }
http {
	access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=20000;
	types {} default_type application/vnd.mapbox-vector-tile;
	%s
	server {
		listen %s;
		root %s;
		add_header Content-Encoding gzip;
		add_header Cache-Control "public, max-age=31536000, immutable";
	}
}
`, me.Username, dir, temporary.String(), nginxAddress, root)
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		b.Fatal(err)
	}
	return startServer(b, nginxAddress, tile, exec.Command("nginx", "-p", dir, "-e", "stderr", "-c", file))
}

// learn asks a server for the tag of each tile, makes sure that it is known again, and returns the headers that every answer has
// besides those of its content.
func learn(b *testing.B, s served, all []benchTile) http.Header {
	b.Helper()
	client := http.Client{Transport: &http.Transport{DisableCompression: true}}
	ask := func(address, tag string) (status, length int, headers http.Header) {
		r, err := http.NewRequest(http.MethodGet, "http://"+s.address+address, nil)
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "gzip")
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		answer, err := client.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		defer answer.Body.Close()
		content, err := io.ReadAll(answer.Body)
		if err != nil {
			b.Fatal(err)
		}
		return answer.StatusCode, len(content), answer.Header
	}
	for i, tile := range all {
		status, length, headers := ask(tile.address, "")
		tag := headers.Get("ETag")
		if status != http.StatusOK || length != tile.bytes || tag == "" {
			b.Fatalf("%s: status %d, %d bytes, tag %s: want %d bytes", tile.address, status, length, tag, tile.bytes)
		}
		all[i].tag = tag
	}
	status, _, headers := ask(all[0].address, all[0].tag)
	if status != http.StatusNotModified {
		b.Fatalf("%s with its own tag: status %d", all[0].address, status)
	}
	for _, name := range []string{"Date", "Etag", "Cache-Control"} {
		headers.Del(name)
	}
	return headers
}

// walked is what wrk and the system say of one walk.
type walked struct{ perSecond, cpuMicros, p99Millis, residentMB float64 }

// walk asks for the addresses of a list for two seconds, packed unless another encoding is named.
func (s served) walk(b *testing.B, list string, encoding ...string) walked {
	b.Helper()
	before := s.cpu(b)
	arguments := []string{"-t", "2", "-c", "32", "-d", "2s", "-s", "testdata/walk.lua", "--latency", "http://" + s.address, "--", list}
	out, err := exec.Command("wrk", append(arguments, encoding...)...).CombinedOutput()
	spent := s.cpu(b) - before
	if err != nil {
		b.Fatalf("wrk: %v\n%s", err, out)
	}
	var requests, micros, p99, failures float64
	_, figures, _ := strings.Cut(string(out), "walked ")
	if _, err := fmt.Sscan(figures, &requests, &micros, &p99, &failures); err != nil || failures > 0 {
		b.Fatalf("wrk: %v, %v failures\n%s", err, failures, out)
	}
	return walked{
		perSecond: requests / micros * 1e6, cpuMicros: float64(spent.Microseconds()) / requests, p99Millis: p99 / 1000,
		residentMB: s.residentMB(b),
	}
}

// cpu is the processors' time of the server so far. Linux counts it in hundredths of a second.
func (s served) cpu(b *testing.B) time.Duration {
	b.Helper()
	_, fields, _ := strings.Cut(s.proc(b, "stat"), ") ") // after the name of the program
	var user, system int64
	if _, err := fmt.Sscan(strings.Join(strings.Fields(fields)[11:13], " "), &user, &system); err != nil {
		b.Fatal(err)
	}
	return time.Duration(user+system) * 10 * time.Millisecond
}

// residentMB is the memory that the server holds now.
func (s served) residentMB(b *testing.B) float64 {
	b.Helper()
	_, line, _ := strings.Cut(s.proc(b, "status"), "VmRSS:")
	var kB float64
	if _, err := fmt.Sscan(line, &kB); err != nil {
		b.Fatal(err)
	}
	return kB / 1024
}

func (s served) proc(b *testing.B, name string) string {
	b.Helper()
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", s.pid, name))
	if err != nil {
		b.Skipf("no account of processes: %v", err)
	}
	return string(content)
}

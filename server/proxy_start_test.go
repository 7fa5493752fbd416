package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// proxy is a real proxy in front of a server of ours.
type proxy struct {
	name         string
	needs        string // the program it is
	start        func(t *testing.T, program, dir, socket, backend string) *exec.Cmd
	passesOnTags bool // If-None-Match of an address that is not versioned reaches the server; else each answer is whole
}

// proxies are the set-ups of docs/serving.md, and an nginx that does what nobody should ask of it: caching everywhere, and
// packing what it asked the server not to pack.
var proxies = []proxy{
	{name: "nginx", needs: "nginx", passesOnTags: true, start: func(t *testing.T, program, dir, socket, backend string) *exec.Cmd {
		return nginx(t, program, dir, strings.NewReplacer("/var/cache/nginx/hotspotmap", dir+"/cache", "127.0.0.1:8080", backend, "listen 80;", "listen unix:"+socket+";").
			Replace(documented(t, "nginx")))
	}},
	{name: "nginx that packs", needs: "nginx", start: func(t *testing.T, program, dir, socket, backend string) *exec.Cmd {
		return nginx(t, program, dir, fmt.Sprintf(`
			proxy_cache_path %s/cache keys_zone=all:1m;
			gzip on; gzip_proxied any; gzip_types *; gzip_vary on; gzip_min_length 1;
			server {
				listen unix:%s;
				location / { proxy_pass http://%s; proxy_cache all; proxy_set_header Accept-Encoding ""; }
			}`, dir, socket, backend))
	}},
	{name: "varnish", needs: "varnishd", passesOnTags: true, start: func(t *testing.T, program, dir, socket, backend string) *exec.Cmd {
		host, port, err := net.SplitHostPort(backend)
		check(t, err)
		vcl := filepath.Join(dir, "map.vcl")
		check(t, os.WriteFile(vcl, []byte(strings.NewReplacer("127.0.0.1", host, "8080", port).Replace(documented(t, "vcl"))), 0o644))
		return exec.Command(program, "-F", "-j", "none", "-n", filepath.Join(dir, "varnish"), "-a", socket, "-f", vcl,
			"-s", "malloc,32m", "-T", "none", "-p", "vsl_space=1M")
	}},
}

// documented is the one block of a language in docs/serving.md.
func documented(t *testing.T, language string) string {
	t.Helper()
	page, err := os.ReadFile("../docs/serving.md")
	check(t, err)
	_, rest, _ := strings.Cut(string(page), "```"+language+"\n")
	block, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatalf("docs/serving.md has no block of %s", language)
	}
	return block
}

// nginx is an nginx of one process that writes nowhere but into dir, with this inside its http block.
func nginx(t *testing.T, program, dir, site string) *exec.Cmd {
	t.Helper()
	var temp strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temp, "%s_temp_path %s/%s;\n", kind, dir, kind)
	}
	file := filepath.Join(dir, "nginx.conf")
	check(t, os.WriteFile(file, fmt.Appendf(nil, "daemon off; master_process off; pid %s/pid; error_log stderr;\nevents {}\nhttp {\naccess_log off;\n%s%s\n}\n",
		dir, temp.String(), site), 0o644))
	return exec.Command(program, "-p", dir, "-e", "stderr", "-c", file)
}

// through starts the proxy in front of a server, for as long as the test runs, and returns what asks through it.
func (p proxy) through(t *testing.T, backend string) *http.Client {
	t.Helper()
	program, err := exec.LookPath(p.needs)
	if err != nil { // Debian keeps daemons where only root looks
		program, err = exec.LookPath("/usr/sbin/" + p.needs)
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed: .ci/tools should have", p.needs)
		}
		t.Skipf("%s is not installed", p.needs)
	}
	dir, err := os.MkdirTemp("", "proxy") // the path of a socket is short
	check(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket := filepath.Join(dir, "socket")
	command := p.start(t, program, dir, socket, backend)
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	check(t, command.Start())
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	transport := &http.Transport{
		DisableCompression: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		_ = command.Process.Signal(syscall.SIGTERM)
		select {
		case <-ended:
		case <-time.After(5 * time.Second):
			_ = command.Process.Kill()
			<-ended
		}
	})
	client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		answer, err := client.Get("http://proxy/livez")
		if err == nil {
			check(t, answer.Body.Close())
			if answer.StatusCode == http.StatusOK {
				return client
			}
			err = errors.New(answer.Status)
		}
		select {
		case exit := <-ended:
			ended <- exit
			t.Fatalf("%s did not start: %v\n%s", p.name, exit, said.String())
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer: %v", p.name, err)
		}
	}
}

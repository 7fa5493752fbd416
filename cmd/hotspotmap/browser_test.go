package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"
)

// TestBrowser builds the demo, serves it as the command does, and lets a real browser at it: static/e2e.
func TestBrowser(t *testing.T) {
	need(t, "node")
	need(t, "chromium")
	url := serveDemo(t)
	files, err := filepath.Glob("../../static/e2e/*.test.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("no browser tests found: %v", err)
	}
	for i, f := range files {
		files[i] = "e2e/" + filepath.Base(f)
	}
	node := exec.Command("node", append([]string{"--test", "--test-concurrency=2", "--test-reporter=spec"}, files...)...) // what failed comes last
	node.Dir = "../../static"
	node.Env = append(os.Environ(), "BASE_URL="+url)
	if out, err := node.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	} else {
		t.Logf("%s", out)
	}
}

// need skips a test that lacks a tool, and fails it in CI, where every tool is installed.
func need(t *testing.T, tool string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err == nil {
		return
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not installed", tool)
	}
	t.Skipf("%s is not installed: `make tools` installs it", tool)
}

// serveDemo runs `hotspotmap demo` on a free port for the length of the test and returns its address.
func serveDemo(t *testing.T) string {
	t.Helper()
	return serve(t, "demo", "--dir", t.TempDir())
}

// serve runs a serving command of the program on a free port for the length of the test and returns its address.
func serve(t *testing.T, args ...string) string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out := &watched{seen: make(chan string, 1)}
	var errs bytes.Buffer
	done := make(chan int, 1)
	go func() { done <- run(ctx, append(args, "--listen", "127.0.0.1:0"), out, &errs) }()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != exitOK {
			t.Errorf("%v ended with %d:\n%s", args, code, errs.String())
		}
	})
	select {
	case url := <-out.seen:
		return url
	case code := <-done:
		done <- code
		t.Fatalf("%v ended before it served:\n%s", args, errs.String())
	case <-time.After(time.Minute):
		t.Fatalf("%v does not serve after a minute", args)
	}
	return ""
}

var servedAt = regexp.MustCompile(`http://[^/ ]+`)

// watched looks for the address in what a command prints.
type watched struct {
	mu   sync.Mutex
	text bytes.Buffer
	seen chan string
}

var _ io.Writer = (*watched)(nil)

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, err := w.text.Write(p)
	if url := servedAt.Find(w.text.Bytes()); url != nil {
		select {
		case w.seen <- string(url):
		default:
		}
	}
	return n, err
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// The corpus is testdata/corpus/*.txtar: small files as people have them, most with something wrong, by how they are read.
// The first lines of each, those that begin with "> ", are what must come of it; what follows is the file. A file whose name ends
// in .quoted is written as Go strings, one a line, for bytes that an archive cannot hold. UPDATE_SCRIPTS=1 writes what comes of
// each in place of what must: read the difference before you keep it.
const (
	corpusExpected = "> "
	corpusQuoted   = ".quoted"
)

// corpusReaders read a file and tell what came of it. An archive's name begins with one of these keys and a hyphen.
var corpusReaders = map[string]func(path string) ([]string, error){
	"boundaries": readCorpusBoundaries,
	"shapes":     readCorpusShapes,
	"indicators": readCorpusIndicators,
	"long":       readCorpusLong,
	"people":     readCorpusPeople,
	"lookup":     readCorpusLookup,
	"postcodes":  readCorpusPostcodes,
	"sites":      readCorpusSites,
	"project":    readCorpusProject,
	"odd":        readCorpusOdd,
	"vintage":    readCorpusVintage,
}

func TestCorpus(t *testing.T) {
	archives, err := filepath.Glob("testdata/corpus/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		kind, _, _ := strings.Cut(name, "-")
		read := corpusReaders[kind]
		if read == nil {
			t.Fatalf("%s: no reader of the corpus is called %q", path, kind)
		}
		cases += len(archive.Files)
		for i := range archive.Files {
			t.Run(name+"/"+archive.Files[i].Name, func(t *testing.T) { checkCorpusFile(t, &archive.Files[i], read) })
		}
		if os.Getenv("UPDATE_SCRIPTS") != "" {
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cases < 200 {
		t.Errorf("the corpus has %d files, it promises 200", cases)
	}
}

// checkCorpusFile reads one file of the corpus and, when asked to update, notes what came of it.
func checkCorpusFile(t *testing.T, f *txtar.File, read func(string) ([]string, error)) {
	want, body := splitCorpusFile(f.Data)
	name, quoted := strings.CutSuffix(f.Name, corpusQuoted)
	content := body
	if quoted {
		content = unquoteLines(t, body)
	}
	t.Chdir(t.TempDir()) // so that messages show the file's name and nothing else
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
	got := frugally(t, len(content), func() []string { return outcome(read(name)) })
	if os.Getenv("UPDATE_SCRIPTS") != "" {
		f.Data = append([]byte(corpusExpected+strings.Join(got, "\n"+corpusExpected)+"\n"), body...)
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func splitCorpusFile(data []byte) (want []string, body []byte) {
	for bytes.HasPrefix(data, []byte(corpusExpected)) {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		want = append(want, strings.TrimPrefix(string(line), corpusExpected))
		data = rest
	}
	return want, data
}

func unquoteLines(t *testing.T, body []byte) []byte {
	t.Helper()
	var content []byte
	for line := range strings.Lines(string(body)) {
		text, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%q is not a Go string", line)
		}
		content = append(content, text...)
	}
	return content
}

// frugally holds a reader to the memory and time a file of a size may take, loosely: memory is what the heap grew by at its
// largest, garbage and all.
func frugally[T any](t *testing.T, size int, read func() T) T {
	t.Helper()
	runtime.GC()
	before := heapBytes()
	peak, stop := before, make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				peak = max(peak, heapBytes())
			}
		}
	})
	start := time.Now()
	result := read()
	took := time.Since(start)
	close(stop)
	watching.Wait()
	if used, most := max(peak, heapBytes(), before)-before, uint64(4*size+256<<20); used > most {
		t.Errorf("%d bytes took %d bytes of memory, may take %d", size, used, most)
	}
	if took > 30*time.Second {
		t.Errorf("%d bytes took %v", size, took)
	}
	return result
}

func heapBytes() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// outcome is what a reader said, a line each.
func outcome(said []string, err error) []string {
	if err == nil {
		return said
	}
	return append([]string{"refused"}, strings.Split(err.Error(), "\n")...)
}

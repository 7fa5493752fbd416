package static

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"
)

func TestLoadServesWhatTheBundleNames(t *testing.T) {
	script := strings.Repeat("export const a = 1;\n", 50)
	assets, err := load(fstest.MapFS{
		"meta.json":        {Data: []byte(`{"main.js":"main-AB12.js","embed.js":"embed-CD34.js"}`)},
		"main-AB12.js":     {Data: []byte(script)},
		"embed-CD34.js":    {Data: []byte("x")},
		"not-in-the-meta":  {Data: []byte("x")},
		"main-older-99.js": {Data: []byte("x")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := assets.URL("main.js"); got != "/assets/main-AB12.js" {
		t.Errorf("URL = %q", got)
	}
	f, ok := assets.Get("main-AB12.js")
	if !ok || !strings.HasPrefix(f.ContentType, "text/javascript") {
		t.Errorf("Get = %v, content type %q", ok, f.ContentType)
	}
	r, err := gzip.NewReader(bytes.NewReader(f.Gzip))
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, _ := io.ReadAll(r); string(unpacked) != script {
		t.Error("the gzip form is not the file")
	}
	if f, ok := assets.Logical("embed.js"); !ok || f.Gzip != nil {
		t.Errorf("a one-byte file: found %v, kept a larger gzip form %v", ok, f.Gzip != nil)
	}
	if _, ok := assets.Get("not-in-the-meta"); ok {
		t.Error("a file the bundle does not name is served")
	}
}

func TestLoadSaysHowToBuild(t *testing.T) {
	if _, err := load(fstest.MapFS{}); !errors.Is(err, ErrNotBuilt) {
		t.Errorf("without a bundle: %v", err)
	}
	_, err := load(fstest.MapFS{"meta.json": {Data: []byte(`{"main.js":"gone.js"}`)}})
	if err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("with a file gone: %v", err)
	}
	if None().URL("main.js") != "" {
		t.Error("no assets still have a URL")
	}
}

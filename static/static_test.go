package static

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestNames(t *testing.T) {
	t.Run("bundled", func(t *testing.T) {
		got, err := names(fstest.MapFS{
			"meta.json":    {Data: []byte(`{"main.js":"main-AB12.js"}`)},
			"main-AB12.js": {Data: []byte("export {};")},
		})
		if err != nil || got["main.js"] != "main-AB12.js" {
			t.Errorf("names = %v, %v", got, err)
		}
	})
	t.Run("not bundled", func(t *testing.T) {
		if _, err := names(fstest.MapFS{}); !errors.Is(err, ErrNotBuilt) {
			t.Errorf("error = %v, want ErrNotBuilt", err)
		}
	})
	t.Run("a file gone", func(t *testing.T) {
		_, err := names(fstest.MapFS{"meta.json": {Data: []byte(`{"main.js":"gone.js"}`)}})
		if err == nil || !strings.Contains(err.Error(), "make build") {
			t.Errorf("error = %v, want one that says what to run", err)
		}
	})
}

func TestPagesHoldEveryTemplateFile(t *testing.T) {
	found, err := fs.Glob(Pages(), "*.html")
	if err != nil || len(found) == 0 {
		t.Errorf("Pages holds %v, %v", found, err)
	}
}

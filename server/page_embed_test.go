package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestEmbed(t *testing.T) {
	h := newPageServer(t, district{12, 12})
	home := get(t, h, "/?layer=income&kinds=wifi").Body.Bytes()
	snippet := textOf(byID(t, home, "snippet"))
	for _, want := range []string{
		`src="http://localhost:8080/embed/v1/map?layer=income&amp;kinds=wifi"`, `title="Map of Low income, Testford"`, `loading="lazy"`,
		`<a href="http://localhost:8080/?layer=income&amp;kinds=wifi">`, `src="http://localhost:8080/embed/v1/embed.js"`,
	} {
		if !strings.Contains(snippet, want) {
			t.Errorf("the snippet has no %s:\n%s", want, snippet)
		}
	}
	embed := get(t, h, "/embed/v1/map?layer=income").Body.String()
	for _, want := range []string{"View as table", "Open full map", "invented data © Nobody 2025", "Source: Invented Statistics", "Synthetic data."} {
		if !strings.Contains(embed, want) {
			t.Errorf("the embed does not say %q", want)
		}
	}
}

func TestOEmbed(t *testing.T) {
	h := newPageServer(t, district{8, 8})
	ask := func(address, more string) (int, map[string]any) {
		w := get(t, h, "/oembed?url="+url.QueryEscape(address)+more)
		var answer map[string]any
		_ = json.Unmarshal(w.Body.Bytes(), &answer) // a problem is JSON too
		return w.Code, answer
	}
	code, answer := ask("http://localhost:8080/?layer=income", "&maxwidth=400&format=json")
	if code != http.StatusOK || answer["type"] != "rich" || answer["version"] != "1.0" || answer["width"] != 400.0 {
		t.Errorf("status %d, answer %v", code, answer)
	}
	if markup := fmt.Sprint(answer["html"]); !strings.Contains(markup, "layer=income") || !strings.Contains(markup, `width="400"`) {
		t.Errorf("html = %v", answer["html"])
	}
	for name, address := range map[string]string{
		"another host": "https://example.com/?layer=income", "another path": "http://localhost:8080/targets", "no address": "", "another scheme": "javascript:alert(1)",
		"a host that begins alike": "http://localhost:8080.example.com/",
	} {
		if code, _ := ask(address, ""); code != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", name, code)
		}
	}
	if code, _ := ask("http://localhost:8080/", "&format=xml"); code != http.StatusNotImplemented {
		t.Errorf("XML: status %d, want 501", code)
	}
	if code, _ := ask("http://localhost:8080/", "&maxwidth=wide"); code != http.StatusBadRequest {
		t.Errorf("a width that is no number: status %d, want 400", code)
	}
}

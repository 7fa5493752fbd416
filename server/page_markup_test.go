package server

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkDocument checks what every page must satisfy: one h1, unique ids, a language and a title, headings that skip no level,
// named pictures and fields, no inline style or script, and no element that a name from a source could have made.
func checkDocument(t *testing.T, page []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, labelled := map[string]bool{}, map[string]bool{}
	var fields []*html.Node
	headings, level := map[string]int{}, 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q is used twice", id)
			}
			ids[id] = true
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "h1", "h2", "h3", "h4":
			headings[n.Data]++
			here := int(n.Data[1] - '0')
			if here > level+1 {
				t.Errorf("<%s> %q follows a heading of level %d", n.Data, textOf(n), level)
			}
			level = here
		case "html":
			if attribute(n, "lang") == "" {
				t.Error("the document has no language")
			}
		case "img":
			t.Errorf("a page made <img src=%q>", attribute(n, "src"))
		case "script":
			if attribute(n, "src") == "" && attribute(n, "type") != "application/json" {
				t.Errorf("inline script: %s", textOf(n))
			}
		case "title":
			if n.Parent.Data == "head" && strings.TrimSpace(textOf(n)) == "" {
				t.Error("the title is empty")
			}
		case "svg":
			if attribute(n, "aria-hidden") != "true" && (attribute(n, "role") == "" || attribute(n, "aria-label")+attribute(n, "aria-labelledby") == "") {
				t.Errorf("an svg of class %q has no name and is not hidden", attribute(n, "class"))
			}
		case "label":
			labelled[attribute(n, "for")] = true
		case "select", "textarea":
			fields = append(fields, n)
		case "input":
			if kind := attribute(n, "type"); kind != "hidden" && kind != "checkbox" { // a checkbox is inside its label
				fields = append(fields, n)
			}
		case "table":
			if n.FirstChild == nil || !has(n, "caption") {
				t.Error("a table has no caption")
			}
		case "th":
			if attribute(n, "scope") == "" {
				t.Errorf("the heading %q has no scope", textOf(n))
			}
		}
	}
	if headings["h1"] != 1 {
		t.Errorf("%d elements h1, want 1", headings["h1"])
	}
	for _, field := range fields {
		if !labelled[attribute(field, "id")] {
			t.Errorf("the field %q has no label", attribute(field, "name"))
		}
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "a" {
			if target, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok && !ids[target] {
				t.Errorf("a link leads to #%s, which is not there", target)
			}
			if strings.TrimSpace(textOf(n)) == "" && !has(n, "title") {
				t.Errorf("the link to %s has no words", attribute(n, "href"))
			}
		}
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func has(n *html.Node, name string) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && c.Data == name {
			return true
		}
	}
	return false
}

// byID returns an element of a page.
func byID(t *testing.T, page []byte, id string) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && attribute(n, "id") == id {
			return n
		}
	}
	t.Fatalf("the page has no #%s", id)
	return nil
}

// words is the text of an element as a person reads it.
func words(n *html.Node) string { return strings.Join(strings.Fields(textOf(n)), " ") }

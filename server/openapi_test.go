package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// contract is what this test reads of openapi.json.
type contract struct {
	Paths map[string]struct {
		Get struct {
			Parameters []parameter
			Responses  map[string]struct {
				Content map[string]struct{ Schema schema }
			}
		}
	}
	Components struct {
		Parameters map[string]parameter
		Schemas    map[string]schema
	}
}

type parameter struct {
	Ref, Name, In string
}

func (p *parameter) UnmarshalJSON(content []byte) error {
	var fields map[string]any
	if err := json.Unmarshal(content, &fields); err != nil {
		return err
	}
	p.Ref, _ = fields["$ref"].(string)
	p.Name, _ = fields["name"].(string)
	p.In, _ = fields["in"].(string)
	return nil
}

// schema is a JSON Schema.
type schema map[string]any

// TestOpenAPIListsTheRoutes compares the description with the route table: paths and parameters, both ways.
func TestOpenAPIListsTheRoutes(t *testing.T) {
	s := newTestham(t, Options{})
	doc := readContract(t)
	described := map[string]bool{}
	for _, rt := range s.routes() {
		if c := classOf(rt.Pattern); c != classData && c != classHealth {
			continue
		}
		described[rt.Pattern] = true
		path, ok := doc.Paths[rt.Pattern]
		if !ok {
			t.Errorf("openapi.json lacks %s", rt.Pattern)
			continue
		}
		given := map[string][]string{}
		for _, p := range path.Get.Parameters {
			if p.Ref != "" {
				p = doc.Components.Parameters[strings.TrimPrefix(p.Ref, "#/components/parameters/")]
			}
			given[p.In] = append(given[p.In], p.Name)
		}
		parsed, err := parsePattern(rt.Pattern)
		check(t, err)
		if !slices.Equal(given["path"], parsed.names) {
			t.Errorf("%s: path parameters %v, described %v", rt.Pattern, parsed.names, given["path"])
		}
		if !slices.Equal(slices.Sorted(slices.Values(given["query"])), slices.Sorted(slices.Values(rt.Query))) {
			t.Errorf("%s: query parameters %v, described %v", rt.Pattern, rt.Query, given["query"])
		}
	}
	for path := range doc.Paths {
		if !described[path] {
			t.Errorf("openapi.json describes %s, which is no route", path)
		}
	}
}

// TestAnswersAreAsDescribed compares every answer with its description: status, media type and, for JSON, the schema.
func TestAnswersAreAsDescribed(t *testing.T) {
	s := newTestham(t, Options{})
	doc := readContract(t)
	for _, pattern := range slices.Sorted(maps.Keys(doc.Paths)) {
		t.Run(pattern, func(t *testing.T) {
			path := s.example(pattern)
			switch pattern {
			case "/oembed":
				path = "/oembed?url=" + url.QueryEscape("http://localhost:8080/")
			case "/api/v1/search":
				path = "/api/v1/search?q=testham"
			}
			w := ask(t, s.Handler(), "GET", path)
			response, ok := doc.Paths[pattern].Get.Responses[fmt.Sprint(w.Code)]
			if !ok || w.Code >= 400 {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			if w.Code == 302 {
				return
			}
			mediaType, _, _ := strings.Cut(w.Header().Get("Content-Type"), "; charset")
			content, ok := response.Content[mediaType]
			if !ok {
				t.Fatalf("answered as %s", mediaType)
			}
			if content.Schema == nil {
				return
			}
			var value any
			check(t, json.Unmarshal(w.Body.Bytes(), &value))
			for _, problem := range doc.violations(content.Schema, value, "$") {
				t.Error(problem)
			}
		})
	}
	var problem any
	check(t, json.Unmarshal(ask(t, s.Handler(), "GET", "/api/v1/geographies/x").Body.Bytes(), &problem))
	for _, violation := range doc.violations(doc.Components.Schemas["Problem"], problem, "$") {
		t.Error(violation)
	}
}

func readContract(t *testing.T) contract {
	t.Helper()
	var doc contract
	check(t, json.Unmarshal(openAPI, &doc))
	return doc
}

// violations checks a value against the part of JSON Schema that openapi.json uses.
func (c contract) violations(s schema, value any, at string) []string {
	if ref, ok := s["$ref"].(string); ok {
		s, ok = c.Components.Schemas[strings.TrimPrefix(ref, "#/components/schemas/")]
		if !ok {
			return []string{at + ": " + ref + " is not there"}
		}
	}
	if types := s["type"]; !ofType(types, value) {
		return []string{fmt.Sprintf("%s: %T is not of type %v", at, value, types)}
	}
	if allowed, ok := s["enum"].([]any); ok && !slices.Contains(allowed, value) {
		return []string{fmt.Sprintf("%s: %v is not one of %v", at, value, allowed)}
	}
	if only, ok := s["const"]; ok && only != value {
		return []string{fmt.Sprintf("%s: %v is not %v", at, value, only)}
	}
	var all []string
	switch value := value.(type) {
	case []any:
		items, _ := s["items"].(map[string]any)
		for i, item := range value {
			all = append(all, c.violations(items, item, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case map[string]any:
		all = append(all, c.members(s, value, at)...)
	}
	return all
}

func (c contract) members(s schema, value map[string]any, at string) []string {
	var all []string
	required, _ := s["required"].([]any)
	for _, name := range required {
		if _, ok := value[name.(string)]; !ok {
			all = append(all, fmt.Sprintf("%s: %s is missing", at, name))
		}
	}
	properties, _ := s["properties"].(map[string]any)
	for name, member := range value {
		if property, ok := properties[name].(map[string]any); ok {
			all = append(all, c.violations(property, member, at+"."+name)...)
			continue
		}
		others, ok := s["additionalProperties"].(map[string]any)
		if !ok {
			all = append(all, fmt.Sprintf("%s: %s is not described", at, name))
			continue
		}
		all = append(all, c.violations(others, member, at+"."+name)...)
	}
	return all
}

// ofType tells whether a decoded value is of a type, or of one of several.
func ofType(types, value any) bool {
	if several, ok := types.([]any); ok {
		return slices.ContainsFunc(several, func(one any) bool { return ofType(one, value) })
	}
	switch value := value.(type) {
	case nil:
		return types == "null"
	case string:
		return types == "string"
	case bool:
		return types == "boolean"
	case float64:
		return types == "number" || types == "integer" && value == float64(int64(value))
	case []any:
		return types == "array"
	default:
		return types == "object"
	}
}

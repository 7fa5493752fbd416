package server

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// TestOpenAPIHasEveryField compares the types of the answers with their description: an answer may hold what no release of the other
// tests has, such as presets.
func TestOpenAPIHasEveryField(t *testing.T) {
	doc := readContract(t)
	for name, answer := range map[string]any{
		"Map": mapJSON{}, "Column": columnJSON{}, "AreaList": areasJSON{}, "AreaSheet": areaSheet{},
		"Hotspots": geo.Hotspots{}, "Gaps": geo.Gaps{}, "Targets": geo.Targets{}, "Week": geo.Week{}, "Stability": geo.Stability{}, "Siting": geo.Siting{},
	} {
		doc.describes(t, map[string]any{"$ref": "#/components/schemas/" + name}, reflect.TypeOf(answer), name)
	}
	for _, role := range []release.Role{
		release.RoleIndex, release.RoleComponent, release.RoleIndicator, release.RoleRaw, release.RoleRankRange, release.RoleTopShare,
		release.RoleRank, release.RoleDecile, release.RoleHotspot, release.RoleHotspotP, release.RoleHotspotZ, release.RoleHotspotBin,
		release.RoleLISA, release.RoleLISAI, release.RoleLISAP, release.RoleDistance, release.RoleReach, release.RoleCapacity,
		release.RolePeople, release.RoleTarget, release.RoleShare,
		release.RoleConversion, release.RoleConversionFrom, release.RoleConversionTo,
	} {
		for _, violation := range doc.violations(doc.Components.Schemas["Role"], string(role), "role") {
			t.Error(violation)
		}
	}
}

// describes tells whether a schema has the fields of a type, and those of the types inside it.
func (c contract) describes(t *testing.T, s schema, of reflect.Type, at string) {
	if ref, ok := s["$ref"].(string); ok {
		s = c.Components.Schemas[strings.TrimPrefix(ref, "#/components/schemas/")]
	}
	inner := func(key string) schema {
		member, _ := s[key].(map[string]any)
		return member
	}
	switch {
	case of.Implements(reflect.TypeFor[json.Marshaler]()), of.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
	case of.Kind() == reflect.Pointer:
		c.describes(t, s, of.Elem(), at)
	case of.Kind() == reflect.Slice, of.Kind() == reflect.Array:
		c.describes(t, inner("items"), of.Elem(), at+"[]")
	case of.Kind() == reflect.Map:
		c.describes(t, inner("additionalProperties"), of.Elem(), at+".*")
	case of.Kind() == reflect.Struct:
		properties := inner("properties")
		for _, field := range reflect.VisibleFields(of) {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if name == "" || name == "-" || hidden(of, field, name) {
				continue
			}
			property, ok := properties[name].(map[string]any)
			if !ok {
				t.Errorf("openapi.json lacks %s.%s", at, name)
				continue
			}
			c.describes(t, property, field.Type, at+"."+name)
		}
	}
}

// hidden tells whether a field is never written: another one outside it has its name, or it is the manifest's list of files.
func hidden(of reflect.Type, field reflect.StructField, name string) bool {
	if field.Type == reflect.TypeFor[[]release.File]() {
		return true
	}
	for _, other := range reflect.VisibleFields(of) {
		if called, _, _ := strings.Cut(other.Tag.Get("json"), ","); called == name && len(other.Index) < len(field.Index) {
			return true
		}
	}
	return false
}

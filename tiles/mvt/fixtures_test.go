package mvt

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"hotspotmap/tiles/tilestest"
)

// contradicted are the fixtures whose label we do not follow, with the reason. No validator can follow all: 003 and 016
// are the same bytes under opposite labels. Nor would a lenient one that refuses only what is labelled a fatal error:
// 003 is labelled a recoverable one, but 051 a fatal one.
var contradicted = map[string]string{
	"016": "labelled valid, but it is byte for byte 003, which is labelled invalid: a feature without a type (against 4.2)",
	"057": "labelled valid, but its MoveTo has a count of 2^29-1 and one pair of numbers (against 4.3.2), as has 051, which is labelled invalid",
}

// TestValidateAgreesWithFixtures holds Validate to the labels of Mapbox's collection of valid and invalid tiles.
func TestValidateAgreesWithFixtures(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(tilestest.NodeModule(t, "@mapbox/mvt-fixtures"), "fixtures", "*"))
	if err != nil {
		t.Fatal(err)
	}
	valid, invalid := 0, 0
	for _, folder := range folders {
		name := filepath.Base(folder)
		t.Run(name, func(t *testing.T) {
			var info struct {
				Description string
				Validity    struct{ V2 bool }
			}
			text, err := os.ReadFile(filepath.Join(folder, "info.json"))
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(text, &info); err != nil {
				t.Fatal(err)
			}
			tile, err := os.ReadFile(filepath.Join(folder, "tile.mvt"))
			if err != nil {
				t.Fatal(err)
			}
			if info.Validity.V2 {
				valid++
			} else {
				invalid++
			}
			want := info.Validity.V2
			if reason, known := contradicted[name]; known {
				t.Log(reason)
				want = !want
			}
			if err := Validate(tile); (err == nil) != want {
				t.Errorf("Validate = %v for %s", err, info.Description)
			} else {
				t.Logf("%v: %s", err, info.Description)
			}
		})
	}
	if valid != 46 || invalid != 28 {
		t.Errorf("%d valid and %d invalid fixtures, want 46 and 28", valid, invalid)
	}
}

// TestFixturesContradictEachOther keeps the reasons true: the pairs hold the same geometry under opposite labels.
func TestFixturesContradictEachOther(t *testing.T) {
	fixtures := filepath.Join(tilestest.NodeModule(t, "@mapbox/mvt-fixtures"), "fixtures")
	tile := func(name string) []byte {
		content, err := os.ReadFile(filepath.Join(fixtures, name, "tile.mvt"))
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	if !bytes.Equal(tile("003"), tile("016")) {
		t.Error("003 and 016 differ: follow both labels")
	}
	moveTo := []byte{0x22, 7, 0xf9, 0xff, 0xff, 0xff, 0x0f} // field 4, 7 bytes: MoveTo × (2^29 − 1), then room for one pair
	for _, name := range []string{"051", "057"} {
		if !bytes.Contains(tile(name), moveTo) {
			t.Errorf("%s has another geometry: follow its label", name)
		}
	}
}

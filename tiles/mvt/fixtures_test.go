package mvt

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"hotspotmap/tiles/tilestest"
)

// fixtures are Mapbox's collection of valid and invalid tiles, in two editions: the newest leaves out of some tiles what their
// descriptions say they have. Each with what is labelled in a way that cannot be followed, and why: no validator can tell a tile from
// another that has the same in it. Nor would a lenient one that refuses only what is labelled a fatal error: 003 is labelled a
// recoverable one, but 051 a fatal one.
var fixtures = []struct {
	module       string
	contradicted map[string]string
}{
	{"@mapbox/mvt-fixtures", map[string]string{
		"016": "labelled valid, but in this edition it is byte for byte 003, which is labelled invalid: a feature without a type (against 4.2)",
		"057": contradiction057,
	}},
	{"mvt-fixtures-3.10", map[string]string{"057": contradiction057}},
}

const contradiction057 = "labelled valid, but its MoveTo has a count of 2^29-1 and one pair of numbers (against 4.3.2), as has 051, which is labelled invalid"

// TestValidateAgreesWithFixtures holds Validate to the labels.
func TestValidateAgreesWithFixtures(t *testing.T) {
	for _, edition := range fixtures {
		t.Run(filepath.Base(edition.module), func(t *testing.T) {
			requireLabelsFollowed(t, tilestest.NodeModule(t, edition.module), edition.contradicted)
		})
	}
}

func requireLabelsFollowed(t *testing.T, module string, contradicted map[string]string) {
	folders, err := filepath.Glob(filepath.Join(module, "fixtures", "*"))
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
	for _, edition := range fixtures {
		folder := filepath.Join(tilestest.NodeModule(t, edition.module), "fixtures")
		tile := func(name string) []byte {
			content, err := os.ReadFile(filepath.Join(folder, name, "tile.mvt"))
			if err != nil {
				t.Fatal(err)
			}
			return content
		}
		_, same := edition.contradicted["016"]
		if bytes.Equal(tile("003"), tile("016")) != same {
			t.Errorf("%s: 003 and 016 are the same: %v, want %v", edition.module, !same, same)
		}
		moveTo := []byte{0x22, 7, 0xf9, 0xff, 0xff, 0xff, 0x0f} // field 4, 7 bytes: MoveTo × (2^29 − 1), then room for one pair
		for _, name := range []string{"051", "057"} {
			if !bytes.Contains(tile(name), moveTo) {
				t.Errorf("%s: %s has another geometry: follow its label", edition.module, name)
			}
		}
	}
}

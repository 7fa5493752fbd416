package release_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
	"hotspotmap/geo"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
)

// open writes and opens an edition of the test district.
func open(t *testing.T, edition int) *release.Release {
	t.Helper()
	releases := t.TempDir()
	r, err := release.Open(releases, releasetest.Write(t, releases, edition))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	r := open(t, 0)
	want := releasetest.Manifest(0)
	if diff := cmp.Diff(want, r.Manifest(), cmpopts.IgnoreFields(release.Manifest{}, "Files"), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("manifest (-written +read):\n%s", diff)
	}
	if n := len(r.Manifest().Files); n != 3+2+17+2+8+1 {
		t.Errorf("the manifest lists %d files", n)
	}
	areas, ok := r.Areas(releasetest.SmallAreas)
	if !ok || len(areas.Codes) != 9 || areas.Names[8] != "Testham 009" || areas.Parents[releasetest.Wards][8] != 3 {
		t.Errorf("areas: %v %+v", ok, areas)
	}
	if aid, ok := r.AID(releasetest.SmallAreas, "E01000005"); aid != 5 || !ok {
		t.Errorf("aid of E01000005 is %d, %v", aid, ok)
	}
	if g, aid, ok := r.FindArea("E05000002"); g != releasetest.Wards || aid != 2 || !ok {
		t.Errorf("E05000002 is %d of %s, %v", aid, g, ok)
	}
	if _, _, ok := r.FindArea("E99"); ok {
		t.Error("found an area that is not there")
	}
	if outline, err := r.ReadFile(release.OutlinePath(releasetest.Wards)); err != nil || !strings.Contains(string(outline), `"Topology"`) {
		t.Errorf("outline: %v %.60s", err, outline)
	}
	if _, err := r.ReadFile("../current"); err == nil {
		t.Error("read a file that is not the release's")
	}
	content := make([]byte, len(releasetest.SnapshotContent))
	if _, err := r.Snapshot().ReadAt(content, 0); err != nil || string(content) != releasetest.SnapshotContent {
		t.Errorf("snapshot: %q, %v", content, err)
	}
}

func TestColumnsKeepValuesAndFlags(t *testing.T) {
	r := open(t, 0)
	income, ok := r.Column(releasetest.SmallAreas, "income")
	if !ok {
		t.Fatal("no column")
	}
	want := geo.Column{
		Indicator: geo.Indicator{ID: "income", Title: "Low income", Unit: "%", Higher: geo.HigherIsWorse, Decimals: 1, Period: "2025", Source: "table:1"},
		Values:    []float64{12.5, -1.5, math.NaN(), math.NaN(), math.NaN(), math.NaN(), 30, 40, 50.5},
		Flags:     []geo.Flag{0, 0, geo.Missing, geo.Suppressed, geo.NotApplicable, geo.Rejected, 0, 0, 0},
	}
	if diff := cmp.Diff(want, income, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("income (-want +got):\n%s", diff)
	}
	if info, ok := r.ColumnInfo(releasetest.SmallAreas, "income"); !ok || info.Counts.Suppressed != 1 || info.Role != release.RoleIndicator {
		t.Errorf("info: %v %+v", ok, info)
	}
	if _, ok := r.Column(releasetest.Wards, "income"); ok {
		t.Error("the wards have no income")
	}
}

func TestSitesKeepEverythingButTheirRow(t *testing.T) {
	sites := open(t, 0).Sites()
	if len(sites) != 4 {
		t.Fatalf("%d sites", len(sites))
	}
	library := sites[0]
	want := []geo.Fact{{Key: "opening_hours", Value: "Mo-Fr 09:00-17:00"}, {Key: "address", Value: "=1+1 High St"}}
	if diff := cmp.Diff(want, library.Facts); diff != "" {
		t.Errorf("facts lost their order (-want +got):\n%s", diff)
	}
	if library.AID != 5 || library.Postcode != "TT1 5AA" || !library.Usable() {
		t.Errorf("library: %+v", library)
	}
	if old := sites[1]; !old.Closed || old.ClosedOn != "2017" || old.Usable() {
		t.Errorf("closed library: %+v", old)
	}
	if sites[2].Usable() || sites[3].Usable() {
		t.Error("restricted Wi-Fi and a candidate are not usable")
	}
}

func TestTilesAreWhatTheArchiveStores(t *testing.T) {
	r := open(t, 0)
	packed, err := r.Tile(t.Context(), "areas", releasetest.Home)
	if err != nil {
		t.Fatal(err)
	}
	layers, err := mvt.Decode(gunzip(t, packed))
	if err != nil {
		t.Fatal(err)
	}
	if len(layers) != 1 || layers[0].Name != releasetest.SmallAreas || len(layers[0].Features) != 9 {
		t.Errorf("tile: %+v", layers)
	}
	east := tiles.ID{Z: releasetest.Home.Z, X: releasetest.Home.X + 1, Y: releasetest.Home.Y}
	if _, err := r.Tile(t.Context(), "areas", east); !errors.Is(err, tiles.ErrNoTile) {
		t.Errorf("an empty tile gives %v", err)
	}
	if _, err := r.Tile(t.Context(), "../areas", east); err == nil {
		t.Error("there is no such tileset")
	}
}

func TestTheSameContentHasTheSameIDAndTheSameBytes(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	a, b := releasetest.Write(t, first, 0), releasetest.Write(t, second, 0)
	if a != b {
		t.Fatalf("ids %s and %s", a, b)
	}
	if c := releasetest.Write(t, second, 1); c == a {
		t.Error("another edition has the same id")
	}
	err := filepath.WalkDir(filepath.Join(first, a), func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, _ := filepath.Rel(filepath.Join(first, a), path)
		here, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		there, err := os.ReadFile(filepath.Join(second, b, relative))
		if string(here) != string(there) {
			t.Errorf("%s differs", relative)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFinishKeepsAReleaseThatIsThere(t *testing.T) {
	releases := t.TempDir()
	id := releasetest.Write(t, releases, 0)
	marker := filepath.Join(releases, id, "left-by-the-test")
	if err := os.WriteFile(marker, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if again := releasetest.Write(t, releases, 0); again != id {
		t.Fatalf("id %s, then %s", id, again)
	}
	if _, err := os.Stat(marker); err != nil {
		t.Error("the release was replaced although it was intact")
	}
	flip(t, filepath.Join(releases, id, release.SitesFile), 10)
	releasetest.Write(t, releases, 0)
	if err := release.Verify(releases, id); err != nil {
		t.Errorf("a damaged release was not healed: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(releases, ".building-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAWriterRefusesWhatAServerWould(t *testing.T) {
	tests := map[string]func(*release.Writer, *release.Manifest) error{
		"a column the manifest promises is missing": func(w *release.Writer, m *release.Manifest) error {
			m.Columns = append(m.Columns, release.ColumnInfo{Indicator: geo.Indicator{ID: "ghost"}, Geography: releasetest.SmallAreas})
			return nil
		},
		"small areas that are no geography": func(w *release.Writer, m *release.Manifest) error {
			m.SmallAreas = "lsoa11"
			return nil
		},
		"a count that is not the file's": func(w *release.Writer, m *release.Manifest) error {
			m.Geographies[0].Areas = 8
			return nil
		},
		"a symbolic link": func(w *release.Writer, m *release.Manifest) error {
			path, err := w.Path("linked")
			if err != nil {
				return err
			}
			return os.Symlink("/etc/hostname", path)
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			releases := t.TempDir()
			w, err := release.Create(releases)
			if err != nil {
				t.Fatal(err)
			}
			if err := releasetest.Fill(w, 0); err != nil {
				t.Fatal(err)
			}
			manifest := releasetest.Manifest(0)
			if err := change(w, &manifest); err != nil {
				t.Fatal(err)
			}
			if id, err := w.Finish(manifest); err == nil {
				t.Errorf("finished as %s", id)
			}
			if err := w.Abort(); err != nil {
				t.Error(err)
			}
			if left, _ := os.ReadDir(releases); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestWriterPathsStayInside(t *testing.T) {
	w, err := release.Create(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for _, path := range []string{"", ".", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", `a\b`, "a/.hidden", "manifest.json", "a\x00b", "a b", "ä"} {
		if full, err := w.Path(path); err == nil {
			t.Errorf("%q became %s", path, full)
		}
	}
	for _, path := range []string{"areas.sqlite", "columns/lsoa21/distance_device_loan.bin", "outline/nns-2024.json"} {
		if _, err := w.Path(path); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
}

package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hotspotmap/data"
	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// Whatever was built before in a data folder, a build gives the bytes that a fresh one gives.
func TestBuildAfterAChangeEqualsAFreshOne(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(t *testing.T, d district)
		redraw bool // whether the shapes are other ones
	}{
		{"nothing", func(*testing.T, district) {}, false},
		{"a figure", func(t *testing.T, d district) { d.write(t, "need.csv", d.need(30)) }, false},
		{"a weight", func(t *testing.T, d district) { d.edit(t, "hotspotmap.toml", "need = 3", "need = 1") }, false},
		{"a publisher", func(t *testing.T, d district) { d.edit(t, "hotspotmap.toml", `"Office A"`, `"Office B"`) }, true},
		{"a library", func(t *testing.T, d district) {
			d.write(t, "libraries.csv", "name,lon,lat\nSouth Library,-1.8705,52.4305\nNorth Library,-1.895,52.495\n")
		}, false},
		{"no libraries", func(t *testing.T, d district) {
			d.edit(t, "hotspotmap.toml", districtProject[strings.Index(districtProject, "[[sites]]"):strings.Index(districtProject, "[[index")], "")
		}, false},
		{"a ward's extent", func(t *testing.T, d district) { d.edit(t, "wards.csv", "Q01,W1,West", "Q01,W2,East") }, true},
		{"no wards", func(t *testing.T, d district) {
			d.edit(t, "hotspotmap.toml", districtProject[strings.Index(districtProject, "[[geography]]\nid = \"ward\""):strings.Index(districtProject, "[[table]]")], "")
			d.edit(t, "hotspotmap.toml", `{ geography = "ward", zooms = [8, 9] }, `, "")
		}, true},
		{"a border", func(t *testing.T, d district) { d.edit(t, "areas.geojson", "[-1.90,52.50]", "[-1.905,52.50]") }, true},
		{"the bands", func(t *testing.T, d district) { d.edit(t, "hotspotmap.toml", "zooms = [10, 11]", "zooms = [10, 10]") }, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, used := newDistrict(t), t.TempDir()
			d.build(t, used)
			before := keyOf(t, used)
			test.change(t, d)
			after, fresh := d.build(t, used), d.build(t, t.TempDir())
			if after.Release != fresh.Release {
				t.Errorf("release %s, built afresh %s", release.Short(after.Release), release.Short(fresh.Release))
			}
			if redrawn := keyOf(t, used) != before; redrawn != test.redraw {
				t.Errorf("the shapes are other ones: %v, want %v", redrawn, test.redraw)
			}
		})
	}
}

// keyOf is the key of the shapes last drawn.
func keyOf(t *testing.T, dataDir string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dataDir, shapesFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(content[:strings.Index(string(content), `,"release"`)])
}

func TestFailedBuildLeavesTheLastRelease(t *testing.T) {
	for _, test := range []struct {
		name, file, old, new, want string
	}{
		{"a code twice", "need.csv", "Q02,", "Q01,", "need.csv:3"},
		{"a number too large", "need.csv", "Q02,61", "Q02,61e30", "too large"},
		{"an indicator that ranks nothing", "hotspotmap.toml", "indicators = { need = 3, speed = 1 }\n\n", "indicators = { same = 1 }\n\n", `indicator "same"`},
		{"a beginning of no code", "hotspotmap.toml", `publisher = "Office A"`, `covers = ["X"]`, `covers: no area has a code that begins with "X"`},
		{"a file that is gone", "hotspotmap.toml", `"libraries.csv"`, `"librairies.csv"`, `did you mean "libraries.csv"?`},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, dataDir := newDistrict(t), t.TempDir()
			last := d.build(t, dataDir).Release
			d.edit(t, test.file, test.old, test.new)
			if strings.Contains(test.new, "same") {
				d.edit(t, "hotspotmap.toml", "[people]\n", "[[table]]\nfile = \"same.csv\"\ngeography = \"square\"\ncode = \"square\"\n  [[table.indicator]]\n"+
					"  id = \"same\"\n  title = \"Same\"\n  column = \"same\"\n  higher = \"worse\"\n\n[people]\n")
				d.write(t, "same.csv", sameForAll(d))
			}
			_, err := Build(t.Context(), d.options(t, dataDir))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v does not say %s", err, test.want)
			}
			releases := ReleasesDir(dataDir)
			if current, err := release.Current(releases); err != nil || current != last {
				t.Errorf("release %s, %v; want %s", current, err, last)
			}
			if err := release.Verify(releases, last); err != nil {
				t.Error(err)
			}
			left, err := filepath.Glob(filepath.Join(releases, ".building-*"))
			if err != nil || len(left) > 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

func sameForAll(d district) string {
	table := "square,same\n"
	for i := range side * side {
		table += d.code(i) + ",5\n"
	}
	return table
}

// What the project says of a source reaches the release although the file is the same.
func TestANewCreditIsTakenUp(t *testing.T) {
	d, dataDir := newDistrict(t), t.TempDir()
	d.build(t, dataDir)
	d.edit(t, "hotspotmap.toml", `"Office A"`, `"Office B"`)
	for _, source := range d.build(t, dataDir).Manifest.Sources {
		if source.ID == "table:1" && source.Publisher != "Office B" {
			t.Errorf("the publisher is still %q", source.Publisher)
		}
	}
}

// An unchanged source is not read again.
func TestOnlyWhatChangedIsRead(t *testing.T) {
	d, dataDir := newDistrict(t), t.TempDir()
	d.build(t, dataDir)
	d.write(t, "need.csv", d.need(1))
	var read []string
	for _, step := range d.build(t, dataDir).Steps {
		if source, ok := strings.CutPrefix(step.Name, "import "); ok {
			read = append(read, source)
		}
	}
	if len(read) != 1 || read[0] != "table:1" {
		t.Errorf("read %v", read)
	}
}

// The file of what is drawn names a release that may be gone; it is then drawn anew.
func TestShapesOfAReleaseThatIsGone(t *testing.T) {
	d, dataDir := newDistrict(t), t.TempDir()
	first := d.build(t, dataDir).Release
	if err := os.RemoveAll(filepath.Join(ReleasesDir(dataDir), first)); err != nil {
		t.Fatal(err)
	}
	if again := d.build(t, dataDir).Release; again != first {
		t.Errorf("release %s, before %s", again, first)
	}
}

// Stale names the sources that have changed, and the project file.
func TestStale(t *testing.T) {
	d, dataDir := newDistrict(t), t.TempDir()
	d.build(t, dataDir)
	stale := func() string {
		t.Helper()
		store, err := data.Open(t.Context(), StoreFile(dataDir))
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		files, err := Stale(t.Context(), d.options(t, dataDir).Project, store)
		if err != nil {
			t.Fatal(err)
		}
		for i := range files {
			files[i] = filepath.Base(files[i])
		}
		return strings.Join(files, " ")
	}
	if got := stale(); got != "" {
		t.Errorf("after a build: %s", got)
	}
	d.write(t, "need.csv", d.need(1))
	if got := stale(); got != "need.csv" {
		t.Errorf("after a source changed: %s", got)
	}
	d.build(t, dataDir)
	d.edit(t, "hotspotmap.toml", "need = 3", "need = 1")
	if got := stale(); got != "hotspotmap.toml" {
		t.Errorf("after a weight changed: %s", got)
	}
}

// Two builds at once could mix: the second is refused, and goes ahead once the first has ended.
func TestOneBuildAtATime(t *testing.T) {
	d, dataDir := newDistrict(t), t.TempDir()
	unlock, err := lock(dataDir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Build(t.Context(), d.options(t, dataDir)); err == nil || !strings.Contains(err.Error(), "another build is at work") {
		t.Errorf("error %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	d.build(t, dataDir)
}

// Check keeps nothing and says what a build would.
func TestCheck(t *testing.T) {
	d := newDistrict(t)
	d.edit(t, "need.csv", "Q02,61", "Q02,abc")
	outcome, err := Check(t.Context(), d.options(t, "").Project, nil)
	if err != nil {
		t.Fatal(err)
	}
	if outcome.Warnings() != 1 || len(outcome.Manifest.Sources) != 5 || !strings.Contains(outcome.Issues[0].Error(), `need.csv:3: column "need": value "abc"`) {
		t.Errorf("%d warnings, issues %v, sources %v", outcome.Warnings(), outcome.Issues, outcome.Manifest.Sources)
	}
}

// An area drawn where another is loses its ground to it: that is no repair to pass over.
func TestAreaDrawnTwice(t *testing.T) {
	d := newDistrict(t)
	square := func(west string) string {
		east := map[string]string{"-1.90": "-1.89", "-1.89": "-1.88"}[west]
		return fmt.Sprintf("[[[%[1]s,52.50],[%[1]s,52.49],[%[2]s,52.49],[%[2]s,52.50],[%[1]s,52.50]]]", west, east)
	}
	d.edit(t, "areas.geojson", square("-1.89"), square("-1.90"))
	outcome := d.build(t, t.TempDir())
	const want = `areas.geojson:2: value "Q02": covers the same ground as Q01, and none is left for it — draw each area once: remove one of the codes, or give each its own polygon`
	if !slices.ContainsFunc(outcome.Issues, func(i geo.Issue) bool { return i.Severity == geo.SeverityWarn && i.Error() == want }) {
		t.Errorf("no warning in %v", outcome.Issues)
	}
}

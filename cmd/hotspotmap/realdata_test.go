package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/cmd/hotspotmap/internal/pipeline"
	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/tiles"
	"hotspotmap/tiles/mvt"
)

// realData is where the real files are when this repository is checked out beside them.
const realData = "../../../shared/realdata"

func needRealData(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(realData); err != nil {
		t.Skip("the real data are not beside this checkout: see docs/examples")
	}
}

// buildExample builds one of docs/examples into a new folder and opens the release.
func buildExample(t *testing.T, example string) (dir string, rel *release.Release) {
	t.Helper()
	dir = t.TempDir()
	var out, errs bytes.Buffer
	args := []string{"build", "-p", filepath.Join("../../docs/examples", example, "hotspotmap.toml"), "--sources", realData, "--data", dir}
	if code := run(context.Background(), args, &out, &errs); code != exitOK {
		t.Fatalf("build ended with %d:\n%s%s", code, out.String(), errs.String())
	}
	releases := pipeline.ReleasesDir(dir)
	id, err := release.Current(releases)
	if err != nil {
		t.Fatal(err)
	}
	rel, err = release.Open(releases, id)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { rel.Close() })
	return dir, rel
}

func TestBirmingham(t *testing.T) {
	needRealData(t)
	dir, rel := buildExample(t, "birmingham")
	t.Run("counts", func(t *testing.T) { birminghamCounts(t, rel) })
	t.Run("figures are the publishers'", func(t *testing.T) { birminghamFigures(t, rel) })
	t.Run("what is of LSOA 2011 is converted", func(t *testing.T) { propensityConverted(t, rel) })
	t.Run("libraries are open when their list says", func(t *testing.T) { birminghamHours(t, rel) })
	t.Run("every tile is valid and every area in it", func(t *testing.T) { wholeTiles(t, rel) })
	t.Run("SpatiaLite finds every library in the same area", func(t *testing.T) { sameContainment(t, dir, rel) })
	t.Run("GDAL opens store and snapshot", func(t *testing.T) { opensInGDAL(t, dir, rel) })
	t.Run("a second build is the same bytes", func(t *testing.T) {
		if _, again := buildExample(t, "birmingham"); again.ID() != rel.ID() {
			t.Errorf("the second build is release %s, the first %s", again.ID(), rel.ID())
		}
	})
}

func birminghamCounts(t *testing.T, rel *release.Release) {
	small, _ := rel.Areas("lsoa21")
	wards, _ := rel.Areas("ward24")
	kinds, closed := map[string]int{}, 0
	for _, s := range rel.Sites() {
		if kinds[s.Kind]++; s.Closed {
			closed++
		}
	}
	indicators := 0
	for _, c := range rel.Manifest().Columns {
		if c.Geography == "lsoa21" && c.Role == release.RoleIndicator {
			indicators++
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"small areas", len(small.Codes), 659},
		{"wards", len(wards.Codes), 69},
		{"libraries", kinds["library"], 44},
		{"closed libraries", closed, 7},
		{"former libraries that could be one again", kinds[geo.KindCandidate], 7},
		{"indicators", indicators, 14},
	} {
		if c.got != c.want {
			t.Errorf("%d %s, want %d", c.got, c.what, c.want)
		}
	}
}

// birminghamFigures compares every published value with the publisher's file, read here the plain way.
func birminghamFigures(t *testing.T, rel *release.Release) {
	wide := []struct{ column, file, header string }{
		{"income", "national/imd2025_england_lsoa21.csv.gz", "Income_score"},
		{"education", "national/imd2025_england_lsoa21.csv.gz", "Education_score"},
		{"broadband", "national/imd2025_england_lsoa21_indicators.csv.gz", "digital_connectivity_broadband_download_and_upload_speeds"},
		{"connectivity", "national/imd2025_england_lsoa21_indicators.csv.gz", "connectivity_score"},
		{"community_needs", "national/cni2023_england_lsoa21.csv.gz", "Community Needs Index 2023 Score"},
	}
	for _, w := range wide {
		published := map[string]float64{}
		for _, row := range readCSV(t, w.file) {
			if v, err := strconv.ParseFloat(row[w.header], 64); err == nil {
				published[row["lsoa21_code"]] = v
			}
		}
		compare(t, rel, w.column, published)
	}
	rented, households := map[string]float64{}, map[string]float64{}
	for _, row := range readCSV(t, "national/household_tenure21_lsoa21.csv.gz") {
		if strings.HasPrefix(row["tenure"], "Social rented") {
			rented[row["lsoa21_code"]] += number(t, row["n"])
		}
		households[row["lsoa21_code"]] = number(t, row["total_households"])
	}
	for code := range rented {
		rented[code] *= 100 / households[code]
	}
	compare(t, rel, "social_rent", rented)
	compare(t, rel, "aged_65", nomisShare(t, 2))
	compare(t, rel, "aged_75", nomisShare(t, 5))
}

// nomisShare is the share of the residents who are in a column of the Nomis download or in one to the right of it, by area.
func nomisShare(t *testing.T, from int) map[string]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join(realData, "national/nomis_census2021_RM121_age65plus_lsoa21_raw.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(unpacked)
	reader.FieldsPerRecord = -1 // a title stands above, notes below
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	shares := map[string]float64{}
	for _, cells := range rows {
		if code, _, ok := strings.Cut(cells[0], " : "); ok && len(code) == 9 {
			part := 0.0
			for _, cell := range cells[from:] {
				part += number(t, cell)
			}
			shares[code] = 100 * part / number(t, cells[1])
		}
	}
	return shares
}

func compare(t *testing.T, rel *release.Release, column string, published map[string]float64) {
	t.Helper()
	areas, _ := rel.Areas("lsoa21")
	c, ok := rel.Column("lsoa21", column)
	if !ok {
		t.Fatalf("no column %s", column)
	}
	half := 0.5*math.Pow10(-c.Indicator.Decimals) + 1e-9
	for i, code := range areas.Codes {
		if want, ok := published[code]; !ok || c.Flags[i] != geo.Present || math.Abs(c.Values[i]-want) > half {
			t.Errorf("%s of %s is %v, the publisher has %v", column, code, c.Values[i], want)
		}
	}
}

// propensityConverted holds the one indicator of LSOA 2011 to what the exact-fit lookup says became of each area.
func propensityConverted(t *testing.T, rel *release.Release) {
	published, old := map[string]float64{}, map[string][]string{}
	for _, row := range readCSV(t, "national/ons_digital_propensity_index_2021_lsoa11_with_normalised.csv.gz") {
		published[row["LSOAcode"]] = number(t, row["Score"])
	}
	change := map[string]float64{}
	for _, row := range readCSV(t, exactFit) {
		code := row["LSOA21CD"]
		old[code] = append(old[code], row["\ufeffLSOA11CD"]) // csv keeps the byte order mark
		change[code] = float64(strings.Index("USMX", row["CHGIND"]))
	}
	areas, _ := rel.Areas("lsoa21")
	propensity, _ := rel.Column("lsoa21", "digital_propensity")
	converted, _ := rel.Column("lsoa21", "converted_lsoa11")
	for i, code := range areas.Codes {
		low, high := math.Inf(1), math.Inf(-1)
		for _, before := range old[code] {
			low, high = min(low, published[before]), max(high, published[before])
		}
		if v := propensity.Values[i]; v < low || v > high || propensity.Flags[i] != geo.Present {
			t.Errorf("%s has %v, what it was has %v to %v", code, v, low, high)
		}
		if converted.Values[i] != change[code] {
			t.Errorf("%s is marked %v, the lookup has %v", code, converted.Values[i], change[code])
		}
	}
	info, _ := rel.ColumnInfo("lsoa21", "digital_propensity")
	const note = "converted from lsoa11: 616 unchanged, 42 split, 1 merged; parts of a split area have its value, merged ones the mean weighted by people"
	if len(areas.Codes) == 659 && (info.Note != note || info.Converted != "converted_lsoa11") {
		t.Errorf("the note is %q", info.Note)
	}
}

const exactFit = "national/LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv.gz"

// wholeTiles holds every tile of a release to MVT 2.1 and to its budget, and every zoom to the ids of the areas its level has.
func wholeTiles(t *testing.T, rel *release.Release) {
	for _, set := range rel.Manifest().Tilesets {
		for z := set.MinZoom; z <= set.MaxZoom; z++ {
			seen := map[string]map[uint64]bool{}
			forEachTile(t, rel, set, uint8(z), func(id tiles.ID, raw []byte, packed int) {
				if len(raw) > 500_000 || packed > 150_000 {
					t.Errorf("%s %v has %d bytes, %d as gzip", set.ID, id, len(raw), packed)
				}
				if err := mvt.Validate(raw); err != nil {
					t.Errorf("%s %v: %v", set.ID, id, err)
				}
				decoded, err := mvt.Decode(raw)
				if err != nil {
					t.Fatalf("%s %v: %v", set.ID, id, err)
				}
				for _, layer := range decoded {
					if seen[layer.Name] == nil {
						seen[layer.Name] = map[uint64]bool{}
					}
					for _, f := range layer.Features {
						seen[layer.Name][f.ID] = true
					}
				}
			})
			for _, layer := range set.Layers {
				if z < layer.MinZoom || z > layer.MaxZoom || layer.ID == "sites" {
					continue
				}
				if areas, _ := rel.Areas(layer.ID); len(seen[layer.ID]) != len(areas.Codes) {
					t.Errorf("%s zoom %d shows %d areas of %s, there are %d", set.ID, z, len(seen[layer.ID]), layer.ID, len(areas.Codes))
				}
			}
		}
	}
}

func forEachTile(t *testing.T, rel *release.Release, set release.Tileset, z uint8, visit func(id tiles.ID, raw []byte, packed int)) {
	t.Helper()
	west, north := tiles.Project(orb.Point{set.Bounds[0], set.Bounds[3]}, z)
	east, south := tiles.Project(orb.Point{set.Bounds[2], set.Bounds[1]}, z)
	index := func(grid float64) uint32 { return uint32(grid / tiles.Extent) }
	for x := index(west) - 1; x <= index(east)+1; x++ { // one more all round: buffers reach there
		for y := index(north) - 1; y <= index(south)+1; y++ {
			id := tiles.ID{Z: z, X: x, Y: y}
			packed, err := rel.Tile(context.Background(), set.ID, id)
			if err != nil {
				continue // empty
			}
			unpacked, err := gzip.NewReader(bytes.NewReader(packed))
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(unpacked)
			if err != nil {
				t.Fatal(err)
			}
			visit(id, raw, len(packed))
		}
	}
}

// sameContainment asks SpatiaLite, over the release's own file, which area each site lies in.
func sameContainment(t *testing.T, dir string, rel *release.Release) {
	need(t, "spatialite")
	const query = `SELECT s.id, a.code FROM sites AS s LEFT JOIN lsoa21 AS a ON ST_Contains(a.geom, s.geom) ORDER BY s.id;`
	out, err := exec.Command("spatialite", "-silent", "-batch", snapshotPath(dir, rel), query).Output()
	if err != nil {
		t.Fatal(err)
	}
	areas, _ := rel.Areas("lsoa21")
	ours := map[string]string{}
	for _, s := range rel.Sites() {
		ours[s.ID] = areas.Codes[s.AID-1]
	}
	lines := strings.Fields(string(out))
	for _, line := range lines {
		site, code, _ := strings.Cut(line, "|")
		if ours[site] != code {
			t.Errorf("site %s: SpatiaLite says %s, we say %s", site, code, ours[site])
		}
	}
	if len(lines) != len(ours) {
		t.Errorf("SpatiaLite places %d sites, there are %d", len(lines), len(ours))
	}
}

func opensInGDAL(t *testing.T, dir string, rel *release.Release) {
	need(t, "ogrinfo")
	for _, c := range []struct{ file, layer string }{
		{snapshotPath(dir, rel), "lsoa21"},
		{snapshotPath(dir, rel), "ward24"},
		{snapshotPath(dir, rel), "sites"},
		{pipeline.StoreFile(dir), "area"},
		{pipeline.StoreFile(dir), "lsoa21_joined"},
	} {
		out, err := exec.Command("ogrinfo", "-so", c.file, c.layer).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v\n%s", c.layer, err, out)
		}
		if text := string(out); !strings.Contains(text, `ID["EPSG",4326]`) || strings.Contains(text, "ERROR") {
			t.Errorf("%s of %s has no SRID:\n%s", c.layer, filepath.Base(c.file), text)
		}
	}
}

func snapshotPath(dir string, rel *release.Release) string {
	return filepath.Join(pipeline.ReleasesDir(dir), rel.ID(), release.SnapshotFile)
}

// readCSV reads a CSV file whole, by column name; one whose name ends in .gz is unpacked.
func readCSV(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join(realData, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var text io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if text, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	records, err := csv.NewReader(text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]map[string]string, len(records)-1)
	for i, record := range records[1:] {
		rows[i] = map[string]string{}
		for k, header := range records[0] {
			rows[i][header] = record[k]
		}
	}
	return rows
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestGreaterManchester(t *testing.T) {
	needRealData(t)
	_, rel := buildExample(t, "greater-manchester")
	requireAreas(t, rel, map[string]int{"lsoa21": 1702, "lad24": 10})
	kinds := map[string]int{}
	for _, s := range rel.Sites() {
		kinds[s.Kind]++
	}
	if kinds["library"] != 141 || kinds[geo.KindCandidate] != 171+343 { // food banks and post offices
		t.Errorf("sites by kind: %v", kinds)
	}
	for _, s := range rel.Manifest().Sources {
		if s.ID == "areas:lsoa21" && s.Rows.Repaired != 4 {
			t.Errorf("%d polygons repaired, the file has 4 that are invalid", s.Rows.Repaired)
		}
	}
	// On its own scale, the worst area of each authority need not be bad: but each scale has a top and a bottom of its own.
	within, ok := rel.Column("lsoa21", "index_within")
	if !ok || within.Present() != 1702 {
		t.Errorf("index within the authority: %v, %d values", ok, within.Present())
	}
	t.Run("no pair of candidates is better", func(t *testing.T) { bestByTrying(t, rel) })
	wholeTiles(t, rel)
}

func TestEnglandAndWales(t *testing.T) {
	needRealData(t)
	if testing.Short() {
		t.Skip("takes long")
	}
	_, rel := buildExample(t, "england-wales")
	requireAreas(t, rel, map[string]int{"lsoa21": 35672, "lad24": 318})
	small, _ := rel.Areas("lsoa21")
	income, _ := rel.Column("lsoa21", "income")
	disabled, _ := rel.Column("lsoa21", "disabled")
	propensityConverted(t, rel)
	compare(t, rel, "aged_65", nomisShare(t, 2))
	for i, code := range small.Codes {
		want := geo.Present
		if strings.HasPrefix(code, "W") {
			want = geo.NotApplicable
		}
		if income.Flags[i] != want || disabled.Flags[i] != geo.Present {
			t.Fatalf("%s: income is %v, want %v; disability is %v", code, income.Flags[i], want, disabled.Flags[i])
		}
	}
	// Of libraries, what the one postcode file can place is placed, the others are counted with a reason.
	for _, s := range rel.Manifest().Sources {
		if s.ID == "sites:libraries" && (s.Rows.Read != 3487 || s.Rows.Used == 0 || s.Rows.Used+s.Rows.Unmatched+s.Rows.Rejected != s.Rows.Read) {
			t.Errorf("libraries: %+v", s.Rows)
		}
	}
	wholeTiles(t, rel)
}

func requireAreas(t *testing.T, rel *release.Release, counts map[string]int) {
	t.Helper()
	for geography, want := range counts {
		if areas, _ := rel.Areas(geography); len(areas.Codes) != want {
			t.Errorf("%d areas of %s, want %d", len(areas.Codes), geography, want)
		}
	}
}

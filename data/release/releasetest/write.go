package releasetest

import (
	"encoding/json"
	"fmt"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// SnapshotContent is what areas.sqlite holds here: the first bytes of a database and no more, as nothing that serves
// releases looks inside.
const SnapshotContent = "SQLite format 3\x00 and the rest of a snapshot"

// Title is the title of an edition of the district.
func Title(edition int) string {
	return fmt.Sprintf("Digital exclusion in Testham, edition %d", edition)
}

// Publish writes an edition of the district, makes it current and returns its id. Editions differ in their title and in
// every value of the index.
func Publish(t testing.TB, releases string, edition int) string {
	t.Helper()
	id := Write(t, releases, edition)
	if err := release.Publish(releases, id); err != nil {
		t.Fatal(err)
	}
	return id
}

// Write writes an edition of the district without making it current.
func Write(t testing.TB, releases string, edition int) string {
	t.Helper()
	w, err := release.Create(releases)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := Fill(w, edition); err != nil {
		t.Fatal(err)
	}
	id, err := w.Finish(Manifest(edition))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Fill writes every file of the district but the manifest.
func Fill(w *release.Writer, edition int) error {
	small, ward := smallAreas(), wards()
	for _, areas := range []release.Areas{small, ward} {
		if err := w.Areas(areas); err != nil {
			return err
		}
		outline, err := outlineOf(areas)
		if err != nil {
			return err
		}
		if err := w.Bytes(release.OutlinePath(areas.ID), outline); err != nil {
			return err
		}
	}
	codes := map[string][]string{SmallAreas: small.Codes, Wards: ward.Codes}
	for _, c := range columns(edition) {
		if err := w.Column(c.geography, codes[c.geography], c.Column); err != nil {
			return err
		}
	}
	if err := w.Sites(sites(), small.Codes); err != nil {
		return err
	}
	for _, file := range []struct {
		path  string
		value any
	}{
		{release.HotspotsFile, hotspots()}, {release.GapsFile, gaps()}, {release.WeekFile, week()}, {release.TargetsFile, targets()},
		{release.SitingFile, siting()},
		{release.SearchFile, release.BuildSearch([]release.Areas{small, ward}, postcodes())},
		{release.StabilityFile, stability()},
	} {
		if err := w.JSON(file.path, file.value); err != nil {
			return err
		}
	}
	if err := w.Bytes(release.SnapshotFile, []byte(SnapshotContent)); err != nil {
		return err
	}
	for _, tileset := range tilesets() {
		path, err := w.Path(release.TilesetPath(tileset.ID))
		if err != nil {
			return err
		}
		if err := writeTileset(path, tileset, columns(edition)[0].Column); err != nil {
			return err
		}
	}
	return nil
}

// Manifest is the manifest of an edition, without its list of files.
func Manifest(edition int) release.Manifest {
	m := release.Manifest{
		Format: release.FormatVersion, Title: Title(edition), Place: "Testham", Headline: "2 of 9 neighbourhoods are hotspots.",
		Attribution: "Testham <Survey>, 2025", Code: "test", Project: "p", Run: "r", SmallAreas: SmallAreas,
		Geographies: geographies(), Bounds: bounds(), People: 13500,
		Components: []release.Component{
			{ID: "deprivation", Title: "Deprivation", Weight: 1, Weights: []release.IndicatorWeight{{Indicator: "income", Weight: 1}}},
		},
		Normalise: "minmax", Aggregate: "arithmetic",
		Hotspots: release.HotspotParams{Neighbours: "queen", SnapM: 1, FDR: 0.05},
		Reach:    release.Reach{LimitsM: []int{1600}, Detour: 1.3, Need: "index"},
		SiteKinds: []release.SiteKind{
			{Kind: "library", Title: "Libraries", Singular: "library", Usable: 1, Closed: 1},
			{Kind: "wifi", Title: "Free Wi-Fi", Singular: "Wi-Fi point", Restricted: 1},
			{Kind: geo.KindCandidate, Title: "Candidate buildings", Singular: "candidate building"},
		},
		Tilesets: tilesets(),
		Sources: []geo.Source{
			{ID: "areas:lsoa21", File: "areas.geojson", Publisher: "Testham Survey", Licence: "OGL-UK-3.0", Period: "2021",
				SHA256: "00", Bytes: 9, Rows: geo.Rows{Read: 9, Used: 9}},
			{ID: "lookup:ward24", File: "lookup.csv", Publisher: "Testham Survey", Period: "2024",
				SHA256: "01", Bytes: 9, Rows: geo.Rows{Read: 9, Used: 9}},
			{ID: "table:1", File: "income.csv", Publisher: "-Testham", Licence: "OGL-UK-3.0", Period: "2025",
				SHA256: "02", Bytes: 99, Rows: geo.Rows{Read: 10, Used: 9, Unmatched: 1}},
			{ID: "sites:libraries", File: "libraries.csv", Publisher: "Testham Council", SHA256: "03", Bytes: 99, Rows: geo.Rows{Read: 2, Used: 2}},
		},
	}
	for _, c := range columns(edition) {
		m.Columns = append(m.Columns, c.info())
	}
	return m
}

// outlineOf draws each area as the square of its box, with an arc of its own.
func outlineOf(areas release.Areas) ([]byte, error) {
	type geometry struct {
		Type string   `json:"type"`
		ID   string   `json:"id"`
		Arcs [1][]int `json:"arcs"`
	}
	var arcs [][][2]float64
	var geometries []geometry
	for i, code := range areas.Codes {
		w, s, e, n := areas.BBox[4*i], areas.BBox[4*i+1], areas.BBox[4*i+2], areas.BBox[4*i+3]
		arcs = append(arcs, [][2]float64{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}})
		geometries = append(geometries, geometry{Type: "Polygon", ID: code, Arcs: [1][]int{{i}}})
	}
	return json.Marshal(map[string]any{
		"type": "Topology", "arcs": arcs,
		"objects": map[string]any{areas.ID: map[string]any{"type": "GeometryCollection", "geometries": geometries}},
	})
}

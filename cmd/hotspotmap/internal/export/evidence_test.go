package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hotspotmap/data/release"
	"hotspotmap/data/release/releasetest"
	"hotspotmap/geo"
)

func TestEvidencePackCanBeChecked(t *testing.T) {
	r, folder := openTown(t)
	pack := export(t, "pack/", Options{})
	sums := map[string]string{}
	for line := range strings.Lines(string(read(t, filepath.Join(pack, checksums)))) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		sums[name] = sum
	}
	readme := string(read(t, filepath.Join(pack, "README.txt")))
	entries, err := os.ReadDir(pack)
	must(t, err)
	for _, entry := range entries {
		name := entry.Name()
		content := read(t, filepath.Join(pack, name))
		sum := sha256.Sum256(content)
		if name != checksums && sums[name] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: its SHA-256 is not the one listed", name)
		}
		if name != checksums && name != "README.txt" && !strings.Contains(readme, hex.EncodeToString(sum[:])) {
			t.Errorf("README.txt does not have the SHA-256 of %s", name)
		}
		if strings.HasSuffix(name, ".json") && !bytes.Equal(content, read(t, filepath.Join(folder, name))) {
			t.Errorf("%s is not the release's", name)
		}
	}
	if len(sums) != len(entries)-1 {
		t.Errorf("%d files are listed, and %d are there", len(sums), len(entries)-1)
	}
	if sums["manifest.json"] != r.ID() {
		t.Error("the SHA-256 of manifest.json is not the release's id")
	}
	for _, want := range []string{r.ID(), r.Manifest().Run, r.Manifest().Project, "Synthetic data", "Nobody & sons", "false discovery rate 5 %"} {
		if !strings.Contains(readme, want) {
			t.Errorf("README.txt does not say %q", want)
		}
	}
	for _, name := range []string{"shortlist.csv", "hotspots.csv", "gaps.csv", "week.csv", "capacity.csv", "equity.csv", "candidates.csv", "plans.csv", "near_misses.csv", "index.csv", "method.csv", "sources.csv", "areas.csv", "columns.csv",
		"targets.json", "hotspots.json", "gaps.json", "manifest.json", "evidence.html"} {
		if sums[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	if !bytes.Equal(read(t, filepath.Join(pack, "areas.csv")), read(t, export(t, "a.csv", Options{}))) {
		t.Error("areas.csv is not what the format csv writes")
	}
}

// TestEvidenceStatesTheResults compares the tables and the page with a release worked out by hand.
func TestEvidenceStatesTheResults(t *testing.T) {
	releases := t.TempDir()
	r, err := release.Open(releases, releasetest.Publish(t, releases, 0))
	must(t, err)
	defer r.Close()
	e := newEvidence(r)
	hall := geo.InReach{Areas: 2, People: 2500, Need: 1300.5}
	e.Siting = geo.Siting{
		Candidates: []geo.Candidate{{Rank: 1, Site: "halls-1", Name: "Parish Hall", Area: "E01000003", Gain: hall}},
		Plans: []geo.SitingPlan{{Names: []string{"Parish Hall"}, Sites: []string{"halls-1"}, Gain: hall, Bound: 1300.5, Proven: true,
			Left: geo.InReach{Need: 900}, Sentence: "Parish Hall would bring about 1,300 people in need into reach."}},
		Sentences: []string{"Parish Hall stays the first choice if reach is 600 m."},
		Notice:    "The hall stands in for a building of the council’s.",
		Sentence:  "Parish Hall would bring most people in need into reach.",
	}
	for _, table := range e.tables() {
		content, err := table.csv()
		must(t, err)
		for _, row := range table.rows {
			if len(row) != len(table.header) {
				t.Errorf("%s: %d cells in %d columns: %q", table.name, len(row), len(table.header), row)
			}
		}
		want := map[string]string{
			"shortlist.csv": "rank,code,name,parent,index,people,sentence,reasons\r\n" +
				"1,E01000009,Testham 009,Ŷnys Wen,9.5,1900,Testham 009 is in a hotspot and far from a library.,It is in a hotspot.\r\n" +
				"2,E01000008,Testham 008,Ŷnys Wen,8,1800,Testham 008 is in a hotspot and far from a library.,It is in a hotspot.\r\n",
			"hotspots.csv": "class,areas,people,codes,sentence\r\n" +
				"hotspot,2,3700,E01000008 E01000009,Testham 008 and 009 are a hotspot.\r\n" +
				"coldspot,1,1100,E01000001,Testham 001 is a coldspot.\r\n",
			"gaps.csv": "kind,beyond_m,usable_sites,code,name,areas,of_areas,people,of_people,people_out,need_out,of_need,sentence\r\n" +
				"library,1600,1,,,6,9,9000,13500,,,,\"6 of 9 neighbourhoods are further than 1,600 m from a library.\"\r\n" +
				"library,1600,1,E05000003,Ŷnys Wen,3,3,5400,,,,,\r\n" +
				"library,1600,1,E05000001,Ash & Elm,3,3,3600,,,,,\r\n" +
				"wifi,1600,0,,,,9,,13500,,,,No public Wi-Fi is known.\r\n",
			"near_misses.csv": "code,name,parent,index,people,about,asked,needed,sentence\r\n" +
				"E01000007,Testham 007,Ŷnys Wen,7.5,1700,hotspot,0.05,0.061," +
				"Testham 007 would be a target area if hotspots were named at a false discovery rate of 6.1% instead of 5%.\r\n",
			"candidates.csv": "rank,site,name,area,areas,people,people_in_need\r\n" +
				"1,halls-1,Parish Hall,E01000003,2,2500,1300.5\r\n",
			"plans.csv": "sites,names,areas,people,people_in_need,at_most_in_need,proven,left_in_need,sentence\r\n" +
				"1,Parish Hall,2,2500,1300.5,1300.5,true,900,\"Parish Hall would bring about 1,300 people in need into reach.\"\r\n",
		}[table.name]
		if diff := cmp.Diff(byteOrderMark+want, string(content)); want != "" && diff != "" {
			t.Errorf("%s: %s", table.name, diff)
		}
	}
	var page bytes.Buffer
	must(t, evidencePage.Execute(&page, e))
	for _, want := range []string{"Testham 009, Ŷnys Wen", "<li>It is in a hotspot.</li>", "Testham 001 is a coldspot.",
		"6 of 9 neighbourhoods are further than 1,600 m from a library.", "No public Wi-Fi is known.", "2 of 9 neighbourhoods are hotspots.",
		"Parish Hall would bring most people in need into reach.", "Parish Hall stays the first choice if reach is 600 m.",
		"The hall stands in for a building of the council’s."} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

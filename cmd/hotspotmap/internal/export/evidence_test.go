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
	for _, name := range []string{"shortlist.csv", "hotspots.csv", "gaps.csv", "week.csv", "capacity.csv", "equity.csv", "candidates.csv", "plans.csv", "near_misses.csv", "stability.csv", "index.csv", "method.csv", "sources.csv", "areas.csv", "columns.csv",
		"targets.json", "hotspots.json", "gaps.json", "manifest.json", "evidence.html"} {
		if sums[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	if !bytes.Equal(read(t, filepath.Join(pack, "areas.csv")), read(t, export(t, "a.csv", Options{}))) {
		t.Error("areas.csv is not what the format csv writes")
	}
}

// results are some of each kind, written by hand.
func results() evidence {
	hall, alike := geo.InReach{Areas: 2, People: 2500, Need: 1300.5}, 0.9
	return evidence{
		Targets: geo.Targets{
			Sentence: "2 areas are target areas.",
			Targets: []geo.Target{
				{Rank: 1, Code: "A9", Name: "Nine", Parent: "Ŷnys Wen", Index: 9.5, People: 1900, Sentence: "Nine is in a hotspot.",
					Reasons: []geo.Reason{{Sentence: "Index 9.5."}, {Sentence: "It is in a hotspot."}}},
				{Rank: 2, Code: "A8", Name: "Eight", Index: 8},
			},
			NearMisses: []geo.NearMiss{{Code: "A7", Name: "Seven", Parent: "Ŷnys Wen", Index: 7.5, People: 1700, About: "hotspot",
				Asked: 0.05, Needed: 0.061, Sentence: "Seven would be a target area at 6.1%."}},
		},
		Stability: geo.Stability{Sentence: "2 of 9 are robust.", Warnings: []string{"Two indicators say nearly the same."},
			Alternatives: []geo.Alternative{{Change: "Without “Income”", Areas: 9, Shift: 1.5, Left: 1, Spearman: &alike}, {Change: "By rank", Areas: 9}}},
		Hotspots: geo.Hotspots{Sentence: "2 of 9 areas are hotspots.", Clusters: []geo.Cluster{
			{Class: geo.HotspotArea, Name: "Ash & Elm", Areas: []string{"A8", "A9"}, People: 3700, Sentence: "Eight and Nine are a hotspot."},
			{Class: geo.Coldspot, Name: "Oak", Areas: []string{"A1"}, Sentence: "One is a coldspot."},
		}},
		Gaps: geo.Gaps{Gaps: []geo.Gap{
			{Kind: "library", BeyondM: 800, Sites: 1, Areas: 6, OfAreas: 9, People: 9000, OfPeople: 13500, Sentence: "6 of 9 areas are out of reach.",
				PeopleOut: 8500.4, OfNeed: 7445, OutSentence: "By part of each, that is 8,500 people.",
				Parents: []geo.ParentGap{{Code: "W3", Name: "=Wen", Areas: 3, OfAreas: 3, People: 5400, PeopleOut: 5400, NeedOut: 4435}}},
			{Kind: "library", BeyondM: 1600, Sites: 1, OfAreas: 9, OfPeople: 13500, Sentence: "Nobody is out of reach."},
			{Kind: "wifi", BeyondM: 800, OfAreas: 9, OfPeople: 13500, Sentence: "No public Wi-Fi is known."},
		}},
		Week: geo.Week{
			Reach:    []geo.WeekReach{{Kind: "library", LimitM: 800, Open: []int{0, 1}, Areas: []int{0, 4}, Need: []int{0, 90}, Sentence: "Reach is best at 1."}},
			Capacity: []geo.Capacity{{Kind: "library", Title: "Computers", Unit: "computers", Sites: 2, Known: 1, Supply: 12, Mean: 1.25, Sentence: "There are 12."}},
			Equity:   []geo.Equity{{Kind: "library", LimitM: 800, Column: "reach_library_800", People: 13500, Mean: 20.5, TenthMean: 30, Sentence: "It is even."}},
		},
		Siting: geo.Siting{
			Candidates: []geo.Candidate{{Rank: 1, Site: "halls-1", Name: "Parish Hall", Area: "A3", Gain: hall}},
			Plans: []geo.SitingPlan{{Names: []string{"Parish Hall"}, Sites: []string{"halls-1"}, Gain: hall, Bound: 1300.5, Proven: true,
				Left: geo.InReach{Need: 900}, Sentence: "It would bring about 1,300 people in need into reach."}},
			Sentences: []string{"It stays the first choice at 600 m."}, Notice: "The hall is a stand-in.", Sentence: "Parish Hall would help most.",
		},
		Recipe: []ingredient{{Indicator: "income", Title: "Income", Component: "Means", Weight: "2", ComponentWeight: "3", SharePercent: "40.0", Worse: "higher", Absent: 1}},
	}
}

func TestEvidenceStatesTheResults(t *testing.T) {
	e := results()
	want := map[string]string{
		"shortlist.csv": "rank,code,name,parent,index,people,sentence,reasons\r\n" +
			"1,A9,Nine,Ŷnys Wen,9.5,1900,Nine is in a hotspot.,Index 9.5. It is in a hotspot.\r\n" +
			"2,A8,Eight,,8,,,\r\n",
		"near_misses.csv": "code,name,parent,index,people,about,asked,needed,sentence\r\n" +
			"A7,Seven,Ŷnys Wen,7.5,1700,hotspot,0.05,0.061,Seven would be a target area at 6.1%.\r\n",
		"stability.csv": "change,areas,mean_shift_in_places,top_areas_that_leave,spearman\r\n" +
			"Without “Income”,9,1.5,1,0.9\r\n" + "By rank,9,0,0,\r\n",
		"hotspots.csv": "class,name,areas,people,codes,sentence\r\n" +
			"hotspot,Ash & Elm,2,3700,A8 A9,Eight and Nine are a hotspot.\r\n" +
			"coldspot,Oak,1,,A1,One is a coldspot.\r\n",
		// A known nobody is 0, what was not counted is blank, and so is all of a kind without a site.
		"gaps.csv": "kind,beyond_m,usable_sites,code,name,areas,of_areas,people,of_people,people_out,need_out,of_need,sentence\r\n" +
			"library,800,1,,,6,9,9000,13500,8500,0,7445,\"6 of 9 areas are out of reach. By part of each, that is 8,500 people.\"\r\n" +
			"library,800,1,W3,'=Wen,3,3,5400,,5400,4435,,\r\n" +
			"library,1600,1,,,0,9,0,13500,,,,Nobody is out of reach.\r\n" +
			"wifi,800,0,,,,9,,13500,,,,No public Wi-Fi is known.\r\n",
		"week.csv": "kind,within_m,day,hour,open_sites,areas,people,people_in_need\r\n" +
			"library,800,Monday,00:00,0,0,,0\r\n" + "library,800,Monday,01:00,1,4,,90\r\n",
		"capacity.csv": "kind,what,unit,usable_sites,known_sites,supply,mean_for_1000_in_need,sentence\r\n" +
			"library,Computers,computers,2,1,12,1.25,There are 12.\r\n",
		"equity.csv": "kind,within_m,column,people,mean,mean_of_tenth_most_in_need,concentration_index,sentence\r\n" +
			"library,800,reach_library_800,13500,20.5,30,,It is even.\r\n",
		"candidates.csv": "rank,site,name,area,areas,people,people_in_need\r\n" +
			"1,halls-1,Parish Hall,A3,2,2500,1300.5\r\n",
		"plans.csv": "sites,names,areas,people,people_in_need,at_most_in_need,proven,left_in_need,sentence\r\n" +
			"1,Parish Hall,2,2500,1300.5,1300.5,true,900,\"It would bring about 1,300 people in need into reach.\"\r\n",
		"index.csv": "indicator,title,component,weight_in_component,component_weight,share_of_index_percent,worse_when,unit,period,source,areas_without\r\n" +
			"income,Income,Means,2,3,40.0,higher,,,,1\r\n",
		"method.csv":  "what,value\r\n",
		"sources.csv": strings.Join(sourceHeader, ",") + "\r\n",
	}
	got := map[string]string{}
	for _, table := range e.tables() {
		content, err := table.csv()
		must(t, err)
		got[table.name] = strings.TrimPrefix(string(content), byteOrderMark)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var page bytes.Buffer
	must(t, evidencePage.Execute(&page, e))
	for _, want := range []string{"Nine, Ŷnys Wen", "<li>It is in a hotspot.</li>", "1,900", "Seven would be a target area at 6.1%.", "2 of 9 are robust.",
		"Two indicators say nearly the same.", "One is a coldspot.", "6 of 9 areas are out of reach. By part of each, that is 8,500 people.",
		"No public Wi-Fi is known.", "Reach is best at 1.", "There are 12.", "It is even.", "Parish Hall would help most.", "The hall is a stand-in.",
		"It would bring about 1,300 people in need into reach.", "It stays the first choice at 600 m.", "40.0"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// TestEvidenceIsThatOfTheRelease holds that nothing a release has is left out of its evidence.
func TestEvidenceIsThatOfTheRelease(t *testing.T) {
	releases := t.TempDir()
	r, err := release.Open(releases, releasetest.Publish(t, releases, 0))
	must(t, err)
	defer r.Close()
	e := newEvidence(r)
	if diff := cmp.Diff(r.Targets(), e.Targets); diff != "" || len(e.Targets.Targets) == 0 {
		t.Errorf("targets: %s", diff)
	}
	if diff := cmp.Diff(r.Hotspots(), e.Hotspots); diff != "" || len(e.Hotspots.Clusters) == 0 {
		t.Errorf("hotspots: %s", diff)
	}
	if diff := cmp.Diff(r.Gaps(), e.Gaps); diff != "" || len(e.Gaps.Gaps) == 0 {
		t.Errorf("gaps: %s", diff)
	}
	if r.Week() != nil && len(e.Week.Reach) != len(r.Week().Reach) || r.Stability() != nil && e.Stability.Sentence != r.Stability().Sentence ||
		r.Siting() != nil && e.Siting.Sentence != r.Siting().Sentence {
		t.Error("the week, the stability or the siting is not the release's")
	}
	if len(e.Sources) != len(r.Manifest().Sources) {
		t.Errorf("%d sources, not %d", len(e.Sources), len(r.Manifest().Sources))
	}
}

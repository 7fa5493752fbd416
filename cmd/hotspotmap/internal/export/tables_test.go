package export

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCSV(t *testing.T) {
	lines := strings.Split(string(read(t, export(t, "squares.csv", Options{}))), "\r\n")
	for i, want := range []string{
		"\uFEFFcode,name,borough_code,borough_name,area_m2,index,rank,",
		`Q1,"Ŷnys Wen, ""north""",W1,North,`,
		`Q2,'=1+1,W1,North,`,
		`Q3,Ash & <Elm>,W2,South,`,
	} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %q, want it to begin with %q", i+1, lines[i], want)
		}
	}
	if len(lines) != 8 || lines[7] != "" {
		t.Errorf("%d lines", len(lines))
	}
	for i, want := range []string{
		"need,holes,holes_note,one_rather_long_name,one_rather_long_name_note,one_rather_longer_name,one_rather_longer_name_note",
		"0.00,[x],missing,0,,[x],missing",
		"12.34,[c],suppressed,1200,,[c],suppressed",
		"-3.50,[z],not applicable,[c],suppressed,[z],not applicable",
		"99.99,[x],rejected,4,,[x],rejected",
		"7.10,0.0,,5,,0.000,",
		"50.00,-1.5,,6,,-1.500,",
	} {
		if !strings.HasSuffix(lines[i], ","+want) {
			t.Errorf("line %d is %q, want it to end in %q", i+1, lines[i], want)
		}
	}
	sites := string(read(t, export(t, "sites.csv", Options{Geography: "sites"})))
	want := "\uFEFFid,kind,name,access,open,closed_on,postcode,area,source,notes,opening_hours,lon,lat\r\n" +
		"libraries-1,library,Central,public,true,,,Q2,sites:libraries," + strings.TrimSpace(longNote) + ",Mo-Fr 09:00-17:00,-1.87,52.51\r\n" +
		"libraries-2,library,Old Hall,public,true,,,Q6,sites:libraries,,,-1.8912345,52.51\r\n"
	if diff := cmp.Diff(want, sites); diff != "" {
		t.Error(diff)
	}
}

func TestGeoJSON(t *testing.T) {
	content := read(t, export(t, "squares.geojson", Options{}))
	var collection struct {
		Type, Name, Notice, Attribution, Release string
		Features                                 []struct {
			Type, ID   string
			Properties map[string]any
			Geometry   struct {
				Type        string
				Coordinates [][][][2]json.Number
			}
		}
	}
	must(t, json.Unmarshal(content, &collection))
	if collection.Name != "square" || collection.Notice != "Synthetic data" || collection.Attribution != "Nobody & sons" || collection.Release != town.id {
		t.Errorf("it says of itself %+v", collection)
	}
	if len(collection.Features) != 6 {
		t.Fatalf("%d features", len(collection.Features))
	}
	second := collection.Features[1]
	if second.ID != "Q2" || second.Properties["need"] != 12.34 || second.Properties["holes_note"] != "suppressed" {
		t.Errorf("the second feature is %s with %v", second.ID, second.Properties)
	}
	if v, there := second.Properties["holes"]; there {
		t.Errorf("a suppressed value is %v, not absent", v)
	}
	for _, f := range collection.Features {
		for _, polygon := range f.Geometry.Coordinates {
			for i, ring := range polygon {
				if exterior := i == 0; shoelace(t, ring) > 0 != exterior {
					t.Errorf("%s: ring %d is wound the wrong way", f.ID, i)
				}
				for _, position := range ring {
					for _, number := range position {
						if _, decimals, _ := strings.Cut(number.String(), "."); len(decimals) > 7 || strings.HasSuffix(number.String(), "0") && decimals != "" {
							t.Errorf("%s: coordinate %s", f.ID, number)
						}
					}
				}
			}
		}
	}
	if !strings.Contains(string(content), `"name":"Ash & <Elm>"`) || !strings.Contains(string(content), "-1.8499999,52.4800001") {
		t.Error("a name or a position is not as it was given")
	}
}

// shoelace is twice the area of a ring, positive when it runs counter-clockwise.
func shoelace(t *testing.T, ring [][2]json.Number) (sum float64) {
	at := func(i int) (x, y float64) {
		x, err := ring[i][0].Float64()
		must(t, err)
		y, err = ring[i][1].Float64()
		must(t, err)
		return x, y
	}
	for i := 1; i < len(ring); i++ {
		x0, y0 := at(i - 1)
		x1, y1 := at(i)
		sum += x0*y1 - x1*y0
	}
	return sum
}

// TestTopoJSONSharesArcs holds that a border between two areas is there once, walked one way by one and the other way by the
// other.
func TestTopoJSONSharesArcs(t *testing.T) {
	for _, tolerance := range []string{"", "50"} {
		var topology struct {
			Type    string
			Notice  string
			Release string
			Objects map[string]struct {
				Geometries []struct {
					ID         string
					Arcs       [][][]int
					Properties map[string]any
				}
			}
			Arcs [][][2]int
		}
		must(t, json.Unmarshal(read(t, export(t, "squares.topojson", Options{Tolerance: tolerance})), &topology))
		if topology.Type != "Topology" || topology.Notice != "Synthetic data" || topology.Release != town.id {
			t.Errorf("it says of itself %s, %q, release %s", topology.Type, topology.Notice, topology.Release)
		}
		forward, backward := make([]int, len(topology.Arcs)), make([]int, len(topology.Arcs))
		for _, g := range topology.Objects["square"].Geometries {
			for _, polygon := range g.Arcs {
				for _, ring := range polygon {
					for _, arc := range ring {
						if arc >= 0 {
							forward[arc]++
						} else {
							backward[^arc]++
						}
					}
				}
			}
			if g.Properties["code"] != g.ID {
				t.Errorf("%s has the properties of %v", g.ID, g.Properties["code"])
			}
		}
		shared := 0
		for i := range topology.Arcs {
			if forward[i] > 1 || backward[i] > 1 || forward[i]+backward[i] == 0 {
				t.Errorf("arc %d is walked %d times forward and %d times backward", i, forward[i], backward[i])
			}
			if forward[i]+backward[i] == 2 {
				shared++
			}
		}
		// Q1–Q2, Q1–Q3, Q1–Q6 (the enclave), Q2–Q4, Q3–Q4 and Q4–Q5 touch along a line.
		if shared != 6 {
			t.Errorf("tolerance %q: %d borders are shared, not 6", tolerance, shared)
		}
	}
}

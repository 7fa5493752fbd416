package server

import (
	"cmp"
	"encoding/json"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/geo"
	"hotspotmap/geo/score"
	"hotspotmap/static"
)

// Names that a source could hold and a page must not believe.
const (
	hostileArea = `</title><script>alert("area")</script>`
	hostileSite = `"><img src=x onerror=alert('site')>`
)

// district is a release of w × h areas on a grid, in wards of 4 × 4, that the page tests know by heart: the index falls
// from the middle, areas 3 and 4 have no income figure, area 2 has a hostile name.
type district struct {
	w, h int
}

// borderSteps is how many points each border between two areas has.
const borderSteps = 12

func (d district) n() int            { return d.w * d.h }
func (d district) code(i int) string { return fmt.Sprintf("E01%06d", i+1) }
func (d district) wards() (w, h int) { return (d.w + 3) / 4, (d.h + 3) / 4 }
func (d district) ward(i int) uint32 { w, _ := d.wards(); return uint32(i/d.w/4*w + i%d.w/4 + 1) }

func (d district) centre(i int) orb.Point {
	return orb.Point{-2 + 0.01*(float64(i%d.w)+0.5), 52.6 - 0.006*(float64(i/d.w)+0.5)}
}

// index is 9 in the middle and falls with distance.
func (d district) index(i int) float64 {
	x, y := float64(i%d.w)-float64(d.w)/2, float64(i/d.w)-float64(d.h)/2
	return 9 * math.Exp(-(x*x+y*y)/float64(d.n())*6)
}

// outline is the grid as TopoJSON: first the horizontal borders, row by row, then the vertical ones.
func (d district) outline() []byte {
	var arcs [][][2]float64
	edge := func(ax, ay, bx, by float64) {
		arc := make([][2]float64, 0, borderSteps+1)
		for k := 0; k <= borderSteps; k++ {
			t := float64(k) / borderSteps
			bend := 0.12 * math.Sin(math.Pi*t) * math.Sin(3*ax+5*ay+9*t)
			x, y := ax+(bx-ax)*t+(by-ay)*bend, ay+(by-ay)*t+(bx-ax)*bend
			arc = append(arc, [2]float64{-2 + 0.01*x, 52.6 - 0.006*y})
		}
		arcs = append(arcs, arc)
	}
	for y := 0; y <= d.h; y++ {
		for x := range d.w {
			edge(float64(x), float64(y), float64(x+1), float64(y))
		}
	}
	vertical := len(arcs)
	for y := range d.h {
		for x := 0; x <= d.w; x++ {
			edge(float64(x), float64(y), float64(x), float64(y+1))
		}
	}
	type geometry struct {
		Type string  `json:"type"`
		ID   string  `json:"id"`
		Arcs [][]int `json:"arcs"`
	}
	var geometries []geometry
	for i := range d.n() {
		x, y := i%d.w, i/d.w
		geometries = append(geometries, geometry{"Polygon", d.code(i), [][]int{{
			y*d.w + x, vertical + y*(d.w+1) + x + 1, ^((y+1)*d.w + x), ^(vertical + y*(d.w+1) + x),
		}}})
	}
	content, err := json.Marshal(map[string]any{
		"type": "Topology", "arcs": arcs,
		"objects": map[string]any{"lsoa21": map[string]any{"type": "GeometryCollection", "geometries": geometries}},
	})
	if err != nil {
		panic(err) // numbers and strings
	}
	return content
}

func (d district) column(indicator geo.Indicator, value func(i int) (float64, geo.Flag)) geo.Column {
	c := geo.NewColumn(indicator, d.n())
	for i := range d.n() {
		v, flag := value(i)
		if flag == geo.Present {
			c.Values[i] = math.Round(v*math.Pow10(indicator.Decimals)) / math.Pow10(indicator.Decimals)
		}
		c.Flags[i] = flag
	}
	return c
}

func (d district) columns() ([]geo.Column, []release.ColumnInfo) {
	order := make([]int, d.n())
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(d.index(b), d.index(a)) })
	rank := make([]float64, d.n())
	for r, i := range order {
		rank[i] = float64(r + 1)
	}
	present := func(f func(i int) float64) func(int) (float64, geo.Flag) {
		return func(i int) (float64, geo.Flag) { return f(i), geo.Present }
	}
	from := func(at orb.Point) func(i int) float64 {
		return func(i int) float64 {
			c := d.centre(i)
			return math.Hypot((c[0]-at[0])*67_000, (c[1]-at[1])*111_000)
		}
	}
	type made struct {
		info  release.ColumnInfo
		value func(int) (float64, geo.Flag)
	}
	indicator := func(id, title, unit string, higher geo.Direction, decimals int) geo.Indicator {
		return geo.Indicator{ID: id, Title: title, Unit: unit, Higher: higher, Decimals: decimals, Period: "2025", Source: "table:1"}
	}
	all := []made{
		{release.ColumnInfo{Role: release.RoleIndex, Indicator: geo.Indicator{ID: "index", Title: "Exclusion index", Higher: geo.HigherIsWorse, Decimals: 3}}, present(d.index)},
		{release.ColumnInfo{Role: release.RoleRank, Indicator: geo.Indicator{ID: "rank", Title: "Rank", Higher: geo.HigherIsBetter}}, present(func(i int) float64 { return rank[i] })},
		{release.ColumnInfo{Role: release.RoleDecile, Indicator: geo.Indicator{ID: "decile", Title: "Decile", Higher: geo.HigherIsWorse}},
			present(func(i int) float64 { return 10 - math.Floor((rank[i]-1)*10/float64(d.n())) })},
		{release.ColumnInfo{Role: release.RoleHotspot, Indicator: geo.Indicator{ID: "hotspot", Title: "Hotspot class", Higher: geo.HigherIsWorse}},
			present(func(i int) float64 {
				switch {
				case d.index(i) > 7.5:
					return 1
				case d.index(i) < 1:
					return -1
				}
				return 0
			})},
		{release.ColumnInfo{Role: release.RoleComponent, Indicator: geo.Indicator{ID: "component_access", Title: "Access", Higher: geo.HigherIsWorse, Decimals: 3}},
			present(func(i int) float64 { return d.index(i) * 0.9 })},
		{release.ColumnInfo{Role: release.RoleIndicator, Component: "access", Weight: 2, Indicator: indicator("income", "Low income", "%", geo.HigherIsWorse, 1)},
			func(i int) (float64, geo.Flag) {
				switch i {
				case 3:
					return 0, geo.Suppressed
				case 4:
					return 0, geo.Missing
				}
				return 5 + d.index(i)*6, geo.Present
			}},
		{release.ColumnInfo{Role: release.RoleIndicator, Component: "access", Weight: 1, Converted: "converted_lsoa11", Indicator: indicator("speed", "Download speed", "Mbps", geo.HigherIsBetter, 1)},
			present(func(i int) float64 { return 120 - d.index(i)*10 + float64(i%7) })},
		{release.ColumnInfo{Role: release.RoleConversion, Indicator: geo.Indicator{ID: "converted_lsoa11", Title: "Change since lsoa11", Higher: geo.HigherIsWorse}},
			present(func(i int) float64 { return float64(i % 4) })},
		{release.ColumnInfo{Role: release.RoleConversionFrom, Indicator: geo.Indicator{ID: "conversion_from_lsoa11", Title: "Areas of lsoa11 in the change", Higher: geo.HigherIsWorse}},
			present(func(i int) float64 { return []float64{1, 1, 3, 2}[i%4] })},
		{release.ColumnInfo{Role: release.RoleConversionTo, Indicator: geo.Indicator{ID: "conversion_to_lsoa11", Title: "Areas they became", Higher: geo.HigherIsWorse}},
			present(func(i int) float64 { return []float64{1, 2, 1, 3}[i%4] })},
		{release.ColumnInfo{Role: release.RoleDistance, Kind: "library", Indicator: geo.Indicator{ID: "distance_library", Title: "Library", Unit: "m", Higher: geo.HigherIsWorse}}, present(from(d.centre(1)))},
		{release.ColumnInfo{Role: release.RoleDistance, Kind: "wifi", Indicator: geo.Indicator{ID: "distance_wifi", Title: "Free Wi-Fi", Unit: "m", Higher: geo.HigherIsWorse}}, present(from(d.centre(d.n() - 1)))},
		{release.ColumnInfo{Role: release.RoleHotspotBin, Indicator: geo.Indicator{ID: "hotspot_bin", Title: "Hotspots by confidence", Higher: geo.HigherIsWorse}}, present(d.bin)},
		{release.ColumnInfo{Role: release.RoleLISA, Indicator: geo.Indicator{ID: "lisa", Title: "Like or unlike their neighbours", Higher: geo.HigherIsWorse}},
			present(func(i int) float64 {
				switch {
				case i == unlikeArea:
					return float64(geo.HighLow)
				case d.index(i) > 7.5:
					return float64(geo.HighHigh)
				}
				return float64(geo.NoQuadrant)
			})},
	}
	var columns []geo.Column
	var infos []release.ColumnInfo
	for _, m := range all {
		c := d.column(m.info.Indicator, m.value)
		m.info.Geography = "lsoa21"
		m.info.Min, m.info.Max = math.Inf(1), math.Inf(-1)
		total := 0.0
		for i, v := range c.Values {
			switch c.Flags[i] {
			case geo.Present:
				m.info.Min, m.info.Max, total = min(m.info.Min, v), max(m.info.Max, v), total+v
			case geo.Missing:
				m.info.Counts.Missing++
			case geo.Suppressed:
				m.info.Counts.Suppressed++
			}
		}
		m.info.Counts.Present = c.Present()
		m.info.Mean = total / float64(c.Present())
		m.info.Classes = score.Classes(c, 5)
		if m.info.Role == release.RoleConversion {
			m.info.Classes = []geo.Class{{From: 0, To: 1, Label: "unchanged"}, {From: 1, To: 2, Label: "split"}, {From: 2, To: 3, Label: "merged"}, {From: 3, To: 3, Label: "complex"}}
		}
		switch m.info.Role {
		case release.RoleHotspotBin:
			m.info.Classes = classesFrom(-3, "Coldspot, 99%", "Coldspot, 95%", "Low, 90% only: no coldspot", "Not distinguishable from chance",
				"High, 90% only: no hotspot", "Hotspot, 95%", "Hotspot, 99%")
		case release.RoleLISA:
			m.info.Classes = classesFrom(0, "Not distinguishable from chance", "Low among low", "Low among high", "High among low", "High among high")
		}
		columns, infos = append(columns, c), append(infos, m.info)
	}
	return columns, infos
}

// unlikeArea is the position of an area that scores high among low ones.
const unlikeArea = 5

// bin is how strong a hotspot an area is.
func (d district) bin(i int) float64 {
	switch score := d.index(i); {
	case score > 8.5:
		return 3
	case score > 7.5:
		return 2
	case score > 7:
		return 1
	case score < 1:
		return -2
	}
	return 0
}

// classesFrom are classes of one whole number each.
func classesFrom(lowest float64, labels ...string) []geo.Class {
	var classes []geo.Class
	for i, label := range labels {
		classes = append(classes, geo.Class{From: lowest + float64(i), To: lowest + float64(i) + 1, Label: label})
	}
	classes[len(classes)-1].To--
	return classes
}

func (d district) areas() (small, wards release.Areas) {
	small = release.Areas{ID: "lsoa21", Parents: map[string][]uint32{}}
	for i := range d.n() {
		at := d.centre(i)
		name := fmt.Sprintf("Testford %03d%c", i/4+1, 'A'+i%4)
		if i == 2 {
			name = hostileArea
		}
		small.Codes, small.Names = append(small.Codes, d.code(i)), append(small.Names, name)
		small.Lon, small.Lat = append(small.Lon, at[0]), append(small.Lat, at[1])
		small.BBox = append(small.BBox, at[0]-0.005, at[1]-0.003, at[0]+0.005, at[1]+0.003)
		small.People = append(small.People, new(int64(1500)))
		small.Parents["ward24"] = append(small.Parents["ward24"], d.ward(i))
	}
	wards = release.Areas{ID: "ward24"}
	w, h := d.wards()
	for i := range w * h {
		wards.Codes, wards.Names = append(wards.Codes, fmt.Sprintf("E05%06d", i+1)), append(wards.Names, fmt.Sprintf("Ward %02d & Green", i+1))
		wards.Lon, wards.Lat = append(wards.Lon, -2), append(wards.Lat, 52.6)
		wards.BBox = append(wards.BBox, -2, 52, -1, 53)
		wards.People = append(wards.People, new(int64(24_000)))
	}
	return small, wards
}

// write makes the release and returns the folder of releases and its id.
func (d district) write(t testing.TB) (releases, id string) {
	t.Helper()
	releases = t.TempDir()
	w, err := release.Create(releases)
	check(t, err)
	small, wards := d.areas()
	check(t, w.Areas(small))
	check(t, w.Areas(wards))
	check(t, w.Bytes(release.OutlinePath("lsoa21"), d.outline()))
	check(t, w.Bytes(release.OutlinePath("ward24"), []byte(`{"type":"Topology","arcs":[],"objects":{}}`)))
	columns, infos := d.columns()
	for _, c := range columns {
		check(t, w.Column("lsoa21", small.Codes, c))
	}
	means := geo.NewColumn(geo.Indicator{ID: "index", Title: "Exclusion index", Decimals: 3}, len(wards.Codes))
	ranks := geo.NewColumn(geo.Indicator{ID: "rank", Title: "Rank"}, len(wards.Codes))
	for i := range means.Values {
		means.Values[i], means.Flags[i] = float64(i%10), geo.Present
		ranks.Values[i], ranks.Flags[i] = float64(len(wards.Codes)-i), geo.Present
	}
	for role, c := range map[release.Role]geo.Column{release.RoleIndex: means, release.RoleRank: ranks} {
		check(t, w.Column("ward24", wards.Codes, c))
		infos = append(infos, release.ColumnInfo{Indicator: c.Indicator, Geography: "ward24", Role: role, Counts: release.Counts{Present: c.Present()}, Classes: score.Classes(c, 5)})
	}
	check(t, w.Sites([]geo.Site{
		{ID: "libraries-1", Kind: "library", Name: hostileSite, At: d.centre(1), AID: 2, Access: geo.Public, Postcode: "TE1 1ST", Source: "sites:libraries", Row: 1,
			Facts: []geo.Fact{{Key: "opening_hours", Value: "Mo-Fr 09:00-17:00"}}},
		{ID: "libraries-2", Kind: "library", Name: "Old Library", At: d.centre(6), AID: 7, Access: geo.Public, Closed: true, ClosedOn: "2017", Source: "sites:libraries", Row: 2},
		{ID: "wifi-1", Kind: "wifi", Name: "Market Hall", At: d.centre(d.n() - 1), AID: uint32(d.n()), Access: geo.Public, Source: "sites:wifi", Row: 1},
		{ID: "halls-1", Kind: geo.KindCandidate, Name: "Church Hall", At: d.centre(8), AID: 9, Access: geo.Public, Source: "sites:halls", Row: 1},
	}, small.Codes))
	hot := geo.Hotspots{Neighbours: "queen", SnapM: 1, FDR: 0.05, Tested: d.n(), DarkNotHot: 2, Sentence: "A cluster of neighbourhoods in the middle is a hotspot.",
		Null: "the same scores dealt at random to all areas", Weights: "row", Bins: [3]float64{0.1, 0.05, 0.01}, Quadrants: geo.QuadrantCounts{HighHigh: 9, HighLow: 1},
		Permutations: 999, Draws: 9999, Seed: 3, HotNormal: 12, Check: "As a check, each kept its own score.", Pattern: "Over all neighbourhoods, like scores lie together."}
	cluster := geo.Cluster{Class: geo.HotspotArea, Name: "Ward 05 & Green", Sentence: "The middle."}
	targets := geo.Targets{Geography: "lsoa21", Rule: "Neighbourhoods in a hotspot, highest index first.", Sentence: "The middle needs it most."}
	for i := range d.n() {
		if columns[3].Values[i] == 1 {
			hot.Hot++
			cluster.Areas = append(cluster.Areas, d.code(i))
			cluster.People += 1500
			targets.Targets = append(targets.Targets, geo.Target{
				Rank: len(targets.Targets) + 1, Code: d.code(i), Name: small.Names[i], Parent: "Ward 05 & Green", Index: d.index(i), People: 1500,
				Sentence: "In a hotspot, far from a library.", Reasons: []geo.Reason{{About: "index", Sentence: "Its index is high."}},
			})
		}
	}
	hot.Clusters = []geo.Cluster{cluster}
	targets.Matching = len(targets.Targets)
	targets.Conditions = geo.TargetRule{MinDecile: 9, Hotspot: true, BeyondM: 900, Kinds: []string{"library"}, AtMost: 20}
	targets.NearMisses = []geo.NearMiss{{Code: d.code(50), Name: small.Names[50], Parent: "Ward 05 & Green", Index: 7.4, People: 1500, About: "at_most", Asked: 20, Needed: 21,
		Sentence: "It would be a target area if 21 neighbourhoods were listed instead of 20."}}
	check(t, w.JSON(release.SitingFile, d.siting()))
	check(t, w.JSON(release.HotspotsFile, hot))
	check(t, w.JSON(release.TargetsFile, targets))
	check(t, w.JSON(release.GapsFile, geo.Gaps{
		Geography: "lsoa21", Detour: 1.3, From: "a point inside each neighbourhood", Limits: []int{800, 1600},
		Gaps: []geo.Gap{
			{Kind: "library", BeyondM: 800, Sites: 1, Areas: d.n() - 4, OfAreas: d.n(), Sentence: "Most are beyond 800 m of a library.",
				Parents: []geo.ParentGap{{Code: "E05000001", Name: "Ward 01 & Green", Areas: 12, OfAreas: 16}}},
			{Kind: "library", BeyondM: 1600, Sites: 1, Areas: d.n() - 9, OfAreas: d.n(), Sentence: "Many are beyond 1,600 m of a library."},
		},
	}))
	search := release.Search{}
	for i, name := range small.Names {
		for _, key := range []string{release.FoldKey(name), release.FoldKey(small.Codes[i])} {
			search.Areas = append(search.Areas, release.AreaKey{Key: key, Geography: "lsoa21", AID: uint32(i + 1)})
		}
	}
	slices.SortFunc(search.Areas, func(a, b release.AreaKey) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), cmp.Compare(a.AID, b.AID))
	})
	check(t, w.JSON(release.SearchFile, search))
	check(t, w.Bytes(release.SnapshotFile, []byte("not opened by pages")))
	id, err = w.Finish(release.Manifest{
		Title: "Digital exclusion in Testford", Place: "Testford", Notice: "Synthetic data.", Headline: "The middle of Testford is where exclusion clusters.",
		Attribution: "Contains invented data © Nobody 2025", Code: "test", Run: strings.Repeat("ab", 32), SmallAreas: "lsoa21",
		Geographies: []geo.Geography{
			{ID: "lsoa21", Title: "Lower layer Super Output Areas 2021", Singular: "neighbourhood", Plural: "neighbourhoods", Areas: d.n(), Source: "areas:lsoa21"},
			{ID: "ward24", Title: "Wards 2024", Singular: "ward", Plural: "wards", Dissolves: "lsoa21", Areas: len(wards.Codes), Source: "lookup:ward24"},
		},
		Bounds: [4]float64{-2, 52.6 - 0.006*float64(d.h), -2 + 0.01*float64(d.w), 52.6}, People: int64(1500 * d.n()), Columns: infos,
		Components: []release.Component{{ID: "access", Title: "Access", Weight: 3, Weights: []release.IndicatorWeight{{Indicator: "income", Weight: 2}, {Indicator: "speed", Weight: 1}}}},
		Normalise:  "minmax", Aggregate: "arithmetic",
		Hotspots: release.HotspotParams{Neighbours: "queen", SnapM: 1, FDR: 0.05}, Reach: release.Reach{LimitsM: []int{800, 1600}, Detour: 1.3},
		SiteKinds: []release.SiteKind{
			{Kind: "library", Title: "Libraries", Singular: "library", Usable: 1, Closed: 1}, {Kind: "wifi", Title: "Free Wi-Fi", Singular: "free Wi-Fi place", Usable: 1},
			{Kind: geo.KindCandidate, Title: "Candidate buildings", Singular: "candidate building"},
		},
		Sources: []geo.Source{{ID: "table:1", File: "income.csv", Publisher: "Invented Statistics", Licence: "OGL-UK-3.0", Period: "2025", SHA256: strings.Repeat("0f", 32), Rows: geo.Rows{Read: 9, Used: 7, Unmatched: 1, Rejected: 1}}},
	})
	check(t, err)
	return releases, id
}

// newPageServer serves a district.
func newPageServer(t testing.TB, d district) http.Handler {
	t.Helper()
	releases, id := d.write(t)
	check(t, release.Publish(releases, id))
	holder := release.NewHolder(releases, slog.New(slog.DiscardHandler))
	t.Cleanup(holder.Close)
	check(t, holder.Refresh())
	s, err := New(Options{Releases: holder, Pages: static.Pages(), AssetNames: map[string]string{"main.css": "main-1.css", "main.js": "main-1.js"}})
	check(t, err)
	return s.Handler()
}

// get asks for a page and returns its answer.
func get(t testing.TB, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Host = "localhost:8080"
	h.ServeHTTP(w, r)
	return w
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

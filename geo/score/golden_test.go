package score

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"testing"

	"hotspotmap/geo"
)

var update = flag.Bool("update", false, "write testdata/index.golden.json from what the package computes now")

const goldenFile = "testdata/index.golden.json"

// golden holds inputs and outputs of the index as a browser reads them from column files: int32 = value × 10^decimals, the four
// lowest being the flags. The front end's tests read the same file, so that both compute the same index to the last digit.
type golden struct {
	About string       `json:"about"`
	Cases []goldenCase `json:"cases"`
}

type goldenCase struct {
	Name           string            `json:"name"`
	MinimumPresent float64           `json:"minimum_present"`
	Within         []uint32          `json:"within,omitempty"`
	Components     []goldenComponent `json:"components"`
	Columns        []goldenColumn    `json:"columns"`
	Expected       []goldenColumn    `json:"expected"` // index, rank, decile and the components
}

type goldenComponent struct {
	ID         string         `json:"id"`
	Weight     float64        `json:"weight"`
	Indicators []goldenWeight `json:"indicators"`
}

type goldenWeight struct {
	Indicator string  `json:"indicator"`
	Weight    float64 `json:"weight"`
}

type goldenColumn struct {
	ID       string        `json:"id"`
	Higher   geo.Direction `json:"higher"`
	Decimals int           `json:"decimals"`
	Stored   []int32       `json:"stored"`
}

func (c goldenColumn) column() geo.Column {
	col := geo.NewColumn(geo.Indicator{ID: c.ID, Higher: c.Higher, Decimals: c.Decimals}, len(c.Stored))
	for i, v := range c.Stored {
		col.Values[i], col.Flags[i] = geo.Load(v, c.Decimals)
	}
	return col
}

func goldenOf(t *testing.T, c geo.Column) goldenColumn {
	g := goldenColumn{ID: c.Indicator.ID, Higher: c.Indicator.Higher, Decimals: c.Indicator.Decimals}
	for i, v := range c.Values {
		stored, err := geo.Store(v, c.Flags[i], c.Indicator.Decimals)
		if err != nil {
			t.Fatal(err)
		}
		g.Stored = append(g.Stored, stored)
	}
	return g
}

func (c goldenCase) input() (geo.Table, Recipe) {
	r := Recipe{Normalise: MinMax, Aggregate: Arithmetic, MinimumPresent: c.MinimumPresent, Within: c.Within}
	for _, gc := range c.Components {
		component := Component{ID: gc.ID, Weight: gc.Weight}
		for _, w := range gc.Indicators {
			component.Indicators = append(component.Indicators, Weight(w))
		}
		r.Components = append(r.Components, component)
	}
	t := geo.Table{Codes: make([]string, len(c.Columns[0].Stored))}
	for _, gc := range c.Columns {
		t.Columns = append(t.Columns, gc.column())
	}
	return t, r
}

func (c goldenCase) expected(t *testing.T) []goldenColumn {
	r, err := Index(c.input())
	if err != nil {
		t.Fatalf("%s: %v", c.Name, err)
	}
	var columns []goldenColumn
	for _, column := range append([]geo.Column{r.Index, r.Rank, r.Decile}, r.Components...) {
		columns = append(columns, goldenOf(t, column))
	}
	return columns
}

// goldenInputs are the cases: the one worked by hand, and made-up districts with whatever is awkward.
func goldenInputs(t *testing.T) golden {
	tab, recipe := deri()
	byHand := goldenCase{Name: "worked by hand in index_test.go", MinimumPresent: 1}
	for _, c := range recipe.Components {
		component := goldenComponent{ID: c.ID, Weight: c.Weight}
		for _, w := range c.Indicators {
			component.Indicators = append(component.Indicators, goldenWeight(w))
		}
		byHand.Components = append(byHand.Components, component)
	}
	for _, c := range tab.Columns {
		byHand.Columns = append(byHand.Columns, goldenOf(t, c))
	}
	grouped := district("three groups, one indicator flat in one of them", 24, 1, 3)
	for area := range 24 {
		grouped.Within = append(grouped.Within, uint32(area%3))
		if area%3 == 2 {
			grouped.Columns[0].Stored[area] = 700
		}
	}
	return golden{
		About: "Inputs and outputs of the index. stored = value x 10^decimals; the four lowest int32 are missing, suppressed, not applicable, rejected. " +
			"Add in the order given, in IEEE doubles, without fused multiply-add; round half away from zero to the output's decimals.",
		Cases: []goldenCase{
			byHand,
			district("every value needed", 60, 1, 1),
			district("sixty per cent needed", 60, 0.6, 2),
			grouped,
		},
	}
}

// district makes up areas with three components of two indicators and every seventh value absent.
func district(name string, areas int, minimum float64, seed uint64) goldenCase {
	random := rand.New(rand.NewPCG(seed, 1995))
	c := goldenCase{Name: name, MinimumPresent: minimum}
	for i, id := range []string{"age", "broadband", "deprivation"} {
		component := goldenComponent{ID: id, Weight: float64(1+random.IntN(20)) / 2}
		for j, suffix := range []string{"_one", "_two"} {
			component.Indicators = append(component.Indicators, goldenWeight{id + suffix, float64(1+random.IntN(30)) / 3})
			column := goldenColumn{ID: id + suffix, Higher: geo.HigherIsWorse, Decimals: i + j}
			if j == 1 {
				column.Higher = geo.HigherIsBetter
			}
			for range areas {
				stored := int32(random.IntN(20000) - 5000)
				if random.IntN(7) == 0 {
					stored, _ = geo.Store(0, geo.Missing+geo.Flag(random.IntN(4)), 0)
				}
				column.Stored = append(column.Stored, stored)
			}
			c.Columns = append(c.Columns, column)
		}
		c.Components = append(c.Components, component)
	}
	return c
}

func TestGolden(t *testing.T) {
	g := goldenInputs(t)
	for i := range g.Cases {
		g.Cases[i].Expected = g.Cases[i].expected(t)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(g); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(goldenFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s differs from what the package computes now; if that is meant, run go test -update ./geo/score", goldenFile)
	}
}

package score

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hotspotmap/geo"
)

// sequence is from, from+step, … count times.
func sequence(from, step float64, count int) []float64 {
	values := make([]float64, count)
	for i := range values {
		values[i] = from + step*float64(i)
	}
	return values
}

func repeat(v float64, count int) []float64 { return sequence(v, 0, count) }

func TestClasses(t *testing.T) {
	for _, c := range []struct {
		name     string
		decimals int
		values   []float64
		want     string
	}{
		{"none", 1, nil, ""},
		{"all missing", 1, []float64{nan, nan}, ""},
		{"constant", 1, []float64{4, 4, 4}, "4: 3"},
		{"few distinct values", 0, []float64{-1, 0, 0, 1, 0}, "−1: 1; 0: 3; 1: 1"},
		{"few distinct decimals", 2, []float64{0.5, 0.25, 1, 0.5}, "0.25: 1; 0.5: 2; 1: 1"},
		{"even spread is cut at round numbers", 3, sequence(0.013, 0.1, 100), "0 to 2: 20; 2 to 4: 20; 4 to 6: 20; 6 to 8: 20; 8 to 10: 20"},
		{"round to the tenth", 3, sequence(1.02, 0.031, 100), "1.0 to 1.6: 19; 1.6 to 2.3: 23; 2.3 to 2.9: 19; 2.9 to 3.5: 19; 3.5 to 4.1: 20"},
		{"whole things are counted", 0, sequence(1, 1, 10), "1 to 2: 2; 3 to 4: 2; 5 to 6: 2; 7 to 8: 2; 9 to 10: 2"},
		{"metres", 0, sequence(60, 17, 200), "0 to 700: 38; 700 to 1,400: 41; 1,400 to 2,100: 41; 2,100 to 2,800: 42; 2,800 to 3,500: 38"},
		{"mostly nothing", 0, append(repeat(0, 90), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "0: 90; 1 to 10: 10"},
		{"mostly the most", 0, append(repeat(100, 90), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), "0 to 100: 10; 100: 90"},
		{"ties pull the edges together", 0, append(append(repeat(3, 50), repeat(7, 45)...), 1, 2, 4, 5, 6), "1 to 2: 2; 3: 50; 4 to 6: 3; 7: 45"},
		{"below nothing", 2, sequence(-3.93, 0.078, 100), "−4.0 to −2.4: 20; −2.4 to −0.8: 21; −0.8 to 0.8: 20; 0.8 to 2.4: 21; 2.4 to 3.8: 18"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, class := range Classes(column("a", geo.HigherIsWorse, c.decimals, c.values...), 5) {
				got = append(got, fmt.Sprintf("%s: %d", class.Label, class.Count))
			}
			if joined := strings.Join(got, "; "); joined != c.want {
				t.Errorf("got  %s\nwant %s", joined, c.want)
			}
		})
	}
}

func TestNoClassesAskedFor(t *testing.T) {
	c := column("a", geo.HigherIsWorse, 0, 1, 2, 3)
	if got := Classes(c, 0); got != nil {
		t.Errorf("%v", got)
	}
	if got := Classes(c, 1); len(got) != 1 || got[0].Count != 3 {
		t.Errorf("%v, want one class of 3", got)
	}
}

// member is how whoever reads a legend puts a value in a class.
func member(classes []geo.Class, v float64) int {
	for i, c := range classes {
		if c.From <= v && (v < c.To || i == len(classes)-1 && v <= c.To) {
			return i
		}
	}
	return -1
}

func TestEveryValueIsInOneClass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		most := rapid.SampledFrom([]int{3, 30, 3000, 300_000}).Draw(t, "most")
		n := rapid.IntRange(1, 7).Draw(t, "classes")
		var values []float64
		for range rapid.IntRange(0, 60).Draw(t, "areas") {
			values = append(values, float64(rapid.IntRange(-most, most).Draw(t, "value"))/math.Pow10(decimals))
		}
		c := column("a", geo.HigherIsWorse, decimals, append(values, nan)...)
		classes := Classes(c, n)
		if len(classes) > n {
			t.Fatalf("%d classes, want at most %d", len(classes), n)
		}
		counts := make([]int, len(classes))
		for _, v := range values {
			i := member(classes, v)
			if i < 0 {
				t.Fatalf("%v is in none of %v", v, classes)
			}
			counts[i]++
		}
		labels := map[string]bool{}
		for i, class := range classes {
			if class.Count != counts[i] || class.Count == 0 {
				t.Fatalf("class %v holds %d", class, counts[i])
			}
			if i > 0 && class.From != classes[i-1].To {
				t.Fatalf("%v does not begin where %v ends", class, classes[i-1])
			}
			for _, edge := range []float64{class.From, class.To} {
				stored, err := geo.Store(edge, geo.Present, decimals)
				if back, _ := geo.Load(stored, decimals); err != nil || back != edge {
					t.Fatalf("edge %v is not a number of %d decimals", edge, decimals)
				}
			}
			if labels[class.Label] {
				t.Fatalf("two classes are labelled %q: %v", class.Label, classes)
			}
			labels[class.Label] = true
		}
	})
}

func TestClassesAreAboutEqual(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 9))
	for _, n := range []int{3, 5, 7} {
		values := make([]float64, 659)
		for i := range values {
			values[i] = math.Exp(random.NormFloat64())
		}
		for _, class := range Classes(column("a", geo.HigherIsWorse, 3, values...), n) {
			if ideal := 659.0 / float64(n); math.Abs(float64(class.Count)-ideal) > 2*edgeTolerance*ideal+1 {
				t.Errorf("class %v of %d has %d areas", class, n, class.Count)
			}
		}
	}
}

package siting

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// lp writes a cover as an integer program in CPLEX LP format: choose at most k candidates x, and cover a point, y, only where one
// of those that cover it is chosen.
func (c Cover) lp(k int) string {
	by := make([][]string, len(c.Need))
	var all []string
	for candidate, points := range c.Covers {
		x := fmt.Sprintf("x%d", candidate)
		all = append(all, x)
		for _, point := range points {
			by[point] = append(by[point], x)
		}
	}
	var objective, rows strings.Builder
	for point, need := range c.Need {
		if len(by[point]) == 0 || need == 0 {
			continue
		}
		fmt.Fprintf(&objective, " + %s y%d\n", strconv.FormatFloat(need, 'f', -1, 64), point)
		fmt.Fprintf(&rows, " c%d: y%d - %s <= 0\n", point, point, strings.Join(by[point], "\n - "))
		all = append(all, fmt.Sprintf("y%d", point))
	}
	return "Maximize\n need:" + objective.String() + "Subject To\n count: " + strings.Join(all[:len(c.Covers)], "\n + ") +
		fmt.Sprintf(" <= %d\n", k) + rows.String() + "Binary\n " + strings.Join(all, "\n ") + "\nEnd\n"
}

// solve asks a solver for the optimum of an integer program. Without the solver the test is skipped, but fails in CI.
func solve(t *testing.T, pkg, name, lp string, args func(lp, out string) []string, optimum *regexp.Regexp) float64 {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed (Debian: %s)", name, pkg)
		}
		t.Skipf("%s is not installed (Debian: %s)", name, pkg)
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "cover.lp"), filepath.Join(dir, "cover.out")
	if err := os.WriteFile(in, []byte(lp), 0o644); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(path, args(in, out)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, said)
	}
	report, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	found := optimum.FindSubmatch(report)
	if found == nil {
		t.Fatalf("%s proved no optimum:\n%.500s", name, report)
	}
	value, err := strconv.ParseFloat(string(found[1]), 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func glpsol(t *testing.T, lp string) float64 {
	return solve(t, "glpk-utils", "glpsol", lp, func(lp, out string) []string { return []string{"--lp", lp, "-o", out} },
		regexp.MustCompile(`(?s)Status:\s+INTEGER OPTIMAL.*?Objective:\s+need = (\S+)`))
}

func cbc(t *testing.T, lp string) float64 {
	return solve(t, "coinor-cbc", "cbc", lp, func(lp, out string) []string { return []string{lp, "solve", "solution", out} },
		regexp.MustCompile(`Optimal - objective value (\S+)`))
}

// The optima are those that two independent solvers prove.
func TestMaximalIsTheSolversOptimum(t *testing.T) {
	type instance struct {
		name  string
		cover Cover
		k     int
	}
	var instances []instance
	for seed := range uint64(6) {
		instances = append(instances, instance{fmt.Sprintf("random %d", seed), scattered(seed, 60, 25), int(seed)%5 + 1})
	}
	for _, k := range []int{1, 3, 5} {
		instances = append(instances, instance{"a town", city(3, 250, 80, 10), k}, instance{"a city", city(4, 650, 200, 15), k})
	}
	for _, i := range instances {
		t.Run(fmt.Sprintf("%s, %d", i.name, i.k), func(t *testing.T) {
			got := Maximal(i.cover, i.k, 0)
			if !got.Proven() {
				t.Fatalf("%v, with a bound of %v", got.Gain, got.Bound)
			}
			lp := i.cover.lp(i.k)
			t.Run("glpsol", func(t *testing.T) {
				if want := glpsol(t, lp); !near(got.Gain, want) {
					t.Errorf("%v, glpsol proves %v", got.Gain, want)
				}
			})
			t.Run("cbc", func(t *testing.T) {
				if want := cbc(t, lp); !near(got.Gain, -want) && !near(got.Gain, want) {
					t.Errorf("%v, cbc proves %v", got.Gain, want)
				}
			})
		})
	}
}

// scattered is a cover without geography: each candidate covers each point with a chance of one in six.
func scattered(seed uint64, points, candidates int) Cover {
	random := rand.New(rand.NewPCG(seed, 2))
	c := Cover{Need: make([]float64, points), Covers: make([][]int32, candidates)}
	for point := range c.Need {
		c.Need[point] = float64(random.IntN(1000))
	}
	for candidate := range c.Covers {
		for point := range points {
			if random.IntN(6) == 0 {
				c.Covers[candidate] = append(c.Covers[candidate], int32(point))
			}
		}
	}
	return c
}

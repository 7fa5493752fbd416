package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Every row of the real lists of libraries ends in one state, which the report names.
func TestReportAccountsForEveryLibrary(t *testing.T) {
	needRealData(t)
	for _, test := range []struct {
		example, file string
		rows          int
		want          map[string]int
	}{
		{"birmingham", "birmingham/libraries_council_birmingham_city_council.csv", 44, map[string]int{"sites open": 37, "sites closed": 7}},
		{"greater-manchester", "greater_manchester/gm_libraries.csv", 141, map[string]int{"sites open": 140, "sites listed twice?": 1}},
	} {
		t.Run(test.example, func(t *testing.T) {
			folder := t.TempDir()
			var out, errs bytes.Buffer
			args := []string{"check", "-p", filepath.Join("../../docs/examples", test.example, "hotspotmap.toml"), "--sources", realData, "--data", folder}
			if code := run(context.Background(), args, &out, &errs); code != exitOK {
				t.Fatalf("check ended with %d:\n%s%s", code, out.String(), errs.String())
			}
			states, total := statesInReport(t, folder, test.file, "sites:libraries")
			if total != test.rows {
				t.Errorf("%d of %d rows ended in a state: %v", total, test.rows, states)
			}
			for state, n := range states {
				if n != test.want[state] {
					t.Errorf("%s: %d, want %d", state, n, test.want[state])
				}
			}
		})
	}
}

// statesInReport reads the states of the rows of a list in a file from report.csv, and how many rows they are.
func statesInReport(t *testing.T, folder, file, list string) (states map[string]int, total int) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(folder, "report.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	states = map[string]int{}
	for _, r := range rows {
		severity, about, source, what, n := r[0], r[1], r[4], r[5], r[7]
		if severity != "count" || about != file || source != list || !strings.HasPrefix(what, "sites ") {
			continue
		}
		if states[what], err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
		total += states[what]
	}
	return states, total
}

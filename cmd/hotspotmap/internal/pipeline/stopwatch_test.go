package pipeline

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestTimeLeft runs three builds: the first knows nothing, the second skips a step, the third has a new one.
func TestTimeLeft(t *testing.T) {
	dir := t.TempDir()
	var told []time.Duration
	build := func(steps ...Step) []time.Duration {
		told = nil
		s := newStopwatch(dir, func(_ string, left time.Duration) { told = append(told, left) })
		now := time.Now()
		for _, step := range steps {
			s.begin(step.Name)
			now = now.Add(step.Took)
		}
		// The clock is turned back, so that the steps have taken what the test says.
		at := time.Now()
		for i := len(steps) - 1; i >= 0; i-- {
			at = at.Add(-steps[i].Took)
			s.began[i] = at
		}
		if err := s.keep(dir); err != nil {
			t.Fatal(err)
		}
		for i := range told {
			told[i] = told[i].Round(time.Second)
		}
		return told
	}
	read, tile, publish := Step{"read", 2 * time.Second}, Step{"tile", 5 * time.Second}, Step{"publish", time.Second}
	if diff := cmp.Diff([]time.Duration{0, 0, 0}, build(read, tile, publish)); diff != "" {
		t.Errorf("first build: %s", diff)
	}
	if diff := cmp.Diff([]time.Duration{6 * time.Second, time.Second}, build(tile, publish)); diff != "" {
		t.Errorf("second build: %s", diff)
	}
	check := Step{"check", 3 * time.Second}
	if diff := cmp.Diff([]time.Duration{8 * time.Second, 0, 6 * time.Second, time.Second}, build(read, check, tile, publish)); diff != "" {
		t.Errorf("third build: %s", diff)
	}
	if diff := cmp.Diff([]time.Duration{11 * time.Second}, build(read)); diff != "" {
		t.Errorf("fourth build: %s", diff)
	}
}

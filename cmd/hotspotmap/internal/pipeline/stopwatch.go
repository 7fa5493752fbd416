package pipeline

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Step is one step of a build and how long it took.
type Step struct {
	Name string        `json:"name"`
	Took time.Duration `json:"took"`
}

// stepsFile, in the data folder, holds how long each step took when it last ran: what a build's time left is guessed from.
const stepsFile = "steps.json"

// stopwatch times the steps of a build.
type stopwatch struct {
	told  func(step string, left time.Duration) // nil for silence
	last  []Step                                // of builds before, in order
	names []string
	began []time.Time
}

// newStopwatch knows how long steps took in the builds before. That is a convenience: when it cannot be read, there is no
// guess.
func newStopwatch(dataDir string, told func(string, time.Duration)) *stopwatch {
	s := &stopwatch{told: told}
	if content, err := os.ReadFile(filepath.Join(dataDir, stepsFile)); err == nil && json.Unmarshal(content, &s.last) != nil {
		s.last = nil
	}
	return s
}

func (s *stopwatch) begin(name string) {
	if s.told != nil {
		s.told(name, s.left(name))
	}
	s.names = append(s.names, name)
	s.began = append(s.began, time.Now())
}

// left is how long a build took from this step to its end, going by the builds before; 0 when it is not known.
func (s *stopwatch) left(name string) time.Duration {
	i := slices.IndexFunc(s.last, func(step Step) bool { return step.Name == name })
	if i < 0 {
		return 0
	}
	var sum time.Duration
	for _, step := range s.last[i:] {
		sum += step.Took
	}
	return sum
}

// steps are those begun, the last of them ending now.
func (s *stopwatch) steps() []Step {
	steps := make([]Step, len(s.names))
	for i, name := range s.names {
		end := time.Now()
		if i+1 < len(s.began) {
			end = s.began[i+1]
		}
		steps[i] = Step{name, end.Sub(s.began[i])}
	}
	return steps
}

// keep writes down how long the steps took, for the next build. Steps that were skipped this time keep their time and place.
func (s *stopwatch) keep(dataDir string) error {
	known := slices.Clone(s.last)
	next := 0
	for _, step := range s.steps() {
		if i := slices.IndexFunc(known, func(k Step) bool { return k.Name == step.Name }); i >= 0 {
			known[i], next = step, i+1
			continue
		}
		known, next = slices.Insert(known, next, step), next+1
	}
	content, err := json.Marshal(known)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dataDir, stepsFile), append(content, '\n'), 0o644)
}

package tilestest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Node runs an ES module that imports npm packages of static/ and decodes the JSON it prints into answer.
func Node(t testing.TB, script string, answer any, args ...string) {
	t.Helper()
	node := Command(t, "node", "nodejs")
	source, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	// A module given on the command line imports from where node is started.
	command := exec.Command(node, append([]string{"--input-type=module", "--eval", string(source), "--"}, args...)...)
	command.Dir = filepath.Join(Root(t), "static")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	printed, err := command.Output()
	if err != nil {
		t.Fatalf("node %s: %v\n%s", script, err, stderr.Bytes())
	}
	if err := json.Unmarshal(printed, answer); err != nil {
		t.Fatalf("node %s printed %.200q: %v", script, printed, err)
	}
}

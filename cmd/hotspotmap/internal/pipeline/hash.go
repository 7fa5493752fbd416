package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"hotspotmap/data/table"
)

// hashOf is the SHA-256 of a value's JSON, in hex.
func hashOf(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// hashOfProgram is the SHA-256 of the running program. What was read or drawn by another program is not used again: it may
// have read or drawn it otherwise, and while a program is worked on its version does not tell.
var hashOfProgram = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program's file: %w", err)
	}
	digest, err := table.DigestOf(path)
	return digest.SHA256, err
})

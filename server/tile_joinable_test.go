package server

import "testing"

// TestJoinableOfTwoReleases keeps those of the releases that are served, and no others.
func TestJoinableOfTwoReleases(t *testing.T) {
	var j joinable
	first := j.of("first")
	first["lsoa21"] = nil
	j.of("second")
	if len(j.of("first")) != 1 || len(j.of("second")) != 0 {
		t.Error("one of two releases was forgotten")
	}
	j.of("third")
	j.of("second")["lsoa21"] = nil
	if len(j.of("second")) != 1 || len(j.of("third")) != 0 {
		t.Error("one of the later two releases was forgotten")
	}
	if len(j.of("first")) != 0 {
		t.Error("a release that is served no longer is remembered")
	}
}

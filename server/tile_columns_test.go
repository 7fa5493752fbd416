package server

import "testing"

// TestColumnCachesOfTwoReleases keeps those of the releases that are served, and no others.
func TestColumnCachesOfTwoReleases(t *testing.T) {
	var c columnCaches
	first := c.of("first")
	first["lsoa21"] = nil
	c.of("second")
	if len(c.of("first")) != 1 || len(c.of("second")) != 0 {
		t.Error("one of two releases was forgotten")
	}
	c.of("third")
	c.of("second")["lsoa21"] = nil
	if len(c.of("second")) != 1 || len(c.of("third")) != 0 {
		t.Error("one of the later two releases was forgotten")
	}
	if len(c.of("first")) != 0 {
		t.Error("a release that is served no longer is remembered")
	}
}

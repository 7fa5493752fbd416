// Package project reads hotspotmap.toml, which says what a map means: its sources and their columns, the direction of
// each indicator, the weights of the index, the site kinds, the rule for target areas, the zoom bands.
//
// A [Project] is complete: every default is filled in, every reference leads somewhere, and lists are in the order
// of the file. Its SHA256 is of the file's bytes and takes part in the run id, so that a comment changed is a new run
// but never a different result.
//
// [Load] is strict. An unknown key, a value of the wrong type, a missing key or a reference to nothing is an error with the
// line it stands on and what to write instead; as many as can be found are reported at once.
//
// The keys are a contract (design, section 5a): they are extended, never renamed.
package project

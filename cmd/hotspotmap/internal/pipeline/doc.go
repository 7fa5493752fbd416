// Package pipeline is the build: import → analyse → tile → release, and nothing but the order of it. What each step
// does lives in the packages it calls.
//
// A build never touches the release that is being served: it fills a new one beside it, and publishes that at the end.
// An import that fails leaves the store's last good copy of that source.
package pipeline

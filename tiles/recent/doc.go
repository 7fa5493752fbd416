// Package recent remembers what was used last, in a bounded number of bytes.
package recent

// Package release writes, verifies, opens and swaps releases: the immutable folders of plain files that the server serves.
//
// A release is named by its id, the SHA-256 of its manifest.json, and the manifest holds the SHA-256 of every other file.
// Its short id is the first 16 digits, used in URLs. The folder of releases holds one folder a release, the small file
// current that names the one being served, and the small file history that names those that were, newest first.
//
// A [Writer] fills a folder that nobody reads; [Writer.Finish] names it after its content, and [Publish] makes it current.
// A [Release] is an open, verified release. A [Holder] keeps the current one open and takes up the next by itself.
//
// Invariants:
//
//   - A release that can be seen under its id is complete: it was written elsewhere, flushed and renamed into place.
//   - A release that is open has been read whole and every byte agreed with its id. One flipped bit and it is refused. What is
//     read again later, because it is only sent on, is verified again; but for tiles, whose archives stay open.
//   - Nothing in a release is ever changed. What accessors return is shared between requests and must not be modified.
//   - A request keeps the release it acquired until it lets it go; a release is closed when the last has gone.
//   - No name from outside is ever joined to a path: files are looked up in the manifest, whose paths are checked first.
package release

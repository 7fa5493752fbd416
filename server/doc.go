// Package server answers HTTP requests from a release, and from nothing else.
//
// A route is a pattern and a handler; the table of them is in routes.go and is the whole surface of the server. A handler
// parses, calls and writes: it is given the release its request began with, and returns a [Problem] when it cannot answer.
// Every path belongs to one class (page, embed, data, asset, health), which decides headers and the form of errors.
//
// Invariants:
//
//   - One request sees one release. A URL that names a release is answered from that release or not at all.
//   - Names in a URL are looked up in the release; they are never joined to a path.
//   - Bodies are compressed in one place (encoding.go); tiles are stored compressed and sent as they are (tile.go), and those that
//     are joined on request are put together from parts that were compressed before (tile_joiner.go).
//   - Every response carries the security headers, and every public GET of data allows any origin, errors included.
//   - A tile that is asked for in the plain way is answered without being routed, and just as its route would (tile_plain.go).
//   - The log holds no address of a visitor and no query: it names the route, not the URL.
//   - Only /embed/ may be framed by other sites.
//
// It is the only importer of echo, which routes and nothing more: handlers are written against net/http.
package server

// Package plain answers plain requests with less work than net/http has with any request, and leaves all others to it.
//
// A plain request is a GET or HEAD of HTTP/1.1 with an address in characters that mean themselves, without a body, with nothing in its
// header that changes how it is framed, and small enough to come in one piece. Maps and proxies ask for tiles so, dozens after one another
// over a connection that is kept alive.
//
// A [Server] lets an [http.Server] accept connections and read their requests. Once enough of them in a row were for the quick way, it takes
// the connection over ([http.Hijacker]) and reads and answers those that follow. At the first that is not plain, not whole, or not for the
// quick way, it gives the connection back with every byte of that request, as if it were new; net/http then reads, judges and answers it.
package plain

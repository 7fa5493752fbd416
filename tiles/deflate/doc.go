// Package deflate packs bytes as gzip (RFC 1951 and 1952) of which some were packed before.
//
// The bytes of a block are written as [Codes], short ones for what is frequent. What was coded once can go, bit for bit, into any
// block with the same codes, however it is placed there: a tile's shapes are coded once, and tiles with other attributes are put
// together from them.
package deflate

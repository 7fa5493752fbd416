// Package releasetest writes small real releases for tests: a district of nine square neighbourhoods in three wards, with
// every kind of file and every kind of value. Everything in it is worked out by hand and written down here, so that tests can
// state what they expect.
package releasetest

package table

import (
	"errors"
	"io"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

var errPending = errors.New("not written yet")

// Postcode is a postcode and where it is.
type Postcode struct {
	Code string // normalised: "B11AA"
	At   orb.Point
}

// Postcodes are sorted by Code.
type Postcodes []Postcode

// Digest is what a file was, once it has been read.
type Digest struct {
	SHA256 string
	Bytes  int64
}

// File is an open source.
type File struct{ io.Reader }

// Open opens a source for reading.
func Open(path string) (*File, error) { return nil, errPending }

// Digest reads what is left and returns the digest of the bytes on disk.
func (f *File) Digest() (Digest, error) { return Digest{}, errPending }

// Close closes the file.
func (f *File) Close() error { return nil }

// ReadIndicators reads all indicators of a table in one pass. codes are in aid order.
func ReadIndicators(file string, r io.Reader, spec Spec, codes []string) ([]geo.Column, geo.Rows, []geo.Issue, error) {
	return nil, geo.Rows{}, nil, errPending
}

// ReadLookup reads the parent of each small area.
func ReadLookup(file string, r io.Reader, spec LookupSpec, codes []string) (Lookup, geo.Rows, []geo.Issue, error) {
	return Lookup{}, geo.Rows{}, nil, errPending
}

// ReadPeople reads the population of each small area.
func ReadPeople(file string, r io.Reader, spec PeopleSpec, codes []string) (geo.Column, geo.Rows, []geo.Issue, error) {
	return geo.Column{}, geo.Rows{}, nil, errPending
}

// ReadPostcodes reads where postcodes are.
func ReadPostcodes(file string, r io.Reader, spec PostcodesSpec) (Postcodes, geo.Rows, []geo.Issue, error) {
	return nil, geo.Rows{}, nil, errPending
}

// ReadSites reads points of provision.
func ReadSites(file string, r io.Reader, spec SitesSpec) ([]geo.Site, geo.Rows, []geo.Issue, error) {
	return nil, geo.Rows{}, nil, errPending
}

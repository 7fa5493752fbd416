// Package osgb converts between the British National Grid and longitude and latitude.
package osgb

import "github.com/paulmach/orb"

// ErrorM is how far, in metres, a converted point can be from the OSTN15 answer.
const ErrorM = 5

// ToLonLat converts an easting and northing in metres (EPSG:27700) to WGS 84 longitude and latitude (EPSG:4326).
func ToLonLat(p orb.Point) orb.Point { return p }

// FromLonLat is the inverse of ToLonLat.
func FromLonLat(p orb.Point) orb.Point { return p }

package data

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"hotspotmap/geo"
)

// The sizes are those of Birmingham: 659 areas, 40 indicators, and the postcodes of the West Midlands.
const (
	benchAreas      = 659
	benchIndicators = 40
	benchPostcodes  = 88_482
)

func benchStore(b *testing.B) *Store {
	b.Helper()
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "hotspotmap.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	areas := make([]Area, benchAreas)
	for i := range areas {
		at := orb.Point{float64(i%26) / 100, 52 + float64(i/26)/100}
		ring := orb.Ring{}
		for k := range 40 {
			ring = append(ring, orb.Point{at[0] + float64(k)/5000, at[1] + float64(k*k)/160000})
		}
		ring = append(ring, ring[0])
		areas[i] = Area{Area: geo.Area{Code: fmt.Sprintf("X%06d", i), Name: "Area", Geometry: orb.MultiPolygon{{ring}}}, AreaM2: 1, Inside: at}
	}
	if err := s.PutAreas(b.Context(), lsoa, areas, Links{}, source("areas:lsoa21")); err != nil {
		b.Fatal(err)
	}
	return s
}

func BenchmarkPutPostcodes(b *testing.B) {
	s := benchStore(b)
	postcodes := make([]Postcode, benchPostcodes)
	for i := range postcodes {
		postcodes[i] = Postcode{fmt.Sprintf("ZZ%07d", i), orb.Point{-1.9 + float64(i)/1e6, 52}, uint32(i % benchAreas)}
	}
	for b.Loop() {
		if err := s.PutPostcodes(b.Context(), "lsoa21", postcodes, source("postcodes")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPutColumns(b *testing.B) {
	s := benchStore(b)
	columns := make([]geo.Column, benchIndicators)
	for i := range columns {
		values := make([]float64, benchAreas)
		for k := range values {
			values[k] = float64(i*k) / 7
		}
		columns[i] = column(fmt.Sprintf("i%d", i), values...)
	}
	for b.Loop() {
		if err := s.PutColumns(b.Context(), "lsoa21", columns, source("table:1")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadAndSnapshot(b *testing.B) {
	s := benchStore(b)
	dir := b.TempDir()
	for b.Loop() {
		if _, err := s.Areas(b.Context(), "lsoa21"); err != nil {
			b.Fatal(err)
		}
		if err := s.Snapshot(b.Context(), filepath.Join(dir, "areas.sqlite"), whole(b, s)); err != nil {
			b.Fatal(err)
		}
	}
}

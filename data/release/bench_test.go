package release_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"hotspotmap/data/release"
	"hotspotmap/geo"
)

// writeNational writes a release of the size of England: 33,755 small areas, 30 columns and as many postcodes as asked for,
// without tiles, which are not read when a release opens.
func writeNational(b *testing.B, postcodes int) (releases, id string) {
	b.Helper()
	const n, columns = 33755, 30
	random := rand.New(rand.NewPCG(1, 2))
	areas := release.Areas{ID: "lsoa21", Parents: map[string][]uint32{}}
	for i := range n {
		areas.Codes, areas.Names = append(areas.Codes, fmt.Sprintf("E01%06d", i)), append(areas.Names, fmt.Sprintf("Some District %05d", i))
		lon, lat := random.Float64()*6-4, random.Float64()*5+50
		areas.Lon, areas.Lat = append(areas.Lon, lon), append(areas.Lat, lat)
		areas.BBox = append(areas.BBox, lon-.01, lat-.01, lon+.01, lat+.01)
	}
	keys := make([]release.PostcodeKey, postcodes)
	for i := range keys {
		keys[i] = release.PostcodeKey{Postcode: fmt.Sprintf("AA%03d%02d", i/100, i%100), AID: uint32(1 + i%n), Lon: -1.234567, Lat: 52.345678}
	}
	releases = b.TempDir()
	w, err := release.Create(releases)
	if err != nil {
		b.Fatal(err)
	}
	m := release.Manifest{SmallAreas: "lsoa21", Geographies: []geo.Geography{{ID: "lsoa21", Areas: n}}}
	errs := []error{
		w.Areas(areas), w.Bytes(release.OutlinePath("lsoa21"), []byte("{}")), w.Sites(nil, areas.Codes),
		w.Bytes(release.SnapshotFile, make([]byte, 100<<20)),
		w.JSON(release.HotspotsFile, geo.Hotspots{}), w.JSON(release.GapsFile, geo.Gaps{}), w.JSON(release.TargetsFile, geo.Targets{}),
		w.JSON(release.SearchFile, release.BuildSearch([]release.Areas{areas}, keys)),
	}
	for c := range columns {
		column := geo.NewColumn(geo.Indicator{ID: fmt.Sprintf("c%d", c), Decimals: 3}, n)
		for i := range n {
			column.Values[i], column.Flags[i] = random.Float64()*100, geo.Present
		}
		errs = append(errs, w.Column("lsoa21", areas.Codes, column))
		m.Columns = append(m.Columns, release.ColumnInfo{Indicator: column.Indicator, Geography: "lsoa21"})
	}
	for _, err := range errs {
		if err != nil {
			b.Fatal(err)
		}
	}
	if id, err = w.Finish(m); err != nil {
		b.Fatal(err)
	}
	return releases, id
}

func BenchmarkOpen(b *testing.B) {
	for _, postcodes := range []int{0, 200_000} {
		b.Run(fmt.Sprintf("postcodes=%d", postcodes), func(b *testing.B) {
			releases, id := writeNational(b, postcodes)
			b.ReportAllocs()
			for b.Loop() {
				r, err := release.Open(releases, id)
				if err != nil {
					b.Fatal(err)
				}
				r.Close()
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	releases, id := writeNational(b, 200_000)
	r, err := release.Open(releases, id)
	if err != nil {
		b.Fatal(err)
	}
	defer r.Close()
	for name, query := range map[string]string{"name": "district 012", "postcode": "AA01234", "nothing": "zzz"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r.Search(query, 10)
			}
		})
	}
}

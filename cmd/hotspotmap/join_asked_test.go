package main

import (
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
)

// joinColumns are columns of the nation; joinChosen is one choice of them.
var (
	joinColumns = []string{"index", "rank", "decile", "hotspot", "income", "employment", "education", "health", "connectivity",
		"social_rent", "aged_65", "digital_propensity"}
	joinChosen = []string{"index", "rank", "income", "social_rent"}
)

// chooseJoinTiles chooses the tiles that have areas drawn by lot, so that more are asked for where more people live.
func chooseJoinTiles(areas release.Areas) []tiles.ID {
	lots := rand.New(rand.NewPCG(1, 2)) // the same each time
	var chosen []tiles.ID
	for z := uint8(joinMinZoom); z <= joinMaxZoom; z++ {
		for n := 0; n < joinTiles; {
			i := lots.IntN(len(areas.Codes))
			x, y := tiles.Project(orb.Point{areas.Lon[i], areas.Lat[i]}, z)
			id := tiles.ID{Z: z, X: uint32(x / tiles.Extent), Y: uint32(y / tiles.Extent)}
			if !slices.Contains(chosen, id) {
				chosen = append(chosen, id)
				n++
			}
		}
	}
	return chosen
}

func joinAddress(id tiles.ID, columns []string) string {
	return "/tiles/hotspots/" + id.String() + ".mvt?columns=" + strings.Join(columns, ",")
}

// sameColumns asks for each tile with one choice of columns.
func sameColumns(asked []tiles.ID) []benchTile {
	var addresses []benchTile
	for _, id := range asked {
		addresses = append(addresses, benchTile{address: joinAddress(id, joinChosen)})
	}
	return addresses
}

// otherColumns asks for each tile with so many choices of columns that none can be kept until it is asked for again.
func otherColumns(asked []tiles.ID) []benchTile {
	lots := rand.New(rand.NewPCG(3, 4))
	var addresses []benchTile
	for _, id := range asked {
		for range joinChoices {
			var columns []string
			for _, i := range lots.Perm(len(joinColumns))[:len(joinChosen)] {
				columns = append(columns, joinColumns[i])
			}
			addresses = append(addresses, benchTile{address: joinAddress(id, columns)})
		}
	}
	return addresses
}

// fetch returns a tile as it is.
func fetch(b *testing.B, from served, id tiles.ID, columns []string) []byte {
	b.Helper()
	answer, err := http.Get("http://" + from.address + joinAddress(id, columns)) // which asks for gzip, and unpacks it
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatalf("%s: status %d, %v: %s", id, answer.StatusCode, err, content)
	}
	return content
}

// askOnce asks for each tile once, so many at a time, and returns how long each took, in milliseconds.
func askOnce(b *testing.B, from served, asked []tiles.ID, atOnce int) []float64 {
	b.Helper()
	took := make([]float64, len(asked))
	next := make(chan int)
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			for i := range next {
				begun := time.Now()
				fetch(b, from, asked[i], joinChosen)
				took[i] = float64(time.Since(begun).Microseconds()) / 1000
			}
		})
	}
	for i := range asked {
		next <- i
	}
	close(next)
	all.Wait()
	return took
}

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hotspotmap/tiles"
)

const databaseServerAddress = "127.0.0.1:18086"

// databaseServer is a program that serves tiles from a database, measured when it is found.
type databaseServer struct {
	program  string
	settings string // with the address of the database, the columns, and where to listen
	command  func(settings string) []string
	path     func(id tiles.ID) string
}

var databaseServers = []databaseServer{
	{
		"tegola", `
[webserver]
port = "%[3]s"

[[providers]]
name = "postgis"
type = "mvt_postgis"
uri = "%[1]s"

  [[providers.layers]]
  name = "lsoa21"
  geometry_type = "MultiPolygon"
  id_fieldname = "aid"
  sql = "SELECT aid, code, name, %[2]s, ST_AsMVTGeom(geom, !BBOX!) AS geom FROM area WHERE geom && !BBOX!"

[[maps]]
name = "joined"

  [[maps.layers]]
  provider_layer = "postgis.lsoa21"
  min_zoom = 0
  max_zoom = 22
`,
		func(settings string) []string { return []string{"serve", "--config", settings} },
		func(id tiles.ID) string { return "/maps/joined/" + id.String() + ".pbf" },
	},
	{
		"pg_tileserv", `
DbConnection = "%[1]s"
HttpHost = "127.0.0.1"
HttpPort = 18086
DefaultBuffer = 64
`,
		func(settings string) []string { return []string{"--config", settings} },
		func(id tiles.ID) string {
			return "/public.area/" + id.String() + ".pbf?properties=code,name," + strings.Join(joinChosen, ",")
		},
	},
}

// servers asks for tiles whose columns were asked for before, at random, beside the servers of databases that are found. The processors' time
// of theirs is without the database's.
func (j joins) servers(b *testing.B) {
	for _, theirs := range databaseServers {
		b.Run(theirs.program, func(b *testing.B) {
			program, err := exec.LookPath(theirs.program)
			if err != nil {
				b.Skip("it is not on the PATH")
			}
			settings := filepath.Join(b.TempDir(), "settings.toml")
			text := fmt.Sprintf(theirs.settings, j.peer.url(), strings.Join(joinChosen, ", "), databaseServerAddress)
			if err := os.WriteFile(settings, []byte(text), 0o600); err != nil {
				b.Fatal(err)
			}
			var addresses []benchTile
			for _, id := range j.asked {
				addresses = append(addresses, benchTile{address: theirs.path(id)})
			}
			ours := j.start(b)
			peer := startServer(b, databaseServerAddress, addresses[0].address, exec.Command(program, theirs.command(settings)...))
			ourList, theirList := writeWalk(b, sameColumns(j.asked), false), writeWalk(b, addresses, false)
			for b.Loop() {
				var turns []peerTurn
				for range joinTurns {
					turns = append(turns, peerTurn{ours.walk(b, ourList), peer.walk(b, theirList)})
				}
				reportPeerTurns(b, turns)
			}
		})
	}
}

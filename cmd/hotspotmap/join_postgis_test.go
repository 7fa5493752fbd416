package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"hotspotmap/data/release"
	"hotspotmap/tiles"
)

// postgisPort is for servers that want one; what we ask ourselves goes through a socket.
const postgisPort = "18085"

// postgisSettings make nothing safe that is thrown away anyway, and compile nothing for a query of milliseconds.
const postgisSettings = `
listen_addresses = '127.0.0.1'
port = %s
unix_socket_directories = '%s'
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
max_parallel_workers_per_gather = 0
shared_buffers = 512MB
work_mem = 64MB
maintenance_work_mem = 256MB
`

// postgisLoad gives the areas the shape that PostGIS is quickest with: joined and projected already, neighbours beside each other,
// indexed. A copy simplified to the grid of zoom 9 would have 4 % fewer points.
const postgisLoad = `
CREATE UNLOGGED TABLE raw (aid int, code text, name text, geometry text, %s);
\copy raw FROM '%s'
CREATE TABLE area AS
	SELECT aid, code, name, %s, ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326), 3857)::geometry(MultiPolygon, 3857) AS geom
	FROM raw ORDER BY ST_GeoHash(ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326));
CREATE INDEX ON area USING gist (geom);
CREATE TABLE tile (id int PRIMARY KEY, z int, x int, y int);
\copy tile FROM '%s'
VACUUM ANALYZE;
`

// postgisTile makes the tile of an id, with the extent and the buffer that ours have.
const postgisTile = `SELECT ST_AsMVT(t, 'lsoa21', 4096, 'geom', 'aid') FROM (
	SELECT aid, code, name, %s, ST_AsMVTGeom(geom, ST_TileEnvelope(z, x, y), 4096, 64, true) AS geom
	FROM tile JOIN area ON geom && ST_TileEnvelope(z, x, y, margin => 64.0 / 4096) WHERE id = %s
) t`

// postgis is a database server that is thrown away.
type postgis struct {
	programs string // folder
	folder   string // of its socket and of what it is given to read
}

// startPostGIS starts a server in a new folder: as the user that Debian has for it where we are root, which it refuses to be.
func startPostGIS(b *testing.B) postgis {
	b.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // where Debian keeps what is not for everyone's PATH
	if path, err := exec.LookPath("initdb"); err == nil && len(found) == 0 {
		found = append(found, path)
	}
	if len(found) == 0 {
		b.Skip("PostgreSQL is not installed: it is Debian's packages postgresql and postgresql-15-postgis-3")
	}
	folder, err := os.MkdirTemp("", "hotspotmap-bench-postgis-") // not in b.TempDir, where only we may go
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(folder) })
	p := postgis{programs: filepath.Dir(found[len(found)-1]), folder: folder}
	var as syscall.SysProcAttr
	if os.Getuid() == 0 {
		owner, err := user.Lookup("postgres")
		if err != nil {
			b.Skipf("PostgreSQL does not run as root, and there is nobody else: %v", err)
		}
		uid, _ := strconv.Atoi(owner.Uid)
		gid, _ := strconv.Atoi(owner.Gid)
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(p.folder, uid, gid); err != nil {
			b.Fatal(err)
		}
	}
	data := filepath.Join(p.folder, "data")
	p.run(b, as, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
	settings, err := os.OpenFile(filepath.Join(data, "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		b.Fatal(err)
	}
	fmt.Fprintf(settings, postgisSettings, postgisPort, p.folder)
	if err := settings.Close(); err != nil {
		b.Fatal(err)
	}
	p.run(b, as, "pg_ctl", "-D", data, "-l", filepath.Join(p.folder, "log"), "-w", "start")
	b.Cleanup(func() { p.run(b, as, "pg_ctl", "-D", data, "-m", "immediate", "stop") })
	if out, err := p.psql("CREATE EXTENSION postgis").CombinedOutput(); err != nil {
		b.Skipf("PostGIS is not installed: it is Debian's package postgresql-15-postgis-3: %v: %s", err, out)
	}
	return p
}

func (p postgis) run(b *testing.B, as syscall.SysProcAttr, program string, arguments ...string) string {
	b.Helper()
	command := exec.Command(filepath.Join(p.programs, program), arguments...)
	command.SysProcAttr, command.Dir = &as, p.folder
	out, err := command.CombinedOutput()
	if err != nil {
		b.Fatalf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

// url is the address of the database.
func (p postgis) url() string {
	return "postgres://postgres:trusted@127.0.0.1:" + postgisPort + "/postgres?sslmode=disable"
}

// psql is a command that runs statements and prints nothing but what they return.
func (p postgis) psql(statements string) *exec.Cmd {
	command := exec.Command(filepath.Join(p.programs, "psql"), "-h", p.folder, "-p", postgisPort, "-U", "postgres", "-q", "-At", "-v", "ON_ERROR_STOP=1")
	command.Stdin = strings.NewReader(statements)
	return command
}

// load fills the database with the areas of a release, with its columns, and with the tiles that will be asked for, whose ids
// begin at 1.
func (p postgis) load(b *testing.B, rel *release.Release, asked []tiles.ID) {
	b.Helper()
	var types []string
	for _, id := range joinColumns {
		column, ok := rel.Column(joinGeography, id)
		if !ok {
			b.Fatalf("the release has no column %s", id)
		}
		types = append(types, id+map[bool]string{true: " int", false: " float8"}[column.Indicator.Decimals == 0])
	}
	var list strings.Builder
	for i, id := range asked {
		fmt.Fprintf(&list, "%d\t%d\t%d\t%d\n", i+1, id.Z, id.X, id.Y)
	}
	tilesFile := filepath.Join(p.folder, "tiles")
	if err := os.WriteFile(tilesFile, []byte(list.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	statements := fmt.Sprintf(postgisLoad, strings.Join(types, ", "), p.writeAreas(b, rel), strings.Join(joinColumns, ", "), tilesFile)
	if out, err := p.psql(statements).CombinedOutput(); err != nil {
		b.Fatalf("psql: %v\n%s", err, out)
	}
}

// writeAreas writes the areas and their columns as COPY reads them.
func (p postgis) writeAreas(b *testing.B, rel *release.Release) string {
	b.Helper()
	shapes := map[string]orb.MultiPolygon{}
	for _, a := range readAreas(b, unpacked(b, "national/lsoa21_ew_bsc_wgs84.geojson.gz")) {
		shapes[a.Code] = a.Geometry
	}
	path := filepath.Join(p.folder, "areas")
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	out := bufio.NewWriter(file)
	areas, _ := rel.Areas(joinGeography)
	for i, code := range areas.Codes {
		geometry, err := json.Marshal(map[string]any{"type": "MultiPolygon", "coordinates": shapes[code]})
		if err != nil {
			b.Fatal(err)
		}
		fmt.Fprintf(out, "%d\t%s\t%s\t%s", i+1, code, areas.Names[i], geometry)
		for _, id := range joinColumns {
			column, _ := rel.Column(joinGeography, id)
			if value := column.Values[i]; math.IsNaN(value) {
				fmt.Fprint(out, "\t\\N")
			} else {
				fmt.Fprintf(out, "\t%s", strconv.FormatFloat(value, 'f', column.Indicator.Decimals, 64))
			}
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := file.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// tile returns the tile of an id, with every column.
func (p postgis) tile(b *testing.B, id int) []byte {
	b.Helper()
	query := fmt.Sprintf(postgisTile, strings.Join(joinColumns, ", "), strconv.Itoa(id))
	printed, err := p.psql("SELECT encode((" + query + "), 'hex')").Output()
	if err != nil {
		b.Fatalf("psql: %v", err)
	}
	tile, err := hex.DecodeString(strings.TrimSpace(string(printed)))
	if err != nil {
		b.Fatal(err)
	}
	return tile
}

// walk asks for tiles drawn by lot from these ids, over so many connections, for as long as pgbench is told to: -T seconds or -t
// times.
func (p postgis) walk(b *testing.B, first, last, connections int, limit ...string) walked {
	b.Helper()
	script := filepath.Join(p.folder, "script")
	text := fmt.Sprintf("\\set id random(%d, %d)\n"+strings.ReplaceAll(postgisTile, "\n", " ")+";\n", first, last, strings.Join(joinChosen, ", "), ":id")
	if err := os.WriteFile(script, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	arguments := append([]string{"-h", p.folder, "-p", postgisPort, "-U", "postgres", "-n", "-M", "prepared", "--random-seed=1",
		"-c", strconv.Itoa(connections), "-j", "2", "-f", script}, limit...)
	before := p.cpu(b)
	printed := p.run(b, syscall.SysProcAttr{}, "pgbench", append(arguments, "postgres")...)
	time.Sleep(100 * time.Millisecond) // until the connections have ended, which is when their time counts
	spent := p.cpu(b) - before
	var made, perSecond float64
	for name, figure := range map[string]*float64{"actually processed: ": &made, "tps = ": &perSecond} {
		_, after, _ := strings.Cut(printed, name)
		if _, err := fmt.Sscanf(after, "%g", figure); err != nil {
			b.Fatalf("pgbench: %v\n%s", err, printed)
		}
	}
	return walked{perSecond: perSecond, cpuMicros: float64(spent.Microseconds()) / made}
}

// cpu is the processors' time of the connections that have ended.
func (p postgis) cpu(b *testing.B) time.Duration {
	b.Helper()
	known, err := os.ReadFile(filepath.Join(p.folder, "data", "postmaster.pid"))
	if err != nil {
		b.Fatal(err)
	}
	pid, _, _ := strings.Cut(string(known), "\n")
	stat, err := os.ReadFile(filepath.Join("/proc", pid, "stat"))
	if err != nil {
		b.Skipf("no account of processes: %v", err)
	}
	_, fields, _ := strings.Cut(string(stat), ") ") // after the name of the program
	var user, system int64
	if _, err := fmt.Sscan(strings.Join(strings.Fields(fields)[13:15], " "), &user, &system); err != nil {
		b.Fatal(err)
	}
	return time.Duration(user+system) * 10 * time.Millisecond
}

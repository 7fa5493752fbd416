package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"
)

// BenchmarkServeBesideLongAnswers asks for tiles of England and Wales while two clients ask for all areas of the nation again and again,
// each answer a tenth of a second of a processor's work. It compares how many requests a server works on at once by itself ("ours") with
// as many as there are processors ("plain"), by turns.
func BenchmarkServeBesideLongAnswers(b *testing.B) {
	requireForServing(b, "wrk")
	dataDir, serve := buildNation(b), buildProgram(b)
	all := unpackTiles(b, dataDir, b.TempDir())
	list := writeWalk(b, all, false)
	walk := func(environment ...string) walked {
		command := serve(dataDir)
		command.Env = append(os.Environ(), environment...)
		s := startServer(b, benchAddress, all[0].address, command)
		defer s.stop()
		defer s.askLong(b, 2)()
		return s.walk(b, list)
	}
	for b.Loop() {
		type turn struct{ ours, plain walked }
		var turns []turn
		for range serveTurns {
			turns = append(turns, turn{ours: walk("GOMAXPROCS="), plain: walk(fmt.Sprintf("GOMAXPROCS=%d", runtime.NumCPU()))})
		}
		b.ReportMetric(median(turns, func(t turn) float64 { return t.ours.perSecond }), "req/s-ours")
		b.ReportMetric(median(turns, func(t turn) float64 { return t.plain.perSecond }), "req/s-plain")
		b.ReportMetric(median(turns, func(t turn) float64 { return t.ours.p99Millis }), "p99-ms-ours")
		b.ReportMetric(median(turns, func(t turn) float64 { return t.plain.p99Millis }), "p99-ms-plain")
	}
}

// askLong has clients ask for all small areas, one after another, until what it returns is called. It waits for their first answers.
func (s served) askLong(b *testing.B, clients int) (end func()) {
	b.Helper()
	ended := make(chan struct{})
	var asking, answered sync.WaitGroup
	answered.Add(clients)
	for range clients {
		asking.Go(func() {
			first := sync.OnceFunc(answered.Done)
			defer first()
			for {
				select {
				case <-ended:
					return
				default:
				}
				answer, err := http.Get("http://" + s.address + "/api/v1/geographies/lsoa21")
				if err != nil {
					b.Error(err)
					return
				}
				_, err = io.Copy(io.Discard, answer.Body)
				answer.Body.Close()
				switch {
				case err != nil:
					b.Error(err)
					return
				case answer.StatusCode == http.StatusOK:
					first()
				default: // the release is still being read
					time.Sleep(10 * time.Millisecond)
				}
			}
		})
	}
	answered.Wait()
	return func() { close(ended); asking.Wait() }
}

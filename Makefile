# Hotspot Map. `make run` shows the demo; `make test` passes every test. Both do their own set-up.
BIN := bin/hotspotmap
FRONT := $(wildcard static/src/*.js static/src/*.d.ts static/css/*.css static/internal/bundle/*.go)

.PHONY: build run test bench lint fuzz clean tools
.DEFAULT_GOAL := build

build: static/dist/meta.json
	go build -trimpath -o $(BIN) ./cmd/hotspotmap

run: build
	$(BIN) demo

# What the tests drive besides Go: a browser, the SpatiaLite shell and GDAL, as Debian packages it.
tools:
	@bash .ci/tools

test: tools build
	gofmt -l cmd geo tiles server data static | (! grep .) || { echo "gofmt: format the files above"; exit 1; }
	go vet ./...
	cd static && npx tsc --noEmit
	cd static && node --test src/
	go test -timeout 30m ./...
	go test -timeout 30m -race -short ./data/release ./server ./server/plain ./tiles/join ./tiles/mvt ./tiles/pmtiles ./tiles/recent

# What is measured is chosen by a pattern of names: the parts, one package after another, then the program beside the peers that are
# found. What is left out is named with its reason.
BENCH ?= .
bench: build
	@bash .ci/machine
	go test -p 1 -run '^$$' -bench '$(BENCH)' -v $$(grep -rl --include='*_test.go' 'func Benchmark' geo tiles data server | xargs -n 1 dirname | sort -u | sed 's|^|./|')
	go test -run '^$$' -bench '$(BENCH)' -benchtime 1x -timeout 2h -v ./cmd/hotspotmap

lint:
	go vet ./...
	cd static && npx tsc --noEmit

# Every fuzz target for FUZZTIME each, little of which goes into making shorter what is only interesting. What falls over is kept in the
# package's testdata/fuzz, and tested from then on.
FUZZTIME ?= 60s
fuzz:
	@set -e; grep -rl --include='*_test.go' 'func Fuzz' . | while read -r file; do \
	  for target in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' "$$file"); do \
	    echo "$$target in $$(dirname $$file)"; go test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 2s "$$(dirname $$file)"; done; done

static/node_modules/.package-lock.json: static/package-lock.json
	cd static && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

static/dist/meta.json: static/node_modules/.package-lock.json $(FRONT)
	go generate ./static

clean:
	rm -rf bin static/dist/* static/node_modules

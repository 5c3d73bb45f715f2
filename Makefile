# make test-short is for daily work: it leaves out what a test marks as long, as kills, crowds of readers, random worlds and the scripts that
# ask for many pages. make test runs it all, and warehouse/load, the only package that differs by the tag below, once more without it.
# Everything also works by plain `go build ./...` and `go test ./...`. The tag duckdb_arrow only makes the hand-over
# to DuckDB copy-free. Can be set: make fuzz FUZZTIME=5m, make bench BENCH=Load BENCHARGS='-benchtime 1x -count 5', make curve CURVE='1000 10000'.
TAGS     := duckdb_arrow
TOOLS    := $(CURDIR)/.tools
FUZZTIME ?= 20s
BENCH    ?= .
READERS  ?= 120
# Goldens: make golden OUT=before, then after a change make golden-compare BASE=before; PARTS=help,commands makes and compares some alone.
OUT      ?= .goldens
BASE     ?= .goldens
PARTS    ?= help,commands,extract,tables,export
CURVE    ?= 1000 10000
LINT     := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUMPT    := mvdan.cc/gofumpt@v0.12.0

.PHONY: build bundle test test-short lint vet fuzz bench bench-table peers curve gen demo wasm-check clients browser durability readers golden golden-compare checks
build:      bundle ; go build -tags '$(TAGS) bundle' -o bin/gongkai ./cmd/gongkai
# What the page of `gongkai check --bundle` runs. It is not in the repository: a plain `go build` makes a program that has no such page and says so.
bundle:     ; GOOS=js GOARCH=wasm go build -trimpath -ldflags '-s -w' -o bundle/built/check.wasm ./bundle/program && gzip -9nf bundle/built/check.wasm && cp "$$(go env GOROOT)/lib/wasm/wasm_exec.js" bundle/built/
test:       ; go test -timeout 45m -tags $(TAGS) ./... && go test -timeout 45m ./warehouse/load
test-short: ; go test -short -timeout 5m -tags $(TAGS) ./...
lint:       $(TOOLS)/golangci-lint $(TOOLS)/gofumpt ; $(TOOLS)/golangci-lint run --build-tags $(TAGS) ./... && unformatted=$$($(TOOLS)/gofumpt -l .) && echo "$$unformatted" && test -z "$$unformatted"
vet:        ; go vet -tags $(TAGS) ./... && go vet ./...
fuzz:       ; .ci/fuzz $(FUZZTIME)
bench:      ; @go test -timeout 2h -tags $(TAGS) -run '^$$' -bench '$(BENCH)' $(BENCHARGS) ./... && go test -run '^$$' -bench '$(BENCH)' $(BENCHARGS) ./warehouse/load
bench-table: ; @$(MAKE) -s bench | go run ./bench/table -date "$$(date +%F)" -version "$$(git describe --always --dirty)" docs/performance.md
peers:      ; @bench/peers/run.sh
curve:      build ; @python3 bench/curve.py bin/gongkai $(CURVE)
gen:        ; go generate ./... && go run -tags $(TAGS) ./queries/internal/dictionary > docs/.dictionary.tmp && mv docs/.dictionary.tmp docs/dictionary.md
ocr-train:  ; ingest/read/scan/digit/train/train.sh
demo:       build ; bin/gongkai demo
durability: ; .ci/durability
readers:    ; CROWD_TIME=$(READERS) go test -tags $(TAGS) -count 1 -timeout 10m -run '^TestCrowd$$' -v ./cmd/gongkai
golden:     build ; @go run ./internal/golden write -program bin/gongkai -out $(OUT) -only $(PARTS)
golden-compare: build ; @now=$$(mktemp -d) && trap 'rm -rf "$$now"' EXIT && go run ./internal/golden write -program bin/gongkai -out "$$now" -only $(PARTS) && go run ./internal/golden compare $(BASE) "$$now"
# Which checks of a package does no test need? make checks IN="./ingest/read/wordtable ./ingest/read/doc": the package, then others with tests.
checks:     ; go run ./internal/checks $(or $(IN),./ingest/read/doc)
wasm-check: ; GOOS=js GOARCH=wasm go build ./ingest/... ./render/cards && GOOS=wasip1 GOARCH=wasm go build ./ingest/...
clients:    build ; interop/run
# The pages in a headless Chromium: console, refused resources, axe, 360 pixels, PDF. Needs chromium and npm; pictures in .browser.
# And the page of `check --bundle` beside extract and check, over samples, real reports and invented documents (SCREENSHOTS=DIR keeps pictures of it).
browser:    build ; interop/browser/run && go test -tags '$(TAGS) bundle browser' -count 1 -timeout 20m -v ./bundle

$(TOOLS)/golangci-lint: ; GOBIN=$(TOOLS) go install $(LINT)
$(TOOLS)/gofumpt:       ; GOBIN=$(TOOLS) go install $(FUMPT)

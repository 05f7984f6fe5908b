# What is done again and again. "make check" is what a change must pass.

.PHONY: build test check bench fuzz format tidy marks

build:
	go build -o bin/extract ./cmd/extract

test:
	go test ./...

check:
	.ci/run

bench:
	go test -run '^$$' -bench . -benchmem ./...

# Every fuzz target for FUZZTIME.
FUZZTIME ?= 15s
fuzz:
	@failed=0; for p in $$(go list ./...); do \
		for t in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "$$p $$t"; go test -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZTIME) $$p || failed=1; \
		done; \
	done; exit $$failed

format:
	gofmt -w .

# After a change of go.mod: the module in beam lists the same dependencies.
tidy:
	go mod tidy
	go -C beam mod tidy

# After names.tsv was edited: sort it, and compute the marks (Debian's package
# wamerican brings the word list) and the pronunciations anew.
marks:
	go run ./internal/train/marks internal/catalog/names.tsv
	go generate ./internal/phonetic

# Man pages and completions, below build/.
manual:
	go run ./cmd/manual build

# The version is the latest that this version of Go can build.
GORELEASER ?= go run github.com/goreleaser/goreleaser/v2@v2.13.3

# Checks .goreleaser.yaml.
release-check:
	OWNER=$${OWNER:-owner} $(GORELEASER) check

# Builds archives and packages below dist/ and publishes nothing. Images and SBOMs need
# docker and syft, and are left out.
snapshot:
	OWNER=$${OWNER:-owner} $(GORELEASER) release --snapshot --clean --skip=publish,docker,sbom

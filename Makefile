# What is done again and again. "make check" is what a change must pass.

.PHONY: build test check bench instructions fuzz format tidy marks top

build:
	go build -o bin/extract ./cmd/extract

test:
	go test ./...

check:
	.ci/run

# The benchmarks of the stages; make bench OLD=COMMIT compares them with another commit.
BENCH = go test -run '^$$' -bench 'Stage|Episode' -count 6 -benchtime 0.5s ./internal/episode
bench:
	@dir=$$(mktemp -d); $(BENCH) | tee $$dir/new; \
	if [ -n "$(OLD)" ]; then \
		git worktree add -q --detach $$dir/tree $(OLD) && (cd $$dir/tree && $(BENCH)) >$$dir/old; \
		git worktree remove --force $$dir/tree; \
		go run golang.org/x/perf/cmd/benchstat@v0.0.0-20260908200009-22c9c6c9d4da $$dir/old $$dir/new; \
	fi

# The instructions of a whole run on episode 389, for the first and the second time, by
# valgrind: a figure that does not depend on what else the machine does.
instructions: build
	@export XDG_DATA_HOME=$$(mktemp -d) GOMAXPROCS=1; for time in first second; do \
		printf '%s: ' $$time; valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
			bin/extract run --offline --format json --list example transcripts/389.txt 2>&1 >/dev/null | grep -o 'refs: .*'; \
	done

# Every fuzz target for FUZZTIME. On a busy machine, go test may report the end of that
# time as a failure ("context deadline exceeded") without a failing input; that is none.
FUZZTIME ?= 15s
fuzz:
	@failed=0; for p in $$(go list ./...); do \
		for t in $$(go test -list '^Fuzz' $$p | grep '^Fuzz'); do \
			echo "$$p $$t"; out=$$(go test -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZTIME) $$p 2>&1) || \
				case $$out in \
				*'Failing input'*) failed=1 ;; \
				*'context deadline exceeded'*) ;; \
				*) failed=1 ;; \
				esac; \
			echo "$$out"; \
		done; \
	done; exit $$failed

format:
	gofmt -w .

# After a change of go.mod: the module in beam lists the same dependencies.
tidy:
	go mod tidy
	go -C beam mod tidy

# After names.tsv or aliases.tsv was edited: sort it, compute the marks (Debian's package
# wamerican brings the word list), compile both, and compute the pronunciations anew.
marks:
	go run ./internal/train/marks internal/catalog/names.tsv
	go run ./internal/train/names internal/catalog
	go generate ./internal/phonetic/pronounce

# After top.txt was replaced: make the index of its names anew.
top:
	go run ./internal/train/top <internal/catalog/top.txt >internal/catalog/top.new
	mv internal/catalog/top.new internal/catalog/top.bin

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

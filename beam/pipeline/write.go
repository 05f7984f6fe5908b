package pipeline

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"hash/fnv"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
)

// writeShards spreads lines over the files of the reports: textio.Write would collect
// all of them in one file, on one worker.
func writeShards(s beam.Scope, c Config, lines beam.PCollection) {
	keyed := beam.ParDo(s, &shardFn{Shards: c.Shards}, lines)
	beam.ParDo0(s, &writeFn{Prefix: c.path("episodes"), Shards: c.Shards}, beam.GroupByKey(s, keyed))
}

// shardFn chooses the file of a line by its content, so that a repeated bundle makes the
// same choice.
type shardFn struct{ Shards int }

// ProcessElement returns the shard of a line, from 0, and the line.
func (fn *shardFn) ProcessElement(line string) (int, string) {
	h := fnv.New32a()
	h.Write([]byte(line))
	return int(h.Sum32() % uint32(fn.Shards)), line
}

// writeFn writes the file of a shard. A repeated bundle writes it again as a whole.
type writeFn struct {
	Prefix string
	Shards int
}

// ProcessElement writes the lines of a shard in any order.
func (fn *writeFn) ProcessElement(ctx context.Context, shard int, lines func(*string) bool) error {
	name := fmt.Sprintf("%s-%05d-of-%05d.jsonl", fn.Prefix, shard, fn.Shards)
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	f, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for text := ""; lines(&text); {
		fmt.Fprintln(w, text) // the writer keeps its first error
	}
	return errors.Join(w.Flush(), f.Close())
}

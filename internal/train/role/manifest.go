package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"
)

// manifest returns MANIFEST.tsv: the inputs of the tables, and their scores.
func (c *corpus) manifest(o options, s []score) (*fstest.MapFile, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# inputs of these tables, and scores on held-out episodes (%d folds, %d splits)\n# made by: go run ./internal/train/role\n", o.folds, o.splits)
	all := sha256.New()
	for _, e := range c.episodes {
		fmt.Fprintln(all, e.transcript.Digest)
	}
	fmt.Fprintf(&b, "transcripts\t%d, sha256 of their digests %.16x\n", len(c.episodes), all.Sum(nil))
	inputs := []string{"roles.tsv", "questions.tsv", "phrasings.txt", "sentences.txt", "transitions.txt"}
	for _, name := range inputs {
		if err := digest(&b, name, filepath.Join(o.labels, name)); err != nil {
			return nil, err
		}
	}
	if o.index != "" {
		if err := digest(&b, "synced names", o.index); err != nil {
			return nil, err
		}
	}
	printScores(&b, s)
	return &fstest.MapFile{Data: b.Bytes()}, nil
}

func digest(b *bytes.Buffer, name, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "%s\tsha256 %.16x\n", name, sha256.Sum256(data))
	return nil
}

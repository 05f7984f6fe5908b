package catalog

import (
	_ "embed"
	"hash/crc32"
	"strings"
	"sync"
)

// topNames holds the most downloaded projects on PyPI, one per line, by rank.
//
//go:embed top.txt
var topNames string

// TopMonth is the month of the ranking that Top returns.
const TopMonth = "2026-11"

// Top returns an index of the most downloaded projects. It replaces a synced index if there
// is none. It has ranks but no downloads. It is shared and must not be closed.
var Top = sync.OnceValue(func() *Index {
	names := make([]string, 0, strings.Count(topNames, "\n"))
	h := header{Origin: Origin{Source: "top.txt"}}
	for row := range strings.Lines(topNames) {
		if name := strings.TrimSuffix(row, "\n"); row[0] != '#' {
			names = append(names, name)
			h.Text += len(name)
		}
	}
	h.Names, h.Ranks = len(names), len(names)
	all := body(h, names, nil)
	h.Sum = crc32.Checksum(all, castagnoli())
	return newIndex(h, all, all)
})

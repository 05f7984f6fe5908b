package catalog

import (
	_ "embed"
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
	var names []string
	for row := range strings.Lines(topNames) {
		if row[0] != '#' {
			names = append(names, strings.TrimSuffix(row, "\n"))
		}
	}
	h := header{Origin: Origin{Source: "top.txt"}, Names: len(names), Ranks: len(names)}
	for _, name := range names {
		h.Text += len(name)
	}
	data, err := seal(h, body(h, names, nil))
	if err != nil {
		panic(err) // unreachable: the header can be encoded
	}
	ix, err := decode(data)
	if err != nil {
		panic(err) // unreachable: seal made it
	}
	return ix
})

package catalog

import (
	_ "embed"
	"strings"
	"sync"
)

// topIndex is the index of the most downloaded projects on PyPI. "make top" makes it from
// top.txt, which has one name per line, by rank.
//
//go:embed top.bin
var topIndex []byte

// TopMonth is the month of the ranking that Top returns.
const TopMonth = "2026-11"

// Top returns an index of the most downloaded projects. It replaces a synced index if there
// is none. It has ranks but no downloads. It is shared and must not be closed.
var Top = sync.OnceValue(func() *Index {
	head, _, body, err := split(topIndex) // the table for the checksum would take most of the time
	if err == nil {
		var ix *Index
		if ix, err = indexOf(topIndex, head, body); err == nil {
			return ix
		}
	}
	panic(err) // unreachable: the file is compiled in, and a test compares it with top.txt
})

// EncodeTop returns the content of an index file for a text like top.txt.
func EncodeTop(text string) ([]byte, error) {
	h := header{Origin: Origin{Source: "top.txt"}, Uncounted: true}
	var names []string
	for row := range strings.Lines(text) {
		if name := strings.TrimRight(row, "\r\n"); row[0] != '#' {
			names = append(names, name)
			h.Text += len(name)
		}
	}
	h.Names, h.Ranks = len(names), len(names)
	return seal(h, body(h, names, nil))
}

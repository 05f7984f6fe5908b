package cmd

import (
	"fmt"
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// progress shows on one line of a terminal how far a batch has come. It is
// silent where standard error is no terminal, and for a single file.
type progress struct {
	w   io.Writer // nil to be silent
	all int
}

func newProgress(w io.Writer, all int) progress {
	f, ok := w.(*os.File)
	if !ok || all < 2 || !isatty.IsTerminal(f.Fd()) {
		return progress{}
	}
	return progress{w, all}
}

// show says that so many are done; the next call overwrites it.
func (p progress) show(done int) {
	if p.w != nil {
		fmt.Fprintf(p.w, "\r%d of %d transcripts", done, p.all)
	}
}

// clear takes the line away, so that other text can be written.
func (p progress) clear() {
	if p.w != nil {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

package console

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
)

// ErrDeclined is the error of a question that was not answered with yes.
var ErrDeclined = errors.New("nothing was done")

// isTerminal reports whether a reader or writer is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// Ask asks a yes-or-no question at a terminal; the default is no. It returns
// ErrDeclined unless the answer is yes. If input or messages are not a terminal, it
// returns nil, because a script means what it requests.
func (c *Console) Ask(in io.Reader, question string) error {
	if !isTerminal(in) || !isTerminal(c.w) {
		return nil
	}
	answer := ""
	err := c.Apart(func() error {
		fmt.Fprintf(c.w, "%s [y/N] ", question)
		text, err := bufio.NewReader(in).ReadString('\n')
		answer = strings.ToLower(strings.TrimSpace(text))
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	})
	if err == nil && answer != "y" && answer != "yes" {
		err = ErrDeclined
	}
	return err
}

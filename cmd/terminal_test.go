//go:build !windows

package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"

	"namedrop/internal/exit"
)

// atTerminal runs a command at a terminal of that many columns, with a person who types
// an answer, and returns what the terminal shows.
func (w *machine) atTerminal(columns uint16, answer string, args ...string) (shown string, code int) {
	w.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Args, c.Env, c.Dir = append([]string{"extract"}, args...), append(w.env(), "TERM=xterm"), w.dir
	terminal, err := pty.StartWithSize(c, &pty.Winsize{Rows: 50, Cols: columns})
	if err != nil {
		w.t.Skipf("no pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	if _, err := io.WriteString(terminal, answer); err != nil {
		w.t.Fatal(err)
	}
	text, err := io.ReadAll(terminal)
	if err != nil && !errors.Is(err, syscall.EIO) { // Linux reports the end in this way
		w.t.Fatal(err)
	}
	c.Wait()
	return strings.ReplaceAll(string(text), "\r\n", "\n"), c.ProcessState.ExitCode()
}

// TestConfirmation: at a terminal a person is asked before anything is sent, and nothing
// is without a yes. --yes and scripts are not asked.
func TestConfirmation(t *testing.T) {
	t.Parallel()
	w := newMachine(t)
	w.extract("run", "talk.txt")
	w.extract("propose", "--accept", "tenacity", "--offline")
	const question = "Open or update 1 pull request: tenacity? [y/N]"
	for _, answer := range []string{"n\n", "\n", "\x04"} {
		shown, code := w.atTerminal(80, answer, "propose", "--send")
		if code != exit.CodeNothing || !strings.Contains(shown, question) || !strings.Contains(shown, "nothing was done") || len(w.hub.pulls) > 0 {
			t.Errorf("%q: exit code %d, %d pull requests\n%s", answer, code, len(w.hub.pulls), shown)
		}
	}
	shown, code := w.atTerminal(80, "y\n", "propose", "--send")
	if code != exit.CodeDone || !strings.Contains(shown, "tenacity created #1") {
		t.Errorf("yes: exit code %d\n%s", code, shown)
	}
	shown, code = w.atTerminal(80, "", "propose", "--reject", "tenacity", "--close", "--yes")
	if code != exit.CodeDone || strings.Contains(shown, "[y/N]") || w.hub.pulls[0]["state"] != "closed" {
		t.Errorf("--yes: exit code %d\n%s", code, shown)
	}
	shown, code = w.atTerminal(80, "n\n", "propose", "--forget", "tenacity")
	if code != exit.CodeNothing || !strings.Contains(shown, "Remove the proposal tenacity and all decisions on it? [y/N]") {
		t.Errorf("forget: exit code %d\n%s", code, shown)
	}
}

// TestWidths: at every width of a terminal the names are shown whole, and only addresses,
// other long words and messages are longer than a line.
func TestWidths(t *testing.T) {
	t.Parallel()
	w := newMachine(t)
	long := "an entry whose name is about as long as names are"
	list := fmt.Sprintf("## Misc\n\n* [%s](%s/gone) - It is gone.\n* [gone](%s/gone) - It is gone.\n", long, w.URL, w.URL)
	if err := os.WriteFile(filepath.Join(w.dir, "dead.md"), []byte(list), 0o666); err != nil {
		t.Fatal(err)
	}
	w.extract("run", "talk.txt")
	for _, c := range []struct{ args, name string }{
		{"run --all --explain talk.txt", "tenacity"},
		{"suggest --all talk.txt", "tenacity"},
		{"propose", "tenacity"},
		{"propose --accept tenacity", "accepted tenacity"},
		{"propose --requests tenacity", "tenacity would be created"},
		{"find tenacity", "tenacity"},
		{"audit --private --fail-on never dead.md", long},
	} {
		for _, columns := range []uint16{40, 80, 200} {
			shown, code := w.atTerminal(columns, "", strings.Fields(c.args)...)
			if words := strings.Join(strings.Fields(ansi.Strip(shown)), " "); code != exit.CodeDone || !strings.Contains(words, c.name) {
				t.Errorf("%s at %d columns: exit code %d\n%s", c.args, columns, code, shown)
			}
			for _, l := range strings.FieldsFunc(shown, func(r rune) bool { return r == '\n' || r == '\r' }) {
				whole := strings.Contains(l, "://") || len(strings.Fields(l)) == 1
				if ansi.StringWidth(l) > int(columns) && !whole && !strings.HasPrefix(ansi.Strip(l), "extract: ") {
					t.Errorf("%s at %d columns: %s", c.args, columns, l)
				}
			}
		}
	}
}

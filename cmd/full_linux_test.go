package cmd

import (
	"os"
	"strings"
	"testing"

	"namedrop/internal/exit"
)

// TestFullDisk: a command whose output does not fit says so and does not report success.
func TestFullDisk(t *testing.T) {
	alone(t)
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"talk.txt": "00:00:09 We should add the Tenacity library to the list.\n",
		"list.md":  "## Misc\n\n* [anyio](https://github.com/agronholm/anyio) - Both worlds.\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range []string{
		"run --offline --list list.md talk.txt", "run --offline --list list.md --format json talk.txt", "run --offline --list list.md --jq .schema talk.txt",
		"notes --list list.md talk.txt", "suggest --offline --list list.md talk.txt", "audit --offline list.md", "propose", "propose --format json",
		"config show", "config check --offline", "config path", "catalog info", "store info", "store prune", "--help", "run --help", "--version",
	} {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Skip(err)
		}
		var messages strings.Builder
		code := Main(t.Context(), strings.Fields(args), Env{Out: full, Err: &messages})
		full.Close()
		if code != exit.CodeNothing && code != exit.CodePartial || !strings.Contains(messages.String(), "no space left on device") {
			t.Errorf("%s: exit code %d, %q", args, code, messages.String())
		}
	}
}

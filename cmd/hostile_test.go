package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"namedrop/internal/sanitize"
)

// TestHostileNames runs every command with names of files, sections and entries that
// contain control or invisible characters, and checks all output.
func TestHostileNames(t *testing.T) {
	t.Setenv("EXTRACT_DATA_DIR", t.TempDir())
	dir := t.TempDir()
	const evil = "a\x1b[2J\x1b]0;owned\a\u202eb\u200b\u3164\U000e0041"
	episode := filepath.Join(dir, evil+".txt")
	list := filepath.Join(dir, evil+".md")
	put := func(path, text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Skip(err) // a file system without such names
		}
	}
	put(episode, "00:00:09 We use "+evil+" and FastAPI. We should add the Tenacity library to the list.\n")
	put(list, "## Web "+evil+"\n\n* ["+evil+"](https://example.org/"+evil+") - A "+evil+".\n* [x](#"+evil+")\n* [FastAPI](https://github.com/tiangolo/fastapi) - A framework.\n")
	broken := filepath.Join(dir, evil+".json")
	put(broken, "{")
	config := filepath.Join(dir, evil+".yaml")
	put(config, "list: {\"\\e[31m\": x}\n")
	out := filepath.Join(dir, "out")
	for _, args := range [][]string{
		{"run", "--offline", "--list", list, episode},
		{"run", "--offline", "--list", list, "--explain", "--all", episode},
		{"run", "--offline", "--list", list, "--format", "json", episode},
		{"run", "--offline", "--list", list, "--format", "markdown", episode},
		{"run", "--offline", "--list", list, "--out", out, episode},
		{"run", "--offline", "--list", list, broken, episode + "nowhere"},
		{"run", "--offline", "--list", list + "nowhere", episode},
		{"run", "--offline", "--format", evil, episode},
		{"notes", "--list", list, episode},
		{"notes", "--list", list, "--format", "html", episode},
		{"audit", "--offline", list},
		{"audit", "--offline", "--format", "json", list},
		{"audit", "--offline", "--format", "markdown", list},
		{"audit", "--offline", "--format", "sarif", list},
		{"propose", "--offline"},
		{"propose", "--offline", "--accept", evil},
		{"config", "check", "--config", config},
		{evil},
		{"run", "--" + evil},
	} {
		var stdout, stderr bytes.Buffer
		Main(t.Context(), args, Env{Out: &stdout, Err: &stderr})
		if stdout.Len()+stderr.Len() == 0 {
			t.Errorf("%q printed nothing", args)
		}
		checkVisible(t, strings.Join(args, " "), stdout.String()+stderr.String())
	}
	for _, name := range []string{"report.md", "report.json", "report.html"} {
		data, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Error(err)
		}
		checkVisible(t, name, string(data))
	}
}

// checkVisible fails for a text with hidden characters.
func checkVisible(t *testing.T, what, text string) {
	t.Helper()
	for i, r := range text {
		if r != '\n' && r != '\t' && sanitize.Hidden(r) {
			t.Errorf("%q: %+q in %+q", what, r, text[max(0, i-40):min(len(text), i+40)])
			return
		}
	}
}

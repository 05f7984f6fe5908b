package wellknown

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestCompiled checks that the compiled files are those of projects.tsv.
func TestCompiled(t *testing.T) {
	lines, table, err := Compile(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	if string(lines) != topicLines || !bytes.Equal(table, projects) {
		t.Error("topics.txt or projects.bin is out of date: run go generate ./internal/wellknown")
	}
}

// TestTopics looks up names and addresses.
func TestTopics(t *testing.T) {
	for _, c := range []struct{ name, address, topic string }{
		{"fzf", "https://github.com/junegunn/fzf", "fuzzy-finder"},
		{"VS Codium", "", "editor"},
		{"Mosquitto", "", "mqtt"}, // twice, with shared topics
		{"Loki", "https://grafana.com/loki", ""},
		{"Home Assistant", "https://www.home-assistant.io", "home-automation"},
		{"Loki", "https://github.com/grafana/loki", "log"},
		{"no such project", "https://github.com/grafana/none", ""},
		{"", "", ""},
	} {
		found := Topics(c.name, c.address)
		if (found == "") != (c.topic == "") || !strings.Contains(found, c.topic) {
			t.Errorf("%s, %s: topics %q, want %q among them", c.name, c.address, found, c.topic)
		}
	}
}

// TestCompileErrors checks that a bad line is named.
func TestCompileErrors(t *testing.T) {
	for _, line := range []string{"a\tb/c\n", "a\tb/c\t\n", "\tb/c\ttopic\n", "a\tb/c\t1 2 3 4 5\n"} {
		_, _, err := Compile(fstest.MapFS{"projects.tsv": {Data: []byte("x\t\ttopic\n" + line)}})
		if err == nil || !strings.HasPrefix(err.Error(), "projects.tsv:2: ") {
			t.Errorf("%q: error %v", line, err)
		}
	}
}

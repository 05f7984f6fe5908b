package cmd

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"namedrop/internal/jq"
)

// schemaRuns are commands that print JSON, by the schema in doc/schema that describes it.
var schemaRuns = []struct{ schema, args string }{
	{"run", "run --format json --all --explain talk.txt"},
	{"run", "run --format json --offline --list example ../../389.txt plain.txt"},
	{"suggest", "suggest --format json talk.txt plain.txt"},
	{"notes", "notes --format json --episode-url https://example.org/{name} talk.txt plain.txt"},
	{"find", "find --format json tenacity"},
	{"audit", "audit --format json --fail-on never --private dead.md"},
	{"propose", "propose --format json --offline"},
	{"propose", "propose --format json --list github:maker/awesome --accept tenacity"},
	{"propose", "propose --format json"},
	{"propose", "propose --format json --send"},
	{"propose", "propose --format json --list github:maker/awesome --undo tenacity --close"},
	{"propose", "propose --format json --list github:maker/awesome --text tenacity"},
	{"watch", "watch --format json --private URL/feed.xml"},
	{"inbox", "inbox --format json --list github:maker/awesome --send"},
	{"catalog-info", "catalog info --format json"},
	{"catalog-sync", "catalog sync --format json"},
	{"catalog-info", "catalog info --format json"},
	{"store-info", "store info --format json"},
	{"store-prune", "store prune --format json --older-than 0"},
	{"store-info", "store info --format json"},
	{"config-check", "config check --format json"},
	{"config-show", "config show --format json"},
	{"config-path", "config path --format json"},
	{"config-path", "config init --format json"},
}

// TestSchemas: what commands print as JSON is what doc/schema says, and every schema
// describes a command.
func TestSchemas(t *testing.T) {
	t.Parallel()
	w := newMachine(t)
	for name, text := range map[string]string{
		"plain.txt": "We should add the aiosqlite library to the list.\n",
		"dead.md":   "## Misc\n\n* [gone](" + w.URL + "/gone) - It is gone.\n* [gone](" + w.URL + "/gone) - It is gone.\n",
	} {
		if err := os.WriteFile(filepath.Join(w.dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	used := map[string]bool{}
	for _, r := range schemaRuns {
		used[r.schema+".json"] = true
		args := strings.Fields(strings.NewReplacer("../../389.txt", episodePath(t), "URL", w.URL).Replace(r.args))
		schema := compiled(t, r.schema)
		closed(schema)
		for line := range bytes.Lines(w.json(args...)) {
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
			if err == nil {
				err = schema.Validate(value)
			}
			if err != nil {
				t.Errorf("%s: %v", r.args, err)
			}
		}
	}
	files, err := filepath.Glob("../doc/schema/*.json")
	if err != nil || len(files) != len(used) {
		t.Errorf("%d schemas are checked of the %d in doc/schema, %v", len(used), len(files), err)
	}
}

func episodePath(t *testing.T) string {
	path, err := filepath.Abs("../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// json runs a command and returns its output, which must not be empty.
func (w *machine) json(args ...string) []byte {
	w.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		w.t.Fatal(err)
	}
	c := exec.Command(exe)
	c.Args, c.Env, c.Dir = append([]string{"extract"}, args...), w.env(), w.dir
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil || out.Len() == 0 {
		w.t.Errorf("%v: %v\n%s", args, err, errs.String())
	}
	return out.Bytes()
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	s, err := compiler.Compile(filepath.Join("..", "doc", "schema", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// closed makes a schema refuse fields that it does not describe, because a test should
// notice them; readers should not.
func closed(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if len(s.Properties) > 0 {
		s.AdditionalProperties = false
	}
	for _, p := range s.Properties {
		closed(p)
	}
	closed(s.Items2020)
	closed(s.Ref)
}

// TestJQ: --jq selects from the JSON, and wrong expressions are explained.
func TestJQ(t *testing.T) {
	for name, c := range map[string]struct{ expression, want, err string }{
		"texts are raw":   {`.a[].b`, "x\ny\n", ""},
		"values are JSON": {`.a[0], (.a | length)`, "{\"b\":\"x\"}\n2\n", ""},
		"large numbers":   {`.n`, "12345678901234567890\n", ""},
		"nothing":         {`empty`, "", ""},
		"hidden":          {`"\u001b[2J"`, "\\u{1b}[2J\n", ""},
		"ends early":      {`.a[`, "", `--jq ".a[": the expression ends too early`},
		"unexpected":      {`.a | }`, "", `--jq ".a | }": unexpected "}" at character 6`},
		"no such name":    {`nothing_of(1)`, "", `--jq "nothing_of(1)": function not defined: nothing_of/1`},
		"wrong type":      {`.a.b`, "", `--jq ".a.b": expected an object but got: array ([{"b":"x"},{"b":"y"}])`},
	} {
		var out bytes.Buffer
		q, err := jq.Parse(c.expression)
		if err == nil {
			err = q.Run(t.Context(), &out, []byte(`{"a": [{"b": "x"}, {"b": "y"}], "n": 12345678901234567890}`))
		}
		said := ""
		if err != nil {
			said = err.Error()
		}
		if out.String() != c.want || said != c.err {
			t.Errorf("%s: %q, %q; want %q, %q", name, out.String(), said, c.want, c.err)
		}
	}
}

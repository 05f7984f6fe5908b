package pipeline

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local" // no other: clients of clouds look for credentials
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"

	"namedrop/internal/episode"
	"namedrop/internal/report"
	"namedrop/internal/suggest"
)

func TestMain(m *testing.M) {
	Register()
	ptest.Main(m) // on Prism, in this process
}

const episodes = "testdata/episodes/*"

// TestSameAsPlain runs the pipeline on Prism and the stages in a loop: every byte of the
// results must be the same.
func TestSameAsPlain(t *testing.T) {
	list, err := os.ReadFile("testdata/list.md")
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Inputs: []string{episodes}, Output: t.TempDir(), Shards: 2, Most: 5, Stages: DefaultStages("list.md", string(list))}
	p, s := beam.NewPipelineWithRoot()
	if err := Build(s, c); err != nil {
		t.Fatal(err)
	}
	result := ptest.RunAndValidate(t, p)

	reports, suggestions, failures := plain(t, c)
	if got := lines(t, c.path("episodes-*.jsonl")); !slices.Equal(got, reports) || len(got) != 3 {
		t.Errorf("reports\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(reports, "\n"))
	}
	if got := lines(t, c.path("failures.jsonl")); !slices.Equal(got, failures) || len(got) != 1 {
		t.Errorf("failures %q, want %q", got, failures)
	}
	got := lines(t, c.path("suggestions.json"))
	if !slices.Equal(got, []string{suggestions}) {
		t.Errorf("suggestions\n%s\nwant\n%s", strings.Join(got, "\n"), suggestions)
	}
	if !strings.Contains(suggestions, `"episodes":3`) || !strings.Contains(suggestions, "+- [tenacity]") {
		t.Errorf("the texts suggest nothing: %s", suggestions)
	}
	if got := Totals(result); got.Episodes != 3 || got.Failures != 1 || got.Packages < 6 || got.Mentions < got.Packages {
		t.Errorf("totals %+v", got)
	}
	compareCommand(t, reports)
}

// plain takes the episodes through the stages one after the other.
func plain(t *testing.T, c Config) (reports []string, suggestions string, failures []string) {
	t.Helper()
	o, err := c.Stages.options()
	if err != nil {
		t.Fatal(err)
	}
	stages := episode.New(o)
	archive := &suggest.Archive{}
	for _, file := range transcripts(t) {
		e, err := stages.Run(t.Context(), episode.File(file, c.Stages.Address))
		if err != nil {
			failures = append(failures, line(Failure{file, err.Error()}))
			continue
		}
		var b bytes.Buffer
		if err := report.JSON(&b, e, report.Options{}); err != nil {
			t.Fatal(err)
		}
		reports = append(reports, strings.TrimSuffix(b.String(), "\n"))
		archive.Add(report.NewDocument(e, report.Options{}).Names(e.Transcript.Digest))
	}
	ranking := archive.Rank(stages.Matcher)
	for _, q := range ranking.Candidates[:min(c.Most, len(ranking.Candidates))] {
		stages.Place(t.Context(), q)
	}
	var b bytes.Buffer
	err = report.SuggestionsJSON(&b, report.Suggestions{List: c.Stages.ListName, Episodes: archive.Episodes, Candidates: ranking.Candidates, OffTopic: ranking.OffTopic})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(reports)
	return reports, strings.TrimSuffix(b.String(), "\n"), failures
}

// compareCommand compares names and mentions with those of "extract run", which also
// asks for evidence. The command is a program of another module, so it is built first.
func compareCommand(t *testing.T, reports []string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "extract.exe")
	if out, err := exec.Command("go", "build", "-C", "../..", "-o", program, "./cmd/extract").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command(program, append([]string{"run", "--offline", "--format", "json", "--list", "testdata/list.md"}, transcripts(t)...)...)
	home := t.TempDir()
	run.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "EXTRACT_DATA_DIR="+home)
	out, err := run.Output()
	if code := run.ProcessState.ExitCode(); code != 1 { // one file is empty
		t.Fatalf("extract run: exit code %d: %v", code, err)
	}
	want := strings.Split(strings.TrimSpace(string(out)), "\n")
	if got, want := mentions(t, reports), mentions(t, want); !slices.Equal(got, want) {
		t.Errorf("mentions\n%s\nwant those of extract run\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// mentions returns the packages of reports with the bytes of their mentions.
func mentions(t *testing.T, reports []string) []string {
	t.Helper()
	var all []string
	for _, text := range reports {
		var d struct {
			Transcript struct{ Path string }
			Packages   []struct {
				Name     string
				Mentions json.RawMessage
			}
		}
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Fatal(err)
		}
		for _, p := range d.Packages {
			all = append(all, d.Transcript.Path+" "+p.Name+" "+string(p.Mentions))
		}
	}
	slices.Sort(all)
	return all
}

func transcripts(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(episodes)
	if err != nil || len(files) != 4 {
		t.Fatalf("%v, %v", files, err)
	}
	return files
}

// lines returns the sorted lines of all files that a pattern matches.
func lines(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v, %v", pattern, files, err)
	}
	var all []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")...)
	}
	slices.Sort(all)
	return all
}

// TestRefused: what cannot work is refused before a job is started.
func TestRefused(t *testing.T) {
	good := Config{Inputs: []string{episodes}, Output: "out", Shards: 1}
	for want, change := range map[string]func(*Config){
		"no input":                func(c *Config) { c.Inputs = nil },
		"no output":               func(c *Config) { c.Output = "" },
		"0 shards":                func(c *Config) { c.Shards = 0 },
		"the list is not UTF-8":   func(c *Config) { c.Stages.List = "\xff" },
		"the address":             func(c *Config) { c.Stages.Address = "ftp://x.test/{name}" },
		"the additional projects": func(c *Config) { c.Stages.Extra = "\t\t" },
	} {
		c := good
		change(&c)
		_, s := beam.NewPipelineWithRoot()
		if err := Build(s, c); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// TestNoMatch: a glob that matches nothing fails the job.
func TestNoMatch(t *testing.T) {
	err := (&listFn{}).ProcessElement(t.Context(), "testdata/none/*.txt", func(string) { t.Error("emitted a file") })
	if err == nil || err.Error() != "testdata/none/*.txt: no file matches" {
		t.Error(err)
	}
}

// TestPanic: a fault in one episode is a failure of this episode.
func TestPanic(t *testing.T) {
	_, err := (&detectFn{}).run(t.Context(), "testdata/episodes/one.txt") // without Setup
	if err == nil || !strings.HasPrefix(err.Error(), "testdata/episodes/one.txt: cannot be processed: ") {
		t.Error(err)
	}
}

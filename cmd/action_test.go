package cmd

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"
)

// action is action.yml, as far as the tests need it.
type action struct {
	Inputs map[string]struct{ Description, Default string }
	Runs   struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	Name, Uses, Shell, Run, If string
	With, Env                  map[string]string
}

func readAction() (action, error) {
	var a action
	f, err := os.Open("../action.yml")
	if err != nil {
		return a, err
	}
	defer f.Close()
	d := yaml.NewDecoder(f)
	err = d.Decode(&a)
	return a, err
}

var (
	pinned     = regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	expression = regexp.MustCompile(`\$\{\{ *([\w.]+) *\}\}`)
)

// TestAction: other actions are pinned, no input is pasted into a script, and every input
// is described and used.
func TestAction(t *testing.T) {
	a, err := readAction()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) < 5 {
		t.Fatalf("%+v", a.Runs)
	}
	for name, in := range a.Inputs {
		if in.Description == "" || !strings.Contains(string(text), "inputs."+name) {
			t.Errorf("input %s is not described or not used", name)
		}
	}
	for _, step := range a.Runs.Steps {
		switch {
		case step.Name == "":
			t.Errorf("a step has no name: %+v", step)
		case step.Uses != "" && !pinned.MatchString(step.Uses):
			t.Errorf("%s: %s is not pinned to a commit", step.Name, step.Uses)
		case step.Uses == "" && (step.Shell != "bash" || step.Run == ""):
			t.Errorf("%s: no script for bash", step.Name)
		case strings.Contains(step.Run, "${{"):
			t.Errorf("%s: a value is pasted into the script; pass it in env", step.Name)
		}
		for _, m := range regexp.MustCompile(`inputs\.(\w+)`).FindAllStringSubmatch(fmt.Sprint(step), -1) {
			if _, ok := a.Inputs[m[1]]; !ok {
				t.Errorf("%s: there is no input %s", step.Name, m[1])
			}
		}
	}
}

// actionRun is one run of the action as a runner of GitHub makes it, except that other
// actions do nothing and that extract is not built.
type actionRun struct {
	ts      *testscript.TestScript
	inputs  map[string]string
	context map[string]string // values of expressions
	failed  bool
}

// actionCmd is "action INPUT=VALUE…": it runs the steps of action.yml with the token
// ghp_Action in a new temporary directory. The summary of the job is in summary.md, what
// the steps print in stdout and stderr.
func actionCmd(ts *testscript.TestScript, neg bool, args []string) {
	a, err := readAction()
	ts.Check(err)
	temp, err := os.MkdirTemp(ts.Getenv("WORK"), "runner")
	ts.Check(err)
	r := actionRun{ts: ts, inputs: map[string]string{}, context: map[string]string{
		"runner.temp": temp, "github.repository": "maker/awesome", "github.token": "ghp_Action", "github.action_path": "/action", "github.run_id": "1", "github.run_attempt": "1",
	}}
	for name, in := range a.Inputs {
		r.inputs[name] = r.fill(in.Default)
	}
	for _, arg := range args {
		name, value, _ := strings.Cut(arg, "=")
		if _, ok := r.inputs[name]; !ok {
			ts.Fatalf("there is no input %s", name)
		}
		r.inputs[name] = value
	}
	for _, step := range a.Runs.Steps {
		if r.applies(step.If) {
			r.step(step)
		}
	}
	if r.failed != neg {
		ts.Fatalf("the action failed: %v", r.failed)
	}
}

// fill replaces the expressions in a text.
func (r *actionRun) fill(text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		name := expression.FindStringSubmatch(e)[1]
		input, isInput := strings.CutPrefix(name, "inputs.")
		value, ok := r.context[name]
		if isInput {
			value, ok = r.inputs[input]
		}
		if !ok {
			r.ts.Fatalf("unknown expression %s", e)
		}
		return value
	})
}

// applies evaluates the condition of a step: comparisons of inputs, and always().
func (r *actionRun) applies(condition string) bool {
	always := strings.Contains(condition, "always()")
	if r.failed && !always {
		return false
	}
	for part := range strings.SplitSeq(condition, " && ") {
		name, value, ok := strings.Cut(part, " == ")
		switch {
		case part == "" || part == "always()":
		case !ok || !strings.HasPrefix(name, "inputs."):
			r.ts.Fatalf("unknown condition %q", part)
		case r.inputs[strings.TrimPrefix(name, "inputs.")] != strings.Trim(value, "'"):
			return false
		}
	}
	return true
}

func (r *actionRun) step(step actionStep) {
	switch {
	case step.Uses != "":
		return
	case strings.HasPrefix(step.Run, "go build "):
		r.install(step)
		return
	}
	run := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
	run.Dir = r.ts.Getenv("WORK")
	run.Env = r.environment(step)
	out, err := run.CombinedOutput()
	r.ts.Logf("%s: %v\n%s", step.Name, err, out)
	if strings.Contains(string(out), "ghp_") {
		r.ts.Fatalf("%s shows the token", step.Name)
	}
	r.failed = r.failed || err != nil
}

// install puts the program of the tests where the step would build it.
func (r *actionRun) install(step actionStep) {
	if want := `go build -C "$SOURCE" -o "$RUNNER_TEMP/extract-bin/extract" ./cmd/extract`; strings.TrimSpace(step.Run) != want {
		r.ts.Fatalf("%s: %s", step.Name, step.Run)
	}
	dir := filepath.Join(r.context["runner.temp"], "extract-bin")
	r.ts.Check(os.Mkdir(dir, 0o777))
	for path := range strings.SplitSeq(r.ts.Getenv("PATH"), string(os.PathListSeparator)) {
		program := filepath.Join(path, "extract")
		if _, err := os.Stat(program); err == nil {
			r.ts.Check(os.Symlink(program, filepath.Join(dir, "extract")))
			return
		}
	}
	r.ts.Fatalf("no extract in PATH")
}

// environment returns the variables of a step: those of the script with which the tests
// configure extract, those of the runner, and those of the step.
func (r *actionRun) environment(step actionStep) []string {
	work := r.ts.Getenv("WORK")
	env := []string{"GITHUB_SERVER_URL=file://" + work, "GITHUB_REPOSITORY=maker/awesome", "GITHUB_STEP_SUMMARY=" + filepath.Join(work, "summary.md"), "RUNNER_TEMP=" + r.context["runner.temp"]}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "EXTRACT_PYPI_URL", "EXTRACT_GITHUB_URL", "EXTRACT_OSV_URL", "HTTP_PROXY", "HTTPS_PROXY", "EXTRACT_FETCH_PRIVATE"} {
		if value := r.ts.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	for name, value := range step.Env {
		env = append(env, name+"="+r.fill(value))
	}
	slices.Sort(env)
	return env
}

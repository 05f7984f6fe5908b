package cmd

import (
	"context"
	"errors"
	"flag"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"namedrop/internal/config"
)

// TestMain makes "extract" a command of the scripts: the test binary runs itself as a
// process, so that exit codes and interrupts are real.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != "extract" { // what a developer has configured is no matter of the tests
		for _, v := range os.Environ() {
			if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "EXTRACT_") {
				os.Unsetenv(name)
			}
		}
		// The default is a test for each CPU, but most of them wait: for processes, and
		// for commands that ask again. The flag -parallel still takes precedence.
		if err := flag.Set("test.parallel", strconv.Itoa(3*runtime.GOMAXPROCS(0))); err != nil {
			panic(err) // unreachable: package testing defines the flag
		}
	}
	testscript.Main(m, map[string]func(){
		"extract": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			defer stop()
			os.Exit(Run(ctx, os.Args[1:], Env{Out: os.Stdout, Err: os.Stderr, In: os.Stdin}))
		},
	})
}

// TestScripts runs the scripts in testdata/script, see README.md there.
func TestScripts(t *testing.T) {
	episode, err := filepath.Abs("../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	world, err := filepath.Abs("testdata/world")
	if err != nil {
		t.Fatal(err)
	}
	nobody := httptest.NewServer(nil)
	nobody.Close() // an address on this machine where nobody listens
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EPISODE", episode)
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("XDG_CONFIG_HOME", "")
			env.Setenv("XDG_DATA_HOME", "")
			env.Setenv("EXTRACT_LIST_SOURCE", config.ExampleSource)
			for _, source := range []string{"PYPI", "GITHUB", "OSV"} {
				env.Setenv("EXTRACT_"+source+"_URL", nobody.URL)
			}
			for _, scheme := range []string{"HTTP", "HTTPS"} { // of what is not a source
				env.Setenv(scheme+"_PROXY", nobody.URL)
			}
			env.Setenv("WORLD", world)
			env.Values[serverKey{}] = &server{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": codeCmd, "serve": serveCmd, "unserve": unserveCmd, "asked": askedCmd, "close": closeCmd, "sent": sentCmd, "template": templateCmd, "github": githubCmd, "action": actionCmd},
	})
}

// codeCmd is "code N command args…": it runs a command and compares its exit code,
// because testscript only distinguishes success from failure.
func codeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command [args…]")
	}
	err := ts.Exec(args[1], args[2:]...)
	if got := exitStatus(err); got != args[0] {
		ts.Fatalf("%v: exit code %s, want %s", args[1:], got, args[0])
	}
}

func exitStatus(err error) string {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return "0"
	case errors.As(err, &exit):
		return strconv.Itoa(exit.ExitCode())
	}
	return err.Error()
}

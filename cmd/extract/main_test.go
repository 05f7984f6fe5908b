//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// mainVar is set where this test's binary is run as the command.
const mainVar = "TEST_RUN_MAIN" // no EXTRACT_ name: those are configuration

func TestMain(m *testing.M) {
	if os.Getenv(mainVar) != "" {
		main()
	}
	os.Exit(m.Run())
}

// TestInterruptedTwice reads a pipe to which nobody writes, which the end of a
// context does not end, and interrupts that until it is over.
func TestInterruptedTwice(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	c := exec.Command(os.Args[0], "notes", "--list", "example", pipe)
	c.Env = append(os.Environ(), mainVar+"=1", "EXTRACT_DATA_DIR="+t.TempDir())
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer c.Process.Kill()
	w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for a reader
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for c.Process.Signal(os.Interrupt) == nil { // until it is gone
	}
	var exit *exec.ExitError
	if err := <-ended; !errors.As(err, &exit) || exit.Exited() {
		t.Errorf("ended with %v, want the signal", err)
	}
}

// TestInterruptedOnce: the first interrupt ends a command that does not look at its
// context, as a long computation does not.
func TestInterruptedOnce(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		pipe := filepath.Join(t.TempDir(), "pipe")
		if err := syscall.Mkfifo(pipe, 0o600); err != nil {
			t.Skip(err)
		}
		c := exec.Command(os.Args[0], "notes", "--list", "example", pipe)
		c.Env = append(os.Environ(), mainVar+"=1", "EXTRACT_DATA_DIR="+t.TempDir())
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		defer c.Process.Kill()
		w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for a reader
		if err != nil {
			t.Fatal(err)
		}
		defer w.Close()
		if err := c.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if c.Wait(); c.ProcessState.ExitCode() != 130 {
			t.Errorf("%v: ended with %v, want exit code 130", signal, c.ProcessState)
		}
	}
}

//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// mainVar is set if the test binary runs as the command.
const mainVar = "TEST_RUN_MAIN" // without the prefix EXTRACT_, which is for configuration

func TestMain(m *testing.M) {
	if os.Getenv(mainVar) != "" {
		main()
	}
	os.Exit(m.Run())
}

// startReading starts a command that reads a pipe that does not end, and waits until it
// reads. Reading a pipe does not end with a context.
func startReading(t *testing.T) *exec.Cmd {
	t.Helper()
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip(err)
	}
	c := exec.Command(os.Args[0], "notes", "--list", "example", pipe)
	c.Env = append(os.Environ(), mainVar+"=1", "EXTRACT_DATA_DIR="+t.TempDir())
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill() })
	w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits for a reader
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return c
}

// TestInterruptedTwice checks that a second interrupt ends a command at once. A command
// that does not read yet ends in order after the first one, so there are several tries.
func TestInterruptedTwice(t *testing.T) {
	var err error
	for range 10 {
		var exit *exec.ExitError
		if err = interruptOften(startReading(t)); errors.As(err, &exit) && !exit.Exited() {
			return
		}
	}
	t.Errorf("ended with %v, want the signal", err)
}

// interruptOften sends interrupts until the command is gone, and returns how it ended.
func interruptOften(c *exec.Cmd) error {
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	for c.Process.Signal(os.Interrupt) == nil {
		time.Sleep(5 * time.Millisecond) // let it handle the signal
	}
	return <-ended
}

// TestInterruptedOnce checks that the first interrupt ends a command that does not check
// its context, like a long computation.
func TestInterruptedOnce(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		c := startReading(t)
		if err := c.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if c.Wait(); c.ProcessState.ExitCode() != 130 {
			t.Errorf("%v: ended with %v, want exit code 130", signal, c.ProcessState)
		}
	}
}

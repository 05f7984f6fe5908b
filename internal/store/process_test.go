package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Environment variables for running this test binary as another process.
const (
	storeVar = "STORE_TEST_PATH"
	nameVar  = "STORE_TEST_NAME"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(storeVar); path != "" {
		if err := work(path, os.Getenv(nameVar)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// work changes a store repeatedly until its input ends, and prints each finished
// round: "NAME.1", "NAME.2" and so on.
func work(path, name string) error {
	fmt.Println("begun")
	s, err := Open(path)
	if err != nil {
		return err
	}
	defer s.Close()
	in := bufio.NewScanner(os.Stdin)
	for n := 1; in.Scan(); n++ {
		label := name + "." + strconv.Itoa(n)
		if err := round(s, label); err != nil {
			return err
		}
		fmt.Println(label)
	}
	return in.Err()
}

// round makes one change of each kind, all with the label.
func round(s *Store, label string) error {
	ctx := context.Background()
	r, ps := run("389"), []Proposal{tenacity(label), tenacity(label), tenacity(label)}
	r.Version = label
	for i, project := range []string{"a", "b", "c"} {
		ps[i].Project = project
	}
	if _, err := s.Save(ctx, r, ps); err != nil {
		return err
	}
	if err := decide(ctx, s, Decision{Verdict: Accepted, Reason: label, Entry: ps[0].Entry}); err != nil {
		return err
	}
	if err := s.Record(ctx, 1, Sent{Step: label}); err != nil {
		return err
	}
	return s.Correct(ctx, Correction{Transcript: label, End: 1})
}

// decide decides on the first proposal, and retries if another process was faster.
func decide(ctx context.Context, s *Store, d Decision) error {
	for {
		p, err := s.Proposal(ctx, 1)
		if err != nil {
			return err
		}
		if err := s.Decide(ctx, 1, p.Decision.ID, d); !errors.Is(err, ErrConflict) {
			return err
		}
	}
}

// process is another process that works on a store.
type process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

func start(t testing.TB, path, name string) process {
	t.Helper()
	exe, err := os.Executable()
	try(t)(err)
	p := process{cmd: exec.Command(exe)}
	p.cmd.Env = append(os.Environ(), storeVar+"="+path, nameVar+"="+name)
	p.in, err = p.cmd.StdinPipe()
	try(t)(err)
	out, err := p.cmd.StdoutPipe()
	try(t)(err)
	p.out = bufio.NewScanner(out)
	try(t)(p.cmd.Start())
	t.Cleanup(func() { p.cmd.Process.Kill() }) // no effect if it has ended
	return p
}

// rest returns the remaining output of the process.
func (p process) rest() (lines []string) {
	for p.out.Scan() {
		lines = append(lines, p.out.Text())
	}
	return lines
}

// check verifies that every change of the rounds is in the store, and none partially.
func check(t *testing.T, path string, rounds []string) {
	t.Helper()
	ctx := t.Context()
	s, err := Open(path)
	try(t)(err)
	defer s.Close()
	var integrity string
	try(t)(s.db.QueryRow("PRAGMA integrity_check").Scan(&integrity))
	same(t, "integrity", integrity, "ok")

	have := map[string]int{}
	ds, err := s.Decisions(ctx, 1)
	try(t)(err)
	for _, d := range ds {
		have[d.Reason]++
	}
	es, err := s.Ledger(ctx, 1)
	try(t)(err)
	for _, e := range es {
		have[e.Step]++
	}
	for _, label := range rounds {
		cs, err := s.Corrections(ctx, label)
		try(t)(err)
		if n := have[label] + len(cs); n != 3 {
			t.Errorf("round %s: %d of 3 changes", label, n)
		}
	}
	checkWhole(t, s)
}

// checkWhole verifies that the last run is complete or missing.
func checkWhole(t *testing.T, s *Store) {
	t.Helper()
	rs, err := s.Runs(t.Context())
	try(t)(err)
	ps, err := s.Proposals(t.Context(), Filter{})
	try(t)(err)
	if len(ps) != 3*len(rs) {
		t.Fatalf("%d proposals of %d runs, want 3 of each", len(ps), len(rs))
	}
	for _, p := range ps {
		if p.Entry.Description != rs[0].Version || len(p.Quotes) != 1 {
			t.Errorf("proposal %s is of round %q with %d quotes, the run of %q", p.Project, p.Entry.Description, len(p.Quotes), rs[0].Version)
		}
	}
}

// TestKill kills processes while they work, each after some more rounds than the last:
// the first while it opens the store.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store.db")
	var rounds []string
	for kill := range 25 {
		p := start(t, path, "kill"+strconv.Itoa(kill))
		go io.WriteString(p.in, strings.Repeat("\n", 1<<16)) // more than it can process
		for range kill%5 + 1 {
			if !p.out.Scan() {
				t.Fatalf("process %d: %v", kill, p.cmd.Wait())
			}
			rounds = append(rounds, p.out.Text())
		}
		try(t)(p.cmd.Process.Kill())
		rounds = append(rounds, p.rest()...)
		if err := p.cmd.Wait(); err == nil {
			t.Fatalf("process %d ended by itself: %v", kill, rounds)
		}
		rounds = without(rounds, "begun")
		check(t, path, rounds)
	}
	if len(rounds) < 25 {
		t.Errorf("killed so early that only %d rounds were done", len(rounds))
	}
}

// TestTogether has processes create and change a store concurrently: some for long,
// and many that start together.
func TestTogether(t *testing.T) {
	for _, c := range []struct{ processes, each int }{{3, 30}, {12, 1}} {
		path := filepath.Join(t.TempDir(), "store.db")
		var all []process
		for i := range c.processes {
			p := start(t, path, "together"+strconv.Itoa(i))
			_, err := io.WriteString(p.in, strings.Repeat("\n", c.each))
			try(t)(err)
			try(t)(p.in.Close())
			all = append(all, p)
		}
		var rounds []string
		for _, p := range all {
			lines := p.rest()
			if err := p.cmd.Wait(); err != nil {
				t.Fatalf("%v: %s", err, strings.Join(lines, "\n"))
			}
			rounds = append(rounds, without(lines, "begun")...)
		}
		same(t, "rounds", len(rounds), c.processes*c.each)
		check(t, path, rounds)
	}
}

func without(lines []string, line string) (rest []string) {
	for _, l := range lines {
		if l != line {
			rest = append(rest, l)
		}
	}
	return rest
}

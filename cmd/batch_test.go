package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"namedrop/internal/episode"
	"namedrop/internal/transcript"
)

// fakeEpisode takes longer for earlier files, and fails for files named bad.
func fakeEpisode(_ context.Context, in episode.Input) (episode.Episode, error) {
	var n int
	if _, err := fmt.Sscanf(in.Name, "f%d", &n); err != nil {
		return episode.Episode{}, errors.New(in.Name + ": bad")
	}
	time.Sleep(time.Duration(5-n) * time.Millisecond)
	return episode.Episode{Transcript: &transcript.Transcript{Path: in.Name}}, nil
}

// named returns inputs that have only a name.
func named(names ...string) []episode.Input {
	var all []episode.Input
	for _, n := range names {
		all = append(all, episode.Input{Name: n})
	}
	return all
}

// TestBatchOrder checks that results come in the order of the files, and that an error
// in one does not stop the others.
func TestBatchOrder(t *testing.T) {
	var got []string
	var messages bytes.Buffer
	b := batch{inputs: named("f1", "f2", "bad", "f3", "f4"), parallel: 4, console: newConsole(&messages)}
	err := b.run(context.Background(), fakeEpisode, func(e episode.Episode) error {
		got = append(got, e.Transcript.Path)
		return nil
	})
	if strings.Join(got, " ") != "f1 f2 f3 f4" || messages.String() != "extract: bad: bad\n" {
		t.Errorf("done %v, messages %q", got, messages.String())
	}
	if exitCode(err) != exitSome {
		t.Errorf("%v has code %d, want %d", err, exitCode(err), exitSome)
	}
}

// TestBatchInterrupted checks that no input is started after an interrupt, and that the
// error says how many were done.
func TestBatchInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b := batch{inputs: named("f1", "f2", "f3"), parallel: 1, console: newConsole(&bytes.Buffer{})}
	done := 0
	err := b.run(ctx, fakeEpisode, func(episode.Episode) error {
		done++
		cancel()
		return nil
	})
	if done != 1 || err == nil || err.Error() != "interrupted after 1 of 3 transcripts" || exitCode(err) != exitSome {
		t.Errorf("%d done, error %v with code %d", done, err, exitCode(err))
	}
}

func TestExitCodes(t *testing.T) {
	for err, want := range map[error]int{
		nil:                               exitDone,
		errors.New("x"):                   exitNothing,
		usageError{errors.New("x")}:       exitUsage,
		someError{errors.New("x")}:        exitSome,
		errors.New(`unknown command "x"`): exitUsage,
	} {
		if got := exitCode(err); got != want {
			t.Errorf("exitCode(%v) = %d, want %d", err, got, want)
		}
	}
}

package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"namedrop/internal/console"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/transcript"
)

// fakeEpisode takes longer for earlier files, and fails for files named bad.
func fakeEpisode(_ context.Context, in episode.Input) (episode.Episode, error) {
	if in.Name == "old" {
		return episode.Episode{}, episode.ErrOld
	}
	var n int
	if _, err := fmt.Sscanf(in.Name, "f%d", &n); err != nil {
		return episode.Episode{}, errors.New(in.Name + ": bad")
	}
	time.Sleep(time.Duration(5-n) * time.Millisecond)
	return episode.Episode{Transcript: &transcript.Transcript{Path: in.Name}}, nil
}

// named yields inputs that have only a name, and an error for "missing".
func named(names ...string) iter.Seq2[episode.Input, error] {
	return func(yield func(episode.Input, error) bool) {
		for _, n := range names {
			var err error
			if n == "missing" {
				err = errors.New("missing: no such file")
			}
			if !yield(episode.Input{Name: n}, err) {
				return
			}
		}
	}
}

// TestBatchOrder checks that results come in the order of the files, and that an error
// in one does not stop the others.
func TestBatchOrder(t *testing.T) {
	var got []string
	var messages bytes.Buffer
	b := Batch{Inputs: named("f1", "f2", "bad", "old", "f3", "missing", "f4"), Parallel: 4, Console: console.New(&messages, false)}
	n, err := b.Run(context.Background(), fakeEpisode, func(e episode.Episode) error {
		got = append(got, e.Transcript.Path)
		return nil
	})
	if strings.Join(got, " ") != "f1 f2 f3 f4" || messages.String() != "extract: bad: bad\nextract: missing: no such file\n" || n != (Counts{6, 2, 1}) {
		t.Errorf("done %v, messages %q, %+v", got, messages.String(), n)
	}
	if exit.Code(err) != exit.CodePartial {
		t.Errorf("%v has code %d, want %d", err, exit.Code(err), exit.CodePartial)
	}
}

// TestBatchInterrupted checks that no input is started after an interrupt, and that the
// error says how many were done.
func TestBatchInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	b := Batch{Inputs: named("f1", "f2", "f3"), Parallel: 1, Console: console.New(&bytes.Buffer{}, false)}
	done := 0
	_, err := b.Run(ctx, fakeEpisode, func(episode.Episode) error {
		done++
		cancel()
		return nil
	})
	if done != 1 || err == nil || err.Error() != "interrupted after 1 transcript" || exit.Code(err) != exit.CodePartial {
		t.Errorf("%d done, error %v with code %d", done, err, exit.Code(err))
	}
}

// TestBatchOne: the error of an only input is returned, not printed.
func TestBatchOne(t *testing.T) {
	var messages bytes.Buffer
	_, err := Batch{Inputs: named("bad"), Console: console.New(&messages, false)}.Run(t.Context(), fakeEpisode, nil)
	if err == nil || err.Error() != "bad: bad" || messages.Len() > 0 || exit.Code(err) != exit.CodeNothing {
		t.Errorf("error %v, messages %q", err, messages.String())
	}
}

// TestBatchIsLazy: inputs are taken only as they are processed, so that their number does
// not matter.
func TestBatchIsLazy(t *testing.T) {
	const parallel = 2
	var taken atomic.Int64
	done := 0
	inputs := func(yield func(episode.Input, error) bool) {
		for yield(episode.Input{Name: "f1"}, nil) {
			taken.Add(1)
		}
	}
	b := Batch{Inputs: inputs, Parallel: parallel, Console: console.New(&bytes.Buffer{}, false)}
	full := errors.New("full")
	_, err := b.Run(t.Context(), func(context.Context, episode.Input) (episode.Episode, error) { return episode.Episode{}, nil }, func(episode.Episode) error {
		if done++; done == 100 {
			return full
		}
		return nil
	})
	if err != full || taken.Load() > int64(done+ahead*parallel+parallel+2) {
		t.Errorf("%d taken for %d done, error %v", taken.Load(), done, err)
	}
}

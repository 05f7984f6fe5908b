// Package batch processes many transcripts concurrently.
//
// A [Batch] takes inputs one at a time, runs a [Stage] on each in a number of workers, and
// passes the episodes on in the order of the inputs. The error of one input is printed and
// does not stop the others; what [Batch.Run] returns says how many failed, and its exit
// code. The package knows neither what a stage does nor where inputs come from.
package batch

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"

	"namedrop/internal/console"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/terminal"
	"namedrop/internal/transcript"
)

// Batch processes transcripts concurrently, with the results in the order of the
// inputs. An error in one does not stop the others. It holds only a few results at a
// time, regardless of the number of inputs.
type Batch struct {
	Inputs   iter.Seq2[episode.Input, error]
	Total    func() int       // counts the inputs, for the progress on a terminal; nil if unknown
	Parallel int              // 0 for the number of CPUs
	Console  *console.Console // for errors

	// Failed, if not nil, is called for each input that failed, in the order of the
	// inputs.
	Failed func(context.Context, episode.Input, error)
}

// Stage processes an input as far as a command needs.
type Stage func(context.Context, episode.Input) (episode.Episode, error)

// result is the outcome for one input.
type result struct {
	input   episode.Input
	episode episode.Episode
	err     error
}

// ahead is the number of results per worker that may wait for an earlier one.
const ahead = 4

// Run processes every input and passes the results to done in the order of the inputs.
// Episodes that are too old are left out. The error states how many inputs failed. An
// error of done stops the batch, because results can no longer be written. During the
// batch, the process uses as many CPUs as the batch has workers, because reading a
// transcript uses several.
func (b Batch) Run(ctx context.Context, do Stage, done func(episode.Episode) error) (Counts, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(b.Parallel)) // 0 changes nothing
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := &tally{console: b.Console, told: b.Failed}
	progress := console.NewProgress(b.Console, b.Total)
	defer progress.End()
	queue := b.start(ctx, do)
	defer func() { // no input is requested after the end
		cancel()
		for range queue {
		}
	}()
	for {
		progress.Show(t.Inputs + t.Old)
		r, ok := <-queue
		if !ok || ctx.Err() != nil {
			break
		}
		if err := t.add(ctx, <-r, done); err != nil {
			return t.Counts, err
		}
	}
	if ctx.Err() != nil {
		return t.Counts, t.interrupted()
	}
	if t.Inputs == 0 && t.Old > 0 {
		b.Console.Notice("no transcript was read: %s left out because of --since", terminal.Count(t.Old, "older transcript"))
	}
	return t.Counts, t.summary()
}

// start processes the inputs in the background and returns a channel for each result.
// No input is started after the context has ended.
func (b Batch) start(ctx context.Context, do Stage) <-chan chan result {
	queue := make(chan chan result, ahead*b.workers())
	busy := make(chan struct{}, b.workers())
	go func() {
		defer close(queue)
		for in, err := range b.Inputs {
			r := make(chan result, 1)
			select {
			case queue <- r:
			case <-ctx.Done():
				return
			}
			if err != nil {
				r <- result{input: in, err: err}
				continue
			}
			select {
			case busy <- struct{}{}:
			case <-ctx.Done():
				return
			}
			go func() {
				defer func() { <-busy }()
				r <- process(ctx, do, in)
			}()
		}
	}()
	return queue
}

func process(ctx context.Context, do Stage, in episode.Input) result {
	r := result{input: in, err: ctx.Err()}
	if r.err == nil {
		r.episode, r.err = do(ctx, in)
	}
	return r
}

func (b Batch) workers() int {
	if b.Parallel > 0 {
		return b.Parallel
	}
	return runtime.GOMAXPROCS(0)
}

// tally counts the results of a batch and prints its errors. If there is only one
// input, its error is not printed, but returned by summary.
type tally struct {
	Counts
	console *console.Console
	told    func(context.Context, episode.Input, error) // see Batch.Failed
	first   error                                       // of the first input, not printed yet
}

// Counts holds the outcomes of the inputs of a batch.
type Counts struct {
	Inputs int // processed inputs, without old ones
	Failed int
	Old    int // skipped because of their date
}

// add passes on a result, or prints its error. The error is that of done.
func (t *tally) add(ctx context.Context, r result, done func(episode.Episode) error) error {
	if ctx.Err() != nil {
		return nil
	}
	if errors.Is(r.err, episode.ErrOld) {
		t.Old++
		return nil
	}
	if t.Inputs++; t.Inputs == 2 && t.first != nil {
		t.print(t.first)
	}
	if r.err != nil {
		t.fail(ctx, r)
		return nil
	}
	t.tell(r.episode.Transcript)
	return t.console.Apart(func() error { return done(r.episode) })
}

// fail counts and prints the error of an input.
func (t *tally) fail(ctx context.Context, r result) {
	if t.Failed++; t.Inputs == 1 {
		t.first = r.err
	} else {
		t.print(r.err)
	}
	if t.told != nil {
		t.told(ctx, r.input, r.err)
	}
}

func (t *tally) print(err error) { fmt.Fprintf(t.console, "extract: %s\n", exit.Message(err)) }

// tell prints the notes on how a transcript was read, if there are any.
func (t *tally) tell(read *transcript.Transcript) {
	if read == nil {
		return
	}
	for _, note := range read.Notes {
		t.console.Notice("%s: %s", read.Path, note)
	}
}

// interrupted returns the error of an interrupted batch.
func (t *tally) interrupted() error {
	done := t.Inputs - t.Failed
	err := fmt.Errorf("interrupted after %s", terminal.Count(done, "transcript"))
	if done > 0 {
		return exit.Partial(err)
	}
	return err
}

// summary returns the error of a completed batch.
func (t *tally) summary() error {
	switch {
	case t.Failed == 0:
		return nil
	case t.Inputs == 1:
		return t.first
	case t.Failed < t.Inputs:
		return exit.Partial(fmt.Errorf("%d of %d transcripts failed", t.Failed, t.Inputs))
	}
	return fmt.Errorf("all %d transcripts failed", t.Failed)
}

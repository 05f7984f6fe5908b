package cmd

import (
	"context"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"namedrop/internal/episode"
	"namedrop/internal/transcript"
)

// batch processes several transcripts: some at the same time, with the results in
// the order of the inputs. An error in one does not stop the others.
type batch struct {
	inputs   []episode.Input
	parallel int      // 0 for the number of CPUs
	console  *console // for errors
}

// stage processes an input as far as a command needs.
type stage func(context.Context, episode.Input) (episode.Episode, error)

// result is the outcome for one input.
type result struct {
	episode episode.Episode
	err     error
}

// run processes every input and passes the results to done in the order of the inputs.
// The error says how many inputs failed. An error of done stops the batch, because
// results can no longer be written.
func (b batch) run(ctx context.Context, do stage, done func(episode.Episode) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	results := b.start(ctx, do)
	defer b.console.show(&b.console.progress, "")
	failed := 0
	for i, r := range results {
		if len(b.inputs) > 1 {
			b.console.show(&b.console.progress, fmt.Sprintf("%d of %d transcripts", i, len(b.inputs)))
		}
		got := <-r
		if err := ctx.Err(); err != nil {
			return b.interrupted(i - failed)
		}
		if got.err != nil {
			failed++
			if len(b.inputs) == 1 {
				return got.err
			}
			fmt.Fprintf(b.console, "extract: %s\n", plainText(got.err))
			continue
		}
		b.tell(got.episode.Transcript)
		if err := b.console.apart(func() error { return done(got.episode) }); err != nil {
			return err
		}
	}
	return b.summary(failed)
}

// tell prints the notes on how a transcript was read; nil has none.
func (b batch) tell(t *transcript.Transcript) {
	if t == nil {
		return
	}
	for _, note := range t.Notes {
		b.console.notice("%s: %s", t.Path, note)
	}
}

// start processes the inputs in the background and returns a channel for each result.
// No input is started after the context has ended.
func (b batch) start(ctx context.Context, do stage) []chan result {
	results := make([]chan result, len(b.inputs))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	var group errgroup.Group
	group.SetLimit(b.workers())
	go func() {
		for i, in := range b.inputs {
			group.Go(func() error {
				r := result{err: ctx.Err()}
				if r.err == nil {
					r.episode, r.err = do(ctx, in)
				}
				results[i] <- r
				return nil
			})
		}
	}()
	return results
}

func (b batch) workers() int {
	if b.parallel > 0 {
		return b.parallel
	}
	return runtime.GOMAXPROCS(0)
}

// interrupted returns the error of an interrupted batch with that many results.
func (b batch) interrupted(done int) error {
	err := fmt.Errorf("interrupted after %d of %d transcripts", done, len(b.inputs))
	if done > 0 {
		return someError{err}
	}
	return err
}

// summary returns the error of a batch in which that many inputs failed.
func (b batch) summary(failed int) error {
	switch {
	case failed == 0:
		return nil
	case failed < len(b.inputs):
		return someError{fmt.Errorf("%d of %d transcripts failed", failed, len(b.inputs))}
	}
	return fmt.Errorf("all %d transcripts failed", failed)
}

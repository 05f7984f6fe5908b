// Package round makes one round over the podcast feeds that are watched.
//
// [Round.Read] reads the new episodes of the feeds and saves each; a feed or an episode that
// fails does not stop the others. [Round.Report] prints what was read and not reported yet,
// and then marks it as reported. Package watch decides which episodes those are. The caller
// provides the pipeline, the printer and the place to print to. The package does not wait
// for the next round.
package round

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"namedrop/internal/batch"
	"namedrop/internal/buildinfo"
	"namedrop/internal/console"
	"namedrop/internal/episode"
	"namedrop/internal/exit"
	"namedrop/internal/proposals"
	"namedrop/internal/report"
	"namedrop/internal/store"
	"namedrop/internal/watch"
)

// Round is one round over the feeds.
type Round struct {
	watch.Watcher
	Run     batch.Stage       // the pipeline
	Service proposals.Service // saves its results
	List    string            // key of the list in the store
	Console *console.Console
}

// Read reads the new episodes of the feeds and saves each. The error says how many feeds
// or episodes failed.
func (w *Round) Read(ctx context.Context, feeds []string, parallel int) error {
	asked, failed := 0, 0
	b := batch.Batch{Parallel: parallel, Console: w.Console, Failed: w.failed}
	b.Inputs = func(give func(episode.Input, error) bool) {
		for _, url := range feeds {
			inputs, err := w.Look(ctx, url)
			switch {
			case ctx.Err() != nil:
				return
			case errors.Is(err, watch.ErrWaiting):
				w.Console.Notice("%v", err)
				continue
			case err != nil:
				failed++
				fmt.Fprintf(w.Console, "extract: %s\n", exit.Message(err))
			}
			asked++
			for _, in := range inputs {
				if !give(in, nil) {
					return
				}
			}
		}
	}
	_, err := b.Run(ctx, w.Run, func(e episode.Episode) error {
		_, err := w.Service.Save(context.WithoutCancel(ctx), w.List, buildinfo.Version(), e)
		return err
	})
	return feedsError(asked, failed, err)
}

// feedsError returns the error of a round in which that many feeds failed. episodes is the
// error of reading episodes.
func feedsError(asked, failed int, episodes error) error {
	switch {
	case failed == 0 && (episodes == nil || asked == 0): // done, or interrupted
		return episodes
	case failed < asked:
		return exit.Partial(cmp.Or(episodes, fmt.Errorf("%d of %d feeds failed", failed, asked)))
	case failed == 1:
		return errors.New("the feed could not be read")
	}
	return fmt.Errorf("all %d feeds failed", failed)
}

// failed records that an episode could not be read.
func (w *Round) failed(ctx context.Context, in episode.Input, err error) {
	if err := w.Failed(context.WithoutCancel(ctx), in, err); err != nil {
		fmt.Fprintf(w.Console, "extract: %s\n", exit.Message(err))
	}
}

// Printer prints an episode that is new.
type Printer = func(io.Writer, report.News) error

// Report prints the episodes that were read since the last report, and then records that
// they were reported. write calls a function with the writer for them; it is not called if
// there are none.
func (w *Round) Report(ctx context.Context, feeds []string, write func(context.Context, func(io.Writer) error) error, print Printer) error {
	all, err := w.News(ctx, feeds)
	if err != nil || len(all) == 0 {
		return err
	}
	var told []int64
	for _, n := range all {
		told = append(told, n.IDs()...)
		for _, text := range n.Endings() {
			w.Console.Notice("%s", text)
		}
	}
	err = write(ctx, func(to io.Writer) error { return w.print(ctx, to, all, print) })
	if err != nil {
		return err
	}
	return w.Store.Tell(ctx, told...)
}

// print prints the episodes that were read, one after the other.
func (w *Round) print(ctx context.Context, to io.Writer, all []watch.News, print Printer) error {
	for _, n := range all {
		for _, i := range n.Read {
			d, err := w.document(ctx, i)
			if err != nil {
				return err
			}
			if err := print(to, report.News{Feed: n.Feed.Title, Document: d}); err != nil {
				return err
			}
		}
	}
	return nil
}

// document returns the report on an episode.
func (w *Round) document(ctx context.Context, i store.Item) (report.Document, error) {
	run, err := w.Store.Run(ctx, i.Run)
	if err != nil {
		return report.Document{}, err
	}
	d, err := report.Read(run.Report)
	if err != nil {
		return d, fmt.Errorf("saved report of %s: %w", run.Path, err)
	}
	return d.OfEpisode(i.Title, i.Date, episode.Page(i.Link).URL()), nil // runs with the same transcript are one
}

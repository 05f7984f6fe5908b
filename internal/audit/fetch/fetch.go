// Package fetch answers the questions of an audit: whether links work, what
// GitHub and PyPI know of the projects, and whether files are there.
//
// The questions of package audit go in, its answers come out. Different sources
// are asked at the same time, each within its own limits. The package judges
// nothing; a question that failed has its error as the answer, and one that had
// no answer when the context ended is left out.
package fetch

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"namedrop/internal/audit"
	"namedrop/internal/linkcheck"
	"namedrop/match"
)

// perSource is how many requests to GitHub run at the same time, however many
// links are checked.
const perSource = 8

// Fetcher asks the questions about one list. All fields but Progress must be
// set. It serves one audit.
type Fetcher struct {
	Links    linkcheck.Checker
	Gatherer *match.Gatherer
	File     func(ctx context.Context, path string) error // fs.ErrNotExist if the list's repository has no such file

	// Progress, if not nil, is called after each answer with the number of
	// answers and of questions. Calls do not overlap.
	Progress func(done, all int)

	mu        sync.Mutex
	done, all int
}

// Fetch asks all questions.
func (f *Fetcher) Fetch(ctx context.Context, q audit.Questions) audit.Answers {
	a := audit.Answers{Activities: map[string]match.Activity{}, Projects: map[string]audit.Project{}, Files: map[string]error{}}
	f.expect(len(q.Repositories) + len(q.Projects) + len(q.Files))
	var links map[string]linkcheck.Answer
	var group errgroup.Group
	start := func(work func()) {
		group.Go(func() error {
			work()
			return nil
		})
	}
	start(func() { links = f.Check(ctx, q.Links) })
	start(func() { f.repositories(ctx, q, a) })
	start(func() {
		for _, name := range q.Projects {
			p, err := f.Gatherer.Project(ctx, name)
			f.answered(ctx, func() { a.Projects[name] = audit.Project{Project: p, Err: err} })
		}
	})
	start(func() {
		for _, path := range q.Files {
			err := f.File(ctx, path)
			f.answered(ctx, func() { a.Files[path] = err })
		}
	})
	group.Wait()
	a.Links = links
	return a
}

func (f *Fetcher) repositories(ctx context.Context, q audit.Questions, a audit.Answers) {
	var group errgroup.Group
	group.SetLimit(perSource)
	for _, r := range q.Repositories {
		group.Go(func() error {
			p := f.Gatherer.Activity(ctx, r.Name, r.Projects...)
			f.answered(ctx, func() { a.Activities[r.Key()] = p })
			return nil
		})
	}
	group.Wait()
}

// Check checks links.
func (f *Fetcher) Check(ctx context.Context, addresses []string) map[string]linkcheck.Answer {
	f.expect(len(addresses))
	checker := f.Links
	checker.Progress = func() { f.answered(ctx, func() {}) }
	return checker.Check(ctx, addresses)
}

// expect counts questions that will be asked.
func (f *Fetcher) expect(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all += n
}

// answered keeps an answer, unless it came because the context ended, and reports
// the progress.
func (f *Fetcher) answered(ctx context.Context, keep func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if ctx.Err() == nil {
		keep()
	}
	f.done = min(f.done+1, f.all)
	if f.Progress != nil {
		f.Progress(f.done, f.all)
	}
}

// Any reports whether any question of the answers was answered, or was not to be
// asked.
func Any(a audit.Answers) bool {
	for _, l := range a.Links {
		if l.Verdict != linkcheck.Unknown || l.Status > 0 || l.Skipped {
			return true
		}
	}
	for _, p := range a.Activities {
		if p.Fault == nil || match.IsGone(p.Fault) {
			return true
		}
	}
	for _, p := range a.Projects {
		if p.Err == nil || match.IsGone(p.Err) {
			return true
		}
	}
	return false
}

package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"namedrop/internal/audit"
	"namedrop/internal/linkcheck"
	"namedrop/internal/proposals"
	auditreport "namedrop/internal/report/audit"
	"namedrop/internal/transport"
	"namedrop/match"
)

// sourceParallel is how many questions to GitHub are under way at the same
// time, however many links are.
const sourceParallel = 8

// linkWait is how long the limits of a host are waited for that is asked for a
// link. Of one page it matters less than of the sources, and many hosts that
// limit machines never stop to.
const linkWait = 30 * time.Second

// auditor asks everything about a list.
type auditor struct {
	*sources
	cfg      config
	checker  *linkcheck.Checker
	gatherer *match.Gatherer
	console  *console

	mu          sync.Mutex
	asked, told int // questions, and those that are answered
}

// newAuditor makes what asks. It opens no connection.
func newAuditor(cfg config, a access) (*auditor, error) {
	src, err := newSources(cfg, a)
	if err != nil {
		return nil, err
	}
	dir, err := dataDir(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	network := transport.Public()
	if cfg.Audit.Private {
		network = transport.Network()
	}
	network = transport.Paced(network, linkcheck.PerHost, linkcheck.Pause)
	o := transport.Options{
		CacheDir: filepath.Join(dir, "cache", "links"), // apart from answers that are read
		Soft:     cfg.Cache.Soft,
		Hard:     cfg.Cache.Hard,
		Offline:  a.offline,
		MaxWait:  min(cfg.GitHub.MaxWait, linkWait),
		Announce: a.console.announce,
		Log:      a.log(),
	}
	texts := o
	texts.MaxBody, texts.Cut = linkcheck.MaxRobots, true
	rules := transport.Client(network, texts)
	o.Heads = true
	return &auditor{
		sources: src, cfg: cfg, console: a.console,
		checker:  &linkcheck.Checker{HTTP: transport.Client(network, o), Robots: rules, Parallel: cfg.Audit.Parallel},
		gatherer: &match.Gatherer{PyPI: src.pypi, GitHub: src.github, Live: neverRests},
	}, nil
}

// audit asks about a list and judges it by what came before the context ended.
// It also says whether anybody answered.
func (a *auditor) audit(ctx context.Context, l list, subject *audit.Subject) (auditreport.Report, bool) {
	policy := a.cfg.Audit.policy()
	q := subject.Questions(policy)
	answers := a.ask(ctx, l, q)
	pages := subject.Pages(answers, policy)
	a.expect(len(pages))
	for address, answer := range a.check(ctx, pages) {
		answers.Links[address] = answer
	}
	a.console.show(&a.console.progress, "")
	r := subject.Judge(answers, policy)
	r.Partial = ctx.Err() != nil
	return repaired(r, l), len(q.Links)+len(q.Repositories)+len(q.Projects) == 0 || anyAnswer(answers)
}

// anyAnswer reports whether somebody answered something, or was not to be asked.
func anyAnswer(a audit.Answers) bool {
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

// ask asks all questions, those to different sources at the same time. What has
// no answer when the context ends is left out.
func (a *auditor) ask(ctx context.Context, l list, q audit.Questions) audit.Answers {
	answers := audit.Answers{Activities: map[string]match.Activity{}, Projects: map[string]audit.Project{}, Files: map[string]error{}}
	a.expect(len(q.Links) + len(q.Repositories) + len(q.Projects) + len(q.Files))
	var all errgroup.Group
	all.Go(func() error {
		answers.Links = a.check(ctx, q.Links)
		return nil
	})
	all.Go(func() error {
		var some errgroup.Group
		some.SetLimit(sourceParallel)
		for _, r := range q.Repositories {
			some.Go(func() error {
				p := a.gatherer.Activity(ctx, r.Name, r.Projects...)
				a.answered(ctx, func() { answers.Activities[r.Key()] = p })
				return nil
			})
		}
		return some.Wait()
	})
	all.Go(func() error {
		for _, name := range q.Projects {
			p, err := a.gatherer.Project(ctx, name)
			a.answered(ctx, func() { answers.Projects[name] = audit.Project{Project: p, Err: err} })
		}
		return nil
	})
	all.Go(func() error {
		for _, file := range q.Files {
			err := a.file(ctx, l, file)
			a.answered(ctx, func() { answers.Files[file] = err })
		}
		return nil
	})
	all.Wait()
	return answers
}

// check asks for links.
func (a *auditor) check(ctx context.Context, addresses []string) map[string]linkcheck.Answer {
	checker := *a.checker
	checker.Progress = func() { a.answered(ctx, func() {}) }
	return checker.Check(ctx, addresses)
}

// expect counts questions that are going to be asked.
func (a *auditor) expect(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asked += n
}

// answered keeps an answer, unless it came because the context ended, and says
// how far the work has come.
func (a *auditor) answered(ctx context.Context, keep func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if ctx.Err() == nil {
		keep()
	}
	a.told = min(a.told+1, a.asked)
	a.console.show(&a.console.progress, fmt.Sprintf("%d of %d links", a.told, a.asked))
}

// file looks whether a file or directory is in the repository of the list:
// fs.ErrNotExist says that it is not.
func (a *auditor) file(ctx context.Context, l list, file string) error {
	if repo, _, ok := proposals.OnGitHub(l.id); ok {
		has, err := a.github.Has(ctx, repo, file)
		if err == nil && !has {
			return fs.ErrNotExist
		}
		return err
	}
	dir, ok := rootOf(l)
	if !ok {
		return errors.New("the list stands in no directory")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	_, err = root.Stat(filepath.FromSlash(file))
	return err
}

// rootOf is the directory from which the name of a list on disk starts.
func rootOf(l list) (dir string, ok bool) {
	dir, ok = strings.CutSuffix(filepath.ToSlash(l.id), "/"+l.Name)
	return filepath.FromSlash(dir + "/"), ok
}

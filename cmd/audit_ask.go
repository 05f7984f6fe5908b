package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"namedrop/internal/audit"
	"namedrop/internal/audit/fetch"
	"namedrop/internal/clients"
	"namedrop/internal/config"
	"namedrop/internal/console"
	"namedrop/internal/linkcheck"
	"namedrop/internal/list"
	"namedrop/internal/proposals"
	auditreport "namedrop/internal/report/audit"
	"namedrop/match"
)

// auditor checks a list.
type auditor struct {
	*clients.Clients
	cfg      config.Config
	links    linkcheck.Checker
	gatherer *match.Gatherer
	console  *console.Console
}

// newAuditor builds an auditor. It opens no connection.
func newAuditor(cfg config.Config, a clients.Access) (*auditor, error) {
	src, err := clients.New(cfg, a)
	if err != nil {
		return nil, err
	}
	return &auditor{
		Clients: src, cfg: cfg, console: a.Console,
		links:    clients.NewLinks(cfg, a),
		gatherer: &match.Gatherer{PyPI: src.PyPI, GitHub: src.GitHub, Live: neverRests},
	}, nil
}

// audit fetches what the audit of a list needs and returns its findings, based on the
// answers that arrived before the context ended. It also reports whether any source
// answered.
func (a *auditor) audit(ctx context.Context, l list.List, subject *audit.Subject) (auditreport.Report, bool) {
	policy := a.cfg.Audit.Policy()
	f := &fetch.Fetcher{
		Links: a.links, Gatherer: a.gatherer,
		File: func(ctx context.Context, path string) error { return a.file(ctx, l, path) },
		Progress: func(done, all int) {
			a.console.ShowProgress(fmt.Sprintf("%d of %d links", done, all))
		},
	}
	q := subject.Questions(policy)
	answers := f.Fetch(ctx, q)
	for address, answer := range f.Check(ctx, subject.Pages(answers, policy)) {
		answers.Links[address] = answer
	}
	a.console.ShowProgress("")
	r := subject.Judge(answers, policy)
	r.Partial = ctx.Err() != nil
	return repaired(r, l), len(q.Links)+len(q.Repositories)+len(q.Projects) == 0 || fetch.Any(answers)
}

// file returns fs.ErrNotExist if the repository of the list has no such file or
// directory.
func (a *auditor) file(ctx context.Context, l list.List, file string) error {
	if repo, _, ok := proposals.OnGitHub(l.ID); ok {
		has, err := a.GitHub.Has(ctx, repo, file)
		if err == nil && !has {
			return fs.ErrNotExist
		}
		return err
	}
	dir, ok := rootOf(l)
	if !ok {
		return errors.New("the list is not in a directory")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	_, err = root.Stat(filepath.FromSlash(file))
	return err
}

// rootOf returns the directory to which the name of a list on disk is relative.
func rootOf(l list.List) (dir string, ok bool) {
	dir, ok = strings.CutSuffix(filepath.ToSlash(l.ID), "/"+l.Name)
	return filepath.FromSlash(dir + "/"), ok
}

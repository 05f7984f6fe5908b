// Package auditor runs audits of a list: it connects the questions and findings of package
// audit with the network, the files of the list's repository and the console.
//
// [Auditor.Audit] fetches the answers to the questions about a list, concurrently, and
// returns the findings as a report with a patch for each repair. If the context ends, the
// report is based on what arrived before. The package does not judge, prints no report and
// saves nothing.
package auditor

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
	"namedrop/propose/textedit"
)

// Auditor checks a list.
type Auditor struct {
	*clients.Clients
	cfg      config.Config
	links    linkcheck.Checker
	gatherer *match.Gatherer
	console  *console.Console
}

// New builds an auditor. It opens no connection.
func New(cfg config.Config, a clients.Access) (*Auditor, error) {
	src, err := clients.New(cfg, a)
	if err != nil {
		return nil, err
	}
	return &Auditor{
		Clients: src, cfg: cfg, console: a.Console,
		links:    clients.NewLinks(cfg, a),
		gatherer: &match.Gatherer{PyPI: src.PyPI, GitHub: src.GitHub, Live: clients.LiveRepository},
	}, nil
}

// Audit fetches what the audit of a list needs and returns its findings, based on the
// answers that arrived before the context ended. It also reports whether any source
// answered.
func (a *Auditor) Audit(ctx context.Context, l list.List, subject *audit.Subject) (auditreport.Report, bool) {
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
	return Report(r, l), len(q.Links)+len(q.Repositories)+len(q.Projects) == 0 || fetch.Any(answers)
}

// file returns fs.ErrNotExist if the repository of the list has no such file or
// directory.
func (a *Auditor) file(ctx context.Context, l list.List, file string) error {
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

// Report returns the report with a patch for each repair. A list on disk is named
// by its path in its repository, because reports are shared.
func Report(r audit.Report, l list.List) auditreport.Report {
	name := l.Name
	if _, _, ok := proposals.OnGitHub(l.ID); ok {
		name = l.ID
	}
	return auditreport.Report{Report: r, List: name, Patches: textedit.Diffs(l.Name, l.Source, audit.Changes(r.Repairs))}
}

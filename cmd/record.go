package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"

	"namedrop/extract"
	"namedrop/internal/audit"
	"namedrop/internal/buildinfo"
	"namedrop/internal/config"
	"namedrop/internal/episode"
	"namedrop/internal/list"
	"namedrop/internal/proposals"
	"namedrop/internal/report"
	"namedrop/internal/store"
	"namedrop/internal/suggest"
	"namedrop/internal/transcript"
)

// recorder is the store during a run: it returns corrections and saves results for
// "extract propose" and "extract review". The store is created when the first result is
// saved, after it was printed. An error does not stop the run: it ends the recording
// and is reported once. A recorder is safe for concurrent use.
type recorder struct {
	cfg  config.Config
	list string

	mu    sync.Mutex
	store *store.Store
	err   error
	lost  []string // messages about corrections that no longer apply
}

// corrections returns the corrections of a transcript.
func (r *recorder) corrections(ctx context.Context, t *transcript.Transcript) []extract.Correction {
	s, err := r.open(false)
	if err != nil || s == nil {
		return nil
	}
	kept, err := s.Corrections(ctx, t.Digest)
	if err == nil && len(kept) == 0 {
		err = r.lose(ctx, s, t)
	}
	if err != nil {
		r.fail(err)
	}
	var all []extract.Correction
	for _, c := range kept {
		all = append(all, extract.Correction{Start: c.Start, End: c.End, Name: c.Name})
	}
	return all
}

// lose records that corrections no longer apply because the transcript was edited.
func (r *recorder) lose(ctx context.Context, s *store.Store, t *transcript.Transcript) error {
	path, err := proposals.PathOf(t.Path)
	if err != nil {
		return err
	}
	n, err := s.Lost(ctx, path, t.Digest)
	if err == nil && n > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.lost = append(r.lost, fmt.Sprintf("%s: the file has changed, so %d of its corrections no longer apply; correct it again in \"extract review\"", t.Path, n))
	}
	return err
}

// decisions returns the decisions about the list.
func (r *recorder) decisions(ctx context.Context) episode.Decisions {
	s, err := r.open(false)
	if err != nil || s == nil {
		return nil
	}
	all, err := newService(r.cfg, s).Decisions(ctx, r.list)
	if err != nil {
		r.fail(err)
	}
	return all
}

// save saves an episode, even if the context has ended, because it has been printed.
func (r *recorder) save(ctx context.Context, e episode.Episode) {
	s, err := r.open(true)
	if err == nil {
		_, err = newService(r.cfg, s).Save(context.WithoutCancel(ctx), r.list, buildinfo.Version(), e)
	}
	r.fail(err)
}

// knows reports whether this version has read a transcript before, against this list.
func (r *recorder) knows(ctx context.Context, digest string) bool {
	_, ok := r.reading(ctx, digest)
	return ok
}

// reading returns the result of an earlier run for a transcript.
func (r *recorder) reading(ctx context.Context, digest string) (report.Document, bool) {
	s, err := r.open(false)
	if err != nil || s == nil {
		return report.Document{}, false
	}
	d, ok, err := newService(r.cfg, s).Reading(ctx, r.list, buildinfo.Version(), digest)
	if err != nil {
		r.fail(err)
	}
	return d, ok
}

// saveSuggestions saves the suggestions of an archive.
func (r *recorder) saveSuggestions(ctx context.Context, all []*suggest.Candidate) {
	s, err := r.open(true)
	if err == nil {
		err = newService(r.cfg, s).SaveSuggestions(context.WithoutCancel(ctx), r.list, all)
	}
	r.fail(err)
}

// saveAudit saves the repairs of a list.
func (r *recorder) saveAudit(ctx context.Context, l list.List, repairs []audit.Repair) {
	s, err := r.open(true)
	if err == nil {
		err = newService(r.cfg, s).SaveAudit(context.WithoutCancel(ctx), r.list, l.Name, buildinfo.Version(), audited(l.Source, repairs))
	}
	r.fail(err)
}

// unrejected returns the repairs of a list that no person rejected.
func (r *recorder) unrejected(ctx context.Context, src []byte, repairs []audit.Repair) []audit.Repair {
	s, err := r.open(false)
	if err != nil || s == nil {
		return repairs
	}
	rejected, err := newService(r.cfg, s).Rejected(ctx, r.list)
	if err != nil {
		r.fail(err)
		return repairs
	}
	return slices.DeleteFunc(slices.Clone(repairs), func(a audit.Repair) bool { return rejected(repairOf(src, a)) })
}

// repairOf converts a repair to its stored form.
func repairOf(src []byte, r audit.Repair) proposals.Repair {
	fix := proposals.NewRepair(src, r.Edits)
	fix.Does, fix.Found, fix.Advice = r.Title, r.Found, r.Advice
	return fix
}

// audited converts repairs to the form in which they are saved, the worst first.
func audited(src []byte, repairs []audit.Repair) []proposals.Audited {
	var all []proposals.Audited
	worst := func(a, b audit.Repair) int {
		return slices.Index(audit.Kinds, a.Kind) - slices.Index(audit.Kinds, b.Kind)
	}
	for _, r := range slices.SortedStableFunc(slices.Values(repairs), worst) {
		all = append(all, proposals.Audited{
			Name: r.Name, Section: r.Section, Link: r.URL, Start: r.Edits[0].Start, End: r.Edits[0].End,
			Repair: repairOf(src, r), Facts: r.Facts,
		})
	}
	return all
}

// open opens the store once; it is nil if there is none and make is false.
func (r *recorder) open(make bool) (*store.Store, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.store != nil || r.err != nil {
		return r.store, r.err
	}
	path, err := config.StorePath(r.cfg)
	if err == nil && !make {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
	}
	if err == nil {
		r.store, err = store.Open(path)
	}
	r.err = err
	return r.store, r.err
}

// fail records the first error, after which nothing more is saved.
func (r *recorder) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

// works reports whether nothing has failed so far.
func (r *recorder) works() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err == nil
}

// close ends the recording and reports its error.
func (r *recorder) close(w io.Writer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.lost {
		fmt.Fprintf(w, "extract: %s\n", l)
	}
	if r.err != nil {
		fmt.Fprintf(w, "extract: results were not saved and corrections were not applied: %v\n", r.err)
	}
	if r.store != nil {
		r.store.Close()
	}
}

func openStore(cfg config.Config) (*store.Store, error) {
	path, err := config.StorePath(cfg)
	if err != nil {
		return nil, err
	}
	return store.Open(path)
}

func newService(cfg config.Config, s *store.Store) proposals.Service {
	return proposals.Service{Store: s, Rules: cfg.List.Rules.Rules()}
}

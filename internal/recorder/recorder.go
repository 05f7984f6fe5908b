// Package recorder is the store as a run sees it.
//
// A [Recorder] returns the corrections, decisions and results of earlier runs, and saves
// what a run found for "extract propose" and "extract review". An error of the store never
// stops a run: it ends the recording and is reported at the end. [OpenStore] and [Service]
// are for commands that need the store itself. The package decides nothing and prints no
// results.
package recorder

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

// Recorder is the store during a run: it returns corrections and saves results for
// "extract propose" and "extract review". The store is created when the first result is
// saved, after it was printed. An error does not stop the run: it ends the recording
// and is reported once. A recorder is safe for concurrent use.
type Recorder struct {
	Config config.Config
	List   string // key of the list in the store

	mu    sync.Mutex
	store *store.Store
	err   error
	told  bool     // the error was returned by Unsaved
	lost  []string // messages about corrections that no longer apply
}

// Corrections returns the corrections of a transcript.
func (r *Recorder) Corrections(ctx context.Context, t *transcript.Transcript) []extract.Correction {
	s, err := r.Open(false)
	if err != nil || s == nil {
		return nil
	}
	kept, err := s.Corrections(ctx, t.Digest)
	if err == nil && len(kept) == 0 {
		err = r.lose(ctx, s, t)
	}
	if err != nil {
		r.Fail(err)
	}
	var all []extract.Correction
	for _, c := range kept {
		all = append(all, extract.Correction{Start: c.Start, End: c.End, Name: c.Name})
	}
	return all
}

// lose records that corrections no longer apply because the transcript was edited.
func (r *Recorder) lose(ctx context.Context, s *store.Store, t *transcript.Transcript) error {
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

// Decisions returns the decisions about the list.
func (r *Recorder) Decisions(ctx context.Context) episode.Decisions {
	s, err := r.Open(false)
	if err != nil || s == nil {
		return nil
	}
	all, err := Service(r.Config, s).Decisions(ctx, r.List)
	if err != nil {
		r.Fail(err)
	}
	return all
}

// Save saves an episode, even if the context has ended, because it has been printed.
func (r *Recorder) Save(ctx context.Context, e episode.Episode) {
	s, err := r.Open(true)
	if err == nil {
		_, err = Service(r.Config, s).Save(context.WithoutCancel(ctx), r.List, buildinfo.Version(), e)
	}
	r.Fail(err)
}

// Knows reports whether this version has read a transcript before, against this list.
func (r *Recorder) Knows(ctx context.Context, digest string) bool {
	_, ok := r.Reading(ctx, digest)
	return ok
}

// Reading returns the result of an earlier run for a transcript.
func (r *Recorder) Reading(ctx context.Context, digest string) (report.Document, bool) {
	s, err := r.Open(false)
	if err != nil || s == nil {
		return report.Document{}, false
	}
	d, ok, err := Service(r.Config, s).Reading(ctx, r.List, buildinfo.Version(), digest)
	if err != nil {
		r.Fail(err)
	}
	return d, ok
}

// SaveSuggestions saves the suggestions of an archive.
func (r *Recorder) SaveSuggestions(ctx context.Context, all []*suggest.Candidate) {
	s, err := r.Open(true)
	if err == nil {
		err = Service(r.Config, s).SaveSuggestions(context.WithoutCancel(ctx), r.List, all)
	}
	r.Fail(err)
}

// SaveAudit saves the repairs of a list.
func (r *Recorder) SaveAudit(ctx context.Context, l list.List, repairs []audit.Repair) {
	s, err := r.Open(true)
	if err == nil {
		err = Service(r.Config, s).SaveAudit(context.WithoutCancel(ctx), r.List, l.Name, buildinfo.Version(), audited(l.Source, repairs))
	}
	r.Fail(err)
}

// Unrejected returns the repairs of a list that no person rejected.
func (r *Recorder) Unrejected(ctx context.Context, src []byte, repairs []audit.Repair) []audit.Repair {
	s, err := r.Open(false)
	if err != nil || s == nil {
		return repairs
	}
	rejected, err := Service(r.Config, s).Rejected(ctx, r.List)
	if err != nil {
		r.Fail(err)
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

// Open opens the store once; it is nil if there is none and make is false.
func (r *Recorder) Open(make bool) (*store.Store, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.store != nil || r.err != nil {
		return r.store, r.err
	}
	path, err := config.StorePath(r.Config)
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

// Fail records the first error, after which nothing more is saved. An interruption is none:
// the user knows of it.
func (r *Recorder) Fail(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

// Works reports whether nothing has failed so far.
func (r *Recorder) Works() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.err == nil
}

// Unsaved returns an error if results could not be saved although there is a place for
// them. Close does not report it again.
func (r *Recorder) Unsaved() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil || errors.As(r.err, new(config.Error)) {
		return nil
	}
	r.told = true
	return r.unsaved()
}

// unsaved describes the error of the recording.
func (r *Recorder) unsaved() error {
	return fmt.Errorf("results were not saved and corrections were not applied: %w", r.err)
}

// Close ends the recording and reports its error.
func (r *Recorder) Close(w io.Writer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.lost {
		fmt.Fprintf(w, "extract: %s\n", l)
	}
	if r.err != nil && !r.told {
		fmt.Fprintf(w, "extract: %v\n", r.unsaved())
	}
	if r.store != nil {
		r.store.Close()
	}
}

// OpenStore opens the store of a configuration, and creates it if there is none.
func OpenStore(cfg config.Config) (*store.Store, error) {
	path, err := config.StorePath(cfg)
	if err != nil {
		return nil, err
	}
	return store.Open(path)
}

// Service returns the proposals in a store, with the rules of the configuration.
func Service(cfg config.Config, s *store.Store) proposals.Service {
	return proposals.Service{Store: s, Rules: cfg.List.Rules.Rules()}
}

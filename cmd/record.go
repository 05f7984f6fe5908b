package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"

	"namedrop/extract"
	"namedrop/internal/audit"
	"namedrop/internal/episode"
	"namedrop/internal/proposals"
	"namedrop/internal/store"
	"namedrop/internal/transcript"
	"namedrop/propose"
)

// recorder is the store as runs use it: it knows what a person has corrected, and
// keeps what was found for "extract propose" and "extract review". It makes the
// store when there is something to keep, which is after that was printed.
// Whatever goes wrong stops no run: it ends the recording and is told once. It is
// safe for many goroutines.
type recorder struct {
	cfg  config
	list string

	mu    sync.Mutex
	store *store.Store
	err   error
	lost  []string // what is to be said of corrections that hold no more
}

// corrections are what a person has said of a transcript.
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

// lose notes the corrections that a transcript has lost by being edited.
func (r *recorder) lose(ctx context.Context, s *store.Store, t *transcript.Transcript) error {
	path, err := filepath.Abs(t.Path)
	if err != nil {
		return err
	}
	n, err := s.Lost(ctx, path, t.Digest)
	if err == nil && n > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.lost = append(r.lost, fmt.Sprintf("%s: it has changed, so what was corrected in it holds no more (corrections: %d); \"extract review\" corrects it anew", t.Path, n))
	}
	return err
}

// save keeps an episode, also when the context has ended: it was printed.
func (r *recorder) save(ctx context.Context, e episode.Episode) {
	s, err := r.open(true)
	if err == nil {
		_, err = newService(r.cfg, s).Save(context.WithoutCancel(ctx), r.list, version(), e)
	}
	r.fail(err)
}

// saveAudit keeps what repairs a list.
func (r *recorder) saveAudit(ctx context.Context, l list, repairs []audit.Repair) {
	s, err := r.open(true)
	if err == nil {
		err = newService(r.cfg, s).SaveAudit(context.WithoutCancel(ctx), r.list, l.Name, version(), audited(l.Source, repairs))
	}
	r.fail(err)
}

// audited returns repairs in the form in which they are saved.
func audited(src []byte, repairs []audit.Repair) []proposals.Audited {
	var all []proposals.Audited
	worst := func(a, b audit.Repair) int {
		return slices.Index(audit.Kinds, a.Kind) - slices.Index(audit.Kinds, b.Kind)
	}
	for _, r := range slices.SortedStableFunc(slices.Values(repairs), worst) {
		fix := proposals.NewRepair(src, r.Edits)
		fix.Does, fix.Found, fix.Advice = r.Title, r.Found, r.Advice
		all = append(all, proposals.Audited{
			Name: r.Name, Section: r.Section, Link: r.URL, Start: r.Edits[0].Start, End: r.Edits[0].End,
			Repair: fix, Facts: r.Facts,
		})
	}
	return all
}

// open opens the store once; it is nil if there is none and none is to be made.
func (r *recorder) open(make bool) (*store.Store, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.store != nil || r.err != nil {
		return r.store, r.err
	}
	path, err := storePath(r.cfg)
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

// fail remembers the first error, after which nothing more is kept.
func (r *recorder) fail(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
}

// close ends the recording and says what kept it from being done.
func (r *recorder) close(w io.Writer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, l := range r.lost {
		fmt.Fprintf(w, "extract: %s\n", l)
	}
	if r.err != nil {
		fmt.Fprintf(w, "extract: not recorded, and no correction is known: %v\n", r.err)
	}
	if r.store != nil {
		r.store.Close()
	}
}

// storePath is where the store is, in the data directory.
func storePath(cfg config) (string, error) {
	dir, err := dataDir(cfg.DataDir)
	return filepath.Join(dir, "extract.db"), err
}

func openStore(cfg config) (*store.Store, error) {
	path, err := storePath(cfg)
	if err != nil {
		return nil, err
	}
	return store.Open(path)
}

func newService(cfg config, s *store.Store) proposals.Service {
	return proposals.Service{Store: s, Rules: propose.Rules{Forbidden: cfg.List.Rules.ForbiddenWords}}
}

// version is that of the program, "" if it was built without one.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.Main.Version
}

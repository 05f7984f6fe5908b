package cmd

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"

	"namedrop/internal/desk"
	"namedrop/internal/report"
	"namedrop/internal/store"
	"namedrop/propose"
)

// recorder keeps runs in the store, for "extract propose". It opens the store
// when there is something to keep, which is after that was printed. Whatever
// goes wrong stops no run: it ends the recording and is told once.
type recorder struct {
	cfg   config
	list  string
	store *store.Store
	err   error
}

// save keeps an episode, also when the context has ended: it was printed.
func (r *recorder) save(ctx context.Context, e report.Episode) {
	if r.err == nil {
		r.err = r.try(context.WithoutCancel(ctx), e)
	}
}

func (r *recorder) try(ctx context.Context, e report.Episode) (err error) {
	if r.store == nil {
		if r.store, err = openStore(r.cfg); err != nil {
			return err
		}
	}
	_, err = newDesk(r.cfg, r.store).Save(ctx, r.list, version(), e)
	return err
}

// close ends the recording and says what kept it from being done.
func (r *recorder) close(w io.Writer) {
	if r.err != nil {
		fmt.Fprintf(w, "extract: not recorded, so \"extract propose\" will not know of it: %v\n", r.err)
	}
	if r.store != nil {
		r.store.Close()
	}
}

// openStore opens the store in the data directory.
func openStore(cfg config) (*store.Store, error) {
	dir, err := dataDir(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	return store.Open(filepath.Join(dir, "extract.db"))
}

func newDesk(cfg config, s *store.Store) desk.Desk {
	return desk.Desk{Store: s, Rules: propose.Rules{Forbidden: cfg.List.Rules.ForbiddenWords}}
}

// version is that of the program, "" if it was built without one.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.Main.Version
}

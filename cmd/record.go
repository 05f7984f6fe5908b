package cmd

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"namedrop/internal/report"
	"namedrop/internal/store"
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
	run := store.Run{List: r.list, Version: version()}
	if run.Path, err = filepath.Abs(e.Transcript.Path); err != nil {
		return err
	}
	if run.Transcript, err = digest(e.Transcript.Path); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := report.JSON(&b, e); err != nil {
		return err
	}
	run.Report = b.Bytes()
	ps, err := proposed(e)
	if err != nil {
		return err
	}
	if r.store == nil {
		if r.store, err = openStore(r.cfg); err != nil {
			return err
		}
	}
	_, err = r.store.Save(ctx, run, ps)
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

// digest is the SHA-256 of a file in hex. What can be read only once, such as a
// pipe, has been read by now.
func digest(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s: not a regular file; save it to one", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// version is that of the program, "" if it was built without one.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return info.Main.Version
}

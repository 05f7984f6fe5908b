package pipeline

import (
	"context"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"namedrop/internal/catalog"
	"namedrop/internal/episode"
	"namedrop/internal/markdown"
)

// loaded holds the stages of this process. Beam makes a DoFn for each bundle that it
// processes at the same time and gives them nothing in common, so what they share (the
// catalogue takes 50 MB and 50 ms) must belong to the process. Safe for many goroutines.
var loaded struct {
	sync.Mutex
	stages map[Stages]*episode.Pipeline
}

// load returns the stages of this process, and builds them on the first call.
func load(ctx context.Context, s Stages) (*episode.Pipeline, error) {
	loaded.Lock()
	defer loaded.Unlock()
	if p := loaded.stages[s]; p != nil {
		return p, nil
	}
	o, err := s.options()
	if err != nil {
		return nil, err
	}
	if s.Index != "" {
		if o.Synced, err = fetchIndex(ctx, s.Index); err != nil {
			return nil, err
		}
	}
	if loaded.stages == nil {
		loaded.stages = map[Stages]*episode.Pipeline{}
	}
	p := episode.New(o)
	loaded.stages[s] = p
	return p, nil
}

// options returns the options of the stages without the index.
func (s Stages) options() (episode.Options, error) {
	list := episode.List{Name: s.ListName, Source: []byte(s.List), Parsed: markdown.Read([]byte(s.List))}
	o := episode.Options{List: list, Threshold: s.Threshold}
	if err := s.Address.Check(); err != nil {
		return o, fmt.Errorf("the address of the episodes %w", err)
	}
	if s.Extra == "" {
		return o, nil
	}
	var err error
	o.Extra, err = catalog.Parse("the additional projects", s.Extra)
	for i := range o.Extra {
		o.Extra[i].Listed = true
	}
	return o, err
}

// fetchIndex opens an index of names. One on another file system is copied to a
// temporary file first, because it is mapped into memory; the system that runs the
// workers removes it with their temporary directory.
func fetchIndex(ctx context.Context, path string) (*catalog.Index, error) {
	local := path
	if _, err := os.Stat(path); err != nil {
		if local, err = download(ctx, path); err != nil {
			return nil, err
		}
	}
	ix, err := catalog.Open(local)
	if err == nil {
		err = ix.Verify()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return ix, nil
}

func download(ctx context.Context, path string) (string, error) {
	r, err := open(ctx, path)
	if err != nil {
		return "", err
	}
	defer r.Close()
	f, err := os.CreateTemp("", "extract-index-*")
	if err != nil {
		return "", err
	}
	defer f.Close()
	_, err = io.Copy(f, r)
	return f.Name(), err
}

// ReadFile reads a whole file of any file system that is registered with Beam.
func ReadFile(ctx context.Context, path string) (string, error) {
	fs, err := filesystem.New(ctx, path)
	if err != nil {
		return "", err
	}
	defer fs.Close()
	data, err := filesystem.Read(ctx, fs, path)
	return string(data), err
}

package episode

import (
	"cmp"
	"context"
	"io"
	"path/filepath"
	"strings"
	"time"

	"namedrop/internal/transcript"
)

// Input is a transcript that can be read, with the metadata from its source. Only Name
// and Open must be set.
type Input struct {
	Name     string        // its name in messages, reports and the store: for a file, its path
	Title    string        // of the episode
	Date     time.Time     // the day on which the episode was published
	Duration time.Duration // of the episode, 0 if unknown
	Address  Address       // web address of the episode
	Item     Item          // if the episode comes from a feed

	// Open opens the transcript for reading. It may be called more than once;
	// its errors name the input. If what it returns is an [Alternative], that has
	// another name.
	Open func(context.Context) (io.ReadCloser, error)

	// Chapters returns the chapters from the source. It may be nil, and its errors name
	// the place.
	Chapters func(context.Context) ([]transcript.Chapter, error)
}

// Alternative is a transcript that was opened in place of another one.
type Alternative interface{ Alternative() (name string) }

// Item identifies an episode of a feed.
type Item struct {
	Feed string // address of the feed, "" if the episode is from no feed
	ID   string // of the episode, unique in the feed
}

// File returns an input for a file. The placeholder {name} of the address stands for
// the file's name without directory and extension.
func File(path string, a Address) Input {
	return Input{
		Name:    path,
		Address: a.Of(Stem(path)),
		Open:    func(context.Context) (io.ReadCloser, error) { return transcript.Open(path) },
	}
}

// Stem returns a file's name without directory and extension.
func Stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Read reads the transcript of an input and adds the metadata from its source that the
// transcript lacks. An error names the input.
func (in Input) Read(ctx context.Context) (*transcript.Transcript, error) {
	r, err := in.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	name := in.Name
	if a, ok := r.(Alternative); ok {
		name = a.Alternative()
	}
	t, err := transcript.Read(name, r)
	if err != nil {
		return nil, err
	}
	t.Title = cmp.Or(in.Title, t.Title)
	if !in.Date.IsZero() {
		t.Date = in.Date
	}
	if len(t.Chapters) == 0 && in.Chapters != nil {
		if t.Chapters, err = in.Chapters(ctx); err != nil {
			t.Notes = append(t.Notes, err.Error())
		}
	}
	return t, nil
}

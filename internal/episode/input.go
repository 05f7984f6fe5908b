package episode

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"time"

	"namedrop/internal/transcript"
)

// Input is a transcript that can be read, and what its source knows of the
// episode. Only Name and Open must be set.
type Input struct {
	Name    string    // what messages, reports and the store call it: for a file, its path
	Title   string    // of the episode
	Date    time.Time // the day on which the episode was published
	Address Address   // where the episode can be heard

	// Open opens the transcript for reading. It may be called more than once;
	// its errors name the input.
	Open func(context.Context) (io.ReadCloser, error)
}

// File is the transcript in a file. The placeholder {name} of the address stands
// for the file's name without directory and extension.
func File(path string, a Address) Input {
	return Input{
		Name:    path,
		Address: a.Of(Stem(path)),
		Open:    func(context.Context) (io.ReadCloser, error) { return transcript.Open(path) },
	}
}

// Stem is a file's name without directory and extension.
func Stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Read reads the transcript of an input. An error names the input.
func (in Input) Read(ctx context.Context) (*transcript.Transcript, error) {
	r, err := in.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return transcript.Read(in.Name, r)
}

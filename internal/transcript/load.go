package transcript

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
)

// MaxSize is the largest file that Load reads, in bytes. The longest episodes
// make 300 kB of text and 20 MB of Whisper JSON with every token; a larger
// file is a recording or a dump that was named by mistake.
const MaxSize = 64 << 20

// Parse reads the transcript in data, whatever its form. The path serves for
// messages only; data is not kept. The error names the path and, where there
// is one, the line, and says what to do; the transcript is then nil.
//
// HTML is not supported.
func Parse(path string, data []byte) (*Transcript, error) {
	src := source{path: path, data: data}
	if err := src.check(); err != nil {
		return nil, err
	}
	format, err := src.detect()
	if err != nil {
		return nil, err
	}
	w := &writer{source: src}
	if err := read(w, format); err != nil {
		return nil, err
	}
	w.flush()
	if len(w.out) == 0 {
		return nil, fmt.Errorf("%s: no text: the file holds nothing but timestamps and markup", path)
	}
	return &Transcript{Path: path, Format: format, Digest: fmt.Sprintf("%x", sha256.Sum256(data)), Paragraphs: w.out}, nil
}

// read has the reader of the format write its paragraphs to w.
func read(w *writer, format Format) error {
	switch format {
	case Timed:
		return readTimed(w)
	case Changelog:
		return readChangelog(w)
	case WebVTT:
		return readWebVTT(w)
	case SubRip:
		return readSubRip(w)
	case Podcasting:
		return readPodcasting(w)
	case Whisper:
		return readWhisper(w)
	}
	return readPlain(w)
}

// Load reads the transcript in the file at path. It refuses directories and
// files over MaxSize, and otherwise does as Parse does.
func Load(path string) (*Transcript, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(path, f)
}

// Open opens the file of a transcript for Read. It refuses directories and
// files over MaxSize.
func Open(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = fmt.Errorf("%s: is a directory: name a transcript in it", path)
	case info.Size() > MaxSize:
		err = tooLarge(path)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Read reads the transcript that r holds, up to MaxSize bytes. The name serves
// as the path of Parse.
func Read(name string, r io.Reader) (*Transcript, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxSize { // a pipe has no size to ask for
		return nil, tooLarge(name)
	}
	return Parse(name, data)
}

func tooLarge(path string) error {
	return fmt.Errorf("%s: larger than %d MiB: name the transcript, not the recording", path, MaxSize>>20)
}

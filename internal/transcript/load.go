package transcript

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"

	"namedrop/internal/transcript/captions"
	"namedrop/internal/transcript/jsonform"
	"namedrop/internal/transcript/speech"
	"namedrop/internal/transcript/textform"
)

// MaxSize is the maximum size in bytes of a file that Load reads. The longest episodes
// have 300 kB of text or 20 MB of Whisper JSON with every token; a larger file is
// probably a recording or a dump.
const MaxSize = 64 << 20

// Parse reads the transcript in data, in any supported format. The path is used in
// messages only; data is not retained. Errors name the path and, if known, the line,
// and say what to do; the transcript is nil then.
func Parse(path string, data []byte) (*Transcript, error) {
	if what := binaryKind(data); what != "" {
		return nil, fmt.Errorf("%s: %s", path, what)
	}
	text, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	src := speech.Source{Path: path, Data: text.data}
	if err := check(src); err != nil {
		return nil, err
	}
	t := &Transcript{Path: path, Digest: fmt.Sprintf("%x", sha256.Sum256(data))}
	lines, err := t.read(src)
	if err != nil {
		return nil, err
	}
	if sinceFirst(lines) {
		t.note("the times are times of day and were counted from the first")
	}
	t.Paragraphs = paragraphs(src, lines)
	if len(t.Paragraphs) == 0 {
		return nil, fmt.Errorf("%s: no text: the file holds nothing but timestamps and markup", path)
	}
	text.restore(t.Paragraphs)
	t.note(text.note)
	return t, nil
}

// paragraphs runs the stages that all formats share.
func paragraphs(src speech.Source, lines []speech.Line) []Paragraph {
	lines = speakers(src, unroll(src, lines))
	unwrap(lines)
	return compose(src, lines)
}

// note adds a remark on how the file was read.
func (t *Transcript) note(text string) {
	if text != "" {
		t.Notes = append(t.Notes, text)
	}
}

// check rejects files that are not text.
func check(src speech.Source) error {
	if len(bytes.TrimSpace(bytes.ReplaceAll(src.Data[:min(len(src.Data), 64)], []byte(speech.BOM), nil))) == 0 && len(bytes.TrimSpace(bytes.TrimPrefix(src.Data, []byte(speech.BOM)))) == 0 {
		return fmt.Errorf("%s: empty: there is nothing to read", src.Path)
	}
	if i := bytes.IndexByte(src.Data, 0); i >= 0 {
		return src.Errorf(i, "binary data (a zero byte at offset %d): name a transcript", i)
	}
	return nil
}

// read recognises the format, reads the lines, and stores the file's metadata of the
// episode.
func (t *Transcript) read(src speech.Source) ([]speech.Line, error) {
	var err error
	if t.Format, err = detect(src); err != nil {
		return nil, err
	}
	switch t.Format {
	case jsonFormat:
		r, err := jsonform.Read(src)
		t.Format = Format(r.Form)
		t.note(r.Note)
		return r.Lines, err
	case textFormat:
		return t.text(textform.Read(src)), nil
	case HTML:
		r, err := textform.ReadHTML(src)
		return t.text(r), err
	}
	r, err := captionReaders[t.Format](src)
	t.Title = r.Title
	t.note(r.Note)
	return r.Lines, err
}

// captionReaders maps formats of timed captions to their readers.
var captionReaders = map[Format]func(speech.Source) (captions.Result, error){
	WebVTT: captions.WebVTT, SubRip: captions.SubRip, ASS: captions.ASS, LRC: captions.LRC, Table: captions.Table, XML: captions.XML,
}

// text stores the metadata of the episode in a text or page.
func (t *Transcript) text(r textform.Result) []speech.Line {
	t.Format, t.Title, t.Date = Format(r.Form), r.Title, r.Date
	for _, c := range r.Chapters {
		t.Chapters = append(t.Chapters, Chapter{c.Title, c.Time.Seconds()})
	}
	t.note(r.Note)
	return r.Lines
}

// Load reads the transcript in the file at path. It rejects directories and files over
// MaxSize; otherwise see Parse.
func Load(path string) (*Transcript, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Read(path, f)
}

// Open opens the file of a transcript for Read. It rejects directories and files over
// MaxSize.
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

// Read reads a transcript of at most MaxSize bytes from r. The name is used as the path
// of Parse.
func Read(name string, r io.Reader) (*Transcript, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxSize { // the size of a pipe is unknown
		return nil, tooLarge(name)
	}
	return Parse(name, data)
}

func tooLarge(path string) error {
	return fmt.Errorf("%s: larger than %d MiB: name the transcript, not the recording", path, MaxSize>>20)
}

package transcript

import (
	"testing"

	"namedrop/internal/transcript/jsonform"
	"namedrop/internal/transcript/speech"
	"namedrop/internal/transcript/textform"
)

// fuzzReader runs one reader on anything that is text, recognised as its
// format or not: it must not panic, and must keep the promises.
func fuzzReader(f *testing.F, archive string, read func(speech.Source) ([]speech.Line, error)) {
	for _, in := range inputs(f, archive) {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := speech.Source{Path: "x", Data: data}
		if check(src) != nil {
			return
		}
		lines, err := read(src)
		if err != nil {
			return
		}
		checkInvariants(t, data, paragraphs(src, lines))
	})
}

// fuzzCaptions runs a reader of captions.
func fuzzCaptions(f *testing.F, archive string, format Format) {
	fuzzReader(f, archive, func(src speech.Source) ([]speech.Line, error) {
		r, err := captionReaders[format](src)
		return r.Lines, err
	})
}

func FuzzWebVTT(f *testing.F) { fuzzCaptions(f, "webvtt", WebVTT) }
func FuzzSubRip(f *testing.F) { fuzzCaptions(f, "subrip", SubRip) }
func FuzzASS(f *testing.F)    { fuzzCaptions(f, "ass", ASS) }
func FuzzLRC(f *testing.F)    { fuzzCaptions(f, "lrc", LRC) }
func FuzzTable(f *testing.F)  { fuzzCaptions(f, "table", Table) }
func FuzzXML(f *testing.F)    { fuzzCaptions(f, "xml", XML) }

func FuzzText(f *testing.F) {
	fuzzReader(f, "text-*", func(src speech.Source) ([]speech.Line, error) { return textform.Read(src).Lines, nil })
}

func FuzzHTML(f *testing.F) {
	fuzzReader(f, "html", func(src speech.Source) ([]speech.Line, error) {
		r, err := textform.ReadHTML(src)
		return r.Lines, err
	})
}

func FuzzJSON(f *testing.F) {
	fuzzReader(f, "json-*", func(src speech.Source) ([]speech.Line, error) {
		r, err := jsonform.Read(src)
		return r.Lines, err
	})
}

// FuzzParse goes through the recognition of the format, too.
func FuzzParse(f *testing.F) {
	for _, in := range inputs(f, "*") {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tr, err := Parse("x", data)
		if (tr == nil) == (err == nil) {
			t.Fatalf("transcript %v with error %v", tr, err)
		}
		if err == nil {
			checkInvariants(t, data, tr.Paragraphs)
		}
	})
}

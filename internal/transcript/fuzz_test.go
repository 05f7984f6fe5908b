package transcript

import "testing"

// fuzzReader runs one reader on anything that is text, recognised as its
// format or not: it must not panic, and must keep the promises.
func fuzzReader(f *testing.F, format Format) {
	for _, in := range inputs(f, format) {
		f.Add([]byte(in))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := source{path: "x", data: data}
		if src.check() != nil {
			return
		}
		w := &writer{source: src}
		if err := read(w, format); err != nil {
			return
		}
		w.flush()
		checkInvariants(t, data, w.out)
	})
}

func FuzzTimed(f *testing.F)      { fuzzReader(f, Timed) }
func FuzzPlain(f *testing.F)      { fuzzReader(f, Plain) }
func FuzzChangelog(f *testing.F)  { fuzzReader(f, Changelog) }
func FuzzWebVTT(f *testing.F)     { fuzzReader(f, WebVTT) }
func FuzzSubRip(f *testing.F)     { fuzzReader(f, SubRip) }
func FuzzPodcasting(f *testing.F) { fuzzReader(f, Podcasting) }
func FuzzWhisper(f *testing.F)    { fuzzReader(f, Whisper) }

// FuzzParse goes through the recognition of the format, too.
func FuzzParse(f *testing.F) {
	for _, in := range inputs(f, "") {
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

package transcript

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"namedrop/internal/golden"
	"namedrop/internal/transcript/speech"
)

// inputs returns the inputs of the archives whose names match.
func inputs(t testing.TB, archive string) []string {
	t.Helper()
	return golden.Inputs(t, "testdata/"+archive+".txtar")
}

func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, name, in string) string { return result(t, name, []byte(in)) })
}

// result parses data and returns what the .out file should hold.
func result(t testing.TB, name string, data []byte) string {
	tr, err := Parse(name, data)
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	checkInvariants(t, data, tr.Paragraphs)
	return dump(tr, strings.HasSuffix(name, "+offsets"))
}

// dump prints a transcript: the format, what the file says about the episode,
// then a line for each paragraph with stamp, speaker and text; then, if asked
// for, one for each segment.
func dump(tr *Transcript, offsets bool) string {
	var b bytes.Buffer
	fmt.Fprintln(&b, tr.Format)
	if tr.Title != "" {
		fmt.Fprintf(&b, "title: %s\n", tr.Title)
	}
	if !tr.Date.IsZero() {
		fmt.Fprintf(&b, "date: %s\n", tr.Date.Format(time.DateOnly))
	}
	for _, c := range tr.Chapters {
		fmt.Fprintf(&b, "chapter: %v %s\n", c.Seconds, c.Title)
	}
	for _, n := range tr.Notes {
		fmt.Fprintf(&b, "note: %s\n", n)
	}
	for _, p := range tr.Paragraphs {
		fmt.Fprintf(&b, "%s %s | %s\n", or(p.Stamp()), or(p.Speaker), p.Text)
		if !offsets {
			continue
		}
		for _, s := range p.Segments {
			fmt.Fprintf(&b, "  %d-%d %d-%d %s %v", s.Lo, s.Hi, s.Start, s.End, or(s.Stamp), s.Time)
			if s.Probability != 0 {
				fmt.Fprintf(&b, " p=%.2f", s.Probability)
			}
			fmt.Fprintln(&b)
		}
	}
	return b.String()
}

func or(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// TestLineEndings reads every case again as it would come from other systems.
func TestLineEndings(t *testing.T) {
	for _, eol := range []string{"\r\n", "\r"} {
		for _, in := range inputs(t, "*") {
			want, err1 := Parse("", []byte(in))
			data := []byte(speech.BOM + strings.ReplaceAll(in, "\n", eol))
			got, err2 := Parse("", data)
			if err1 != nil || err2 != nil {
				if fmt.Sprint(err1) != fmt.Sprint(err2) {
					t.Errorf("%q: %v, with other line ends: %v", in, err1, err2)
				}
				continue
			}
			checkInvariants(t, data, got.Paragraphs)
			if d1, d2 := dump(want, false), dump(got, false); d1 != d2 {
				t.Errorf("with line ends %q:\n%s\nwant:\n%s", eol, d2, d1)
			}
		}
	}
}

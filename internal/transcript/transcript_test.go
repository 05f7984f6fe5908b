package transcript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"namedrop/internal/quote"
	"namedrop/internal/transcript/speech"
)

// checkInvariants asserts what Paragraph and Segment promise, for paragraphs
// read from data.
func checkInvariants(t testing.TB, data []byte, ps []Paragraph) {
	t.Helper()
	end := 0 // in the file, of the segments so far
	for _, p := range ps {
		checkText(t, p)
		end = checkSegments(t, data, p, end)
		for _, r := range [][2]int{{0, len(p.Text)}, {0, 0}, {len(p.Text) / 2, len(p.Text)}, {len(p.Text), 0}} {
			if lo, hi := p.Source(r[0], r[1]); lo < 0 || hi < lo || hi > len(data) {
				t.Fatalf("%q: Source(%d, %d) = %d, %d in %d bytes", p.Text, r[0], r[1], lo, hi, len(data))
			}
		}
	}
	checkLocate(t, ps)
}

// checkLocate holds that words are found again by their place in the file.
func checkLocate(t testing.TB, ps []Paragraph) {
	t.Helper()
	tr := &Transcript{Paragraphs: ps}
	for i, p := range ps[:min(len(ps), 20)] {
		at := 0
		for _, word := range strings.Split(p.Text, " ")[:min(20, strings.Count(p.Text, " ")+1)] {
			lo, hi := at, at+len(word)
			at = hi + 1
			if word == "" {
				continue
			}
			start, end := p.Source(lo, hi)
			j, from, to, ok := tr.Locate(start, end)
			if !ok || j != i || from > lo || to < hi {
				t.Fatalf("%q: Source(%d, %d) = %d, %d, but Locate says %d, %d, %d, %v", p.Text, lo, hi, start, end, j, from, to, ok)
			}
			if s, e := p.Source(from, to); s != start || e != end {
				t.Fatalf("%q: Locate(%d, %d) = %d, %d, which stand at %d, %d", p.Text, start, end, from, to, s, e)
			}
		}
	}
}

func checkText(t testing.TB, p Paragraph) {
	t.Helper()
	switch {
	case p.Text == "" || strings.TrimSpace(p.Text) != p.Text:
		t.Fatalf("%q: empty or not trimmed", p.Text)
	case !utf8.ValidString(p.Text) || !utf8.ValidString(p.Speaker):
		t.Fatalf("%q: %q: not UTF-8", p.Speaker, p.Text)
	case strings.ContainsFunc(p.Text, speech.IsBreak) || strings.ContainsFunc(p.Speaker, speech.IsBreak):
		t.Fatalf("%q: %q: control characters", p.Speaker, p.Text)
	case strings.TrimSpace(p.Speaker) != p.Speaker:
		t.Fatalf("speaker %q: not trimmed", p.Speaker)
	case len(p.Segments) == 0:
		t.Fatalf("%q: no segments", p.Text)
	}
}

// checkSegments returns where in the file the last segment ends; the first
// must not begin before from.
func checkSegments(t testing.TB, data []byte, p Paragraph, from int) int {
	t.Helper()
	hi := 0
	for _, s := range p.Segments {
		switch {
		case s.Lo >= s.Hi || s.Hi > len(p.Text) || s.Start >= s.End || s.End > len(data):
			t.Fatalf("%q: %+v: empty or out of range", p.Text, s)
		case s.Lo < hi || s.Start < from:
			t.Fatalf("%q: %+v: overlaps the one before, which ends at %d and %d", p.Text, s, hi, from)
		case hi == 0 && s.Lo != 0, s.Lo > hi && p.Text[hi:s.Lo] != " ":
			t.Fatalf("%q: %+v: text before it belongs to none", p.Text, s)
		case s.End-s.Start == s.Hi-s.Lo && string(data[s.Start:s.End]) != p.Text[s.Lo:s.Hi]:
			t.Fatalf("%q: %+v: not what the file holds: %q", p.Text, s, data[s.Start:s.End])
		case s.Time < 0 || s.Stamp == "" && s.Time != 0 || strings.ContainsFunc(s.Stamp, speech.IsBreak):
			t.Fatalf("%q: %+v: bad time", p.Text, s)
		case s.Probability < 0 || s.Probability > 1:
			t.Fatalf("%q: %+v: bad probability", p.Text, s)
		}
		hi, from = s.Hi, s.End
	}
	if hi != len(p.Text) {
		t.Fatalf("%q: segments end at %d", p.Text, hi)
	}
	return from
}

// TestEpisode reads the episode that comes with the project, in which every
// paragraph is one line.
func TestEpisode(t *testing.T) {
	const path = "../../transcripts/389.txt"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tr, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	checkInvariants(t, data, tr.Paragraphs)
	if tr.Format != Timed || tr.Path != path || len(tr.Paragraphs) != 233 {
		t.Fatalf("%s of %s with %d paragraphs, want 233 of timed text", tr.Format, tr.Path, len(tr.Paragraphs))
	}
	i := 0
	for l := range strings.Lines(string(data)) {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		p := tr.Paragraphs[i]
		if i++; p.Stamp()+" "+p.Text != l || p.Speaker != "" {
			t.Errorf("got %s %q | %q, want the line %q", p.Stamp(), p.Speaker, p.Text, l)
		}
	}
}

func TestSource(t *testing.T) {
	// "AT" from 10, "&" decoded from "&amp;", "T" from 17, "x" from 30.
	p := Paragraph{Text: "AT&T x", Segments: []Segment{
		{Lo: 0, Hi: 2, Start: 10, End: 12},
		{Lo: 2, Hi: 3, Start: 12, End: 17},
		{Lo: 3, Hi: 4, Start: 17, End: 18},
		{Lo: 5, Hi: 6, Start: 30, End: 31},
	}}
	tests := []struct{ lo, hi, start, end int }{
		{0, 6, 10, 31},
		{0, 4, 10, 18},
		{1, 3, 11, 17},
		{2, 3, 12, 17},
		{5, 6, 30, 31},
		{4, 5, 18, 18}, // the white space, which is nowhere in the file
		{1, 1, 11, 11},
		{3, 1, 17, 17},
	}
	for _, tt := range tests {
		if start, end := p.Source(tt.lo, tt.hi); start != tt.start || end != tt.end {
			t.Errorf("Source(%d, %d) = %d, %d, want %d, %d", tt.lo, tt.hi, start, end, tt.start, tt.end)
		}
	}
}

// TestLinear reads inputs that a careless reader takes quadratic time for: a
// regression shows as a test that does not end.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("slow, and it starts no goroutines")
	}
	const many = 200_000
	tests := map[string]string{
		"less than":    strings.Repeat("<", 25*many),
		"vtt tags":     "WEBVTT\n\n00:00.000 --> 00:01.000\n" + strings.Repeat("<v ", many),
		"vtt open":     "WEBVTT\n\n00:00.000 --> 00:01.000\n" + strings.Repeat("&", many) + "x",
		"vtt cues":     "WEBVTT\n\n" + strings.Repeat("00:00.000 --> 00:01.000\nand so on\n\n", many/2),
		"vtt rows":     "WEBVTT\n\n" + strings.Repeat("00:00.000 --> 00:01.000\n"+strings.Repeat("a\n", many)+"\n", 2),
		"srt cues":     strings.Repeat("1\n00:00:00,000 --> 00:00:01,000\nBob: and so on\n\n", many/10),
		"srt braces":   "1\n00:00:00,000 --> 00:00:01,000\n" + strings.Repeat(`{\`, many),
		"brackets":     "**Bob:** " + strings.Repeat("[](", many),
		"open links":   "**Bob:** " + strings.Repeat("[", many),
		"emphasis":     "**Bob:** " + strings.Repeat("*a _b ", many),
		"backticks":    "**Bob:** " + backticks(3000),
		"escapes":      "**Bob:** " + strings.Repeat(`\`, many),
		"lines":        "00:00:01 hello\n" + strings.Repeat("\r", many) + "x",
		"stamps":       strings.Repeat("00:00:01 a\n", many/10),
		"one line":     "00:00:01 " + strings.Repeat("word ", many),
		"marks":        strings.Repeat(">> ", many) + "x",
		"names":        strings.Repeat("Bob: hello\n", many/10),
		"controls":     "00:00:01 " + strings.Repeat("a\x01", many),
		"json nested":  `{"segments": [` + strings.Repeat("[", many) + strings.Repeat("]", many) + `,{"body": "x"}]}`,
		"json words":   `{"segments": [` + strings.Repeat(`{"body": "and", "startTime": 1},`, many/4) + `{"body": "x"}]}`,
		"vtt grows":    "WEBVTT\n\n" + growth(many/400),
		"vtt one cue":  "WEBVTT\n\n00:00.000 --> 00:01.000\n" + strings.Repeat("word ", many),
		"vtt ids":      "WEBVTT\n\n" + strings.Repeat("9\n", many) + "00:00.000 --> 00:01.000\nx\n",
		"turns":        "WEBVTT\n\n00:00.000 --> 00:01.000\n" + strings.Repeat("a >> b ", many/4),
		"ass":          "[Script Info]\n[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,,,0,0,0,," + strings.Repeat("{", many) + strings.Repeat(`\N`, many/10) + "x",
		"lrc":          "[ti:x]\n[00:01.00]" + strings.Repeat("[00:02.00]", many/10) + strings.Repeat("<00:01.00>", many/10) + "x",
		"table":        "start,end,text\n" + strings.Repeat("0,1,\"\"\"\"\n", many/10) + "0,1,\"open",
		"ttml":         "<tt><p begin='1s'>" + strings.Repeat("<span begin='1s'>a", many/10) + "</p></tt>",
		"ttml tags":    "<tt><p>x</p>" + strings.Repeat("<p>", many/10) + strings.Repeat("<!--", many/10),
		"srv escapes":  "<transcript><text start='1'>" + strings.Repeat("&amp;", many/10) + "x</text></transcript>",
		"html":         "<p>Ann: x</p>" + strings.Repeat("<div><b>", many/10) + strings.Repeat("</i>", many/10) + "x",
		"html unended": "<p>" + strings.Repeat("<", many) + "x",
		"heads":        strings.Repeat("Bob (00:01): hello\n", many/10),
		"names alone":  strings.Repeat("Bob Day\nhello\n\n", many/10),
		"times alone":  strings.Repeat("0:01\nhello\n", many/10),
		"chapters":     "x\n" + strings.Repeat("00:01 a\n00:02 b\nx\n\n", many/10) + "x",
		"headings":     strings.Repeat("## a (\n", many/10) + "x",
		"comments":     "**Bob:** x" + strings.Repeat("<!--", many/10) + "\n<!--\nx",
		"sentences":    strings.Repeat("No. ", many),
		"no sentences": strings.Repeat("word", many) + " x",
		"json deep":    `[{"text": "x", "start": 1, "x": ` + strings.Repeat(`{"a":`, 5000) + "1" + strings.Repeat("}", 5000) + "}]",
		"json array":   "[" + strings.Repeat(`{"text": "and", "start": 1},`, many/4) + `{"text": "x", "start": 2}]`,
		"json lines":   strings.Repeat(`{"text": "and", "start": 1}`+"\n", many/10),
		"json aligned": `{"text": "` + strings.Repeat("a ", many/10) + `", "words": [` + strings.Repeat(`{"word": "b", "start": 1},`, many/10) + `{"word": "x"}]}`,
		"json NaN":     `[{"text": "x", "start": 1, "x": [` + strings.Repeat("NaN,", many/10) + "1]}]",
		"json quotes":  `{"segments": [{"body": "` + strings.Repeat(`\"`, many) + `"}]}`,
	}
	for name, in := range tests {
		t.Run(name, func(t *testing.T) {
			tr, err := Parse(name, []byte(in))
			if err != nil {
				t.Fatal(err)
			}
			checkInvariants(t, []byte(in), tr.Paragraphs)
		})
	}
}

// growth returns n captions, each a word longer than the one before.
func growth(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("00:00.000 --> 00:01.000\n" + strings.Repeat("a ", i) + "b\n\n")
	}
	return b.String()
}

// backticks returns runs of 1 to n backticks, none of which has a partner.
func backticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("`", i+1) + " ")
	}
	return b.String()
}

// BenchmarkParse reads 389.txt at about 180 MB/s.
func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile(filepath.FromSlash("../../transcripts/389.txt"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("389.txt", data); err != nil {
			b.Fatal(err)
		}
	}
}

func TestClock(t *testing.T) {
	tests := []struct {
		time time.Duration
		want string
	}{
		{0, "0:00"},
		{-time.Second, "0:00"},
		{10578947368 * time.Nanosecond, "0:10"},
		{59*time.Minute + 59*time.Second + 999*time.Millisecond, "59:59"},
		{time.Hour, "1:00:00"},
		{30*time.Hour + 2*time.Minute + 3*time.Second, "30:02:03"},
	}
	for _, tt := range tests {
		if got := quote.Clock(tt.time); got != tt.want {
			t.Errorf("Clock(%v) = %q, want %q", tt.time, got, tt.want)
		}
	}
	if got := (Segment{Time: time.Second}).Clock(); got != "" {
		t.Errorf("a segment without a timestamp has the time %q", got)
	}
}

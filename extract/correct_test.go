package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"namedrop/internal/transcript/transcripttest"
)

// TestCorrect: corrections replace the mentions that they overlap, and no others.
func TestCorrect(t *testing.T) {
	const text = "00:00:01 We use court and async PG.\n\n00:00:05 And some rich text.\n"
	tr := transcripttest.Parse(t, text)
	at := func(word string) (start, end int) {
		start = strings.Index(text, word)
		return start, start + len(word)
	}
	mention := func(paragraph int, word, name string) Mention {
		lo := strings.Index(tr.Paragraphs[paragraph].Text, word)
		return Mention{Paragraph: paragraph, Lo: lo, Hi: lo + len(word), From: 0, To: 4, Name: name, Confidence: 0.6, Sponsor: true}
	}
	found := []Mention{mention(0, "court", "courts"), mention(0, "async PG", "asyncpg"), mention(1, "rich", "rich")}
	for name, test := range map[string]struct {
		word, is string
		want     string
	}{
		"other project":          {"court", "quart", "0 quart 1, 0 asyncpg 0.6, 1 rich 0.6"},
		"no package":             {"rich", "", "0 courts 0.6, 0 asyncpg 0.6"},
		"more words":             {"court and async", "uvloop", "0 uvloop 1, 1 rich 0.6"},
		"not heard":              {"text", "textual", "0 courts 0.6, 0 asyncpg 0.6, 1 rich 0.6, 1 textual 1"},
		"no such words":          {"00:00:05 ", "quart", "0 courts 0.6, 0 asyncpg 0.6, 1 rich 0.6"},
		"no package, no mention": {"text", "", "0 courts 0.6, 0 asyncpg 0.6, 1 rich 0.6"},
	} {
		start, end := at(test.word)
		if name == "no such words" {
			end--
		}
		var got []string
		for _, m := range Correct(tr, slices.Clone(found), []Correction{{start, end, test.is}}) {
			got = append(got, fmt.Sprintf("%d %s %g", m.Paragraph, m.Name, m.Confidence))
		}
		if all := strings.Join(got, ", "); all != test.want {
			t.Errorf("%s: %s, want %s", name, all, test.want)
		}
	}
	start, end := at("court")
	next := Mention{Paragraph: 0, Lo: found[0].Hi, Hi: found[0].Hi + 1, Name: "next"}
	before := Mention{Paragraph: 0, Lo: found[0].Lo - 1, Hi: found[0].Lo, Name: "before"}
	adjacent := Correct(tr, []Mention{before, found[0], next}, []Correction{{start, end, ""}})
	if len(adjacent) != 2 || adjacent[0].Name != "before" || adjacent[1].Name != "next" {
		t.Errorf("adjacent mentions %+v, want both kept", adjacent)
	}
	last := Correct(tr, found, []Correction{{start, end, "flask"}, {start, end, "quart"}})[0]
	if last.Name != "quart" || last.To != 4 || !last.Sponsor || len(last.Reasons) != 1 {
		t.Errorf("%+v: want the last correction, in the sentence of the mention", last)
	}
}

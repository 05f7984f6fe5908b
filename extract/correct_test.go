package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestCorrect: what a person says was named is named, and nothing else changes.
func TestCorrect(t *testing.T) {
	const text = "00:00:01 We use court and async PG.\n\n00:00:05 And some rich text.\n"
	tr := parse(t, text)
	at := func(word string) (start, end int) {
		start = strings.Index(text, word)
		return start, start + len(word)
	}
	mention := func(paragraph int, word, name string) Mention {
		lo := strings.Index(tr.Paragraphs[paragraph].Text, word)
		return Mention{Paragraph: paragraph, Lo: lo, Hi: lo + len(word), From: 0, To: 4, Name: name, Confidence: 0.6, Sponsor: true}
	}
	heard := []Mention{mention(0, "court", "courts"), mention(0, "async PG", "asyncpg"), mention(1, "rich", "rich")}
	for name, test := range map[string]struct {
		word, is string
		want     string
	}{
		"another":        {"court", "quart", "0 quart 1, 0 asyncpg 0.6, 1 rich 0.6"},
		"none":           {"rich", "", "0 courts 0.6, 0 asyncpg 0.6"},
		"more words":     {"court and async", "uvloop", "0 uvloop 1, 1 rich 0.6"},
		"not heard":      {"text", "textual", "0 courts 0.6, 0 asyncpg 0.6, 1 rich 0.6, 1 textual 1"},
		"no such words":  {"00:00:05 ", "quart", "0 courts 0.6, 0 asyncpg 0.6, 1 rich 0.6"},
		"nothing's none": {"text", "", "0 courts 0.6, 0 asyncpg 0.6, 1 rich 0.6"},
	} {
		start, end := at(test.word)
		if name == "no such words" {
			end--
		}
		var got []string
		for _, m := range Correct(tr, slices.Clone(heard), []Correction{{start, end, test.is}}) {
			got = append(got, fmt.Sprintf("%d %s %g", m.Paragraph, m.Name, m.Confidence))
		}
		if all := strings.Join(got, ", "); all != test.want {
			t.Errorf("%s: %s, want %s", name, all, test.want)
		}
	}
	start, end := at("court")
	last := Correct(tr, heard, []Correction{{start, end, "flask"}, {start, end, "quart"}})[0]
	if last.Name != "quart" || last.To != 4 || !last.Sponsor || len(last.Reasons) != 1 {
		t.Errorf("%+v: want the last correction, in the sentence of what was heard", last)
	}
}

package episode

import (
	"strings"
	"testing"

	"namedrop/extract"
	"namedrop/internal/transcript"
)

func TestPassage(t *testing.T) {
	long := strings.Repeat("word ", 60)
	for _, c := range []struct{ sentence, want string }{
		{"We use rich daily.", "We use rich daily."},
		{long + "rich " + long, "…" + strings.Repeat("word ", 23) + "rich " + strings.TrimSpace(strings.Repeat("word ", 23)) + "…"},
		{strings.Repeat("ü", 100) + "rich", "…" + strings.Repeat("ü", 60) + "rich"},
		{"rich" + strings.Repeat("ü", 100), "rich" + strings.Repeat("ü", 60) + "…"},
	} {
		text := "Before. " + c.sentence + " After."
		lo := strings.Index(text, "rich")
		m := extract.Mention{Lo: lo, Hi: lo + len("rich"), From: len("Before. "), To: len("Before. ") + len(c.sentence)}
		e := Episode{Transcript: &transcript.Transcript{Paragraphs: []transcript.Paragraph{{Text: text}}}}
		if got := e.Passage(m); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

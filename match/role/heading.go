package role

import (
	"strings"

	"namedrop/internal/transcript"
)

// headings holds the titles of an episode and of its chapters; see spaced.
type headings struct {
	titles   []string
	chapters bool // whether there are any
}

func headingsOf(t *transcript.Transcript) headings {
	h := headings{titles: []string{spaced(t.Title)}, chapters: len(t.Chapters) > 0}
	for _, c := range t.Chapters {
		h.titles = append(h.titles, spaced(c.Title))
	}
	return h
}

// naming returns the number of titles that name a project. It is -1 if none does and there
// are no chapters: most titles of episodes name no project.
func (h headings) naming(name string) float32 {
	n := float32(0)
	apart, joined := spaced(name), " "+strings.ReplaceAll(name, "-", "")+" "
	for _, title := range h.titles {
		n += indicator(strings.Contains(title, apart) || strings.Contains(title, joined))
	}
	if n == 0 && !h.chapters {
		return -1
	}
	return n
}

// spaced returns the words of a text with a space around each.
func spaced(text string) string { return " " + strings.Join(Words(text), " ") + " " }

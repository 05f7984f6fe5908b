package extract

import (
	"cmp"
	"slices"

	"namedrop/internal/transcript"
)

// Correction is a reviewer's statement of which package a passage of a transcript
// means.
type Correction struct {
	Start, End int    // bytes of the file, Start < End
	Name       string // of the project in the catalog; "" if the words name no package
}

// Correct applies corrections to mentions. A correction removes all mentions that
// overlap its range, and adds one of the project that it names, with confidence
// 1. Corrections outside of the transcript are ignored; of overlapping ones the
// last wins. Mentions must be in the order of the text, and are returned in that
// order.
func Correct(t *transcript.Transcript, mentions []Mention, corrections []Correction) []Mention {
	for _, c := range corrections {
		paragraph, lo, hi, ok := t.Locate(c.Start, c.End)
		if !ok {
			continue
		}
		right := Mention{Paragraph: paragraph, Lo: lo, Hi: hi, To: len(t.Paragraphs[paragraph].Text), Name: c.Name, Confidence: 1}
		right.Reasons = []Reason{{"corrected by a person", 0}}
		var rest []Mention
		for _, m := range mentions {
			if m.Paragraph != paragraph || m.Hi <= lo || hi <= m.Lo {
				rest = append(rest, m)
				continue
			}
			right.From, right.To, right.Sponsor = m.From, m.To, m.Sponsor // of the same sentence
		}
		if mentions = rest; c.Name != "" {
			mentions = append(mentions, right)
		}
	}
	slices.SortStableFunc(mentions, func(a, b Mention) int { return cmp.Or(a.Paragraph-b.Paragraph, a.Lo-b.Lo) })
	return mentions
}

package extract

import (
	"cmp"
	"slices"

	"namedrop/internal/transcript"
)

// Correction is what a person says was named in a place of a transcript.
type Correction struct {
	Start, End int    // bytes of the file, Start < End
	Name       string // of the project in the catalogue; "" for none: what was said is no package
}

// Correct returns mentions as a person has corrected them. Those in words that a
// correction is about are gone, and the project that it names is there in their
// place, for certain. Corrections of words that the transcript does not have are
// passed over; of those that overlap the last counts. The mentions must be in
// the order of the text, and so is what is returned.
func Correct(t *transcript.Transcript, mentions []Mention, corrections []Correction) []Mention {
	for _, c := range corrections {
		paragraph, lo, hi, ok := t.Locate(c.Start, c.End)
		if !ok {
			continue
		}
		right := Mention{Paragraph: paragraph, Lo: lo, Hi: hi, To: len(t.Paragraphs[paragraph].Text), Name: c.Name, Confidence: 1}
		right.Reasons = []Reason{{"a person said so", 0}}
		var rest []Mention
		for _, m := range mentions {
			if m.Paragraph != paragraph || m.Hi <= lo || hi <= m.Lo {
				rest = append(rest, m)
				continue
			}
			right.From, right.To, right.Sponsor = m.From, m.To, m.Sponsor // of the sentence they share
		}
		if mentions = rest; c.Name != "" {
			mentions = append(mentions, right)
		}
	}
	slices.SortStableFunc(mentions, func(a, b Mention) int { return cmp.Or(a.Paragraph-b.Paragraph, a.Lo-b.Lo) })
	return mentions
}

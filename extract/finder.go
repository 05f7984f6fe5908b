package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/catalog"
	"namedrop/internal/transcript"
)

// Finder finds the projects of a catalogue in transcripts. It is safe for
// many goroutines once its fields are set.
type Finder struct {
	Catalog *catalog.Catalog

	// Threshold is the least confidence of a mention that is reported, 0 to 1.
	Threshold float64
}

// certain is the confidence from which a reading speaks for others.
const certain = 0.8

// Find returns the mentions of a transcript in the order of the text; they do
// not overlap. It returns nil for an empty transcript or catalogue.
func (f *Finder) Find(t *transcript.Transcript) []Mention {
	tokens := tokenize(t)
	found := readings(tokens, f.Catalog)
	ads, answers := advertisements(t.Paragraphs), asked(t.Paragraphs)
	for i := range found {
		judge(&found[i], tokens)
		if advertised(found[i], tokens, ads) {
			found[i].add(Reason{"in an advertisement", weightSponsor})
		}
		if answers[tokens[found[i].first].paragraph] {
			found[i].add(Reason{"asked for", weightAsked})
		}
	}
	inCompany(found, tokens)
	var mentions []Mention
	for _, r := range explain(found) {
		if m := mention(t, r, tokens, ads); m.Confidence >= f.Threshold {
			mentions = append(mentions, m)
		}
	}
	return mentions
}

// inCompany judges every reading again in the light of what is certain: in
// its sentence, in its paragraph, and of the same name elsewhere. What counts
// as certain is fixed before, so that the order of readings does not matter.
func inCompany(found []reading, tokens []token) {
	sure := explain(slices.DeleteFunc(slices.Clone(found), func(r reading) bool { return confidence(r.score) < certain }))
	sentences, paragraphs, names := map[int][]reading{}, map[int][]reading{}, map[string][]reading{}
	for _, r := range sure {
		t := tokens[r.first]
		sentences[t.sentence] = append(sentences[t.sentence], r)
		paragraphs[t.paragraph] = append(paragraphs[t.paragraph], r)
		names[r.project.Name] = append(names[r.project.Name], r)
	}
	for i := range found {
		r := &found[i]
		t := tokens[r.first]
		switch {
		case slices.ContainsFunc(sentences[t.sentence], r.beside):
			r.add(Reason{"beside a certain project", weightCompany})
		case slices.ContainsFunc(paragraphs[t.paragraph], r.beside):
			r.add(Reason{"near a certain project", weightNearby})
		}
		if slices.ContainsFunc(names[r.project.Name], r.apart) {
			r.add(Reason{"certain elsewhere", weightAgain})
		}
	}
}

// apart reports whether two readings have no word in common.
func (r *reading) apart(s reading) bool { return s.last < r.first || r.last < s.first }

// beside reports whether two readings are of two projects in two places.
func (r *reading) beside(s reading) bool { return r.project.Name != s.project.Name && r.apart(s) }

// confidence turns log-odds into a probability.
func confidence(score float64) float64 { return 1 / (1 + math.Exp(-score)) }

// advertised reports whether a reading lies inside an advertisement.
func advertised(r reading, tokens []token, ads map[int]span) bool {
	ad, ok := ads[tokens[r.first].paragraph]
	return ok && ad.lo <= tokens[r.first].lo && tokens[r.last].hi <= ad.hi
}

// mention is the reading as the other stages see it.
func mention(t *transcript.Transcript, r reading, tokens []token, ads map[int]span) Mention {
	slices.SortStableFunc(r.evidence, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	from, to := sentence(t.Paragraphs[tokens[r.first].paragraph].Text, tokens, r.first)
	return Mention{
		Paragraph: tokens[r.first].paragraph, Lo: tokens[r.first].lo, Hi: tokens[r.last].hi, From: from, To: to,
		Name: r.project.Name, Confidence: confidence(r.score), Sponsor: advertised(r, tokens, ads), Reasons: r.evidence,
	}
}

// sentence returns the bounds of token i's sentence in its paragraph. It ends
// before the next token that is not of it, for prose loses some tokens.
func sentence(text string, tokens []token, i int) (from, to int) {
	first, next := i, i+1
	for first > 0 && tokens[first-1].sentence == tokens[i].sentence {
		first--
	}
	for next < len(tokens) && tokens[next].sentence == tokens[i].sentence {
		next++
	}
	to = len(text)
	if next < len(tokens) && tokens[next].paragraph == tokens[i].paragraph {
		to = tokens[next].lo
	}
	return tokens[first].lo, len(strings.TrimRightFunc(text[:to], unicode.IsSpace))
}

package match

import (
	"regexp"
	"slices"
	"strings"

	"namedrop/extract"
	"namedrop/internal/transcript"
)

// A praise is a way in which speakers say that something belongs on a list.
// The patterns are about the saying and hold no project's name.
type praise struct {
	why     string
	pattern *regexp.Regexp
	words   words // of the pattern, if any are rare enough to spare it
	forWhat bool  // "for X" behind it says what it is good for: X must be the list
}

// words are such that one of them, in small letters, stands in all that a
// pattern matches. Looking for them first saves most of the time that the
// pattern takes.
type words []string

// in reports whether a pattern may match a text, which is in small letters.
func (w words) in(lower string) bool {
	return len(w) == 0 || slices.ContainsFunc(w, func(word string) bool { return strings.Contains(lower, word) })
}

var praises = []praise{
	{why: "a PR is wanted", pattern: regexp.MustCompile(`(?i)\b(should|could|ought to|need to|needs to|let'?s|please|go|gonna|going to|want to|wanna) ` +
		`(\w+ ){0,3}?(do|make|create|open|submit|send|write|throw in|put in) (\w+ ){0,3}?(PRs?|pull[- ]requests?)\b`)},
	{why: "belongs there", pattern: regexp.MustCompile(`(?i)\b(should|ought to|needs? to|has to|deserves? to|would|will) (\w+ ){0,2}?(be|belong|go|get) ` +
		`(\w+ )?(on|in|into|onto) (there|here|it|the list|this list|your list|the awesome)\b`)},
	{why: "belongs there", words: words{"belong", "missing"}, pattern: regexp.MustCompile(`(?i)\b(belongs?|missing) (on|in|from) (there|here|the list|this list|your list|the awesome)\b`)},
	{why: "to be added", words: words{"list"}, pattern: regexp.MustCompile(`(?i)\b(add|put|include|adding|putting) (\w+ ){1,4}?(on|to|in|into|onto) (the|this|your|that) (awesome )?list\b`)},
	{why: "a good candidate", words: words{"candidate", "addition", "entry"}, forWhat: true, pattern: regexp.MustCompile(`(?i)\b(good|great|nice|excellent|perfect|strong|obvious|solid|another) (candidate|addition|entry)s?\b`)},
	{why: "worth noting", words: words{"worth"}, pattern: regexp.MustCompile(`(?i)\b(noteworthy|worth (noting|mentioning|a mention|including|adding|listing|putting))\b`)},
}

// Sayings that look like praise and are not.
var (
	negated    = regexp.MustCompile(`(?i)(\bnot|n't|\bnever|\bno|\bhardly|\bwithout)( \w+){0,3} ?$`)
	forWhat    = regexp.MustCompile(`(?i)^ for\b`)
	forTheList = regexp.MustCompile(`(?i)^ for (the|this|your|that|our) (awesome )?(list|section)\b`)
)

// A host asks every guest for a find of theirs at the end of the show;
// recognisers write "PyPI" in a dozen ways. Early in an episode the question
// must be whole, for there "a notable package" is only talk.
var (
	question = regexp.MustCompile(`(?i)\b(notable|favou?rite|interesting|cool) (\S+ ){0,3}?(packages?|projects?|library|libraries)\b[^.?!]{0,60}` +
		`\b(shout[- ]?out|recommend|tell (people|us)|(come|came|run|ran) across|people should|know about|mention)`)
	lateQuestion = regexp.MustCompile(`(?i)\bnotable (\S+ ){1,3}?(package|project|library)\b`)

	questionWords = words{"notable", "favo", "interesting", "cool"} // of both
)

// closing is the share of an episode's paragraphs that belongs to its end.
const closing = 0.2

// answerReach is how many paragraphs an answer to that question may take to
// name its project: the question is often broken up by the guest's humming.
const answerReach = 4

// recommendations returns, by the name of a project, the passages that
// recommend it for a list. Advertising recommends nothing.
func recommendations(t *transcript.Transcript, mentions []extract.Mention) map[string][]Quote {
	s := speech{t: t, named: byParagraph(mentions)}
	found := map[string][]Quote{}
	note := func(m extract.Mention, q Quote) {
		if !m.Sponsor && !slices.Contains(found[m.Name], q) {
			found[m.Name] = append(found[m.Name], q)
		}
	}
	for i := range t.Paragraphs {
		s.praised(i, note)
		s.answered(i, note)
	}
	return found
}

// speech is a transcript with the mentions of each paragraph.
type speech struct {
	t     *transcript.Transcript
	named map[int][]extract.Mention
}

func byParagraph(mentions []extract.Mention) map[int][]extract.Mention {
	named := map[int][]extract.Mention{}
	for _, m := range mentions {
		named[m.Paragraph] = append(named[m.Paragraph], m)
	}
	return named
}

// praised reports what the praises of paragraph i speak of: something that it
// names, so the patterns are spared where it names nothing.
func (s speech) praised(i int, note func(extract.Mention, Quote)) {
	if len(s.named[i]) == 0 {
		return
	}
	text := s.t.Paragraphs[i].Text
	lower := strings.ToLower(text)
	for _, p := range praises {
		if !p.words.in(lower) {
			continue
		}
		for _, at := range p.pattern.FindAllStringIndex(text, -1) {
			if m, ok := s.subject(i, at); ok && p.meant(text[:at[0]], text[at[1]:]) {
				note(m, s.quote(m, at[0], p.why))
			}
		}
	}
}

// meant reports whether a praise is one, by the text before and after it.
func (p praise) meant(before, after string) bool {
	if p.forWhat && forWhat.MatchString(after) && !forTheList.MatchString(after) {
		return false
	}
	return !negated.MatchString(before)
}

// subject returns the mention that a praise is about: the first one after it
// in its sentence ("a pull request for X"), else the first one of the
// sentence ("X is built on Y, which is a good candidate"), else, if the
// sentence names nothing, the first one of the next.
func (s speech) subject(i int, at []int) (extract.Mention, bool) {
	var first, later []extract.Mention
	for _, m := range s.named[i] {
		switch {
		case m.From <= at[0] && at[1] <= m.To && m.Lo >= at[1]:
			return m, true
		case m.From <= at[0] && at[1] <= m.To:
			first = append(first, m)
		case m.From >= at[1] && len(sentenceEnd.FindAllString(s.t.Paragraphs[i].Text[at[1]:m.From], 2)) < 2:
			later = append(later, m)
		}
	}
	if about := append(first, later...); len(about) > 0 {
		return about[0], true
	}
	return extract.Mention{}, false
}

var sentenceEnd = regexp.MustCompile(`[.?!](\s|$)`)

// answered reports the first project that is named in answer to the closing
// question, if paragraph i asks it.
func (s speech) answered(i int, note func(extract.Mention, Quote)) {
	text := s.t.Paragraphs[i].Text
	if !questionWords.in(strings.ToLower(text)) {
		return
	}
	at := question.FindStringIndex(text)
	if at == nil && float64(i) >= (1-closing)*float64(len(s.t.Paragraphs)) {
		at = lateQuestion.FindStringIndex(text)
	}
	if at == nil {
		return
	}
	for j := i; j <= i+answerReach; j++ {
		for _, m := range s.named[j] {
			if j > i || m.Lo >= at[1] {
				note(m, s.quote(m, m.From, "a notable find"))
				return
			}
		}
	}
}

// quoteBytes is the length that a quote should have to be understood alone.
const quoteBytes = 60

// quote returns the passage around a mention that begins no later than byte
// lo; a short one is filled up with the sentences before it.
func (s speech) quote(m extract.Mention, lo int, why string) Quote {
	text := s.t.Paragraphs[m.Paragraph].Text
	lo = min(lo, m.From)
	if lo < m.From {
		lo = sentenceStart(text, lo)
	}
	for lo > 0 && m.To-lo < quoteBytes {
		lo = sentenceStart(text, lo-1)
	}
	return Quote{Paragraph: m.Paragraph, Lo: lo, Hi: m.To, Why: why}
}

// sentenceStart returns where the sentence that holds byte i begins: behind
// the last end of a sentence before it.
func sentenceStart(text string, i int) int {
	start := 0
	for _, end := range sentenceEnd.FindAllStringIndex(text[:i], -1) {
		if end[1] < i {
			start = end[1]
		}
	}
	return start
}

package extract

import (
	"cmp"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/catalog"
	"namedrop/internal/phonetic"
	"namedrop/internal/ref"
	"namedrop/internal/transcript"
)

// Finder finds the projects of a catalogue in transcripts. It is safe for
// many goroutines.
type Finder struct {
	catalog   *catalog.Catalog
	known     *Knowledge
	sounds    *phonetic.Index
	said      []*catalog.Project // the projects of sounds, by number
	short     map[string][]short // what names are without their affixes, by letters
	ranked    bool               // the catalogue knows ranks by downloads
	threshold float64
}

// DefaultThreshold is the confidence from which a mention is reported unless
// somebody wants it otherwise: the one that did best on episodes that were left
// out of the training (see doc/evaluation.md).
const DefaultThreshold = 0.4

// New returns a Finder for the projects of a catalogue that reports mentions
// of at least the threshold's confidence, 0 to 1.
func New(c *catalog.Catalog, k *Knowledge, threshold float64) *Finder {
	f := &Finder{catalog: c, known: k, threshold: threshold}
	var said []string
	projects := c.Projects()
	for i := range projects {
		p := &projects[i]
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			f.said = append(f.said, p)
			said = append(said, ref.Normalize(name))
		}
	}
	f.sounds = phonetic.Build(said)
	f.short = shortNames(projects)
	f.ranked = c.Ranked()
	return f
}

// perhapsThreshold is the confidence from which a reading is worth a look by
// somebody who would rather see too much: below it nine of ten are wrong.
const perhapsThreshold = 0.1

// Find returns the mentions of a transcript in the order of the text; they do
// not overlap. It returns nil for an empty transcript or catalogue.
func (f *Finder) Find(t *transcript.Transcript) []Mention {
	h := f.hear(t)
	return h.tell(h.sure())
}

// FindAll also returns what may be a mention: the readings that are too unsure
// for one, of names without one, in words that no mention covers.
func (f *Finder) FindAll(t *transcript.Transcript) (mentions, perhaps []Mention) {
	h := f.hear(t)
	sure := h.sure()
	return h.tell(sure), h.tell(explain(unexplained(h.found, sure), logit(perhapsThreshold)))
}

// hearing is a transcript with all its readings.
type hearing struct {
	*Finder
	transcript *transcript.Transcript
	tokens     []token
	ads        map[int]span
	found      []*reading
}

func (f *Finder) hear(t *transcript.Transcript) hearing {
	tokens, ads := f.known.tokenize(t), advertisements(t.Paragraphs)
	return hearing{f, t, tokens, ads, f.judge(t, tokens, ads)}
}

// sure are the readings that are mentions.
func (h hearing) sure() []*reading { return explain(h.found, logit(h.threshold)) }

// tell returns readings as the other stages see them.
func (h hearing) tell(readings []*reading) (told []Mention) {
	for _, r := range readings {
		m := h.mention(h.transcript, r, h.tokens, h.ads)
		m.Rivals = rivals(r, h.found)
		told = append(told, m)
	}
	return told
}

// unexplained returns the readings of other names in other words than those
// that were chosen, which are in the order of the text.
func unexplained(found, chosen []*reading) []*reading {
	names := map[string]bool{}
	for _, r := range chosen {
		names[r.project.Name] = true
	}
	return slices.DeleteFunc(slices.Clone(found), func(r *reading) bool {
		i, _ := slices.BinarySearchFunc(chosen, r.first, func(c *reading, first int) int { return cmp.Compare(c.last, first) })
		return names[r.project.Name] || i < len(chosen) && !r.apart(chosen[i])
	})
}

// judge finds the readings of a transcript and scores them in two rounds.
func (f *Finder) judge(t *transcript.Transcript, tokens []token, ads map[int]span) []*reading {
	found := plausible(f.first(t, tokens, ads, hopeless))
	f.observe(found, tokens)
	shift := topicShift(tokens)
	inParts(len(found), runtime.GOMAXPROCS(0), func(_, lo, hi int) {
		for _, r := range found[lo:hi] {
			r.topic = shift
			r.score = f.known.second.score(r.facts) + shift
		}
	})
	return found
}

// first finds the readings and scores each by what stands around it. Those
// with a score below least are left out.
func (f *Finder) first(t *transcript.Transcript, tokens []token, ads map[int]span, least float64) []reading {
	answers := asked(t.Paragraphs)
	return f.candidates(tokens, func(r *reading) bool {
		f.describe(r, tokens)
		if answers[tokens[r.first].paragraph] {
			r.say(askedFor, 0)
		}
		if advertised(r, tokens, ads) {
			r.say(sponsoring, 0)
		}
		r.score = f.known.first.score(r.features)
		return r.score >= least
	})
}

// hopeless is the score of the first round below which a reading is dropped:
// one in a thousand of the right ones has less.
const hopeless = -8.5

// plausible returns the readings that are worth a second look, in the order of
// their first words.
func plausible(found []reading) []*reading {
	var kept []*reading
	for i := range found {
		if found[i].score >= hopeless {
			kept = append(kept, &found[i])
		}
	}
	return kept
}

// observe fills in the facts of the second round.
func (f *Finder) observe(found []*reading, tokens []token) {
	scene := newScene(found, tokens)
	all := make([]facts, len(found))
	for i, r := range found {
		r.facts = &all[i]
	}
	compare(found)
	defined := f.known.define(tokens)
	for _, r := range found {
		f.know(r, tokens)
		scene.know(r)
		r.facts[factGloss], r.facts[factGlossAnywhere] = defined.shared(r)
	}
}

// advertised reports whether a reading lies inside an advertisement.
func advertised(r *reading, tokens []token, ads map[int]span) bool {
	ad, ok := ads[tokens[r.first].paragraph]
	return ok && ad.lo <= tokens[r.first].lo && tokens[r.last].hi <= ad.hi
}

// mention is the reading as the other stages see it.
func (f *Finder) mention(t *transcript.Transcript, r *reading, tokens []token, ads map[int]span) Mention {
	from, to := sentence(t.Paragraphs[tokens[r.first].paragraph].Text, tokens, r.first)
	return Mention{
		Paragraph: tokens[r.first].paragraph, Lo: tokens[r.first].lo, Hi: tokens[r.last].hi, From: from, To: to,
		Name: r.project.Name, Confidence: probability(r.score), Sponsor: advertised(r, tokens, ads), Reasons: f.reasons(r),
	}
}

// reasons are what each fact added to a reading's score, the heaviest first;
// what added next to nothing is left out.
func (f *Finder) reasons(r *reading) []Reason {
	added, base := f.known.second.explain(r.facts)
	all := []Reason{{"any name", base}}
	if r.topic != 0 {
		all = append(all, Reason{"talk of something else", r.topic})
	}
	for i, w := range added {
		if math.Abs(w) >= 0.05 {
			all = append(all, Reason{factNames[i], w})
		}
	}
	slices.SortStableFunc(all, func(a, b Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return all
}

// mostRivals is how many rivals of a mention are told.
const mostRivals = 3

// rivals are the likeliest other projects of the readings that share words
// with r. The readings are in the order of their first words.
func rivals(r *reading, found []*reading) []Rival {
	best := map[string]float64{}
	from, _ := slices.BinarySearchFunc(found, r.first-3*maxWords, func(s *reading, first int) int { return cmp.Compare(s.first, first) })
	for _, s := range found[from:] {
		if s.first > r.last {
			break
		}
		if name := s.project.Name; name != r.project.Name && !r.apart(s) {
			best[name] = max(best[name], probability(s.score))
		}
	}
	var all []Rival
	for _, name := range slices.Sorted(maps.Keys(best)) {
		all = append(all, Rival{name, best[name]})
	}
	slices.SortStableFunc(all, func(a, b Rival) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return all[:min(len(all), mostRivals)]
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

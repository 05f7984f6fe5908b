package jsonform

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"namedrop/internal/transcript/speech"
)

// The keys of segments.
var (
	textKeys = []string{"text", "body", "punctuated_word", "sentence", "transcript", "word", "content", "display", "caption", "line",
		"utterance", "phrase", "segment", "value", "utf8", "DisplayText", "raw_text"}
	speakerKeys = []string{"voice", "speaker_name", "speakerName", "speaker", "speaker_label", "speakerLabel", "speakerTag", "speaker_id", "speakerId", "spk"}
	wordKeys    = []string{"words", "items", "tokens"}
	sureKeys    = []string{"probability", "score", "confidence", "conf"}
	// listKeys are the keys of the array of segments, in order of preference.
	listKeys = []string{"segments", "utterances", "speakers", "sentences", "transcription", "transcript", "chunks", "phrases", "captions", "subtitles",
		"cues", "content", "lines", "monologues", "words", "word_segments"}
)

// segments reads the array of segments with most of the text, and returns the name of
// its format.
func (r *reader) segments(top int) string {
	list := r.list(top)
	if list == 0 {
		return ""
	}
	if at := r.parent(list, top); at != 0 { // JSON lines, each with segments
		name := ""
		for n := range r.children(top) {
			name = r.segments(n)
		}
		return name
	}
	for _, group := range r.groups(list) {
		for n := range r.children(group.list) {
			r.segment(n, group.speaker)
		}
	}
	if r.nodes[list].key == "transcription" { // single tokens, from whisper.cpp with words
		r.glue(r.items, "")
	}
	first := r.nodes[list].first
	switch {
	case r.get(first, "body") != 0:
		return "podcasting"
	case r.get(first, "voice") != 0:
		return "podlove"
	case r.nodes[list].key == "segments", r.nodes[list].key == "transcription", r.nodes[list].key == "words":
		return "whisper"
	}
	return "json"
}

// group is a list of segments within another, such as the sentences of a paragraph,
// with their common speaker.
type group struct {
	list    int
	speaker string
}

// groups returns the lists of the same name in the sibling objects; only the list
// itself if there are none.
func (r *reader) groups(list int) []group {
	alone := []group{{list: list}}
	object := r.parents[list]
	outer := r.parents[object]
	if r.nodes[outer].kind != '[' || outer == root || r.nodes[object].kind != '{' {
		return alone
	}
	var all []group
	for n := range r.children(outer) {
		if inner := r.get(n, r.nodes[list].key); r.nodes[inner].kind == '[' {
			all = append(all, group{inner, r.speaker(n)})
		}
	}
	return all
}

// parent returns top if it is the array of the values of a file and differs from the
// list, and 0 otherwise.
func (r *reader) parent(list, top int) int {
	if top == root && list != root {
		return top
	}
	return 0
}

// list finds the array of segments: the one under the most common key, nearest to the
// top.
func (r *reader) list(top int) int {
	const deep, most = 6, 10_000
	best, bestRank := 0, math.MaxInt
	level := []int{top}
	for depth := range deep {
		var below []int
		for _, n := range level {
			if rank := r.rank(n) + depth; r.isList(n) && rank < bestRank {
				best, bestRank = n, rank
			}
			for i := range r.children(n) {
				if k := r.nodes[i].kind; (k == '[' || k == '{') && len(below) < most {
					below = append(below, i)
					r.parents[i] = n
				}
			}
		}
		if best != 0 {
			return best
		}
		level = below
	}
	return 0
}

// rank orders the arrays of a file by the name of their key.
func (r *reader) rank(n int) int {
	if i := slices.Index(listKeys, r.nodes[n].key); i >= 0 {
		return i
	}
	return len(listKeys)
}

// isList reports whether n is an array with an object that has a text and a time, or at
// least the name of such an array.
func (r *reader) isList(n int) bool {
	if r.nodes[n].kind != '[' {
		return false
	}
	seen := 0
	for i := range r.children(n) {
		text := r.getText(i, textKeys...)
		if words := r.get(i, wordKeys...); r.nodes[words].kind == '[' && r.isText(r.getText(r.nodes[words].first, textKeys...)) {
			text = r.getText(r.nodes[words].first, textKeys...)
		}
		known := r.get(i, startKeys...) != 0 || slices.Contains(listKeys, r.nodes[n].key)
		if r.isText(text) && known {
			return true
		}
		if seen++; seen > 50 {
			break
		}
	}
	return false
}

// segment reads a segment: its words if known, and otherwise its text. The segments of
// a group have its speaker.
func (r *reader) segment(n int, speaker string) {
	if r.nodes[n].kind != '{' {
		return
	}
	whole := item{text: r.getText(n, textKeys...), speaker: speaker}
	whole.start, whole.end = r.interval(n)
	if name := r.speaker(n); name != "" {
		whole.speaker = name
	}
	if log, ok := r.number(r.get(n, "avg_logprob")); ok {
		whole.probability = probable(math.Exp(log))
	} else if f, ok := r.number(r.get(n, sureKeys...)); ok {
		whole.probability = probable(f)
	}
	words := r.words(n, whole)
	if items := r.get(n, "items"); r.nodes[items].kind == '[' && !r.isText(whole.text) && r.isText(r.get(r.firstOf(items), "text")) {
		for i := range r.children(items) {
			r.segment(i, whole.speaker)
		}
		return
	}
	switch {
	case len(words) == 0:
		r.items = append(r.items, whole)
	case r.isText(whole.text) && !r.says(whole.text, words):
		r.aligned(whole, words)
	default:
		r.items = append(r.items, words...)
	}
	if r.nodes[r.get(n, "speaker_turn_next")].kind == 't' { // whisper.cpp --tinydiarize
		r.items = append(r.items, item{turn: true})
	}
}

// speaker returns the speaker of the object n, "" if unknown.
func (r *reader) speaker(n int) string {
	at := r.get(n, speakerKeys...)
	if r.nodes[at].kind == '{' {
		at = r.get(at, "name", "label", "id")
	}
	name := speech.Name([]byte(r.text(at)))
	if name == "" || name == "null" || name == "-1" {
		return ""
	}
	if speech.Digits([]byte(name)) == len(name) || len(name) == 1 {
		return "Speaker " + name
	}
	return name
}

// words reads the words of a segment. A word without a time or speaker has the
// segment's.
func (r *reader) words(n int, whole item) []item {
	list := r.get(n, wordKeys...)
	var all []item
	for i := range r.children(list) {
		it := item{text: r.getText(i, "punctuated_word", "word", "text", "content", "value"), speaker: whole.speaker}
		it.start, it.end = r.interval(i)
		if !it.start.ok {
			it.start = whole.start
		}
		if !it.end.ok {
			it.end = whole.end
		}
		if name := r.speaker(i); name != "" {
			it.speaker = name
		}
		f, _ := r.number(r.get(i, sureKeys...))
		it.probability = probable(f)
		if r.nodes[it.text].kind == '"' && r.text(it.text) != "" {
			all = append(all, it)
		}
	}
	r.glue(all, r.text(whole.text))
	return all
}

// glue marks the words that continue the previous one: those without a leading space if
// spaces are written, and all words of a text without spaces.
func (r *reader) glue(words []item, whole string) {
	whole = strings.TrimSpace(whole)
	joined := r.spaced(words) || whole != "" && !strings.Contains(whole, " ")
	after := false // the word before ended in a space
	for i := range words {
		text := r.text(words[i].text)
		words[i].glued = i > 0 && joined && !strings.HasPrefix(text, " ") && !after
		words[i].part = i > 0
		after = strings.HasSuffix(text, " ")
	}
}

// spaced reports whether the words include the white space between them.
func (r *reader) spaced(words []item) bool {
	for i, it := range words {
		text := r.text(it.text)
		if strings.TrimSpace(text) == "" || i > 0 && strings.HasPrefix(text, " ") || i+1 < len(words) && strings.HasSuffix(text, " ") {
			return true
		}
	}
	return false
}

// says reports whether the words equal the text: some recognisers omit the punctuation.
func (r *reader) says(text int, words []item) bool {
	var b strings.Builder
	for _, it := range words {
		b.WriteString(r.text(it.text))
	}
	return bare(b.String()) == bare(r.text(text))
}

// bare returns s without white space.
func bare(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, s)
}

// probable returns p if it is a probability, and otherwise 0, which means unknown.
func probable(p float64) float64 {
	if p > 0 && p <= 1 {
		return p
	}
	return 0
}

// plain reads an object that contains only a text.
func (r *reader) plain(top int) {
	list := []int{top}
	if r.nodes[top].kind == '[' {
		list = slices.Collect(r.children(top))
	}
	for _, n := range list {
		for _, key := range []string{"text", "transcript", "pred_text", "transcription", "transcription_text", "full_transcript"} {
			if at := r.getText(n, key); r.isText(at) {
				r.items = append(r.items, item{text: at})
				break
			}
		}
	}
}

// keysOf lists the keys of the first objects of a file, for messages.
func (r *reader) keysOf(top int) string {
	const most = 8
	n := top
	for r.nodes[n].kind == '[' && r.nodes[n].first != 0 {
		n = r.nodes[n].first
	}
	var keys []string
	for i := range r.children(n) {
		if key := r.nodes[i].key; key != "" && !slices.Contains(keys, key) {
			keys = append(keys, fmt.Sprintf("%q", key))
		}
		if len(keys) == most {
			keys = append(keys, "…")
			break
		}
	}
	if len(keys) == 0 {
		return "none"
	}
	return strings.Join(keys, ", ")
}

package jsonform

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"namedrop/internal/transcript/speech"
)

// form is a format of transcripts that is not an array of segments.
type form struct {
	name string
	find func(d *document, top int) int // the node where it starts; 0 if the file has another format
	read func(r *reader, at int)
}

// forms are tried in this order, those with more specific keys first.
var forms = []form{
	{"youtube", func(d *document, top int) int { // json3
		events := d.at(top, "events")
		return having(d, events, "segs", "tStartMs")
	}, readJSON3},
	{"revai", func(d *document, top int) int { return having(d, d.at(top, "monologues"), "elements") }, readRevAI},
	{"deepgram", func(d *document, top int) int { return having(d, d.at(top, "results", "channels"), "alternatives") }, readDeepgram},
	{"aws", func(d *document, top int) int {
		if d.at(top, "results", "items", "alternatives", "content") == 0 || d.at(top, "results", "transcripts") == 0 {
			return 0
		}
		return d.at(top, "results")
	}, readAWS},
	{"speechmatics", func(d *document, top int) int {
		results := d.at(top, "results")
		if d.at(results, "alternatives", "content") == 0 {
			return 0
		}
		return results
	}, readSpeechmatics},
	{"azure", func(d *document, top int) int { return either(d.at(top, "recognizedPhrases"), having(d, top, "NBest")) }, readAzure},
	{"azure", func(d *document, top int) int { return either(d.at(top, "videos", "insights", "transcript")) }, readIndexer},
	{"google", func(d *document, top int) int {
		for _, path := range [][]string{{"results"}, {"response", "results"}} {
			if results := d.at(top, path...); having(d, results, "alternatives") != 0 {
				return results
			}
		}
		return 0
	}, readGoogle},
	{"nemo", func(d *document, top int) int {
		if d.at(top, "timestamp", "word") == 0 && d.at(top, "timestamp", "segment") == 0 {
			return 0
		}
		return top
	}, readNeMo},
	{"assemblyai", func(d *document, top int) int {
		words := d.get(top, "words")
		if d.get(top, "audio_url", "utterances", "acoustic_model", "language_model", "speech_model", "punctuate", "audio_duration") == 0 || d.get(d.firstOf(words), "start") == 0 {
			return 0
		}
		return top
	}, readAssemblyAI},
	{"elevenlabs", func(d *document, top int) int {
		words := d.get(top, "words")
		if d.get(d.firstOf(words), "type", "speaker_id") == 0 || d.get(top, "text") == 0 {
			return 0
		}
		return top
	}, readElevenLabs},
	{"whisper", func(d *document, top int) int { // words at the top level, in addition to the text
		words := d.get(top, "words")
		if d.get(top, "text") == 0 || d.get(top, "segments", "utterances") != 0 && d.nodes[d.get(top, "segments", "utterances")].first != 0 || d.get(d.firstOf(words), "word", "text") == 0 {
			return 0
		}
		return top
	}, readWords},
}

// having returns n if the object n, or an object among the first elements of n, has all
// the keys, and 0 otherwise.
func having(d *document, n int, keys ...string) int {
	seen := 0
	for i := range d.children(n) {
		if !slices.ContainsFunc(keys, func(key string) bool { return d.get(i, key) == 0 }) {
			return n
		}
		if seen++; seen > 20 {
			break
		}
	}
	return 0
}

// either returns the first node that is not 0.
func either(nodes ...int) int {
	for _, n := range nodes {
		if n != 0 {
			return n
		}
	}
	return 0
}

// readJSON3 reads YouTube's json3. The text of an event has the time of the event, when
// the line is shown.
func readJSON3(r *reader, events int) {
	for e := range r.children(events) {
		start, end := r.interval(e)
		for i, s := range slices.Collect(r.children(r.get(e, "segs"))) {
			r.items = append(r.items, item{text: r.getText(s, "utf8"), start: start, end: end, glued: i > 0, part: i > 0})
		}
	}
}

// readRevAI reads transcripts of Rev.ai: elements are words or the text between them.
func readRevAI(r *reader, monologues int) {
	names := map[string]string{}
	for s := range r.children(r.at(root, "speakers")) {
		names[r.text(r.get(s, "id"))] = r.text(r.get(s, "name"))
	}
	for m := range r.children(monologues) {
		speaker := r.speaker(m)
		if name := names[r.text(r.get(m, "speaker"))]; name != "" {
			speaker = speech.Name([]byte(name))
		}
		last := item{speaker: speaker}
		begun, space := false, false
		for e := range r.children(r.get(m, "elements")) {
			it := item{text: r.getText(e, "value"), speaker: speaker, start: last.start, end: last.end}
			if start, end := r.interval(e); start.ok {
				it.start, it.end = start, end
			}
			f, _ := r.number(r.get(e, "confidence"))
			it.probability = probable(f)
			it.glued, it.part = begun && !space, begun
			if space = r.nodes[it.text].kind == '"' && strings.TrimSpace(r.text(it.text)) == ""; space {
				continue
			}
			space = strings.HasSuffix(r.text(it.text), " ")
			r.items, begun, last = append(r.items, it), true, it
		}
	}
}

// readDeepgram reads the words of each channel. If there are several channels, each is
// a speaker.
func readDeepgram(r *reader, channels int) {
	several := r.nodes[r.nodes[channels].first].next != 0
	for i, c := range slices.Collect(r.children(channels)) {
		best := r.firstOf(r.get(c, "alternatives"))
		whole := item{text: r.getText(best, "transcript")}
		if several {
			whole.speaker = "Speaker " + strconv.Itoa(i)
		}
		words := r.words(best, whole)
		if len(words) == 0 {
			words = []item{whole}
		}
		r.items = append(r.items, words...)
	}
}

// readAWS reads the items of Amazon Transcribe: words and punctuation marks.
func readAWS(r *reader, results int) {
	speakers := map[string]string{} // by the start of the word
	for s := range r.children(r.get(r.get(results, "speaker_labels"), "segments")) {
		for i := range r.children(r.get(s, "items")) {
			speakers[r.text(r.get(i, "start_time"))] = r.speaker(i)
		}
	}
	r.tokens(r.get(results, "items"), func(n int) (punctuation bool, speaker string) {
		if speaker = r.speaker(n); speaker == "" {
			speaker = speakers[r.text(r.get(n, "start_time"))]
		}
		return r.text(r.get(n, "type")) == "punctuation", speaker
	})
}

// readSpeechmatics reads the results of Speechmatics.
func readSpeechmatics(r *reader, results int) {
	r.tokens(results, func(n int) (punctuation bool, speaker string) {
		speaker = r.text(r.get(r.firstOf(r.get(n, "alternatives")), "speaker"))
		if speaker == "UU" { // unknown
			speaker = ""
		}
		return r.text(r.get(n, "type")) == "punctuation", speaker
	})
}

// tokens reads an array of words with alternatives. A punctuation mark belongs to the
// previous word.
func (r *reader) tokens(list int, about func(n int) (punctuation bool, speaker string)) {
	var last item
	for n := range r.children(list) {
		best := r.firstOf(r.get(n, "alternatives"))
		punctuation, speaker := about(n)
		it := item{text: r.getText(best, "content"), speaker: speaker, part: len(r.items) > 0}
		it.start, it.end = r.interval(n)
		f, _ := r.number(r.get(best, "confidence"))
		it.probability = probable(f)
		if punctuation {
			it.start, it.end, it.speaker, it.probability, it.glued = last.start, last.end, last.speaker, last.probability, len(r.items) > 0
		}
		r.items, last = append(r.items, it), it
	}
}

// readAzure reads the phrases of Azure's batch transcription and of its SDK. Their words lack
// the punctuation of the display text.
func readAzure(r *reader, phrases int) {
	for n := range r.children(phrases) {
		best := r.firstOf(r.get(n, "nBest", "NBest"))
		it := item{text: r.getText(best, "display", "Display", "displayText"), speaker: r.speaker(n)}
		if it.text == 0 {
			it.text = r.getText(n, "DisplayText")
		}
		if it.start, it.end = r.interval(n); r.get(n, "NBest") != 0 { // the SDK counts ticks
			it.start, it.end = r.ticks(r.get(n, "Offset")), moment{}
		}
		f, _ := r.number(r.get(best, "confidence", "Confidence"))
		it.probability = probable(f)
		r.items = append(r.items, it)
	}
}

// ticks reads a number of units of 100 nanoseconds.
func (r *reader) ticks(n int) moment {
	return r.moment(n).scale(1e-7)
}

// readIndexer reads the transcript of Azure's Video Indexer.
func readIndexer(r *reader, list int) {
	for n := range r.children(list) {
		it := item{text: r.getText(n, "text"), speaker: r.speaker(n)}
		it.start, it.end = r.interval(r.firstOf(r.get(n, "instances")))
		r.items = append(r.items, it)
	}
}

// readGoogle reads the results of Google's Speech-to-Text and of NVIDIA Riva. With
// speakers, the last result repeats the words of all others.
func readGoogle(r *reader, results int) {
	list := slices.Collect(r.children(results))
	if n := len(list); n > 1 && r.repeats(list[0], list[n-1]) {
		list = list[n-1:]
	}
	before := moment{"0", 0, true, true} // where the last result ended
	for _, n := range list {
		best := r.firstOf(r.get(n, "alternatives"))
		whole := item{text: r.getText(best, "transcript"), start: before}
		if r.get(n, "resultEndTime", "resultEndOffset") != 0 {
			before = r.moment(r.get(n, "resultEndTime", "resultEndOffset"))
		}
		words := r.words(best, whole)
		for w := range r.children(r.get(best, "timestamps")) { // IBM: ["word", 0.1, 0.4]
			it := item{text: r.firstOf(w)}
			it.start = r.moment(r.nodes[it.text].next)
			words = append(words, it)
		}
		switch {
		case len(words) == 0:
			r.items = append(r.items, whole)
		case r.isText(whole.text) && !r.says(whole.text, words):
			r.aligned(whole, words)
		default:
			r.items = append(r.items, words...)
		}
	}
}

// repeats reports whether the words of result b start no later than those of result a.
func (r *reader) repeats(a, b int) bool {
	first := func(n int) float64 {
		w := r.firstOf(r.get(r.firstOf(r.get(n, "alternatives")), "words"))
		if start, _ := r.interval(w); start.ok {
			return start.value
		}
		return math.NaN()
	}
	return first(b) <= first(a)
}

// readNeMo reads the output of NVIDIA's Parakeet and Canary: times of segments and
// words in addition to the text. Several files become several objects.
func readNeMo(r *reader, top int) {
	objects := []int{top}
	if r.nodes[top].kind == '[' {
		objects = slices.Collect(r.children(top))
	}
	for _, n := range objects {
		times := r.get(n, "timestamp", "timestamps")
		if r.nodes[times].kind == '[' {
			times = r.firstOf(times)
		}
		whole := item{text: r.getText(n, "text", "pred_text")}
		words := r.timed(r.get(times, "word"), whole)
		if len(words) > 0 && (!r.isText(whole.text) || r.says(whole.text, words)) {
			r.items = append(r.items, words...)
			continue
		}
		for s := range r.children(r.get(times, "segment")) {
			r.segment(s, "")
		}
	}
}

// timed reads an array of words.
func (r *reader) timed(list int, whole item) []item {
	var all []item
	for n := range r.children(list) {
		it := item{text: r.getText(n, "word", "text", "char"), speaker: whole.speaker}
		it.start, it.end = r.interval(n)
		all = append(all, it)
	}
	r.glue(all, r.text(whole.text))
	return all
}

// readAssemblyAI reads the utterances of AssemblyAI, which have speakers, or otherwise
// its words.
func readAssemblyAI(r *reader, top int) {
	if list := r.get(top, "utterances"); r.firstOf(list) != 0 {
		for n := range r.children(list) {
			r.segment(n, "")
		}
		return
	}
	readWords(r, top)
}

// readElevenLabs reads words that are separated by elements for spaces and sounds.
func readElevenLabs(r *reader, top int) {
	r.items = r.words(top, item{text: r.getText(top, "text")})
}

// readWords reads words in addition to the whole text. If they lack punctuation, the
// text is used, with the times of the matching words.
func readWords(r *reader, top int) {
	whole := item{text: r.getText(top, "text")}
	words := r.words(top, whole)
	if len(words) == 0 || r.isText(whole.text) && !r.says(whole.text, words) {
		r.aligned(whole, words)
		return
	}
	r.items = words
}

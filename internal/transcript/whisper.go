package transcript

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
)

// readWhisper reads the JSON of OpenAI's whisper, of the programs that took
// over its form, and of whisper.cpp, which has one of its own. Where words
// stand beside the text of a segment, the words are read: each has its time
// and its probability.
func readWhisper(w *writer) error {
	j := &joiner{writer: w}
	r := newJSONReader(w.source)
	err := r.object(func(key string) error {
		switch key {
		case "segments":
			return r.array(func() error { return readSegment(r, j) })
		case "transcription":
			return readTranscription(r, j)
		}
		return r.skip()
	})
	if err != nil {
		return err
	}
	return r.finish()
}

// item is a segment or a word of a JSON file.
type item struct {
	text        scalar
	speaker     string
	start, end  stamp
	probability float64
}

// item writes it, as a cue or, if glued, as part of the word under way.
func (j *joiner) item(it item, glued bool) {
	text, ok := it.text.token.(string)
	if !ok || strings.TrimSpace(text) == "" {
		return
	}
	j.begin(cue{
		speaker: it.speaker, start: it.start, end: it.end.time, glued: glued,
		size: len(text), probability: it.probability,
	})
	j.quoted(it.text)
}

// readSegment reads a segment and writes its words, or else its text.
func readSegment(r *jsonReader, j *joiner) error {
	var start, end, speaker, logprob scalar
	var whole item
	var words []item
	err := r.object(func(key string) error {
		switch key {
		case "start":
			return r.value(&start)
		case "end":
			return r.value(&end)
		case "text":
			return r.value(&whole.text)
		case "speaker":
			return r.value(&speaker)
		case "avg_logprob":
			return r.value(&logprob)
		case "words":
			return r.array(func() error { return readWord(r, &words) })
		}
		return r.skip()
	})
	if err != nil {
		return err
	}
	whole.speaker = speakerName([]byte(speaker.text()))
	if log, ok := logprob.float(); ok {
		whole.probability = probable(math.Exp(log))
	}
	if whole.start, whole.end, err = r.interval(start, end); err != nil {
		return err
	}
	if len(words) == 0 {
		j.item(whole, false)
	}
	j.words(whole, words)
	return nil
}

// readWord reads a word of a segment. WhisperX calls its probability a score.
func readWord(r *jsonReader, words *[]item) error {
	var it item
	var start, end, p scalar
	err := r.object(func(key string) error {
		switch key {
		case "word", "text":
			return r.value(&it.text)
		case "start":
			return r.value(&start)
		case "end":
			return r.value(&end)
		case "probability", "score":
			return r.value(&p)
		}
		return r.skip()
	})
	if err != nil {
		return err
	}
	if it.start, it.end, err = r.interval(start, end); err != nil {
		return err
	}
	f, _ := p.float()
	it.probability = probable(f)
	*words = append(*words, it)
	return nil
}

// probable returns p if it is a probability, else 0, which means unknown.
func probable(p float64) float64 {
	if p > 0 && p <= 1 {
		return p
	}
	return 0
}

// words writes the words of a segment. A word without a time has the
// segment's.
func (j *joiner) words(whole item, words []item) {
	text := strings.TrimSpace(whole.text.text())
	joined := spaced(words) || text != "" && !strings.Contains(text, " ")
	for i, it := range words {
		it.speaker = whole.speaker
		it.start = cmp.Or(it.start, whole.start)
		it.end = cmp.Or(it.end, whole.end)
		j.item(it, i > 0 && joined && !begun(it))
	}
}

// begun reports whether the item begins a word.
func begun(it item) bool { return strings.HasPrefix(it.text.text(), " ") }

// spaced reports whether the texts carry their own spaces, as whisper's
// tokens do: " py", "dantic". Others leave them out everywhere.
func spaced(items []item) bool {
	return len(items) > 1 && slices.ContainsFunc(items[1:], begun)
}

// readTranscription reads the segments of whisper.cpp, which are single
// tokens if it was asked for words.
func readTranscription(r *jsonReader, j *joiner) error {
	var items []item
	err := r.array(func() error {
		it, err := readToken(r)
		items = append(items, it)
		return err
	})
	if err != nil {
		return err
	}
	joined := spaced(items)
	for i, it := range items {
		j.item(it, i > 0 && joined && !begun(it))
	}
	return nil
}

// readToken reads a segment of whisper.cpp. Its offsets are milliseconds, and
// stand in where timestamps are missing.
func readToken(r *jsonReader) (item, error) {
	var it item
	var from, to, first, last scalar
	err := r.object(func(key string) error {
		switch key {
		case "text":
			return r.value(&it.text)
		case "timestamps":
			return readRange(r, &from, &to)
		case "offsets":
			return readRange(r, &first, &last)
		}
		return r.skip()
	})
	if err != nil {
		return it, err
	}
	it.start, it.end, err = r.interval(from, to)
	it.start = cmp.Or(it.start, millis(first))
	it.end = cmp.Or(it.end, millis(last))
	return it, err
}

// millis returns the stamp of a number of milliseconds.
func millis(v scalar) stamp {
	f, ok := v.float()
	if !ok || f < 0 || f > float64(1<<40) {
		return stamp{}
	}
	return stamp{v.text(), time.Duration(f) * time.Millisecond}
}

// readRange reads {"from": …, "to": …}.
func readRange(r *jsonReader, from, to *scalar) error {
	return r.object(func(key string) error {
		switch key {
		case "from":
			return r.value(from)
		case "to":
			return r.value(to)
		}
		return r.skip()
	})
}

package transcript_test

import (
	"encoding/json"
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"namedrop/extract"
	"namedrop/internal/catalog"
	"namedrop/internal/quote"
	"namedrop/internal/transcript"
)

// talk is an episode from which every form is written: turns of words with
// times.
type talk struct{ turns []turn }

// turn is what one speaker says without a pause.
type turn struct {
	speaker string
	words   []spoken
}

// spoken is a word with the second at which it begins.
type spoken struct {
	text string
	at   float64
}

// caption is a piece of a turn.
type caption struct {
	turn
	end float64
}

func (t turn) start() float64 { return t.words[0].at }

func (t turn) text() string {
	var words []string
	for _, w := range t.words {
		words = append(words, w.text)
	}
	return strings.Join(words, " ")
}

// readTalk reads the episode that comes with the project. Two speakers take
// turns; the words of a turn are spread over its time.
func readTalk(t *testing.T) talk {
	tr, err := transcript.Load("../../transcripts/389.txt")
	if err != nil {
		t.Fatal(err)
	}
	var e talk
	for i, p := range tr.Paragraphs {
		words := strings.Fields(p.Text)
		start := p.Segments[0].Seconds()
		length := float64(len(words)) / 3
		if i+1 < len(tr.Paragraphs) {
			length = min(length, tr.Paragraphs[i+1].Segments[0].Seconds()-start)
		}
		said := turn{speaker: []string{"Michael Kennedy", "Timo Furrer"}[i%2]}
		for j, w := range words {
			at := math.Round(1000*(start+length*float64(j)/float64(len(words)))) / 1000
			said.words = append(said.words, spoken{w, at})
		}
		e.turns = append(e.turns, said)
	}
	return e
}

// captions cuts the turns into captions of a few words.
func (e talk) captions() []caption {
	const longest = 60
	var all []caption
	for _, said := range e.turns {
		for from := 0; from < len(said.words); {
			to, size := from, 0
			for to < len(said.words) && (to == from || size+len(said.words[to].text) < longest) {
				size += len(said.words[to].text) + 1
				to++
			}
			all = append(all, caption{turn: turn{said.speaker, said.words[from:to]}})
			from = to
		}
	}
	for i := range all {
		last := all[i].words[len(all[i].words)-1].at
		all[i].end = last + 0.3
		if i+1 < len(all) {
			all[i].end = min(all[i].end, all[i+1].start())
		}
	}
	return all
}

// clock formats seconds as hh:mm:ss and milliseconds behind a mark.
func clock(s float64, mark string) string {
	ms := int(math.Round(s * 1000))
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3600000, ms/60000%60, ms/1000%60, mark, ms%1000)
}

// hms formats seconds as hh:mm:ss.
func hms(s float64) string {
	return clock(math.Floor(s), ".")[:8]
}

// join writes a part of a file for each value.
func join[T any](all []T, write func(i int, v T) string) string {
	var b strings.Builder
	for i, v := range all {
		b.WriteString(write(i, v))
	}
	return b.String()
}

// object is a JSON object.
type object = map[string]any

// asJSON returns a value as JSON.
func asJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// list makes an object of each value.
func list[T any](all []T, make func(v T) object) []object {
	var out []object
	for _, v := range all {
		out = append(out, make(v))
	}
	return out
}

// form is a way to write an episode.
type form struct {
	name  string
	write func(e talk) string
	grain grain // to which its times are known
}

// grain is what a form gives times for.
type grain int

const (
	none grain = iota
	perTurn
	perCaption
	perWord
)

// The forms, each as its tools write it.
var forms = []form{
	{"WebVTT", func(e talk) string {
		return "WEBVTT\n\n" + join(e.captions(), func(i int, c caption) string {
			return clock(c.start(), ".") + " --> " + clock(c.end, ".") + "\n" + html.EscapeString(c.text()) + "\n\n"
		})
	}, perCaption},
	{"WebVTT with voices", func(e talk) string {
		return "WEBVTT\n\n" + join(e.captions(), func(i int, c caption) string {
			return clock(c.start(), ".") + " --> " + clock(c.end, ".") + "\n<v " + c.speaker + ">" + html.EscapeString(c.text()) + "</v>\n\n"
		})
	}, perCaption},
	{"WebVTT, double-spaced", func(e talk) string {
		return "WEBVTT\n\n" + join(e.captions(), func(i int, c caption) string {
			return clock(c.start(), ".") + " --> " + clock(c.end, ".") + "\n\n" + html.EscapeString(c.text()) + "\n\n\n\n"
		})
	}, perCaption},
	{"YouTube, rolling", func(e talk) string { return rolling(e, false) }, perCaption},
	{"YouTube, rolling with marks", func(e talk) string { return rolling(e, true) }, perCaption},
	{"live captions that grow", growing, perWord},
	{"SubRip", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf("%d\n%s --> %s\n%s\n\n", i+1, clock(c.start(), ","), clock(c.end, ","), c.text())
		})
	}, perCaption},
	{"SubRip of WhisperX", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf("%d\n%s --> %s\n[%s]: %s\n\n", i+1, clock(c.start(), ","), clock(c.end, ","), strings.Replace(c.speaker, " ", "_", 1), c.text())
		})
	}, perCaption},
	{"SBV", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string {
			return clock(c.start(), ".")[1:] + "," + clock(c.end, ".")[1:] + "\n" + c.text() + "\n\n"
		})
	}, perCaption},
	{"ASS", func(e talk) string {
		return "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n" + join(e.captions(), func(i int, c caption) string {
			return "Dialogue: 0," + clock(c.start(), ".")[1:11] + "," + clock(c.end, ".")[1:11] + ",Default,,0,0,0,," + c.text() + "\n"
		})
	}, perCaption},
	{"LRC", func(e talk) string {
		return "[by:whisper.cpp]\n" + join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf("[%02d:%05.2f]%s\n", int(c.start())/60, math.Mod(c.start(), 60), c.text())
		})
	}, perCaption},
	{"TSV of Whisper", func(e talk) string {
		return "start\tend\ttext\n" + join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf("%.0f\t%.0f\t%s\n", 1000*c.start(), 1000*c.end, c.text())
		})
	}, perCaption},
	{"CSV of whisper.cpp", func(e talk) string {
		return "start,end,text\n" + join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf("%.0f,%.0f,\"%s\"\n", 1000*c.start(), 1000*c.end, strings.ReplaceAll(c.text(), `"`, `""`))
		})
	}, perCaption},
	{"TTML", func(e talk) string {
		return `<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><head><styling><style xml:id="s"/></styling></head><body><div>` + "\n" + join(e.captions(), func(i int, c caption) string {
			return `<p begin="` + clock(c.start(), ".") + `" end="` + clock(c.end, ".") + `">` + html.EscapeString(c.text()) + "</p>\n"
		}) + "</div></body></tt>"
	}, perCaption},
	{"TTML of Apple", func(e talk) string {
		return `<tt xmlns="http://www.w3.org/ns/ttml" xmlns:podcasts="http://podcasts.apple.com/transcript-ttml-internal"><body><div>` + join(e.turns, func(i int, t turn) string {
			return fmt.Sprintf(`<p begin="%.3f" ttm:agent="SPEAKER_%d"><span podcasts:unit="sentence" begin="%.3f">`, t.start(), i%2+1, t.start()) + join(t.words, func(i int, w spoken) string {
				return fmt.Sprintf(`<span podcasts:unit="word" begin="%.3f">%s</span>`, w.at, html.EscapeString(w.text))
			}) + "</span></p>"
		}) + "</div></body></tt>"
	}, perWord},
	{"srv1", func(e talk) string {
		return `<?xml version="1.0" encoding="utf-8" ?><transcript>` + join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf(`<text start="%.3f" dur="%.3f">%s</text>`, c.start(), c.end-c.start(), html.EscapeString(html.EscapeString(c.text())))
		}) + "</transcript>"
	}, perCaption},
	{"srv3", func(e talk) string {
		return `<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body>` + "\n" + join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf(`<p t="%.0f" d="%.0f">%s</p>`+"\n", 1000*c.start(), 1000*(c.end-c.start()), html.EscapeString(c.text()))
		}) + "</body></timedtext>"
	}, perCaption},
	{"json3", func(e talk) string {
		return asJSON(object{"wireMagic": "pb3", "events": list(e.captions(), func(c caption) object {
			return object{"tStartMs": math.Round(1000 * c.start()), "dDurationMs": math.Round(1000 * (c.end - c.start())), "segs": list(c.words, func(w spoken) object { return object{"utf8": w.text + " "} })}
		})})
	}, perCaption},
	{"JSON of youtube-transcript-api", func(e talk) string {
		return asJSON(list(e.captions(), func(c caption) object {
			return object{"text": c.text(), "start": c.start(), "duration": c.end - c.start()}
		}))
	}, perCaption},
	{"JSON of Whisper", func(e talk) string {
		return asJSON(object{"text": "x", "segments": list(e.captions(), func(c caption) object {
			return object{"start": c.start(), "end": c.end, "text": " " + c.text(), "tokens": []int{1, 2}, "avg_logprob": -0.2}
		})})
	}, perCaption},
	{"JSON of Whisper with words", func(e talk) string {
		return asJSON(object{"segments": list(e.captions(), func(c caption) object {
			return object{"start": c.start(), "end": c.end, "text": " " + c.text(), "words": list(c.words, func(w spoken) object {
				return object{"word": " " + w.text, "start": w.at, "end": w.at + 0.1, "probability": 0.9}
			})}
		})})
	}, perWord},
	{"JSON lines", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string {
			return asJSON(object{"start": c.start(), "end": c.end, "text": c.text()}) + "\n"
		})
	}, perCaption},
	{"JSON of whisper.cpp", func(e talk) string {
		return asJSON(object{"transcription": list(e.captions(), func(c caption) object {
			return object{"timestamps": object{"from": clock(c.start(), ","), "to": clock(c.end, ",")}, "text": " " + c.text()}
		})})
	}, perCaption},
	{"JSON of transformers", func(e talk) string {
		return asJSON(object{"text": "x", "chunks": list(e.captions(), func(c caption) object {
			return object{"timestamp": []any{c.start(), c.end}, "text": " " + c.text()}
		})})
	}, perCaption},
	{"JSON of the podcast namespace", func(e talk) string {
		return asJSON(object{"version": "1.0.0", "segments": list(e.captions(), func(c caption) object {
			return object{"speaker": c.speaker, "startTime": c.start(), "endTime": c.end, "body": c.text()}
		})})
	}, perCaption},
	{"JSON of Podlove", func(e talk) string {
		return asJSON(list(e.captions(), func(c caption) object {
			return object{"start": clock(c.start(), "."), "start_ms": math.Round(1000 * c.start()), "end": clock(c.end, "."), "end_ms": math.Round(1000 * c.end), "speaker": "1", "voice": c.speaker, "text": c.text()}
		}))
	}, perCaption},
	{"JSON of Parakeet", func(e talk) string {
		words := slices.Concat(texts(e)...)
		return asJSON(object{"text": joined(words), "timestamp": object{"word": list(words, func(w spoken) object {
			return object{"word": w.text, "start": w.at, "end": w.at + 0.1}
		})}})
	}, perWord},
	{"JSON of AssemblyAI", func(e talk) string {
		return asJSON(object{"audio_duration": 1, "text": "x", "utterances": list(e.turns, func(t turn) object {
			return object{"speaker": t.speaker[:1], "start": math.Round(1000 * t.start()), "end": math.Round(1000*t.words[len(t.words)-1].at) + 300, "text": t.text(), "words": list(t.words, func(w spoken) object {
				return object{"text": w.text, "start": math.Round(1000 * w.at), "end": math.Round(1000*w.at) + 100}
			})}
		})})
	}, perWord},
	{"JSON of Deepgram", func(e talk) string {
		return asJSON(object{"results": object{"channels": []object{{"alternatives": []object{{"transcript": joined(slices.Concat(texts(e)...)), "words": speakerWords(e, func(speaker int, w spoken) object {
			return object{"word": strings.ToLower(w.text), "punctuated_word": w.text, "start": w.at, "end": w.at + 0.1, "speaker": speaker}
		})}}}}}})
	}, perWord},
	{"JSON of Amazon Transcribe", func(e talk) string {
		return asJSON(object{"results": object{"transcripts": []object{{"transcript": "x"}}, "items": speakerWords(e, func(speaker int, w spoken) object {
			return object{"type": "pronunciation", "start_time": fmt.Sprint(w.at), "end_time": fmt.Sprint(w.at + 0.1), "speaker_label": fmt.Sprint("spk_", speaker), "alternatives": []object{{"confidence": "0.9", "content": w.text}}}
		})}})
	}, perWord},
	{"JSON of Google", func(e talk) string {
		return asJSON(object{"results": list(e.turns, func(t turn) object {
			return object{"alternatives": []object{{"transcript": t.text(), "words": list(t.words, func(w spoken) object {
				return object{"word": w.text, "startTime": fmt.Sprintf("%.3fs", w.at), "endTime": fmt.Sprintf("%.3fs", w.at+0.1)}
			})}}}
		})})
	}, perWord},
	{"JSON of Azure", func(e talk) string {
		return asJSON(object{"recognizedPhrases": list(e.captions(), func(c caption) object {
			return object{"offset": fmt.Sprintf("PT%.3fS", c.start()), "offsetInTicks": math.Round(1e7 * c.start()), "nBest": []object{{"confidence": 0.9, "display": c.text()}}}
		})})
	}, perCaption},
	{"JSON of Rev.ai", func(e talk) string {
		return asJSON(object{"monologues": list(e.turns, func(t turn) object {
			var elements []object
			for _, w := range t.words {
				elements = append(elements, object{"type": "text", "value": w.text, "ts": w.at, "end_ts": w.at + 0.1}, object{"type": "punct", "value": " "})
			}
			return object{"speaker": int(t.speaker[0]) % 2, "elements": elements}
		})})
	}, perWord},
	{"JSON of Speechmatics", func(e talk) string {
		return asJSON(object{"results": speakerWords(e, func(speaker int, w spoken) object {
			return object{"type": "word", "start_time": w.at, "end_time": w.at + 0.1, "alternatives": []object{{"content": w.text, "speaker": fmt.Sprint("S", speaker)}}}
		})})
	}, perWord},
	{"HTML of the podcast namespace", func(e talk) string {
		return join(e.turns, func(i int, t turn) string {
			return "<cite>" + t.speaker + ":</cite>\n<time>" + hms(t.start()) + "</time>\n<p>" + html.EscapeString(t.text()) + "</p>\n"
		})
	}, perTurn},
	{"Talk Python", func(e talk) string {
		return join(e.turns, func(i int, t turn) string { return hms(t.start()) + " " + t.text() + "\n\n" })
	}, perTurn},
	{"one caption a line", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string { return hms(c.start()) + " " + c.text() + "\n\n" })
	}, perCaption},
	{"whisper, printed", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string {
			return "[" + clock(c.start(), ".") + " --> " + clock(c.end, ".") + "]  " + c.text() + "\n"
		})
	}, perCaption},
	{"faster-whisper, printed", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string {
			return fmt.Sprintf("[%.2fs -> %.2fs]  %s\n", c.start(), c.end, c.text())
		})
	}, perCaption},
	{"text of whisper", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string { return c.text() + "\n" })
	}, none},
	{"one line", func(e talk) string { return joined(slices.Concat(texts(e)...)) }, none},
	{"YouTube's panel", func(e talk) string {
		return join(e.captions(), func(i int, c caption) string {
			return quote.Clock(time.Duration(c.start())*time.Second) + "\n" + c.text() + "\n"
		})
	}, perCaption},
	{"Otter", func(e talk) string {
		return join(e.turns, func(i int, t turn) string { return t.speaker + "  " + hms(t.start())[1:] + "\n" + t.text() + "\n\n" })
	}, perTurn},
	{"Rev", func(e talk) string {
		return join(e.turns, func(i int, t turn) string { return t.speaker + " (" + hms(t.start()) + "):\n" + t.text() + "\n\n" })
	}, perTurn},
	{"Descript", func(e talk) string {
		return join(e.turns, func(i int, t turn) string {
			return "**" + t.speaker + ":** [" + hms(t.start()) + "] " + t.text() + "\n\n"
		})
	}, perTurn},
	{"Trint", func(e talk) string {
		return join(e.turns, func(i int, t turn) string {
			return "[" + hms(t.start()) + "] " + t.speaker + ": " + t.text() + "\n\n"
		})
	}, perTurn},
	{"Markdown with front matter", func(e talk) string {
		return "---\ntitle: About numpy\ndate: 2022-11-03\n---\n\n" + join(e.turns, func(i int, t turn) string {
			return "**[" + hms(t.start()) + "] " + t.speaker + ":** " + t.text() + "\n\n"
		})
	}, perTurn},
	{"Premiere", func(e talk) string {
		return join(e.turns, func(i int, t turn) string {
			return hms(t.start()) + ":12 - " + hms(t.start()) + ":20\n" + t.speaker + "\n" + t.text() + "\n\n"
		})
	}, perTurn},
}

// texts returns the words of each turn.
func texts(e talk) [][]spoken {
	var all [][]spoken
	for _, t := range e.turns {
		all = append(all, t.words)
	}
	return all
}

func joined(words []spoken) string { return turn{words: words}.text() }

// speakerWords makes an object of each word, with the number of its speaker.
func speakerWords(e talk, make func(speaker int, w spoken) object) []object {
	var all []object
	for i, t := range e.turns {
		for _, w := range t.words {
			all = append(all, make(i%2, w))
		}
	}
	return all
}

// rolling writes captions of two rows that roll up, as YouTube's do: a row is
// shown alone, for 10 ms, and again above the next. A mark begins each turn.
func rolling(e talk, marked bool) string {
	var b strings.Builder
	b.WriteString("WEBVTT\nKind: captions\nLanguage: en\n\n")
	above, last := " ", ""
	for _, c := range e.captions() {
		text := html.EscapeString(c.text())
		if marked && c.speaker != last {
			text = "&gt;&gt; " + text
		}
		last = c.speaker
		first, rest, _ := strings.Cut(text, " ")
		fmt.Fprintf(&b, "%s --> %s align:start position:0%%\n%s\n%s<%s><c> %s</c>\n\n", clock(c.start(), "."), clock(c.end, "."), above, first, clock(c.start(), "."), rest)
		fmt.Fprintf(&b, "%s --> %s align:start position:0%%\n%s\n \n\n", clock(c.end, "."), clock(c.end+0.01, "."), text)
		above = text
	}
	return b.String()
}

// growing writes captions that grow by a word each.
func growing(e talk) string {
	return "WEBVTT\n\n" + join(e.captions(), func(_ int, c caption) string {
		return join(c.words, func(i int, w spoken) string {
			return clock(w.at, ".") + " --> " + clock(w.at+0.2, ".") + "\n" + html.EscapeString(joined(c.words[:i+1])) + "\n\n"
		})
	})
}

// named is a mention by its place among all words of an episode.
type named struct {
	name string
	word int
}

// finder is the detection as the command has it by default.
var finder = sync.OnceValue(func() *extract.Finder {
	return extract.New(catalog.Build(catalog.Embedded()), extract.DefaultModel(), extract.DefaultThreshold)
})

// find returns the mentions of a transcript with their seconds. What has been
// found in the same paragraphs before is found again.
func find(tr *transcript.Transcript, known map[string][]extract.Mention) map[named]float64 {
	var key strings.Builder
	for _, p := range tr.Paragraphs {
		fmt.Fprintf(&key, "%s: %s\n", p.Speaker, p.Text)
	}
	found, ok := known[key.String()]
	if !ok {
		found = finder().Find(tr)
		known[key.String()] = found
	}
	before := make([]int, len(tr.Paragraphs)+1)
	for i, p := range tr.Paragraphs {
		before[i+1] = before[i] + len(strings.Fields(p.Text))
	}
	mentions := map[named]float64{}
	for _, m := range found {
		p := tr.Paragraphs[m.Paragraph]
		mentions[named{m.Name, before[m.Paragraph] + len(strings.Fields(p.Text[:m.Lo]))}] = p.At(m.Lo).Seconds()
	}
	return mentions
}

// TestForms writes the episode in every form and finds the same in each.
func TestForms(t *testing.T) {
	e := readTalk(t)
	whole := joined(slices.Concat(texts(e)...))
	known := map[string][]extract.Mention{}
	plain := forms[slices.IndexFunc(forms, func(f form) bool { return f.name == "Talk Python" })]
	base, doubtful := load(t, e, known, plain, whole), borderline(t, plain.write(e))
	for _, f := range forms {
		t.Run(f.name, func(t *testing.T) { compare(t, f, base, load(t, e, known, f, whole), doubtful) })
	}
}

// borderline returns the packages whose highest confidence is close to the
// threshold: the paragraph that a name stands in can tip the scales.
func borderline(t *testing.T, data string) map[string]bool {
	t.Helper()
	const close = 0.15
	tr, err := transcript.Parse("plain", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	found, possible := finder().FindAll(tr, extract.PossibleThreshold)
	best := map[string]float64{}
	for _, m := range slices.Concat(found, possible) {
		best[m.Name] = max(best[m.Name], m.Confidence)
	}
	names := map[string]bool{}
	for name, confidence := range best {
		names[name] = math.Abs(confidence-extract.DefaultThreshold) < close
	}
	return names
}

// load reads the episode in a form. Its words must be those of the episode, and
// each mention must have the time of what the form gives times for.
func load(t *testing.T, e talk, known map[string][]extract.Mention, f form, whole string) map[named]float64 {
	t.Helper()
	data := f.write(e)
	tr, err := transcript.Parse(f.name, []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, p := range tr.Paragraphs {
		words = append(words, p.Text)
	}
	if got := strings.Join(words, " "); got != whole {
		at := 0
		for at < min(len(got), len(whole)) && got[at] == whole[at] {
			at++
		}
		t.Fatalf("the words differ at byte %d: %q, want %q", at, got[max(0, at-40):min(len(got), at+80)], whole[max(0, at-40):min(len(whole), at+80)])
	}
	mentions := find(tr, known)
	times := e.times(f.grain)
	for m, at := range mentions {
		if want := times[m.word]; math.Abs(at-want) > 1 {
			t.Errorf("%s at word %d has the time %v, want %v", m.name, m.word, at, want)
		}
	}
	return mentions
}

// times returns the second of each word, as far as a grain tells it.
func (e talk) times(g grain) []float64 {
	var all []float64
	for _, t := range e.turns {
		for _, w := range t.words {
			all = append(all, map[grain]float64{perTurn: t.start(), perWord: w.at}[g])
		}
	}
	if g == perCaption {
		all = nil
		for _, c := range e.captions() {
			for range c.words {
				all = append(all, c.start())
			}
		}
	}
	return all
}

// compare fails if other packages were found, doubtful ones apart, or other
// mentions. Where a form does not keep the paragraphs, what stands around a name differs, so one mention in
// forty may.
func compare(t *testing.T, f form, want, got map[named]float64, doubtful map[string]bool) {
	t.Helper()
	const tolerated = 40
	names := func(all map[named]float64) map[string]bool {
		out := map[string]bool{}
		for m := range all {
			out[m.name] = true
		}
		return out
	}
	w, g := names(want), names(got)
	for name := range w {
		if !g[name] && !doubtful[name] {
			t.Errorf("%s is not found", name)
		}
	}
	for name := range g {
		if !w[name] && !doubtful[name] {
			t.Errorf("%s is found", name)
		}
	}
	lost, more := 0, 0
	for m := range want {
		if _, ok := got[m]; !ok && !doubtful[m.name] {
			lost++
		}
	}
	for m := range got {
		if _, ok := want[m]; !ok && !doubtful[m.name] {
			more++
		}
	}
	if lost+more > len(want)/tolerated && f.grain != perTurn || lost+more > 0 && f.grain == perTurn {
		t.Errorf("%d of %d mentions are lost, %d more are found", lost, len(want), more)
	}
}

// Package jsonform reads the JSON of speech recognisers and players.
//
// A file is read into a tree with the positions of all strings. Formats with a
// structure of their own (results of Google, items of Amazon Transcribe, and so on) are
// recognised by keys that only they have. All others are arrays of segments: objects
// with a text, a time, and possibly words and a speaker, under keys listed in a table.
// If there is neither, the error names the keys that were found.
package jsonform

import (
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// Result holds the contents of a file.
type Result struct {
	Form  string // the name of the format
	Lines []speech.Line
	Note  string // what was lost, in one sentence; "" for nothing
}

// Read reads the transcript in a JSON file.
func Read(src speech.Source) (Result, error) {
	doc, err := parse(src)
	if err != nil {
		return Result{}, err
	}
	r := &reader{document: doc, parents: map[int]int{}}
	top := r.top()
	for _, f := range forms {
		if at := f.find(doc, top); at != 0 {
			f.read(r, at)
			if r.found() {
				return r.result(f.name)
			}
			r.items = nil
		}
	}
	if name := r.segments(top); r.found() {
		return r.result(name)
	}
	if r.plain(top); r.found() {
		return r.result("whisper")
	}
	return Result{}, src.Errorf(0, "no transcript in this JSON, its keys are %s: export SRT or VTT instead", r.keysOf(top))
}

// Is reports whether b starts like a JSON object or an array of objects. A plain text
// may start with "[laughter]".
func Is(b []byte) bool {
	b = []byte(strings.TrimSpace(string(b[:min(len(b), 4096)])))
	if len(b) == 0 {
		return false
	}
	inner := strings.TrimLeft(string(b[1:]), " \t\r\n")
	switch {
	case b[0] == '{':
		return inner == "" || inner[0] == '"' || inner[0] == '}'
	case b[0] == '[':
		inner = strings.TrimLeft(inner, "[ \t\r\n")
		return inner != "" && inner[0] == '{'
	}
	return false
}

// reader collects the items of a file.
type reader struct {
	*document
	items   []item
	parents map[int]int // nodes visited in the search for a list
	bad     int         // times that cannot be read
	first   string
}

// item is a segment or a word.
type item struct {
	text        int          // the node of the text
	runs        []speech.Run // part of the text; nil for all
	speaker     string
	start, end  moment
	probability float64
	glued       bool // continues the previous word
	part        bool // belongs to the segment of the previous item
	turn        bool // the speaker changes
}

// moment is a time as written in the file.
type moment struct {
	text   string
	value  float64 // in seconds if unit is set
	ok     bool
	scaled bool // value is in seconds; otherwise the whole file determines the unit
}

// top returns the value of the file, or an array if there are several.
func (r *reader) top() int {
	if first := r.nodes[root].first; r.nodes[first].next == 0 {
		return first
	}
	return root
}

func (r *reader) found() bool {
	for _, it := range r.items {
		if r.isText(it.text) {
			return true
		}
	}
	return false
}

// result makes lines of the items.
func (r *reader) result(name string) (Result, error) {
	unit := r.unit()
	out := Result{Form: name}
	named := false
	for _, it := range r.items {
		named = named || it.speaker != ""
	}
	turn := false
	for _, it := range r.items {
		turn = turn || it.turn
		if it.runs == nil && !r.isText(it.text) {
			continue
		}
		line := speech.Line{
			Speaker: it.speaker, Named: named, Start: it.start.stamp(unit),
			Probability: it.probability, Glued: it.glued, Turn: turn,
		}
		lines := [][]speech.Run{it.runs}
		if it.runs == nil {
			lines = r.runs(it.text)
		}
		for i, runs := range lines {
			line.Text = runs
			line.Fresh = i == 0 && !it.glued
			out.Lines = append(out.Lines, line)
			line.Turn, line.Glued = false, false
		}
		turn = false
	}
	out.Note = r.note()
	return out, nil
}

// stamp returns the moment, with the unit of the numbers in the file.
func (m moment) stamp(unit time.Duration) speech.Stamp {
	if !m.ok {
		return speech.Stamp{}
	}
	f := m.value
	if !m.scaled {
		f *= unit.Seconds()
	}
	d, ok := speech.Seconds(f)
	if !ok {
		return speech.Stamp{}
	}
	return speech.Stamp{Text: m.text, Time: d}
}

// unit returns the unit of numbers without one: milliseconds if they are whole and a
// segment would otherwise take more than a minute, or a word more than ten seconds.
func (r *reader) unit() time.Duration {
	var length, count float64
	for _, it := range r.items {
		if !it.start.ok || !it.end.ok || it.start.scaled || it.end.scaled {
			continue
		}
		if strings.ContainsAny(it.start.text+it.end.text, ".eE") {
			return time.Second
		}
		limit := 60.0
		if it.part || it.runs != nil || !strings.Contains(strings.TrimSpace(r.text(it.text)), " ") {
			limit = 10
		}
		length += (it.end.value - it.start.value) / limit
		count++
	}
	if count > 0 && length/count > 1 {
		return time.Millisecond
	}
	return time.Second
}

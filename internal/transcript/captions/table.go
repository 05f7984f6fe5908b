package captions

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// Table reads tables of segments: the TSV of Whisper and WhisperX (start, end and text,
// in milliseconds), the CSV of whisper.cpp, and other tables with such columns. The
// first row names the columns.
func Table(src speech.Source) (Result, error) {
	t, ok := newTable(src)
	if !ok {
		return Result{}, src.Errorf(0, "no columns for time and text in this table: export SRT or VTT")
	}
	rows := t.rows()
	unit := t.unit(rows)
	var r Result
	var bad bad
	for _, row := range rows {
		line := speech.Line{Fresh: true, Text: t.text(row.field(t.body))}
		if f := row.field(t.start); f.Start < f.End {
			if line.Start, ok = speech.Value(t.value(f), unit); !ok {
				bad.add(src, f.Start, src.Bytes(f))
			}
		}
		if t.speaker >= 0 {
			line.Speaker, line.Named = speech.Name([]byte(t.value(row.field(t.speaker)))), true
		}
		r.Lines = append(r.Lines, line)
	}
	r.Note = bad.note()
	return r, nil
}

// IsTable reports whether the first line names columns for time and text.
func IsTable(src speech.Source) bool {
	_, ok := newTable(src)
	return ok
}

// table is a file of rows.
type table struct {
	speech.Source
	comma                     byte
	begin                     int // of the first row behind the header
	start, end, speaker, body int // columns, -1 for none
}

// row holds the fields of a row, with any quotation marks.
type row []speech.Span

func (r row) field(i int) speech.Span {
	if i < 0 || i >= len(r) {
		return speech.Span{}
	}
	return r[i]
}

// The names of columns, in lowercase.
var (
	startColumns   = []string{"start", "start_time", "start time", "starttime", "start (s)", "start_s", "start_ms", "begin", "from", "timestamp", "time", "timecode", "start timecode"}
	endColumns     = []string{"end", "end_time", "end time", "endtime", "end (s)", "end_s", "end_ms", "to", "stop", "end timecode"}
	speakerColumns = []string{"speaker", "speaker name", "speaker_name", "speaker_label", "name"}
	textColumns    = []string{"text", "transcript", "sentence", "content", "body", "caption", "subtitle", "words", "dialogue"}
)

// newTable reads the header.
func newTable(src speech.Source) (table, bool) {
	t := table{Source: src, comma: '\t', start: -1, end: -1, speaker: -1, body: -1}
	for l := range src.Lines() {
		b := src.Bytes(l.Span)
		if len(bytes.TrimSpace(b)) == 0 {
			continue
		}
		if len(b) > 500 {
			return t, false
		}
		for _, c := range "\t;," {
			if bytes.ContainsRune(b, c) {
				t.comma = byte(c)
				break
			}
		}
		t.begin = l.End
		header, _ := t.row(l.Start)
		for i, f := range header {
			t.column(i, strings.ToLower(strings.TrimSpace(t.value(f))))
		}
		if t.start < 0 && t.bare(header) {
			t.begin = l.Start
		}
		return t, t.start >= 0 && t.body >= 0
	}
	return t, false
}

// bare handles a first row that is not a header: two numbers and a text separated by
// tabs, possibly with the label of a speaker.
func (t *table) bare(r row) bool {
	n := len(r)
	if t.comma != '\t' || n < 3 || n > 4 {
		return false
	}
	for _, f := range r[:2] {
		if _, ok := speech.Value(t.value(f), time.Second); !ok {
			return false
		}
	}
	if n == 4 && !speech.IsName([]byte(t.value(r[2]))) {
		return false
	}
	t.start, t.end, t.body = 0, 1, n-1
	if n == 4 {
		t.speaker = 2
	}
	return true
}

// column records the meaning of column i.
func (t *table) column(i int, name string) {
	for _, c := range []struct {
		column *int
		names  []string
	}{{&t.start, startColumns}, {&t.end, endColumns}, {&t.speaker, speakerColumns}, {&t.body, textColumns}} {
		if *c.column < 0 && slices.Contains(c.names, name) {
			*c.column = i
			return
		}
	}
}

// rows returns the rows below the header.
func (t *table) rows() []row {
	var all []row
	for at := t.begin; at < len(t.Data); {
		if c := t.Data[at]; c == '\n' || c == '\r' {
			at++
			continue
		}
		r, next := t.row(at)
		all = append(all, r)
		at = max(next, at+1)
	}
	return all
}

// row reads the row at an offset of the file and returns the offset after it. In
// Whisper's tables the text is the last column and not quoted, so further commas belong
// to it.
func (t *table) row(at int) (row, int) {
	var r row
	for {
		end := t.fieldEnd(at)
		r = append(r, speech.Span{Start: at, End: end})
		if end >= len(t.Data) || t.Data[end] != t.comma {
			return r, end
		}
		at = end + 1
	}
}

// fieldEnd returns the end of the field at a byte of the file.
func (t *table) fieldEnd(at int) int {
	i := at
	if at < len(t.Data) && t.Data[at] == '"' && t.comma != '\t' {
		for i++; i < len(t.Data); i++ {
			if t.Data[i] != '"' {
				continue
			}
			if i+1 < len(t.Data) && t.Data[i+1] == '"' {
				i++
				continue
			}
			break
		}
	}
	if n := bytes.IndexAny(t.Data[min(i, len(t.Data)):], string([]byte{t.comma, '\n', '\r'})); n >= 0 {
		return min(i, len(t.Data)) + n
	}
	return len(t.Data)
}

// inner returns the field without its quotation marks.
func (t *table) inner(f speech.Span) (inner speech.Span, quoted bool) {
	f = t.Trim(f)
	b := t.Bytes(f)
	if len(b) > 1 && b[0] == '"' && b[len(b)-1] == '"' && t.comma != '\t' {
		return speech.Span{Start: f.Start + 1, End: f.End - 1}, true
	}
	return f, false
}

// value returns the field as a string.
func (t *table) value(f speech.Span) string {
	inner, _ := t.inner(f)
	return string(t.Bytes(inner))
}

// text returns the field as text, with doubled quotation marks resolved.
func (t *table) text(f speech.Span) []speech.Run {
	p, quoted := t.inner(f)
	if !quoted {
		return speech.Verbatim(p)
	}
	var runs []speech.Run
	for i := p.Start; i < p.End; i++ {
		if t.Data[i] == '"' && i+1 < p.End && t.Data[i+1] == '"' {
			runs = append(runs, speech.Verbatim(speech.Span{Start: p.Start, End: i})...)
			runs = append(runs, speech.Run{Span: speech.Span{Start: i, End: i + 2}, Text: `"`})
			i++
			p.Start = i + 1
		}
	}
	return append(runs, speech.Verbatim(p)...)
}

// unit returns the unit of the numbers: milliseconds if they are whole and rows would
// otherwise take more than a minute.
func (t *table) unit(rows []row) time.Duration {
	var length, count float64
	for _, r := range rows {
		from, to := t.value(r.field(t.start)), t.value(r.field(t.end))
		if strings.ContainsAny(from+to, ".,:") {
			return time.Second
		}
		a, ok1 := speech.Value(from, time.Second)
		b, ok2 := speech.Value(to, time.Second)
		if ok1 && ok2 {
			length += (b.Time - a.Time).Seconds()
			count++
		}
	}
	if count == 0 || length/count > 60 {
		return time.Millisecond
	}
	return time.Second
}

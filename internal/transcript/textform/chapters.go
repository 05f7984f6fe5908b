package textform

import (
	"bytes"
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// preface separates what precedes a heading or line that announces the transcript: a
// summary, links, the chapters. It must be shorter than the transcript.
func (r *reader) preface() {
	above, total, begin := 0, 0, -1
	for i := range r.rows {
		if r.announces(i) {
			begin, above = i, total
		}
		total += speech.Size(r.rows[i].text)
	}
	if begin < 0 || above*2 > total {
		return
	}
	r.rows[begin].skip = true
	for i := range r.rows[:begin] {
		row := &r.rows[i]
		row.chapter = row.head.timed() && row.head.speaker == "" && !row.head.alone
		row.skip = row.text != nil && !row.chapter && row.heading != 1
	}
}

// announces reports whether a row only announces the transcript.
func (r *reader) announces(i int) bool {
	row := &r.rows[i]
	if row.text == nil || row.heading == 0 && speech.Size(row.text) > 30 {
		return false
	}
	title := strings.ToLower(strings.Trim(string(r.plainText(i)), " :*"))
	if row.heading > 0 {
		return len(title) < 60 && strings.HasSuffix(title, "transcript")
	}
	return title == "transcript" || title == "full transcript" || title == "episode transcript"
}

// chapterLists finds lists of chapters: consecutive short lines that start with a time.
// They are not speech if text without times follows, or if the times start again after
// them.
func (r *reader) chapterLists() {
	for i := 0; i < len(r.rows); i++ {
		if r.rows[i].text == nil {
			continue
		}
		end := r.listEnd(i)
		if end-i > 1 && r.isApart(i, end) {
			for j := i; j < end; j++ {
				r.rows[j].chapter = r.rows[j].text != nil
			}
			r.titleAbove(i)
		}
		i = max(i, end-1)
	}
}

// listEnd returns the end of the list of chapters that may begin at row i.
func (r *reader) listEnd(i int) int {
	const longest = 120
	var last time.Duration = -1
	short := true
	for ; i < len(r.rows); i++ {
		h := r.rows[i].head
		size := speech.Size(r.rows[i].text)
		if !h.timed() || h.alone || h.speaker != "" && !strings.Contains(h.shape, "T") || size > longest || h.stamp.Time <= last || overSixty(h.stamp.Text) || !r.isExpected(i, short) {
			return i
		}
		if text := r.View(r.rows[i].text); endsSentence(text) && text[len(text)-1] == '.' {
			return i
		}
		last, short = h.stamp.Time, isShort(h.stamp)
	}
	return i
}

// isApart reports whether the rows from i to end are not speech: they have less text
// than the rows after them up to the next time, or the next time repeats one of theirs.
func (r *reader) isApart(i, end int) bool {
	inside := 0
	for _, row := range r.rows[i:end] {
		inside += speech.Size(row.text) - row.head.n
	}
	outside := 0
	for _, row := range r.rows[end:] {
		if row.head.timed() && (row.fresh || row.head.shape != "T") {
			return row.head.stamp.Time < r.rows[end-1].head.stamp.Time
		}
		outside += speech.Size(row.text)
	}
	before := 0
	for _, row := range r.rows[:i] {
		if row.head.timed() {
			return r.rows[i].head.stamp.Time < row.head.stamp.Time && row.head.stamp.Time-r.rows[i].head.stamp.Time > time.Minute
		}
		before += speech.Size(row.text)
	}
	if end-i == 2 {
		inside *= 5
	}
	return max(outside, before) > inside
}

// titleAbove skips the line above a list: "Chapters:", "Timestamps".
func (r *reader) titleAbove(i int) {
	for i--; i >= 0 && r.rows[i].text == nil; i-- {
	}
	if i < 0 {
		return
	}
	word := strings.ToLower(strings.Trim(string(newWindow(r.View(r.rows[i].text), true).text), " :*#"))
	switch word {
	case "chapters", "timestamps", "time stamps", "timecodes", "contents", "table of contents", "outline", "topics", "show notes", "chapter markers":
		r.rows[i].skip = true
	}
}

// chapter stores an entry of a list.
func (w *writer) chapter(row *row) {
	text := newWindow(w.View(row.text), w.md || true).text
	_, n, _ := timeAt(text)
	title := text[n:]
	if n == 0 {
		title = []byte(row.head.speaker)
	}
	w.keep(strings.TrimLeft(speech.Name(title), "-–—:|• "), row.head.stamp.Time)
}

func (w *writer) keep(title string, at time.Duration) {
	if title = shorten(title); title != "" {
		w.out.Chapters = append(w.out.Chapters, Chapter{title, at})
	}
}

// timeAtEnd lists the brackets around the time of a heading.
const timeBrackets = "([{"

// headingRow handles a Markdown heading, which is not speech: the first is the title,
// the others are chapters. A time in it applies to the text below.
func (w *writer) headingRow(row *row) {
	text := bytes.TrimSpace(newWindow(w.View(row.text), true).text)
	w.turn = true
	if st, n, _ := timeAt(text); n > 0 {
		w.stamp, text = st, text[n:]
	} else if i := bytes.LastIndexAny(text, timeBrackets); i > 0 {
		if st, n, _ := timeAt(text[i:]); n > 0 && i+n == len(text) {
			w.stamp, text = st, text[:i]
		}
	}
	title := shorten(strings.Trim(speech.Name(text), "-–—:| "))
	switch {
	case title == "":
	case row.heading == 1 && w.out.Title == "" && len(w.out.Lines) == 0:
		w.out.Title = title
	case len(w.out.Lines) == 0 && w.stamp.Text == "" && row.heading == 1:
	case w.stamp.Text != "":
		w.out.Chapters = append(w.out.Chapters, Chapter{title, w.stamp.Time})
	}
}

package textform

import (
	"bytes"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript/speech"
)

// saidForm matches a time as YouTube's panel spells it for screen readers.
var saidForm = pattern.Lazy(`^(?:\d{1,3} (?:hours?|minutes?|seconds?)(?:,? |$)){1,3}$`)

// lonelyTimes handles times on lines of their own: the line next to them may be a name
// or the time in words.
func (r *reader) lonelyTimes(s *survey) {
	var at []int
	for i := range r.rows {
		if r.isLonelyTime(i) {
			at = append(at, i)
		}
	}
	if len(at) < 2 {
		return
	}
	said := 0
	for _, i := range at {
		for _, j := range []int{r.step(i, -1), r.step(i, 1)} {
			if j >= 0 && saidForm().Match(bytes.TrimSpace(r.View(r.rows[j].text))) {
				r.rows[j].skip = true
				said++
			}
		}
	}
	if r.namesBeside(at, 1) || r.namesBeside(at, -1) {
		return
	}
	r.panelChapters(at, said > 0)
}

func (r *reader) isLonelyTime(i int) bool {
	row := &r.rows[i]
	return row.text != nil && row.head.timed() && row.head.speaker == "" && row.head.alone && !row.chapter
}

// step returns the next row of the block in a direction, -1 at its end.
func (r *reader) step(i, by int) int {
	for i += by; i >= 0 && i < len(r.rows) && r.rows[i].text != nil; i += by {
		if !r.rows[i].skip {
			return i
		}
	}
	return -1
}

// namesBeside makes the rows after (or before) the times speakers, if nearly all of
// them have the form of names and text follows.
func (r *reader) namesBeside(at []int, by int) bool {
	var rows []int
	distinct := map[string]bool{}
	for _, i := range at {
		j := r.step(i, by)
		if j < 0 {
			continue
		}
		text := bytes.TrimSpace(newWindow(r.View(r.rows[j].text), r.md).text)
		after := r.step(max(i, j), 1)
		if speech.IsName(bytes.TrimSuffix(text, []byte(":"))) && after >= 0 && !r.isLonelyTime(after) && !endsSentence(text) {
			rows = append(rows, j)
			distinct[string(text)] = true
		}
	}
	if len(rows)*5 < len(at)*4 || len(distinct) > 2 && len(distinct)*2 > len(rows) {
		return false
	}
	for _, j := range rows {
		r.rows[j].speaker = true
	}
	if by < 0 { // the name precedes the time
		for _, j := range rows {
			r.rows[j].fresh = true
		}
	}
	return true
}

// chapterForm matches a chapter as YouTube's panel announces it.
var chapterForm = pattern.Lazy(`^Chapter \d{1,3}: (.+)$`)

// panelChapters finds the titles of chapters in a copied panel, where each time has one
// line of text: the title precedes the time of its chapter.
func (r *reader) panelChapters(at []int, panel bool) {
	for k, i := range at {
		j := r.step(i, -1)
		if j < 0 || k == 0 && !panel {
			continue
		}
		text := bytes.TrimSpace(r.View(r.rows[j].text))
		if m := chapterForm().FindSubmatch(text); m != nil {
			r.rows[j].skip = true
			r.out.Chapters = append(r.out.Chapters, Chapter{speech.Name(m[1]), r.rows[i].head.stamp.Time})
		}
	}
}

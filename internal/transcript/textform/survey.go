package textform

import (
	"slices"
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// survey holds properties of the whole text: its kinds of heads, and whether its lines
// are paragraphs.
type survey struct {
	shapes   map[string]bool // shapes of accepted heads
	heads    map[string]*shape
	names    map[string]bool // names before a colon that are repeated
	timed    bool
	singles  bool // each line is a paragraph
	captions bool // the lines are captions: a few words each
	loose    bool // paragraphs are not marked; lines may have to be joined
}

// isSpeaker reports whether a name before a colon is a speaker.
func (s survey) isSpeaker(name string) bool { return s.names[name] }

// believes reports whether a head with a name and a time is accepted: its shape is
// accepted, and its name has the form of a name, is repeated, or nearly all others have
// the form.
func (s survey) believes(h head) bool {
	sh := s.heads[h.shape]
	return s.shapes[h.shape] && (speech.IsName([]byte(h.speaker)) || sh.names[h.speaker] > 1 || h.alone && sh.strict*4 >= len(sh.rows)*3)
}

// shape is the evidence for one shape of heads.
type shape struct {
	rows     []int
	names    map[string]int
	strict   int // heads whose name has the form of a name
	backward int // heads with an earlier time than the previous one
	last     time.Duration
}

// survey counts the heads and accepts those with sufficient evidence.
func (r *reader) survey() survey {
	s := survey{shapes: map[string]bool{}, names: map[string]bool{}}
	shapes := r.count()
	s.heads = shapes
	r.recurring(&s)
	r.namesBehind(&s)
	for name, sh := range shapes {
		if strings.HasPrefix(name, "N") || strings.HasPrefix(name, "[N]") {
			s.shapes[name] = strings.Contains(name, "T") && sh.believed(r.first())
		}
	}
	r.lonelyTimes(&s)
	r.times(&s, shapes)
	r.accept(&s)
	r.lonelyNames(&s)
	r.paragraphs(&s)
	r.form(&s)
	return s
}

// first returns the first row of text.
func (r *reader) first() int {
	return slices.IndexFunc(r.rows, func(row row) bool { return row.text != nil && !row.skip })
}

// count counts the heads by shape.
func (r *reader) count() map[string]*shape {
	shapes := map[string]*shape{}
	for i := range r.rows {
		h := r.rows[i].head
		if h.shape == "" || r.rows[i].chapter || r.rows[i].skip {
			continue
		}
		r.countHead(shapes, i, h)
		if inner := r.rows[i].inner; inner.shape != "" {
			r.countHead(shapes, i, inner)
		}
	}
	return shapes
}

// inner returns the head with a name and a time after the time of a row.
func (r *reader) inner(row *row) head {
	const longest = 240
	if !row.head.timed() || row.head.speaker != "" {
		return head{}
	}
	h := parseHead(r.View(speech.Slice(row.text, row.head.n, min(row.head.n+longest, speech.Size(row.text)))), r.md)
	if !h.timed() || h.speaker == "" {
		return head{}
	}
	return h
}

func (r *reader) countHead(shapes map[string]*shape, i int, h head) {
	sh := shapes[h.shape]
	if sh == nil {
		sh = &shape{names: map[string]int{}}
		shapes[h.shape] = sh
	}
	sh.rows = append(sh.rows, i)
	if h.speaker != "" {
		sh.names[h.speaker]++
		if speech.IsName([]byte(h.speaker)) {
			sh.strict++
		}
	}
	if h.timed() {
		if h.stamp.Time < sh.last {
			sh.backward++
		}
		sh.last = h.stamp.Time
	}
}

// believed reports whether heads with a name and a time are accepted: there are
// several, their times increase, and most of the names have the form of names or are
// repeated. A single head must be at the start of the text.
func (s *shape) believed(first int) bool {
	n := len(s.rows)
	switch {
	case s.backward*5 > n:
		return false
	case n == 1:
		return s.strict == 1 && s.rows[0] == first
	}
	sure := 0
	for name, k := range s.names {
		if k > 1 || speech.IsName([]byte(name)) {
			sure += k
		}
	}
	return sure*2 >= n
}

// times decides whether times without a name are heads: they start at least every
// second paragraph. Fewer may be spoken times, unless they are in brackets and
// increase.
func (r *reader) times(s *survey, shapes map[string]*shape) {
	paragraphs, stamped := 0, 0
	short := false
	for i := range r.rows {
		row := &r.rows[i]
		if row.text == nil || row.chapter || row.skip || row.heading > 0 || row.speaker {
			short = short && row.text == nil
			continue
		}
		if row.fresh {
			paragraphs++
		}
		if h := row.head; h.timed() && r.isExpected(i, short) && (h.speaker == "" || s.believes(h)) {
			stamped++
		}
		short = row.head.timed() && isShort(row.head.stamp)
	}
	s.timed = stamped > 0 && stamped*2 >= paragraphs
	for _, name := range []string{"T", "[T", "(T", "<T", "{T"} {
		sh := shapes[name]
		if sh == nil {
			continue
		}
		n := len(sh.rows)
		s.shapes[name] = s.timed || name != "T" && n > 2 && n*10 >= paragraphs && sh.backward*5 <= n
	}
	if dropped := shapes["(T"]; !s.timed && dropped != nil && !s.shapes["(T"] && len(dropped.rows) > 1 {
		r.out.Note = "times in the text were not taken for times of the speech: too few lines begin with one"
	}
}

// isShort reports whether the timestamp is a bare MM:SS, which may be spoken.
func isShort(st speech.Stamp) bool {
	return strings.Count(st.Text, ":") == 1
}

// isExpected reports whether the time at the start of row i may be a head. Within a
// paragraph, "4:20" may be spoken; where MM:SS is not expected, it must be on a line of
// its own.
func (r *reader) isExpected(i int, short bool) bool {
	row := &r.rows[i]
	return !isShort(row.head.stamp) || row.head.shape != "T" || row.fresh || short || row.head.alone
}

// accept marks the rows whose head is accepted.
func (r *reader) accept(s *survey) {
	short := false
	for i := range r.rows {
		row := &r.rows[i]
		if row.text == nil {
			continue
		}
		if row.chapter || row.skip {
			short = false
			continue
		}
		h := row.head
		switch {
		case h.timed() && h.speaker == "":
			row.accepted = s.shapes[h.shape] && r.isExpected(i, short)
		case h.timed():
			if row.accepted = s.believes(h); row.accepted {
				break
			}
			if row.head = parseName(r.View(row.text), r.md); row.head.shape == "**N**" || s.names[row.head.speaker] {
				row.accepted = true
			} else {
				row.head = head{}
			}
			h = row.head
		case h.shape == "**N**":
			row.accepted = true
		case h.shape != "":
			row.accepted = s.names[h.speaker]
		}
		if row.heading > 0 && row.accepted && h.shape == "N:" {
			row.accepted = h.alone
		}
		short = row.accepted && h.timed() && isShort(h.stamp)
	}
}

// form names the format.
func (r *reader) form(s *survey) {
	timed, bold := false, false
	for i := range r.rows {
		if row := &r.rows[i]; row.accepted {
			timed = timed || row.head.timed()
			bold = bold || row.head.bold && (row.head.speaker != "" || row.head.next != "")
		}
	}
	for i := range r.rows {
		bold = bold || r.md && r.rows[i].text != nil && escapedTime(r.View(r.rows[i].text))
	}
	switch {
	case bold:
		r.out.Form = "changelog"
	case timed:
		r.out.Form = "timed"
	}
}

package textform

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// survey is what the whole of a text shows: which heads it has, and whether
// its lines are paragraphs.
type survey struct {
	shapes   map[string]bool // of heads that are believed
	heads    map[string]*shape
	names    map[string]bool // that stand before a colon and occur again
	timed    bool
	singles  bool // each line is a paragraph
	captions bool // the lines are captions: a few words each
	loose    bool // paragraphs are not marked: lines may be joined or not
}

// isSpeaker reports whether a name before a colon is one.
func (s survey) isSpeaker(name string) bool { return s.names[name] }

// believes reports whether a head with a name and a time is one: its shape is
// believed, and its name has the form of a name or occurs again, or nearly all
// others have the form.
func (s survey) believes(h head) bool {
	sh := s.heads[h.shape]
	return s.shapes[h.shape] && (speech.IsName([]byte(h.speaker)) || sh.names[h.speaker] > 1 || h.alone && sh.strict*4 >= len(sh.rows)*3)
}

// shape is the evidence for one shape of heads.
type shape struct {
	rows     []int
	names    map[string]int
	strict   int // heads whose name has the form of one
	backward int // heads earlier than the one before
	last     time.Duration
}

// survey counts the heads and accepts those that have the evidence.
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

// count gathers the heads by their shapes.
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

// inner returns the head with a name and a time behind the time of a row.
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

// believed reports whether heads with a name and a time are heads: there are
// several, their times go forward, and the names of most have the form of names or
// occur again. A single one must open the text.
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

// recurring finds the names before a colon, behind a time or not, that are
// speakers: those that occur twice. Where most rows have one, two words that
// occur once are a speaker, too; where nearly all have one, all are.
func (r *reader) recurring(s *survey) {
	counts := map[string]int{}
	rows := 0
	for i := range r.rows {
		h := r.rows[i].head
		name := h.next
		if h.shape == "N:" || h.shape == "[N]" {
			name = h.speaker
		}
		if r.rows[i].text != nil && !r.rows[i].chapter && !r.rows[i].skip && (r.rows[i].fresh || h.shape != "") && !r.isLonelyTime(i) && r.rows[i].heading == 0 {
			rows++
		}
		if name != "" && !r.rows[i].chapter {
			counts[name]++
			if h.bold {
				s.names[name] = true
			}
		}
	}
	covered, total := 0, 0
	for name, n := range counts {
		total += n
		if n > 1 || s.names[name] || speech.IsLabel([]byte(name)) {
			s.names[name] = true
			covered += n
		}
	}
	if r.mostlyTimed() && covered*2 < rows {
		s.names = map[string]bool{} // "Note: …" in timed text
		return
	}
	all := total*5 >= rows*4 && len(s.names) > 0
	for name := range counts {
		if all || covered*2 >= rows && len(s.names) > 1 && strings.Contains(name, " ") {
			s.names[name] = true
		}
	}
}

// namesBehind finds the speakers that have the rest of the line of a time for
// themselves: "[00:00:01] - Name", if nearly all such times have one.
func (r *reader) namesBehind(s *survey) {
	timed, named := 0, 0
	distinct := map[string]bool{}
	for i := range r.rows {
		row := &r.rows[i]
		if !row.head.timed() || row.head.speaker != "" || row.chapter {
			continue
		}
		timed++
		if next := r.textBehind(i); row.head.rest != "" && next >= 0 && !r.rows[next].head.timed() {
			named++
			distinct[row.head.rest] = true
		}
	}
	if named < 2 || named*5 < timed*4 || len(distinct) > 2 && len(distinct)*2 > named {
		return
	}
	for i := range r.rows {
		if h := &r.rows[i].head; distinct[h.rest] {
			h.next, h.nextLen = h.rest, speech.Size(r.rows[i].text)
			s.names[h.next] = true
		}
	}
}

// textBehind returns the next row of text, -1 if there is none.
func (r *reader) textBehind(i int) int {
	for i++; i < len(r.rows); i++ {
		if r.rows[i].text != nil && !r.rows[i].skip {
			return i
		}
	}
	return -1
}

// mostlyTimed reports whether rows begin with a time.
func (r *reader) mostlyTimed() bool {
	timed, fresh := 0, 0
	for i := range r.rows {
		if r.rows[i].fresh && !r.rows[i].chapter {
			fresh++
		}
		if r.rows[i].head.timed() && !r.rows[i].chapter {
			timed++
		}
	}
	return timed > 0 && timed*2 >= fresh
}

// times decides whether times without a name are heads: if they begin every
// second paragraph. Fewer are times that somebody speaks of, unless they stand
// in brackets and go forward.
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

// isShort reports whether the timestamp is a bare MM:SS, which may be said.
func isShort(st speech.Stamp) bool {
	return strings.Count(st.Text, ":") == 1
}

// isExpected reports whether the time at the start of row i may be a head. In
// the middle of a paragraph "4:20" may have been said: where MM:SS is not
// expected, it must have the line for itself.
func (r *reader) isExpected(i int, short bool) bool {
	row := &r.rows[i]
	return !isShort(row.head.stamp) || row.head.shape != "T" || row.fresh || short || row.head.alone
}

// accept marks the rows whose head is one.
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

// paragraphs decides what separates paragraphs: blank lines; or, in a text without any,
// line breaks if the lines are long. Lines that are captions are joined.
func (r *reader) paragraphs(s *survey) {
	blanks, lines, longest := 0, 0, 0
	for i := range r.rows {
		row := &r.rows[i]
		if row.text == nil || row.skip {
			blanks++
			continue
		}
		if lines == 0 {
			blanks = 0 // those on top separate nothing
		}
		lines++
		longest = max(longest, speech.Size(row.text))
	}
	for i := len(r.rows) - 1; i >= 0 && (r.rows[i].text == nil || r.rows[i].skip); i-- {
		blanks--
	}
	sizes, open := r.sizes(s)
	switch {
	case s.timed:
		s.captions = areCaptions(sizes, open, 25)
	case blanks > 0 || lines < 2:
	case longest >= longLine && !areCaptions(sizes, open, 10):
		s.singles = true
	default:
		s.loose = lines > 1
	}
	s.loose = s.loose || s.captions
}

// longLine is the length in bytes that only lines reach which an editor wraps
// on the screen: where somebody broke them, they end near 80, 100 or 120.
const longLine = 160

// sizes returns the length of each piece of text behind a time, or of each
// line of a text without times, and how many do not end a sentence.
func (r *reader) sizes(s *survey) (sizes []int, open int) {
	var last []byte
	end := func() {
		if len(last) > 0 && !endsSentence(last) {
			open++
		}
	}
	for i := range r.rows {
		row := &r.rows[i]
		if row.text == nil || row.skip || row.chapter || row.speaker {
			continue
		}
		text := r.View(row.text)
		if row.accepted {
			text = text[min(row.head.n, len(text)):]
		}
		if row.inner.shape != "" && s.believes(row.inner) {
			continue
		}
		if row.accepted && row.head.timed() || !s.timed {
			end()
			last = nil
			sizes = append(sizes, 0)
		}
		if len(text) > 0 && len(sizes) > 0 {
			last = text
			sizes[len(sizes)-1] += len(text)
		}
	}
	end()
	return sizes, open
}

// areCaptions reports whether pieces of these sizes are captions: nine in ten
// are short, and at least one in share of all ends inside a sentence.
func areCaptions(sizes []int, open, share int) bool {
	const few, short = 4, 170
	if len(sizes) < few || open*share < len(sizes) {
		return false
	}
	sorted := slices.Sorted(slices.Values(sizes))
	return sorted[len(sorted)*9/10] <= short
}

// endsSentence reports whether b ends with a sentence, quotes and brackets
// after it aside.
func endsSentence(b []byte) bool {
	b = bytes.TrimRight(b, `"')]”’» `)
	return len(b) > 0 && strings.IndexByte(".?!", b[len(b)-1]) >= 0 || bytes.HasSuffix(b, []byte("。"))
}

// form names the form.
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

// saidForm is a time as YouTube's panel spells it for screen readers.
var saidForm = regexp.MustCompile(`^(?:\d{1,3} (?:hours?|minutes?|seconds?)(?:,? |$)){1,3}$`)

// lonelyTimes looks at the times that have a line for themselves: what stands
// beside them may be a name, or the time spelled out.
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
			if j >= 0 && saidForm.Match(bytes.TrimSpace(r.View(r.rows[j].text))) {
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

// namesBeside takes the rows behind (or before) the times for speakers, if
// nearly all of them have the form of names and text follows.
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
	if by < 0 { // the name comes first, then the time
		for _, j := range rows {
			r.rows[j].fresh = true
		}
	}
	return true
}

// chapterForm is a chapter as YouTube's panel announces it.
var chapterForm = regexp.MustCompile(`^Chapter \d{1,3}: (.+)$`)

// panelChapters finds the titles of chapters in a copied panel, where each time
// has one line of text: the title stands before the time of its chapter.
func (r *reader) panelChapters(at []int, panel bool) {
	for k, i := range at {
		j := r.step(i, -1)
		if j < 0 || k == 0 && !panel {
			continue
		}
		text := bytes.TrimSpace(r.View(r.rows[j].text))
		if m := chapterForm.FindSubmatch(text); m != nil {
			r.rows[j].skip = true
			r.out.Chapters = append(r.out.Chapters, Chapter{speech.Name(m[1]), r.rows[i].head.stamp.Time})
		}
	}
}

// lonelyNames finds the speakers that have a line for themselves, without a
// colon: the first line of most blocks is one of a few names.
func (r *reader) lonelyNames(s *survey) {
	var rows []int
	counts := map[string]int{}
	blocks := 0
	for i := range r.rows {
		row := &r.rows[i]
		if !row.fresh || row.skip || row.chapter {
			continue
		}
		blocks++
		text := bytes.TrimSpace(newWindow(r.View(row.text), r.md).text)
		if row.accepted || row.speaker || r.step(i, 1) < 0 && row.heading == 0 || !speech.IsName(text) || endsSentence(text) {
			continue
		}
		rows = append(rows, i)
		counts[string(text)]++
	}
	recurs := 0
	for _, i := range rows {
		if counts[string(bytes.TrimSpace(newWindow(r.View(r.rows[i].text), r.md).text))] > 1 {
			recurs++
		}
	}
	if recurs < 2 || recurs*2 < blocks || len(counts)*2 > recurs+2 {
		return
	}
	for _, i := range rows {
		if counts[string(bytes.TrimSpace(newWindow(r.View(r.rows[i].text), r.md).text))] > 1 {
			r.rows[i].speaker = true
		}
	}
}

package textform

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/transcript/speech"
)

// head is what stands before the text of a line: who speaks, and when.
type head struct {
	shape   string // how it is written, for counting: "T", "[T]", "N(T)", "N:", …
	speaker string // "" if the head names none
	stamp   speech.Stamp
	n       int // bytes of the line up to the text
	alone   bool
	bold    bool // the line begins in bold

	// A time may be followed by a name, which is one if it occurs again.
	next    string
	nextLen int    // bytes of the line up to the text behind the name
	rest    string // the line behind the time, if it has the form of a name
}

func (h head) timed() bool { return h.stamp.Text != "" }

// parseHead reads the head of a line; the zero value is none.
func parseHead(b []byte, md bool) head {
	return parse(b, md, window.timeFirst, window.nameThenTime, window.nameAlone)
}

// parseName reads a head that only names who speaks.
func parseName(b []byte, md bool) head { return parse(b, md, window.nameAlone) }

// parse reads a head in the first of the ways that succeeds.
func parse(b []byte, md bool, ways ...func(window) (head, bool)) head {
	w := newWindow(b, md)
	var h head
	ok := false
	for _, way := range ways {
		if h, ok = way(w); ok {
			break
		}
	}
	if !ok {
		return head{}
	}
	h.bold = w.bold > 0
	h.n = w.at(h.n)
	if h.nextLen > 0 {
		h.nextLen = w.at(h.nextLen)
	}
	h.alone = len(bytes.TrimSpace(b[h.n:])) == 0
	return h
}

// window is the beginning of a line without the marks of Markdown.
type window struct {
	text   []byte
	base   int   // where in the line the text begins, if nothing was removed
	pos    []int // otherwise where each byte stands; one more for the end
	broken bool  // a line break came last
	bold   int   // length of the text in bold that it begins with
}

// at returns the place in the line of byte i of the window.
func (w window) at(i int) int {
	if w.pos == nil {
		return w.base + min(i, len(w.text))
	}
	if i >= len(w.text) {
		return w.pos[len(w.text)]
	}
	return w.pos[i]
}

// newWindow removes emphasis, escapes, and all of a link but its text.
func newWindow(b []byte, md bool) window {
	const longest = 240
	var w window
	limit := min(len(b), longest)
	i := blockMark(b[:limit], md)
	if mark := turnMark(b[i:limit]); mark > 0 {
		i += mark
	}
	if !md && bytes.IndexAny(b[i:limit], "\r\n") < 0 {
		w.text, w.base = b[i:limit:limit], i
		return w
	}
	w.text, w.pos = make([]byte, 0, limit), make([]int, 0, limit+1)
	for i < limit {
		n := 0
		if md {
			n = w.markup(b, i)
		}
		if n == 0 {
			w.character(b[i], i)
			n = 1
		}
		i += n
	}
	w.pos = append(w.pos, min(i, len(b)))
	return w
}

// turnMark returns the length of ">>" at the start of b with the spaces behind it.
func turnMark(b []byte) int {
	for _, mark := range []string{">>>", ">>", "&gt;&gt;"} {
		if rest, ok := bytes.CutPrefix(b, []byte(mark)); ok {
			return len(mark) + speech.Spaces(rest)
		}
	}
	return 0
}

// character takes a byte as it is; a line break, and the spaces behind it, are a space.
func (w *window) character(c byte, at int) {
	broken := len(w.text) > 0 && w.broken
	switch {
	case c == '\n' || c == '\r':
		if n := len(w.text); n > 0 && w.text[n-1] != ' ' {
			w.put(' ', at)
		}
		w.broken = true
	case (c == ' ' || c == '\t') && broken:
	default:
		w.put(c, at)
		w.broken = false
	}
}

func (w *window) put(c byte, at int) {
	w.text, w.pos = append(w.text, c), append(w.pos, at)
}

// markup returns the length of the mark at byte i of the line, 0 if there is none.
func (w *window) markup(b []byte, i int) int {
	rest := b[i:]
	switch {
	case bytes.HasPrefix(rest, []byte("**")), bytes.HasPrefix(rest, []byte("__")):
		if w.bold == 0 && len(w.text) > 0 {
			w.bold = len(w.text)
		}
		return run(rest, rest[0])
	case rest[0] == '*' && (len(w.text) == 0 || w.text[len(w.text)-1] == ':'):
		return 1
	case rest[0] == '\\' && len(rest) > 1 && isPunct(rest[1]):
		w.put(rest[1], i)
		return 2
	case rest[0] == '[':
		return w.link(b, i)
	case rest[0] == '<':
		return tagLen(rest)
	}
	return 0
}

// link reads "[text](address)" at byte i of the line.
func (w *window) link(b []byte, i int) int {
	const longest = 512
	rest := b[i:min(len(b), i+longest)]
	k := bytes.Index(rest, []byte("]("))
	if k < 0 || bytes.IndexByte(rest[1:k], '[') >= 0 {
		return 0
	}
	n := closing(rest[k+1:])
	if n == 0 {
		return 0
	}
	for j := 1; j < k; j++ {
		w.put(rest[j], i+j)
	}
	return k + 1 + n
}

// timeFirst reads a head that begins with a time.
func (w window) timeFirst() (head, bool) {
	st, n, bracket := timeAt(w.text)
	if n == 0 {
		return w.segment()
	}
	h := head{shape: bracket + "T", stamp: st, n: n}
	rest := w.text[n:]
	gap := speech.Spaces(rest)
	if mark := speech.Separator(rest[gap:]); mark > 0 {
		gap += mark
	}
	if bracket != "" || gap < len(rest) || gap == 0 {
		h.n = n + gap
	}
	rest = w.text[h.n:]
	if len(w.text) < 100 && speech.IsName(rest) {
		h.rest = speech.Name(rest)
	}
	if name, k := speech.Prefix(rest); k > 0 {
		h.next, h.nextLen = name, h.n+k
	} else if name, k := speech.Bracketed(rest); k > 0 {
		h.next, h.nextLen = name, h.n+k
	} else if w.bold > h.n && speech.IsName(bytes.TrimRight(w.text[h.n:w.bold], ": ")) {
		h.next, h.nextLen = string(bytes.TrimRight(w.text[h.n:w.bold], ": ")), w.bold+speech.Spaces(w.text[w.bold:])
		h.nextLen += speech.Separator(w.text[h.nextLen:])
	}
	return h, true
}

var segmentForm = regexp.MustCompile(`^(\d{1,6}\.\d{1,3})[ \t]+\d{1,6}\.\d{1,3}[ \t]+((?i:speaker|spk)[_ ]?\w{1,4})[ \t:]+`)

// segment reads the two times in seconds and the label of a speaker that
// scripts around pyannote print: "0.00 2.40 SPEAKER_00 text".
func (w window) segment() (head, bool) {
	m := segmentForm.FindSubmatchIndex(w.text[:min(len(w.text), 60)])
	if m == nil {
		return head{}, false
	}
	st, ok := speech.Value(string(w.text[m[2]:m[3]]), time.Second)
	return head{shape: "[T", stamp: st, n: m[4], next: string(w.text[m[4]:m[5]]), nextLen: m[1]}, ok
}

// nameThenTime reads a head in which a time stands behind a name.
func (w window) nameThenTime() (head, bool) {
	const longest = 100
	limit := min(len(w.text), longest)
	for i := 1; i < limit; i++ {
		if c := w.text[i]; c != '(' && c != '[' && (c < '0' || c > '9' || !isGap(w.text[i-1])) {
			continue
		}
		st, n, bracket := timeAt(w.text[i:])
		if n == 0 {
			continue
		}
		return w.named(i, n, bracket, st)
	}
	return head{}, false
}

// isGap reports whether a time may stand behind c.
func isGap(c byte) bool { return strings.IndexByte(" \t:|,-", c) >= 0 || c >= utf8.RuneSelf }

// named makes a head of a name, which ends before byte i, and a time of n bytes.
func (w window) named(i, n int, bracket string, st speech.Stamp) (head, bool) {
	before, rest := w.text[:i], w.text[i+n:]
	if k := strings.IndexByte("[(", before[0]); k >= 0 && len(rest) > 0 && rest[0] == "])"[k] { // "[Name 00:01] text"
		before, rest, n, bracket = before[1:], rest[1:], n+1, string(before[0])
	}
	name := bytes.TrimRight(before, " \t\u00a0:|,-–—")
	gap := string(before[len(name):])
	mark := strings.Trim(gap, " \t\u00a0")
	shape, unwrapped := "N", false
	if inner, ok := unwrap(name); ok {
		name, shape, unwrapped = inner, "[N]", true
	}
	end := i + n + speech.Spaces(rest)
	end += speech.Separator(w.text[end:])
	text := bytes.TrimSpace(w.text[end:])
	wide := len(gap)-len(mark) > 1 || strings.Contains(gap, "\t")
	wideAfter := speech.Spaces(rest) > 1 || bytes.HasPrefix(rest, []byte("\t")) || end > i+n+speech.Spaces(rest)
	switch {
	case !liberalName(name):
		return head{}, false
	case bracket != "":
		shape += mark + bracket + "T"
	case mark != "" && (len(text) == 0 || speech.Spaces(rest) > 0 || end > i+n):
		shape += mark + "T"
	case wide && (len(text) == 0 || wideAfter):
		shape += "  T"
	case len(text) == 0 && (speech.IsName(name) || unwrapped):
		shape += " T"
	default:
		return head{}, false
	}
	if len(text) > 0 {
		shape += " …"
	}
	return head{shape: shape, speaker: speech.Name(name), stamp: st, n: end}, true
}

// unwrap returns a name without the brackets around it.
func unwrap(name []byte) ([]byte, bool) {
	if n := len(name); n > 2 && (name[0] == '[' && name[n-1] == ']' || name[0] == '(' && name[n-1] == ')' || name[0] == '<' && name[n-1] == '>') {
		return name[1 : n-1], true
	}
	return name, false
}

// liberalName reports whether b may be a name where a time stands beside it: a
// few words in any spelling, but no sentence.
func liberalName(b []byte) bool {
	const longest = 70
	if len(b) == 0 || len(b) > longest || bytes.ContainsAny(b, "?!:;=<>{}|[]") || len(bytes.Fields(b)) > 8 {
		return false
	}
	r, _ := utf8.DecodeRune(b)
	if !unicode.IsLetter(r) && !strings.ContainsRune("@\"“'‘0123456789", r) {
		return false
	}
	if speech.IsName(b) {
		return true
	}
	for sentence := range bytes.SplitSeq(b, []byte(". ")) { // "Dr. Lee" is short
		if len(sentence) > 40 {
			return false
		}
	}
	return b[len(b)-1] != '.'
}

// nameAlone reads a head that only names who speaks.
func (w window) nameAlone() (head, bool) {
	bold := bytes.TrimRight(w.text[:w.bold], " ")
	if name, ok := bytes.CutSuffix(bold, []byte(":")); ok && len(name) > 0 {
		return head{shape: "**N**", speaker: speech.Name(name), n: w.bold + speech.Spaces(w.text[w.bold:])}, true
	}
	if len(bold) > 0 && w.bold < len(w.text) && w.text[w.bold] == ':' {
		n := w.bold + 1
		return head{shape: "**N**", speaker: speech.Name(bold), n: n + speech.Spaces(w.text[n:])}, true
	}
	if name, n := speech.Prefix(w.text); n > 0 {
		return head{shape: "N:", speaker: speech.Name([]byte(name)), n: n}, true
	}
	if name, n := speech.Bracketed(w.text); n > 0 {
		return head{shape: "[N]", speaker: name, n: n}, true
	}
	return head{}, false
}

// timeAt reads a time, or the range between two, at the start of b: bare, in
// brackets, or in seconds, "[0.00s -> 2.40s]". It returns its length, 0 if there is none,
// and the bracket.
func timeAt(b []byte) (st speech.Stamp, n int, bracket string) {
	if len(b) == 0 {
		return st, 0, ""
	}
	closer := byte(0)
	for _, pair := range []string{"()", "[]", "<>", "{}"} {
		if b[0] == pair[0] {
			bracket, closer, n = pair[:1], pair[1], 1
		}
	}
	k := clockAt(b[n:])
	text := string(b[n : n+k])
	var ok bool
	if k > 0 {
		st, ok = speech.ParseClock(text)
	} else if k = secondsAt(b[n:]); k > 0 && bracket != "" {
		text = string(b[n : n+k])
		st, ok = speech.Value(text, time.Second)
	}
	if !ok {
		return speech.Stamp{}, 0, ""
	}
	n += k
	if day, k := timeOfDay(st, b[n:]); k > 0 {
		st, n = day, n+k
	}
	to := rangeAt(b[n:])
	if n += to; bracket != "" {
		if n >= len(b) || b[n] != closer || to == 0 && strings.IndexByte(text, ':') < 0 && strings.IndexByte(text, ';') < 0 {
			return speech.Stamp{}, 0, ""
		}
		return st, n + 1, bracket
	}
	if n < len(b) && strings.IndexByte(" \t<:-|])", b[n]) < 0 && !bytes.HasPrefix(b[n:], []byte("\u00a0")) {
		return speech.Stamp{}, 0, ""
	}
	return st, n, ""
}

// timeOfDay reads "AM" or "PM" behind a clock, which then tells hours and
// minutes, and returns its length, 0 if there is none.
func timeOfDay(st speech.Stamp, b []byte) (speech.Stamp, int) {
	const half = 12 * time.Hour
	lead := speech.Spaces(b)
	for _, mark := range []string{"AM", "PM", "am", "pm"} {
		rest, ok := bytes.CutPrefix(b[lead:], []byte(mark))
		if lead > 1 || !ok || len(rest) > 0 && speech.IsAlnum(rest[0]) {
			continue
		}
		if isShort(st) {
			st.Time *= 60
		}
		if st.Time >= half {
			st.Time -= half
		}
		if mark[0]|0x20 == 'p' {
			st.Time += half
		}
		st.Text += string(b[:lead+len(mark)])
		return st, lead + len(mark)
	}
	return st, 0
}

// clockAt returns the length of a clock at the start of b, which may end in the
// frames of a video, or be written with semicolons.
func clockAt(b []byte) int {
	if n := speech.ClockLen(b); n > 0 {
		if n < len(b) && (b[n] == ':' || b[n] == ';') && speech.Digits(b[n+1:]) == 2 {
			return n + 3
		}
		if n < len(b) && b[n] == ':' && speech.Digits(b[n+1:]) > 0 {
			return 0
		}
		return n
	}
	if len(b) >= 11 && b[2] == ';' && b[5] == ';' && b[8] == ';' && (len(b) == 11 || speech.Digits(b[11:]) == 0) {
		if _, ok := speech.ParseClock(string(b[:11])); ok {
			return 11
		}
	}
	// Four times two digits are frames, too; ClockLen sees one colon too many.
	if len(b) >= 11 && b[2] == ':' && b[5] == ':' && b[8] == ':' && speech.Digits(b[9:]) == 2 {
		if _, ok := speech.ParseClock(string(b[:11])); ok {
			return 11
		}
	}
	return 0
}

// secondsAt returns the length of a number of seconds: "2.40s", "2.40".
func secondsAt(b []byte) int {
	n := speech.Digits(b)
	if n == 0 || n > 6 {
		return 0
	}
	if n < len(b) && b[n] == '.' {
		n += 1 + speech.Digits(b[n+1:])
	}
	if n < len(b) && b[n] == 's' {
		n++
	}
	return n
}

// rangeAt returns the length of an arrow or dash and the time behind it.
func rangeAt(b []byte) int {
	lead := speech.Spaces(b)
	rest := b[lead:]
	for _, mark := range []string{"-->", "->", "--", "–", "—", "-", "→", "to ", "/"} {
		after, ok := bytes.CutPrefix(rest, []byte(mark))
		if !ok {
			continue
		}
		gap := speech.Spaces(after)
		after = after[gap:]
		if k := max(clockAt(after), secondsOnly(mark, after)); k > 0 {
			return lead + len(mark) + gap + k
		}
	}
	return 0
}

// secondsOnly returns the length of seconds behind an arrow; behind a dash
// they could be any number.
func secondsOnly(mark string, b []byte) int {
	if strings.HasSuffix(mark, ">") {
		return secondsAt(b)
	}
	return 0
}

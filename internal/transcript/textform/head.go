package textform

import (
	"bytes"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript/speech"
)

// head is the start of a line that precedes the text: speaker and time.
type head struct {
	shape   string // its shape, for counting: "T", "[T]", "N(T)", "N:", …
	speaker string // speaker, "" if the head has none
	stamp   speech.Stamp
	n       int // bytes of the line up to the text
	alone   bool
	bold    bool // the line starts in bold

	// A time may be followed by a name, which is a speaker if it is repeated.
	next    string
	nextLen int    // bytes of the line up to the text after the name
	rest    string // the rest of the line after the time, if it has the form of a name
}

func (h head) timed() bool { return h.stamp.Text != "" }

// parseHead reads the head of a line; the zero value is none.
func parseHead(b []byte, md bool) head {
	return parse(b, md, window.timeFirst, window.nameThenTime, window.nameAlone)
}

// parseName reads a head that has only a speaker.
func parseName(b []byte, md bool) head { return parse(b, md, window.nameAlone) }

// parse tries each kind of head and returns the first match.
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

var segmentForm = pattern.Lazy(`^(\d{1,6}\.\d{1,3})[ \t]+\d{1,6}\.\d{1,3}[ \t]+((?i:speaker|spk)[_ ]?\w{1,4})[ \t:]+`)

// segment reads the output of scripts around pyannote, two times in seconds and the
// label of a speaker: "0.00 2.40 SPEAKER_00 text".
func (w window) segment() (head, bool) {
	m := segmentForm().FindSubmatchIndex(w.text[:min(len(w.text), 60)])
	if m == nil {
		return head{}, false
	}
	st, ok := speech.Value(string(w.text[m[2]:m[3]]), time.Second)
	return head{shape: "[T", stamp: st, n: m[4], next: string(w.text[m[4]:m[5]]), nextLen: m[1]}, ok
}

// nameThenTime reads a head in which a time follows a name.
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

// isGap reports whether a time may follow c.
func isGap(c byte) bool { return strings.IndexByte(" \t:|,-", c) >= 0 || c >= utf8.RuneSelf }

// named makes a head of a name that ends before byte i and a time of n bytes.
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

// unwrap removes the brackets around a name.
func unwrap(name []byte) ([]byte, bool) {
	if n := len(name); n > 2 && (name[0] == '[' && name[n-1] == ']' || name[0] == '(' && name[n-1] == ')' || name[0] == '<' && name[n-1] == '>') {
		return name[1 : n-1], true
	}
	return name, false
}

// liberalName reports whether b may be a name next to a time: a few words in any
// spelling, but not a sentence.
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

// nameAlone reads a head that has only a speaker.
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

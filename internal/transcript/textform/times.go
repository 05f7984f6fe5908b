package textform

import (
	"bytes"
	"strings"
	"time"

	"namedrop/internal/transcript/speech"
)

// timeAt reads a time or a range of times at the start of b: bare, in brackets, or in
// seconds, "[0.00s -> 2.40s]". It returns the length, 0 if there is none, and the
// bracket.
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

// timeOfDay returns the length of "AM" or "PM" after a clock, which then has hours and
// minutes; 0 if there is none.
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

// clockAt returns the length of a clock at the start of b, which may end with the
// frames of a video or use semicolons.
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
	// Four times two digits include frames; ClockLen would read one colon too many.
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

// rangeAt returns the length of an arrow or dash and the time after it.
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

// secondsOnly returns the length of seconds after an arrow; after a dash they could be
// any number.
func secondsOnly(mark string, b []byte) int {
	if strings.HasSuffix(mark, ">") {
		return secondsAt(b)
	}
	return 0
}

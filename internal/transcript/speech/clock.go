package speech

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
)

// Stamp is a timestamp: its text in the file and its value. The zero value is no
// timestamp.
type Stamp struct {
	Text string
	Time time.Duration // since the start of the episode, not negative
}

// Digits returns the number of decimal digits at the start of b.
func Digits(b []byte) int {
	for i, c := range b {
		if c < '0' || c > '9' {
			return i
		}
	}
	return len(b)
}

// ClockLen returns the length of the timestamp at the start of b, 0 if there is none:
// MM:SS or H:MM:SS, with an optional fraction. Only the shape counts, so 00:99 is one.
func ClockLen(b []byte) int {
	n := Digits(b)
	if n == 0 || n > 4 { // no episode has more hours
		return 0
	}
	colons := 0
	for ; n < len(b) && b[n] == ':'; colons++ {
		if Digits(b[n+1:]) != 2 {
			return 0
		}
		n += 3
	}
	if colons < 1 || colons > 2 {
		return 0
	}
	return n + fractionLen(b[n:])
}

// fractionLen returns the length of a fraction of a second, as ".5" or ",500".
func fractionLen(b []byte) int {
	if len(b) < 2 || b[0] != '.' && b[0] != ',' {
		return 0
	}
	n := Digits(b[1:])
	if n == 0 || n > 9 { // finer than the nanosecond of a time.Duration
		return 0
	}
	return 1 + n
}

// ParseClock reads a timestamp as programs write it: up to three numbers before a
// fraction, the last of which is seconds, optionally followed by video frames
// (00:01:05:12, 00;01;05;12). Minutes and seconds may have one digit and exceed 59. A
// negative time is zero.
func ParseClock(text string) (Stamp, bool) {
	b := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "\u2212")
	whole, fraction := b, ""
	if i := strings.IndexAny(b, ".,"); i >= 0 {
		whole, fraction = b[:i], b[i+1:]
	}
	parts := strings.FieldsFunc(whole, func(r rune) bool { return r == ':' || r == ';' })
	if len(parts) < 2 || len(parts) > 4 || strings.Count(whole, ":")+strings.Count(whole, ";") != len(parts)-1 || !allDigits(fraction, 0, 9) {
		return Stamp{}, false
	}
	total := time.Duration(0)
	for i, part := range parts {
		if !allDigits(part, 1, 4) || i == 3 && fraction != "" {
			return Stamp{}, false
		}
		n, _ := strconv.Atoi(part)
		if i == 3 {
			total += min(time.Duration(n)*time.Second/frames, time.Second-1)
			continue
		}
		total = total*60 + time.Duration(n)*time.Second
	}
	nanos, _ := strconv.Atoi((fraction + "000000000")[:9])
	if b != text {
		return Stamp{Text: text}, true
	}
	return Stamp{text, total + time.Duration(nanos)}, true
}

// frames is the assumed number of frames per second. Files do not state it: 24, 25 or
// 30, which never makes a difference of a second.
const frames = 25

// allDigits reports whether s consists of lo to hi digits.
func allDigits(s string, lo, hi int) bool {
	return len(s) >= lo && len(s) <= hi && Digits([]byte(s)) == len(s)
}

// Seconds returns f seconds as a duration, in microseconds. Some recognisers return
// negative times, which become zero. ok is false if f cannot be a time of an episode.
func Seconds(f float64) (time.Duration, bool) {
	const longest = 1e7 // seconds, 115 days
	if math.IsNaN(f) || f > longest {
		return 0, false
	}
	return time.Duration(math.Round(max(f, 0)*1e6)) * time.Microsecond, true
}

// Value reads the timestamp in an attribute or field: a clock, "1.5s", "500ms", or a
// number of units.
func Value(text string, unit time.Duration) (Stamp, bool) {
	text = strings.TrimSpace(text)
	if st, ok := ParseClock(text); ok {
		return st, true
	}
	number := text
	for _, u := range units {
		if rest, ok := strings.CutSuffix(text, u.suffix); ok {
			number, unit = rest, u.unit
			break
		}
	}
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || number == "" || bytes.IndexByte([]byte("+-.0123456789"), number[0]) < 0 {
		return Stamp{}, false
	}
	d, ok := Seconds(f * unit.Seconds())
	return Stamp{text, d}, ok
}

// units of a time value, longer suffixes first.
var units = []struct {
	suffix string
	unit   time.Duration
}{{"ms", time.Millisecond}, {"s", time.Second}, {"m", time.Minute}, {"h", time.Hour}}

package transcript

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// stamp is a timestamp: what the file writes, and what that means. The zero
// value is no timestamp.
type stamp struct {
	text string
	time time.Duration
}

// clockLen returns the length of the timestamp at the start of b, 0 if there
// is none: MM:SS or H:MM:SS, either with a fraction. Only the shape counts:
// 00:99 has it.
func clockLen(b []byte) int {
	n := digits(b)
	if n == 0 || n > 4 { // more hours than that are no episode
		return 0
	}
	colons := 0
	for ; n < len(b) && b[n] == ':'; colons++ {
		if digits(b[n+1:]) != 2 {
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
	n := digits(b[1:])
	if n == 0 || n > 9 { // finer than the nanosecond of a time.Duration
		return 0
	}
	return 1 + n
}

// digits counts the decimal digits that b begins with.
func digits(b []byte) int {
	for i, c := range b {
		if c < '0' || c > '9' {
			return i
		}
	}
	return len(b)
}

// parseClock reads text, which has the shape of a timestamp. It is not ok if
// minutes or seconds go over 59; the minutes of MM:SS may.
func parseClock(text string) (st stamp, ok bool) {
	whole, fraction := text, ""
	if i := strings.IndexAny(text, ".,"); i >= 0 {
		whole, fraction = text[:i], text[i+1:]
	}
	parts := strings.Split(whole, ":")
	total := 0
	for i, part := range parts {
		n, _ := strconv.Atoi(part) // clockLen saw nothing but digits
		if i > 0 && n > 59 {
			return stamp{}, false
		}
		total = total*60 + n
	}
	nanos, _ := strconv.Atoi((fraction + "000000000")[:9])
	return stamp{text, time.Duration(total)*time.Second + time.Duration(nanos)}, true
}

// stampAt finds the timestamp that b begins with, bare or in brackets, as
// whisper prints it to the terminal: "[00:00.000 --> 00:02.000] text". It
// returns its text and the length of all of it, 0 if there is none.
func stampAt(b []byte) (text string, n int) {
	open := 0
	if bytes.HasPrefix(b, []byte("[")) {
		open = 1
	}
	k := clockLen(b[open:])
	if k == 0 {
		return "", 0
	}
	n = open + k
	text = string(b[open:n])
	if open == 1 {
		if rest, arrow := bytes.CutPrefix(b[n:], []byte(" --> ")); arrow {
			n += len(" --> ") + clockLen(rest)
		}
		if n == len(b) || b[n] != ']' {
			return "", 0
		}
		n++
	}
	if n < len(b) && !strings.ContainsRune(" \t<", rune(b[n])) {
		return "", 0
	}
	return text, n
}

// later returns the stamp of the two that means the later time, a if they
// mean the same.
func later(a, b stamp) stamp {
	if b.time > a.time {
		return b
	}
	return a
}

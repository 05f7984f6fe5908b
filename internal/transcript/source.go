package transcript

import (
	"bytes"
	"fmt"
	"iter"
	"unicode"
	"unicode/utf8"
)

// source is a file under reading: its bytes, and its name for messages.
type source struct {
	path string
	data []byte
}

// bom is the mark that some editors put before UTF-8.
const bom = "\xef\xbb\xbf"

// begin returns the offset of the first byte after a byte order mark.
func (s source) begin() int {
	if bytes.HasPrefix(s.data, []byte(bom)) {
		return len(bom)
	}
	return 0
}

// errorf returns an error about the byte at offset at.
func (s source) errorf(at int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", s.path, s.lineAt(at), fmt.Sprintf(format, args...))
}

// lineAt returns the number of the line, from 1, that holds the byte at.
func (s source) lineAt(at int) int {
	n := 0
	for l := range s.lines() {
		if l.start > at {
			break
		}
		n = l.no
	}
	return max(n, 1)
}

// span is a run of bytes of the file, half open.
type span struct{ start, end int }

// line is a line of the file without its ending.
type line struct {
	span
	no int // from 1
}

// lines yields the lines of the file, whether they end in LF, CRLF or CR. A
// byte order mark belongs to no line.
func (s source) lines() iter.Seq[line] {
	return func(yield func(line) bool) {
		lf := -1 // the line feed that comes next; looked for once, not for each CR
		for no, start := 1, s.begin(); start < len(s.data); no++ {
			if lf < start {
				lf = start + index(s.data[start:], '\n')
			}
			end := start + index(s.data[start:lf], '\r')
			if !yield(line{span{start, end}, no}) {
				return
			}
			start = end + 1
			if end+1 == lf { // the second half of CRLF
				start = lf + 1
			}
		}
	}
}

// index returns the offset of the first c in b, its length if there is none.
func index(b []byte, c byte) int {
	if i := bytes.IndexByte(b, c); i >= 0 {
		return i
	}
	return len(b)
}

// bytes returns the bytes of the span.
func (s source) bytes(p span) []byte { return s.data[p.start:p.end] }

// trim returns the span without white space at its ends.
func (s source) trim(p span) span {
	b := s.bytes(p)
	left := bytes.TrimSpace(b)
	if len(left) == 0 {
		return span{p.start, p.start}
	}
	p.start += len(b) - len(bytes.TrimLeftFunc(b, unicode.IsSpace))
	return span{p.start, p.start + len(left)}
}

// check refuses what is no text in UTF-8.
func (s source) check() error {
	switch {
	case len(bytes.TrimSpace(s.data[s.begin():])) == 0:
		return fmt.Errorf("%s: empty: there is nothing to read", s.path)
	case wide(s.data):
		return s.errorf(0, "text in UTF-16 or UTF-32: save it as UTF-8")
	}
	if i := bytes.IndexByte(s.data, 0); i >= 0 {
		return s.errorf(i, "binary data (a zero byte at offset %d): name a transcript", i)
	}
	if i := invalid(s.data); i >= 0 {
		return s.errorf(i, "invalid UTF-8 at byte %d of the file: save it as UTF-8", i)
	}
	return nil
}

// invalid returns the offset of the first byte that is not UTF-8, -1 if all
// is well.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	i := 0
	for {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
}

// wide tells UTF-16 and UTF-32 by their byte order marks or, without one, by
// where the zero bytes of Latin text stand: the same places in every four.
func wide(b []byte) bool {
	for _, mark := range []string{"\xff\xfe", "\xfe\xff", "\x00\x00\xfe\xff"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			return true
		}
	}
	const sample = 1024
	b = b[:min(len(b), sample)/4*4]
	var zeros [4]int
	for i, c := range b {
		if c == 0 {
			zeros[i%4]++
		}
	}
	pattern := ""
	for _, n := range zeros {
		pattern += column(n, len(b)/4)
	}
	switch pattern {
	case "t0t0", "0t0t", "t000", "000t":
		return true
	}
	return false
}

// column says whether n of total bytes being zero makes a column of zeros, of
// text, or of neither.
func column(n, total int) string {
	switch {
	case n*10 > total*9:
		return "0"
	case n*10 < total:
		return "t"
	}
	return "?"
}

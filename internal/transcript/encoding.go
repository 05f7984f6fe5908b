package transcript

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decoded is a file converted to UTF-8, with the original positions of its bytes.
type decoded struct {
	data []byte
	note string
	from []int // offset in the file of each byte of data, and of the end; nil if the file is UTF-8
}

// decode converts a file to UTF-8. It reads UTF-16 with a byte order mark and
// Windows-1252. A file that is UTF-8 except for a few bytes is not converted.
func decode(data []byte) (decoded, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xfe\xff")):
		return decoded{}, fmt.Errorf("text in UTF-32: save it as UTF-8")
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return fromUTF16(data, binary.LittleEndian), nil
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return fromUTF16(data, binary.BigEndian), nil
	case wide(data):
		return decoded{}, fmt.Errorf("text in UTF-16 or UTF-32 without a byte order mark: save it as UTF-8")
	}
	bad, multi, high, odd := count(data)
	switch {
	case bad == 0:
		return decoded{data: data}, nil
	case multi*10 <= bad && odd*10 <= bad && high*4 < len(data):
		return fromWindows(data), nil
	case bad > 5 && bad*20 > len(data) && bad > multi:
		return decoded{}, fmt.Errorf("text in an unknown encoding, neither UTF-8 nor Windows-1252: save it as UTF-8")
	case bad == 1:
		return decoded{data: data, note: "one byte that is not UTF-8 was replaced"}, nil
	}
	return decoded{data: data, note: fmt.Sprintf("%d bytes that are not UTF-8 were replaced", bad)}, nil
}

// count counts the bytes that are not UTF-8, the multi-byte characters, the bytes above
// ASCII, and those of the first that would be unusual in Windows-1252: a letter or mark
// that is not next to a letter, or a capital after a lowercase letter.
func count(b []byte) (bad, multi, high, odd int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		high += n
		if r != utf8.RuneError || n > 1 {
			multi++
		} else if bad++; isOdd(b, i) {
			odd++
		}
		i += n
	}
	return bad, multi, high, odd
}

// isOdd reports whether the byte at i would be unusual in Windows-1252.
func isOdd(b []byte, i int) bool {
	at := func(i int) rune {
		if i < 0 || i >= len(b) {
			return '\n'
		}
		return charmap.Windows1252.DecodeByte(b[i])
	}
	before, r, after := at(i-1), at(i), at(i+1)
	switch {
	case r == utf8.RuneError || unicode.IsControl(r):
		return true
	case unicode.IsUpper(r):
		return unicode.IsLower(before) || !unicode.IsLetter(after)
	case unicode.IsLetter(r), r == '’':
		return !unicode.IsLetter(before) && !unicode.IsLetter(after)
	}
	return unicode.IsControl(before) && unicode.IsControl(after)
}

// fromWindows decodes Windows-1252.
func fromWindows(data []byte) decoded {
	d := decoded{note: "read as Windows-1252, because it is not UTF-8"}
	for i, c := range data {
		d.put(charmap.Windows1252.DecodeByte(c), i)
	}
	d.from = append(d.from, len(data))
	return d
}

// fromUTF16 decodes UTF-16 after its byte order mark.
func fromUTF16(data []byte, order binary.ByteOrder) decoded {
	d := decoded{note: "read as UTF-16"}
	for i := 2; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data[i+2:]))); pair != utf8.RuneError {
				d.put(pair, i)
				i += 2
				continue
			}
		}
		d.put(r, i)
	}
	d.from = append(d.from, len(data))
	return d
}

func (d *decoded) put(r rune, at int) {
	n := len(d.data)
	d.data = utf8.AppendRune(d.data, r)
	for range len(d.data) - n {
		d.from = append(d.from, at)
	}
}

// restore maps the segments of paragraphs back to the file before it was decoded.
// Afterwards, a word is the smallest unit with a known position.
func (d *decoded) restore(paragraphs []Paragraph) {
	if d.from == nil {
		return
	}
	for i := range paragraphs {
		p := &paragraphs[i]
		var all []Segment
		for _, s := range p.Segments {
			all = append(all, d.split(p.Text, s)...)
		}
		p.Segments = all
	}
}

// split splits a segment at white space and around each character that is not ASCII,
// and shifts it.
func (d *decoded) split(text string, s Segment) []Segment {
	if s.End-s.Start != s.Hi-s.Lo { // already decoded
		s.Start, s.End = d.from[s.Start], d.from[s.End]
		return []Segment{s}
	}
	var all []Segment
	begin := s.Lo
	cut := func(lo, hi int) {
		if lo < hi {
			part := s
			part.Lo, part.Hi = lo, hi
			part.Start, part.End = d.from[s.Start+lo-s.Lo], d.from[s.Start+hi-s.Lo]
			all = append(all, part)
		}
	}
	for i := s.Lo; i < s.Hi; {
		r, n := utf8.DecodeRuneInString(text[i:s.Hi])
		switch {
		case r == ' ' && i+n < s.Hi && text[i+n] != ' ': // one space joins two segments
			cut(begin, i)
			begin = i + n
		case r >= utf8.RuneSelf:
			cut(begin, i)
			cut(i, i+n)
			begin = i + n
		}
		i += n
	}
	cut(begin, s.Hi)
	return all
}

// wide detects UTF-16 and UTF-32 without a byte order mark by the positions of the zero
// bytes in Latin text, which repeat every four bytes.
func wide(b []byte) bool {
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

// column classifies a column of bytes, of which n of total are zero, as zeros, text or
// neither.
func column(n, total int) string {
	switch {
	case n*10 > total*9:
		return "0"
	case n*10 < total:
		return "t"
	}
	return "?"
}

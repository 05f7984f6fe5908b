package transcript

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonReader reads a JSON file token by token and knows where each stands, which
// encoding/json tells only after the fact.
type jsonReader struct {
	source
	dec  *json.Decoder
	base int // offset of the decoder's first byte in the file
}

// scalar is a string, a number, a truth value or null, with its place. The
// zero value is null.
type scalar struct {
	span
	token json.Token
}

// text returns what a string holds or how a number is written, "" otherwise.
func (v scalar) text() string {
	switch t := v.token.(type) {
	case string:
		return t
	case json.Number:
		return t.String()
	}
	return ""
}

// float returns the number, and whether it is one.
func (v scalar) float() (float64, bool) {
	f, err := strconv.ParseFloat(v.text(), 64)
	return f, err == nil && !math.IsNaN(f)
}

func newJSONReader(src source) *jsonReader {
	base := src.begin()
	dec := json.NewDecoder(bytes.NewReader(src.data[base:]))
	dec.UseNumber()
	return &jsonReader{source: src, dec: dec, base: base}
}

// next reads a token. Where it is a delimiter, its place is not exact.
func (r *jsonReader) next() (scalar, error) {
	start := r.offset()
	token, err := r.dec.Token()
	if err != nil {
		return scalar{}, r.problem(err)
	}
	end := r.offset()
	for start < end && strings.IndexByte(" \t\r\n,:", r.data[start]) >= 0 {
		start++
	}
	return scalar{span{start, end}, token}, nil
}

func (r *jsonReader) offset() int { return r.base + int(r.dec.InputOffset()) }

// problem says where and why the file is no JSON.
func (r *jsonReader) problem(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return r.errorf(len(r.data), "the JSON ends too early: fetch the file again")
	}
	at := r.offset()
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = max(at, r.base+int(syntax.Offset)-1) // some count from the last token
	}
	return r.errorf(at, "not JSON: %v: export the transcript again", err)
}

// object reads an object and calls field for each key, which must read the
// value. What is no object is skipped.
func (r *jsonReader) object(field func(key string) error) error {
	v, err := r.next()
	if err != nil || v.token != json.Delim('{') {
		return r.rest(v, err)
	}
	for r.dec.More() {
		key, err := r.next()
		if err != nil {
			return err
		}
		if err := field(key.text()); err != nil {
			return err
		}
	}
	_, err = r.next()
	return err
}

// array reads an array and calls element for each value, which must read it.
// What is no array is skipped.
func (r *jsonReader) array(element func() error) error {
	v, err := r.next()
	if err != nil || v.token != json.Delim('[') {
		return r.rest(v, err)
	}
	for r.dec.More() {
		if err := element(); err != nil {
			return err
		}
	}
	_, err = r.next()
	return err
}

// value reads a scalar into v. What is none is skipped, and v becomes null.
func (r *jsonReader) value(v *scalar) error {
	next, err := r.next()
	if _, isDelim := next.token.(json.Delim); isDelim || err != nil {
		*v = scalar{}
		return r.rest(next, err)
	}
	*v = next
	return nil
}

// skip reads a value and forgets it.
func (r *jsonReader) skip() error {
	return r.rest(r.next())
}

// rest reads the rest of the value that begins with v.
func (r *jsonReader) rest(v scalar, err error) error {
	depth := 0
	for {
		if err != nil {
			return err
		}
		switch v.token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		v, err = r.next()
	}
}

// finish checks that nothing follows.
func (r *jsonReader) finish() error {
	if _, err := r.dec.Token(); err != io.EOF {
		return r.errorf(r.offset(), "text after the end of the JSON: keep one object")
	}
	return nil
}

// when reads a time: seconds, or a clock.
func (r *jsonReader) when(v scalar) (stamp, error) {
	text := v.text()
	if text == "" {
		return stamp{}, nil
	}
	if n := clockLen([]byte(text)); n > 0 && n == len(text) {
		if st, ok := parseClock(text); ok {
			return st, nil
		}
	}
	const longest = 1e7 // seconds, 115 days
	f, ok := v.float()
	if !ok || f > longest {
		return stamp{}, r.errorf(v.start, "bad time %q: it should be like 15.04 or 00:00:15.040", text)
	}
	return stamp{text, seconds(f)}, nil
}

// interval reads the two times of a segment.
func (r *jsonReader) interval(start, end scalar) (from, to stamp, err error) {
	if from, err = r.when(start); err != nil {
		return stamp{}, stamp{}, err
	}
	to, err = r.when(end)
	return from, to, err
}

// seconds returns f as a duration, to the microsecond. Recognisers do give
// times before zero.
func seconds(f float64) time.Duration {
	return time.Duration(math.Round(max(f, 0)*1e6)) * time.Microsecond
}

// quoted writes what the JSON string v holds. Runs without escapes are
// verbatim.
func (w *writer) quoted(v scalar) {
	from, end := v.start+1, v.end-1
	for from < end {
		n := bytes.IndexByte(w.data[from:end], '\\')
		if n < 0 {
			break
		}
		w.copy(from, from+n)
		from += n
		from += w.escape(span{from, end})
	}
	w.copy(from, end)
}

// escape writes what the escape at the start of p stands for and returns its
// length.
func (w *writer) escape(p span) int {
	b := w.bytes(p)
	switch b[1] {
	case '"', '\\', '/':
		w.copy(p.start+1, p.start+2)
	case 'u':
		r, n := unicodeEscape(b)
		w.decoded(string(r), span{p.start, p.start + n})
		return n
	default: // \n and the like
		w.space()
	}
	return 2
}

// unicodeEscape reads \u00e9, or two of them that make one character.
func unicodeEscape(b []byte) (r rune, n int) {
	r = hex(b)
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if pair := utf16.DecodeRune(r, hex(b[6:])); pair != utf8.RuneError {
		return pair, 12
	}
	return utf8.RuneError, 6
}

// hex returns the character that b names as \u00e9 does, 0 if it names none.
func hex(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	n, _ := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n)
}

package jsonform

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"namedrop/internal/pattern"
	"namedrop/internal/transcript/speech"
)

// document is a JSON file as a tree with the positions of all values, which
// encoding/json does not provide.
type document struct {
	speech.Source
	nodes []node
}

// node is a value. Nodes refer to each other by index; 0 is no node.
type node struct {
	speech.Span
	kind        byte // '{', '[', '"' for a string, '0' for a number, 't' for true, 'x' for false and null
	key         string
	first, next int
}

// root is the array of the values of the file: one, or several for JSON lines.
const root = 1

// maxNumbers limits the stored numbers of an array, which may hold tokens or samples.
const maxNumbers = 8

// builder makes a document from tokens.
type builder struct {
	*document
	text  []byte // of the file, as the decoder reads it
	dec   *json.Decoder
	stack []frame
	keys  map[string]string // each key once
}

// frame is an object or array that is being read.
type frame struct {
	index, last int // the node, and its last child
	key         string
	wantsKey    bool
	numbers     int
}

// parse reads a file. NaN and Infinity, which Python writes, become null.
func parse(src speech.Source) (*document, error) {
	b := builder{document: &document{Source: src, nodes: make([]node, 2)}, keys: map[string]string{}}
	b.nodes[root] = node{kind: '[', Span: speech.Span{End: len(src.Data)}}
	b.stack = []frame{{index: root}}
	b.text = withoutNaN(withoutBOM(src.Data))
	b.dec = json.NewDecoder(bytes.NewReader(b.text))
	b.dec.UseNumber()
	for {
		start := int(b.dec.InputOffset())
		token, err := b.dec.Token()
		if err == io.EOF && len(b.stack) == 1 && len(b.nodes) > 2 {
			return b.document, nil
		}
		if err != nil {
			return nil, b.problem(err)
		}
		b.token(token, start)
	}
}

// withoutBOM returns the data with white space in place of a byte order mark at the
// start.
func withoutBOM(data []byte) []byte {
	if rest, ok := bytes.CutPrefix(data, []byte(speech.BOM)); ok {
		return append([]byte("   "), rest...)
	}
	return data
}

var nan = pattern.Lazy(`[\[:,]\s*(-?Infinity|-?NaN)\b`)

// withoutNaN returns the data with each NaN outside of strings replaced by a number of
// the same length: 9e9, which is never a time of an episode.
func withoutNaN(data []byte) []byte {
	if !bytes.Contains(data, []byte("NaN")) && !bytes.Contains(data, []byte("Infinity")) {
		return data
	}
	out := bytes.Clone(data)
	quoted := false
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case !quoted && strings.IndexByte("[:,", c) >= 0:
			m := nan().FindSubmatchIndex(out[i:min(len(out), i+100)])
			if m == nil || m[0] != 0 {
				continue
			}
			word := out[i+m[2] : i+m[3]]
			copy(word, bytes.Repeat([]byte(" "), len(word)))
			copy(word[len(word)-3:], "9e9")
			i += m[3] - 1
		}
	}
	return out
}

// token adds a token to the tree.
func (b *builder) token(token json.Token, start int) {
	top := &b.stack[len(b.stack)-1]
	if d, ok := token.(json.Delim); ok && (d == '}' || d == ']') {
		b.nodes[top.index].End = int(b.dec.InputOffset())
		b.stack = b.stack[:len(b.stack)-1]
		return
	}
	if top.wantsKey {
		top.key, top.wantsKey = b.intern(token.(string)), false
		return
	}
	n := node{Span: b.place(start), kind: kindOf(token), key: top.key}
	top.wantsKey = b.nodes[top.index].kind == '{'
	if n.kind == '0' {
		if top.numbers++; top.numbers > maxNumbers && !top.wantsKey {
			return
		}
	}
	b.add(top, n)
	if n.kind == '{' || n.kind == '[' {
		b.stack = append(b.stack, frame{index: len(b.nodes) - 1, wantsKey: n.kind == '{'})
	}
}

// add makes n the last child of the frame.
func (b *builder) add(f *frame, n node) {
	b.nodes = append(b.nodes, n)
	at := len(b.nodes) - 1
	if f.last == 0 {
		b.nodes[f.index].first = at
	} else {
		b.nodes[f.last].next = at
	}
	f.last = at
}

// place returns the position of the token that was read from start on.
func (b *builder) place(start int) speech.Span {
	end := int(b.dec.InputOffset())
	for start < end && strings.IndexByte(" \t\r\n,:", b.text[start]) >= 0 {
		start++
	}
	return speech.Span{Start: start, End: end}
}

func (b *builder) intern(key string) string {
	if known, ok := b.keys[key]; ok {
		return known
	}
	b.keys[key] = key
	return key
}

// kindOf returns the kind of a token.
func kindOf(token json.Token) byte {
	switch t := token.(type) {
	case json.Delim:
		return byte(t)
	case string:
		return '"'
	case json.Number:
		return '0'
	case bool:
		if t {
			return 't'
		}
	}
	return 'x'
}

// problem describes where and why the file is not JSON.
func (b *builder) problem(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return b.Errorf(len(b.Data), "the JSON ends too early: fetch the file again")
	}
	at := int(b.dec.InputOffset())
	reason := "unexpected text"
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = max(at, int(syntax.Offset)-1) // some offsets count from the last token
		reason = syntax.Error()
	}
	return b.Errorf(at, "not JSON: %s: export the transcript again", reason)
}

// children yields the values of an object or array.
func (d *document) children(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := d.nodes[n].first; i != 0; i = d.nodes[i].next {
			if !yield(i) {
				return
			}
		}
	}
}

// get returns the value of the first of the keys in the object n, 0 if there is none or
// n is not an object. null and false count as absent.
func (d *document) get(n int, keys ...string) int {
	return d.find(n, keys, func(kind byte) bool { return kind != 'x' })
}

// getText is get for strings.
func (d *document) getText(n int, keys ...string) int {
	return d.find(n, keys, func(kind byte) bool { return kind == '"' })
}

func (d *document) find(n int, keys []string, accept func(kind byte) bool) int {
	if d.nodes[n].kind != '{' {
		return 0
	}
	found, best := 0, len(keys)
	for i := range d.children(n) {
		if !accept(d.nodes[i].kind) {
			continue
		}
		for rank, key := range keys[:best] {
			if d.nodes[i].key == key {
				found, best = i, rank
				break
			}
		}
	}
	return found
}

// at returns the value at the end of a path of keys; an array on the path is replaced
// by its first element.
func (d *document) at(n int, path ...string) int {
	for _, key := range path {
		if d.nodes[n].kind == '[' {
			n = d.nodes[n].first
		}
		if n = d.get(n, key); n == 0 {
			return 0
		}
	}
	return n
}

// firstOf returns the first element of an array, 0 if there is none.
func (d *document) firstOf(n int) int {
	if d.nodes[n].kind != '[' {
		return 0
	}
	return d.nodes[n].first
}

// isText reports whether n is a string with more than white space.
func (d *document) isText(n int) bool {
	return d.nodes[n].kind == '"' && strings.TrimSpace(d.text(n)) != ""
}

// text returns the content of a string or the digits of a number, "" otherwise.
func (d *document) text(n int) string {
	switch v := d.nodes[n]; v.kind {
	case '"':
		var s string
		if raw := d.Bytes(v.Span); bytes.IndexByte(raw, '\\') >= 0 {
			_ = json.Unmarshal(raw, &s) // it was decoded before
			return s
		}
		return string(d.Data[v.Start+1 : v.End-1])
	case '0':
		return string(d.Bytes(v.Span))
	}
	return ""
}

// number returns the value of a number, possibly in quotation marks.
func (d *document) number(n int) (float64, bool) {
	f, err := strconv.ParseFloat(d.text(n), 64)
	return f, err == nil && f != 9e9
}

// runs returns the content of the string n, split at line breaks.
func (d *document) runs(n int) [][]speech.Run {
	if d.nodes[n].kind != '"' {
		return nil
	}
	lines := make([][]speech.Run, 1)
	add := func(r ...speech.Run) { lines[len(lines)-1] = append(lines[len(lines)-1], r...) }
	p := speech.Span{Start: d.nodes[n].Start + 1, End: d.nodes[n].End - 1}
	for p.Start < p.End {
		k := bytes.IndexByte(d.Bytes(p), '\\')
		if k < 0 {
			break
		}
		add(speech.Verbatim(speech.Span{Start: p.Start, End: p.Start + k})...)
		p.Start += k
		r, size := d.escape(p)
		if r.Text == "\n" {
			lines = append(lines, nil)
		} else {
			add(r)
		}
		p.Start += size
	}
	add(speech.Verbatim(p)...)
	return lines
}

// escape reads the escape at the start of p and returns its length.
func (d *document) escape(p speech.Span) (speech.Run, int) {
	b := d.Bytes(p)
	switch b[1] {
	case '"', '\\', '/':
		return speech.Run{Span: speech.Span{Start: p.Start + 1, End: p.Start + 2}}, 2
	case 'n':
		return speech.Run{Text: "\n"}, 2
	case 'u':
		r, n := unicodeEscape(b)
		if r == '\n' {
			return speech.Run{Text: "\n"}, n
		}
		return speech.Run{Span: speech.Span{Start: p.Start, End: p.Start + n}, Text: string(r)}, n
	}
	return speech.Run{Span: speech.Span{Start: p.Start, End: p.Start + 2}, Text: " "}, 2
}

// unicodeEscape reads \u00e9, or two such escapes that form one character.
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

// hex returns the character of an escape like \u00e9, 0 if it is invalid.
func hex(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	n, _ := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(n)
}

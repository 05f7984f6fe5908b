package captions

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"namedrop/internal/transcript/speech"
)

// XML reads captions in XML with the given root element: TTML
// (https://www.w3.org/TR/ttml2/) as written by players and Apple Podcasts, and
// YouTube's timed text in the formats srv1, srv2 and srv3.
func XML(src speech.Source) (Result, error) {
	x := xml{Source: src, z: html.NewTokenizer(bytes.NewReader(src.Data)), agents: map[string]string{}, unit: time.Second}
	for x.next() {
		switch x.token {
		case html.StartTagToken, html.SelfClosingTagToken:
			x.open()
		case html.EndTagToken:
			x.shut()
		case html.TextToken:
			x.text()
		}
	}
	x.name()
	return Result{Lines: x.lines, Title: x.title, Note: x.bad.note()}, nil
}

// RootOf returns the name of the root element of an XML file in lowercase without its
// prefix, "" if b is not XML.
func RootOf(b []byte) string {
	const near = 4096
	z := html.NewTokenizer(bytes.NewReader(b[:min(len(b), near)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			return local(string(name))
		case html.TextToken:
			if len(bytes.TrimSpace(z.Raw())) > 0 {
				return ""
			}
		}
	}
}

// local returns the name of an element without its prefix.
func local(name string) string { return name[strings.IndexByte(name, ':')+1:] }

// xml is the state between two tokens.
type xml struct {
	speech.Source
	z     *html.Tokenizer
	token html.TokenType
	span  speech.Span // of the token
	raw   []byte

	tag    string
	attr   map[string]string
	line   speech.Line       // the current caption
	inside bool              // a caption
	spans  []speech.Stamp    // times of the open elements within it
	words  bool              // a word or sentence has a time of its own
	gap    bool              // white space followed the last text
	unit   time.Duration     // of times without one
	ticks  float64           // a second
	agents map[string]string // names of speakers by their id
	agent  string            // speaker whose name is being read
	naming *[]byte           // destination of the text of a name
	named  []byte
	title  string
	lines  []speech.Line
	bad    bad
}

// next reads a token.
func (x *xml) next() bool {
	x.token = x.z.Next()
	x.z.NextIsNotRawText() // the style element of TTML differs from HTML's
	raw := x.z.Raw()
	x.span = speech.Span{Start: x.span.End, End: x.span.End + len(raw)}
	x.raw = raw
	return x.token != html.ErrorToken
}

// open handles a start tag.
func (x *xml) open() {
	tag, more := x.z.TagName()
	x.tag, x.attr = local(string(tag)), map[string]string{}
	for more {
		var key, value []byte
		key, value, more = x.z.TagAttr()
		x.attr[local(string(key))] = string(value)
	}
	closed := x.token == html.SelfClosingTagToken
	switch x.tag {
	case "tt":
		x.ticks, _ = strconv.ParseFloat(x.attr["tickrate"], 64)
	case "timedtext", "transcript":
		if x.tag == "timedtext" {
			x.unit = time.Millisecond
		}
	case "agent":
		x.agent = x.attr["id"]
	case "name", "title":
		if x.naming = &x.named; x.tag == "title" && x.title != "" {
			x.naming = nil
		}
	case "p", "text":
		if !closed {
			x.caption()
		}
	case "br":
		x.split(x.line.Start, false)
	case "span", "s":
		if x.inside && !closed {
			x.inner()
		}
	}
}

// caption starts a caption.
func (x *xml) caption() {
	start := x.time(cmp.Or(x.attr["begin"], x.attr["start"], x.attr["t"]))
	x.line = speech.Line{Start: start, Fresh: true}
	if id, ok := x.attr["agent"]; ok {
		x.line.Speaker, x.line.Named = speech.Name([]byte(cmp.Or(x.agents[id], id))), true
	}
	x.inside, x.spans, x.words, x.gap = true, nil, false, true
}

// inner handles an element within a caption: one with a time starts a line of its own,
// like words and sentences.
func (x *xml) inner() {
	st := x.line.Start
	if begin, ok := x.attr["begin"]; ok {
		_, x.words = x.attr["unit"]
		st = x.time(begin)
		x.split(st, !x.gap && !x.words)
	}
	x.spans = append(x.spans, st)
}

// split ends the current line and starts another one of the same caption.
func (x *xml) split(st speech.Stamp, glued bool) {
	if len(x.line.Text) > 0 {
		x.lines = append(x.lines, x.line)
		x.line.Fresh = false
	}
	x.line.Text, x.line.Start, x.line.Glued = nil, st, glued && len(x.lines) > 0
}

// shut handles an end tag.
func (x *xml) shut() {
	tag, _ := x.z.TagName()
	switch local(string(tag)) {
	case "name", "title":
		x.name()
	case "p", "text":
		x.split(speech.Stamp{}, false)
		x.inside = false
	case "span":
		if n := len(x.spans); n > 0 {
			x.spans = x.spans[:n-1]
		}
	}
}

// name stores the name of a speaker or of the file.
func (x *xml) name() {
	switch name := speech.Name(x.named); {
	case x.naming == nil || name == "":
	case x.agent != "":
		x.agents[x.agent], x.agent = name, ""
	case x.title == "":
		x.title = name
	}
	x.naming, x.named = nil, nil
}

// text handles the text between two tags.
func (x *xml) text() {
	if x.naming != nil {
		x.named = append(x.named, html.UnescapeString(string(x.raw))...)
		return
	}
	if !x.inside {
		return
	}
	p := x.Trim(x.span)
	x.gap = p.End < x.span.End || p.Start == p.End && (x.gap || len(x.raw) > 0)
	if p.Start == p.End {
		if len(x.line.Text) > 0 {
			x.line.Text = append(x.line.Text, speech.Verbatim(x.span)...)
		}
		return
	}
	if x.line.Glued && p.Start > x.span.Start {
		x.line.Glued = false
	}
	x.line.Text = append(x.line.Text, x.escaped(x.span)...)
}

// escaped decodes entities, including those that YouTube escapes twice.
func (x *xml) escaped(p speech.Span) []speech.Run {
	runs := x.Escaped(p)
	for i := 0; i+1 < len(runs); i++ {
		next := runs[i+1]
		if runs[i].Text != "&" || next.Text != "" {
			continue
		}
		b := append([]byte("&"), x.Bytes(next.Span)[:min(12, next.End-next.Start)]...)
		inner := speech.Source{Data: b}
		if text, n := inner.Entity(speech.Span{End: len(b)}); n > 0 {
			runs[i] = speech.Run{Span: speech.Span{Start: runs[i].Start, End: next.Start + n - 1}, Text: text}
			runs[i+1].Start = next.Start + n - 1
		}
	}
	var out []speech.Run
	for _, r := range runs {
		if r.Start < r.End {
			out = append(out, r)
		}
	}
	return out
}

// time reads the value of an attribute; TTML also uses ticks and frames.
func (x *xml) time(value string) speech.Stamp {
	if value == "" {
		return speech.Stamp{}
	}
	if st, ok := speech.Value(value, x.unit); ok {
		return st
	}
	per := map[byte]float64{'t': cmp.Or(x.ticks, 1e7), 'f': 25}[value[len(value)-1]]
	f, err := strconv.ParseFloat(value[:len(value)-1], 64)
	if d, ok := speech.Seconds(f / cmp.Or(per, 1)); per > 0 && err == nil && ok {
		return speech.Stamp{Text: value, Time: d}
	}
	x.bad.add(x.Source, x.span.Start, []byte(value))
	return speech.Stamp{}
}

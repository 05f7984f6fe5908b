package textform

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"namedrop/internal/transcript/speech"
)

// ReadHTML reads an HTML page: a transcript of the podcast namespace, which has cite,
// time and p elements
// (https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md#html),
// or a page of a host. On a page, it reads the elements whose class or id names a
// transcript or, failing that, the article. It returns an error if nothing indicates a
// transcript.
func ReadHTML(src speech.Source) (Result, error) {
	p := page{reader: &reader{Source: src}, z: html.NewTokenizer(bytes.NewReader(src.Data))}
	for p.next() {
		switch p.token {
		case html.StartTagToken, html.SelfClosingTagToken:
			p.open()
		case html.EndTagToken:
			p.shut()
		case html.TextToken:
			p.take()
		}
	}
	p.flush(true)
	evident := p.choose()
	r := p.reader
	r.out.Title = speech.Name(p.title)
	r.out.Form = "plain"
	r.understand()
	if form := r.out.Form; form == "plain" && !evident {
		return Result{}, src.Errorf(0, "no transcript found in this page: save the transcript as plain text, or export SRT or VTT")
	}
	r.out.Form = "html"
	return r.out, nil
}

// page is the state between two tokens.
type page struct {
	*reader
	z       *html.Tokenizer
	token   html.TokenType
	ended   bool        // the previous token was an end tag
	span    speech.Span // position of the token
	stack   []element
	skipped int // number of open elements without speech
	titled  bool
	title   []byte
	line    row
	zones   []zone // zone of each row
	whole   bool   // the file is a whole page, not a fragment
	marked  bool   // there are elements of the podcast namespace
}

// element is an open element.
type element struct {
	name string
	zone zone
	skip bool
}

// zone is a part of a page.
type zone int

const (
	anywhere zone = iota
	article
	transcript
)

func (p *page) next() bool {
	p.ended = p.token == html.EndTagToken
	p.token = p.z.Next()
	n := len(p.z.Raw())
	p.span = speech.Span{Start: p.span.End, End: p.span.End + n}
	return p.token != html.ErrorToken
}

// The relevant elements.
var (
	voidElements  = strings.Fields("area base br col embed hr img input link meta param source track wbr")
	silent        = strings.Fields("script style nav footer aside form button noscript svg select template iframe head header figure dialog audio video")
	blockElements = strings.Fields("p div li ul ol dl dt dd tr table section article main blockquote h1 h2 h3 h4 h5 h6 cite body pre hr details summary")
	pageElements  = []string{"html", "body", "head"}
)

// open handles a start tag.
func (p *page) open() {
	b, more := p.z.TagName()
	e := element{name: string(b), zone: p.zone()}
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		about := strings.ToLower(string(value))
		if k := string(key); (k == "class" || k == "id") && strings.Contains(about, "transcript") && !slices.Contains(pageElements, e.name) {
			e.zone = transcript
		}
	}
	switch e.name {
	case "html", "body":
		p.whole = true
	case "article", "main":
		e.zone = max(e.zone, article)
	case "title":
		p.titled = len(p.title) == 0
	case "cite", "time":
		p.marked = true
	}
	if p.breakAt(e.name); e.name == "span" && p.ended {
		p.space()
	}
	if slices.Contains(voidElements, e.name) || p.token == html.SelfClosingTagToken {
		return
	}
	if e.skip = slices.Contains(silent, e.name); e.skip {
		p.skipped++
	}
	p.stack = append(p.stack, e)
	if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
		p.line.heading = int(e.name[1] - '0')
	}
}

// breakAt ends the line at a block element.
func (p *page) breakAt(name string) {
	switch {
	case name == "br":
		p.flush(false)
	case slices.Contains(blockElements, name):
		p.flush(true)
	case name == "time", name == "td", name == "th":
		p.space()
	}
}

// space adds white space between two elements.
func (p *page) space() {
	if len(p.line.text) > 0 {
		p.line.text = append(p.line.text, speech.Run{Span: speech.Span{Start: p.span.Start, End: p.span.Start}, Text: " "})
	}
}

// zone returns the current part of the page.
func (p *page) zone() zone {
	if len(p.stack) == 0 {
		return anywhere
	}
	return p.stack[len(p.stack)-1].zone
}

// shut handles an end tag. It also closes elements that were left open.
func (p *page) shut() {
	const deep = 64
	b, _ := p.z.TagName()
	name := string(b)
	if name == "cite" || name == "time" {
		p.space()
	} else {
		p.breakAt(name)
	}
	p.titled = p.titled && name != "title"
	for i := len(p.stack) - 1; i >= max(0, len(p.stack)-deep); i-- {
		if p.stack[i].name != name {
			continue
		}
		for _, e := range p.stack[i:] {
			if e.skip {
				p.skipped--
			}
		}
		p.stack = p.stack[:i]
		return
	}
}

// take handles the text between two tags.
func (p *page) take() {
	switch {
	case p.titled:
		p.title = append(p.title, html.UnescapeString(string(p.z.Raw()))...)
	case p.skipped == 0:
		p.line.text = append(p.line.text, p.Escaped(p.span)...)
	}
}

// flush ends a line, and a paragraph if a blank line follows.
func (p *page) flush(blank bool) {
	line := p.line
	p.line = row{}
	if line.text = p.trimRuns(line.text); len(line.text) > 0 {
		line.fresh = len(p.rows) == 0 || p.rows[len(p.rows)-1].text == nil
		p.rows, p.zones = append(p.rows, line), append(p.zones, p.zone())
	}
	if n := len(p.rows); blank && n > 0 && p.rows[n-1].text != nil {
		p.rows, p.zones = append(p.rows, row{}), append(p.zones, anywhere)
	}
}

// trimRuns removes white space at the ends of a line.
func (p *page) trimRuns(runs []speech.Run) []speech.Run {
	text := p.View(runs)
	from := len(text) - len(bytes.TrimLeft(text, " \t\r\n\u00a0"))
	return speech.Slice(runs, from, len(bytes.TrimRight(text, " \t\r\n\u00a0")))
}

// choose keeps the part of the page with the transcript, and reports whether something
// indicates one.
func (p *page) choose() (evident bool) {
	var sizes [3]int
	for i, row := range p.rows {
		for z := anywhere; z <= p.zones[i]; z++ {
			sizes[z] += speech.Size(row.text)
		}
	}
	keep := anywhere
	switch {
	case sizes[transcript] > 500 || sizes[transcript]*3 > sizes[anywhere]:
		keep = transcript
	case sizes[article]*2 > sizes[anywhere]:
		keep = article
	}
	titled := bytes.Contains(bytes.ToLower(p.title), []byte("transcript"))
	for i := range p.rows {
		if p.rows[i].heading > 0 && bytes.Contains(bytes.ToLower(p.View(p.rows[i].text)), []byte("transcript")) {
			titled = true
		}
		if p.zones[i] < keep {
			p.rows[i] = row{}
		}
	}
	return keep == transcript || titled || p.marked || !p.whole
}

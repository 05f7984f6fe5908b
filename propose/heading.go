package propose

import (
	"bytes"
	"errors"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/propose/entry"
)

// headingLine matches a heading and captures its marks and its text.
var headingLine = pattern.Lazy(`^(#{1,6}[ \t]+)(.*?)([ \t]*#*)[ \t]*$`)

// What may stand around the description below a heading: marks of emphasis and quotation, and
// the address of a heading that is no link, alone or in a link.
var (
	aroundText    = pattern.Lazy(`^[>*_ \t]*$`)
	aroundAddress = pattern.Lazy(`^[>*_\s]*<?(?:\[[^\[\]]*\]\()?\{url\}[>)]?[>*_\s]*$`)
)

// errHeading is the error for headings with more than a description below them.
var errHeading = errors.New("its entries are headings with more than one paragraph below; such an entry must be written by hand")

// placeHeading inserts an entry that is a heading with its description below, like the entry
// after which or, at the top of the group, before which it goes.
func (to target) placeHeading(p *Proposal, f form, at int) error {
	top := to.Top()
	like := top[max(0, at-1)]
	written, ok := to.heading(p, f, like)
	switch {
	case f.line != "":
		p.Line = f.line
	case !ok:
		return errHeading
	default:
		p.Line = written
	}
	eol := lineEnding(to.src, like)
	p.Line = strings.ReplaceAll(p.Line, "\n", eol)
	if at < len(top) {
		p.At, p.Insert = top[at].Start, p.Line+eol+eol
		return nil
	}
	p.At, p.Insert = top[len(top)-1].Tail, p.Line+eol+eol
	switch {
	case p.At < len(to.src), bytes.HasSuffix(to.src, []byte(eol+eol)):
	case bytes.HasSuffix(to.src, newline):
		p.Insert = eol + p.Line + eol
	default:
		p.Insert = eol + eol + p.Line // the file still ends without a newline
	}
	return nil
}

// heading returns an entry modelled on another. ok is false if that has anything but a
// heading and one paragraph that is its description.
func (to target) heading(p *Proposal, f form, like markdown.Entry) (text string, ok bool) {
	raw := strings.ReplaceAll(string(to.src[like.Start:like.End]), "\r\n", "\n")
	first, body, _ := strings.Cut(raw, "\n")
	m := headingLine().FindStringSubmatch(first)
	if m == nil {
		return "", false
	}
	f.Lead = entry.LeadForm(m[2], like)
	body = strings.TrimSpace(body)
	alone := aroundText()
	if !strings.Contains(f.Lead, "{url}") { // the address stands below
		body, alone = strings.Replace(body, like.URL, "{url}", 1), aroundAddress()
	}
	before, after, found := strings.Cut(body, like.Description)
	if !strings.Contains(f.Lead, "{name}") || !found || !alone.MatchString(before+after) {
		return "", false
	}
	text = m[1] + f.link(p.Name, p.Link) + m[3]
	if like.Description != "" {
		link := strings.NewReplacer("{url}", escapeAddress(p.Link))
		text += "\n\n" + link.Replace(before) + f.description(p) + link.Replace(after)
	}
	return text, true
}

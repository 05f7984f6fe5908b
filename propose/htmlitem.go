package propose

import (
	"cmp"
	"errors"
	"html"
	"strings"
	"unicode"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
)

// htmlItem returns an HTML item, row or term for a proposal, modelled on an adjacent one.
func (to target) htmlItem(p *Proposal, f form, beside markdown.Entry) (string, error) {
	raw := strings.TrimRight(string(to.src[beside.Start:beside.End]), "\r\n")
	about := ""
	if f.description(p) != "" {
		about = html.EscapeString(cmp.Or(p.Description, "TODO: describe "+p.Name))
	}
	link, name := html.EscapeString(p.Link), html.EscapeString(p.Name)
	if m := htmlItemForm().FindStringSubmatchIndex(raw); m != nil && !strings.Contains(raw, "\n") {
		if about != "" {
			about = cmp.Or(raw[m[6]:m[7]], " - ") + about
		}
		return raw[:m[2]] + link + raw[m[3]:m[4]] + name + raw[m[5]:m[6]] + about + raw[m[8]:], nil
	}
	parts, ok := htmlParts(raw, beside)
	if !ok || about == "" {
		return "", errors.New("its entries are HTML that cannot be imitated; such an entry must be written by hand")
	}
	return parts[0] + link + parts[1] + name + parts[2] + about + parts[3], nil
}

// htmlItemForm matches an HTML item and captures its address, name, separator and end.
var htmlItemForm = pattern.Lazy(`(?i)^\s*<li[^<>]*>\s*<a\s[^<>]*?href="([^"]*)"[^<>]*>(?:<[bi]>)?([^<>]*)(?:</[bi]>)?</a>((?:\s|&nbsp;)*(?:[-–—:]|&[mn]dash;|&#821[12];)?(?:\s|&nbsp;)*)[^<>]*((?:</li>)?)$`)

// htmlParts returns what stands around the address, the name and the description of an
// entry. ok is false if it contains any other text.
func htmlParts(raw string, e markdown.Entry) (parts [4]string, ok bool) {
	rest := raw
	for i, s := range []string{html.EscapeString(e.URL), html.EscapeString(e.Name), html.EscapeString(e.Description)} {
		if parts[i], rest, ok = strings.Cut(rest, s); !ok || s == "" {
			return parts, false
		}
	}
	parts[3] = rest
	text := htmlTags().ReplaceAllString(parts[0]+parts[1]+parts[2]+parts[3], " ")
	return parts, !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// htmlTags matches tags and comments.
var htmlTags = pattern.Lazy(`(?s)<!--.*?-->|<[^<>]*>`)

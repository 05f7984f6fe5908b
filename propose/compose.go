package propose

import (
	"cmp"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/propose/listform"
)

// form is the form of the entry to write.
type form struct {
	listform.Form
	line string // the whole entry as a person wrote it, "" to compose it
}

// entry returns the source of a proposal's entry in the form of the list, without the
// item marker.
func (f form) entry(p *Proposal, src []byte) string {
	if f.line != "" {
		return f.line
	}
	if f.Within != "" {
		return f.fill(f.Prefix, p, src) + f.link(p.Name+f.Within+cmp.Or(p.Description, f.Todo(p.Name)), p.Link) + f.fill(f.Tail, p, src)
	}
	s := f.fill(f.Prefix, p, src) + f.link(p.Name, p.Link) + f.fill(f.Middle, p, src)
	if text := f.description(p); text != "" {
		s += f.Separator + f.Emphasis + text + f.Emphasis + f.Closing
	}
	return s + f.fill(f.Tail, p, src)
}

// link returns the linked name in the form that the list uses.
func (f form) link(name, address string) string {
	lead, shown := f.Lead, markdown.Escape(name)
	if strings.Contains(lead, "`{name}`") {
		shown = strings.ReplaceAll(markdown.Clean(name), "`", "")
	}
	lead = strings.Replace(lead, "{name}", shown, 1)
	return strings.Replace(lead, "{url}", escapeAddress(address), 1)
}

// description returns the text after the separator: a TODO if the description is missing,
// or "" if entries have none.
func (f form) description(p *Proposal) string {
	if f.Bare && p.Description == "" {
		return ""
	}
	return cmp.Or(markdown.Escape(p.Description), f.Todo(p.Name))
}

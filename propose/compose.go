package propose

import (
	"cmp"
	"strings"

	"namedrop/internal/markdown"
)

// entry is the source of a proposal's entry in the form of a list, without the marker of
// its item.
func (f form) entry(p *Proposal, src []byte) string {
	if f.line != "" {
		return f.line
	}
	s := f.prefix.fill(p, src) + f.link(p.Name, p.Link) + f.middle.fill(p, src)
	if text := f.description(p); text != "" {
		s += f.separator + text + f.closing
	}
	return s + f.tail.fill(p, src)
}

// link is the name with the link, as the list writes both.
func (f form) link(name, address string) string {
	lead, shown := f.lead, markdown.Escape(name)
	if strings.Contains(lead, "`{name}`") {
		shown = strings.ReplaceAll(markdown.Clean(name), "`", "")
	}
	lead = strings.Replace(lead, "{name}", shown, 1)
	return strings.Replace(lead, "{url}", escapeAddress(address), 1)
}

// description is what stands behind the separator: a task for a person if the
// description is missing, and "" if entries have none.
func (f form) description(p *Proposal) string {
	if f.bare && p.Description == "" {
		return ""
	}
	return cmp.Or(markdown.Escape(p.Description), f.todo(p.Name))
}

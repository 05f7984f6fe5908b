package propose

import (
	"strings"

	"namedrop/propose/entry"
)

// reasonWords is the maximum number of words that a reason mentions.
const reasonWords = 5

// Reason explains in one or two sentences of plain text why the entry belongs in its
// section.
func (p Proposal) Reason() string {
	var why string
	switch {
	case p.Chosen:
		why = "A person chose it."
	case len(p.Words) == 0:
		why = "It is the list's section for projects that fit no other."
	default:
		why = "The project shares these words with it: " + strings.Join(p.Words[:min(len(p.Words), reasonWords)], ", ") + "."
	}
	if p.RunnerUp != "" && !p.Chosen {
		why += " The next best section is " + p.RunnerUp + "."
	}
	return why
}

// miss records a part that a person must still provide.
func (p *Proposal) miss(part entry.Part) {
	if !p.Missing.Has(part) {
		p.Missing = append(p.Missing, part)
	}
}

package inbox

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/proposals"
	"namedrop/propose"
	"namedrop/propose/entry"
	"namedrop/propose/pulltext"
)

// Item is a pending proposal.
type Item struct {
	ID       string // 16 hexadecimal digits, a digest of the change
	Title    string
	Place    string   // section, "" if unknown
	Before   []string // lines of the list that are removed
	After    []string // lines that are added
	Why      []string // Markdown, one line each
	Command  string   // that accepts it on the command line
	NeedText bool     // it cannot be accepted without a description
}

// maxQuotes is the number of quotes that an item shows.
const maxQuotes = 2

// Items returns the pending proposals in the order of all.
func Items(all []proposals.Proposal) []Item {
	var items []Item
	for _, p := range all {
		if p.Pending() {
			items = append(items, item(p))
		}
	}
	return items
}

func item(p proposals.Proposal) Item {
	i := Item{ID: ID(p), Title: p.Title(), Place: p.Decision.Entry.Section, Command: "extract propose --accept " + quoteWord(p.Title())}
	if r, ok := p.Repair(); ok {
		i.Before, i.After = lines(r.Before), lines(r.After)
		for _, found := range r.Found {
			i.Why = append(i.Why, pulltext.Escape(found))
		}
		return i
	}
	i.NeedText = p.Missing().Has(entry.PartDescription)
	i.After = lines(p.Line)
	for _, q := range p.Quotes[:min(len(p.Quotes), maxQuotes)] {
		why := "“" + pulltext.Escape(q.Text) + "”"
		if q.Time != "" {
			why += " (" + pulltext.Link(q.Time, q.URL) + ")"
		}
		i.Why = append(i.Why, why)
	}
	if known := facts(p.Facts); known != "" {
		i.Why = append(i.Why, known)
	}
	return i
}

// facts returns the known figures, "" if there are none.
func facts(all []propose.Fact) string {
	var known []string
	for _, f := range all {
		if f.Value != "" {
			known = append(known, pulltext.Escape(f.Name+" "+f.Value))
		}
	}
	return strings.Join(known, ", ")
}

// ID returns the ID of a proposal's item. It depends on the change to the list, but not
// on the evidence, which may differ in every run.
func ID(p proposals.Proposal) string {
	r, _ := p.Repair()
	shown, err := json.Marshal([]any{p.List, p.Project, p.Line, p.Decision.Entry, p.Decision.Line, r.Before, r.After})
	if err != nil {
		panic(err) // texts and numbers can be encoded
	}
	return fmt.Sprintf("%.8x", sha256.Sum256(shown))
}

func lines(s string) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	return strings.Split(strings.TrimRight(s, "\r\n"), "\n")
}

// quoteWord quotes a word for a POSIX shell. Hidden characters are removed, because the
// displayed command must be the one that runs.
func quoteWord(word string) string {
	word = markdown.Clean(word)
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-") == "" && !strings.HasPrefix(word, "-") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

package proposals

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/pattern"
	"namedrop/internal/pullrequest"
	"namedrop/internal/quote"
	"namedrop/internal/store"
	"namedrop/propose"
	"namedrop/propose/pulltext"
	"namedrop/propose/textedit"
)

// Repair changes lines of a list. It identifies them by their text, so that it can be
// applied to a list that has changed elsewhere.
type Repair struct {
	Does   string   `json:"does"`   // the change, in one line: "Remove aiomock"
	Found  []string `json:"found"`  // what is wrong, one sentence each
	Advice string   `json:"advice"` // what else to consider, "" for nothing
	Before string   `json:"before"` // whole lines
	After  string   `json:"after"`  // replacement lines, "" to remove them
	Order  int      `json:"order"`  // rank among the repairs of its audit, worst first
}

// NewRepair returns a repair that makes edits to a list.
func NewRepair(src []byte, edits []textedit.Edit) Repair {
	lo, hi := len(src), 0
	for _, e := range edits {
		lo, hi = min(lo, e.Start), max(hi, e.End)
	}
	lo = bytes.LastIndexByte(src[:lo], '\n') + 1
	if hi == lo || src[hi-1] != '\n' {
		if i := bytes.IndexByte(src[hi:], '\n'); i >= 0 {
			hi += i + 1
		} else {
			hi = len(src)
		}
	}
	edits = slices.Clone(edits)
	for i := range edits {
		edits[i].Start -= lo
		edits[i].End -= lo
	}
	return Repair{Before: string(src[lo:hi]), After: string(textedit.Splice(src[lo:hi], edits...))}
}

var (
	errChanged   = errors.New("the lines to change are no longer in the list; run \"extract audit\" again")
	errAmbiguous = errors.New("the lines to change are in the list more than once")
)

// Apply returns the edit that makes the repair on the current list. name is the name of
// the entry. The error is [pullrequest.ErrListed] if the list has been repaired already.
func (r Repair) Apply(name string, src []byte) (textedit.Edit, error) {
	switch at := linesAt(src, r.Before); {
	case len(at) == 1:
		return textedit.Edit{Start: at[0], End: at[0] + len(r.Before), Text: r.After}, nil
	case len(at) > 1:
		return textedit.Edit{}, errAmbiguous
	case r.After != "" && len(linesAt(src, r.After)) > 0, r.After == "" && !hasEntry(src, name):
		return textedit.Edit{}, pullrequest.ErrListed
	}
	return textedit.Edit{}, errChanged
}

func (r Repair) title(string) string { return r.Does }

// notInBranch matches runs of characters that a branch name must not contain.
var notInBranch = pattern.Lazy(`[^a-z0-9]+`)

// branch returns the end of the branch name, derived from the key, which is unique.
func (r Repair) branch(key string) string {
	name := strings.Trim(notInBranch().ReplaceAllString(key, "-"), "-")
	return strings.TrimLeft(name[max(0, len(name)-80):], "-")
}

func (r Repair) similar() string { return pulltext.RepairPull{Does: r.Does}.Title() }

// apply makes the repair on the current list and composes the pull request.
func (r Repair) apply(_ Sender, p Proposal, file string, src []byte, a asked) (Applied, error) {
	edit, err := r.Apply(p.Entry.Name, src)
	if err != nil {
		return Applied{}, err
	}
	text := pulltext.RepairPull{Does: r.Does, Found: r.Found, Advice: r.Advice, Facts: p.Facts, Template: a.template}
	applied := Applied{Diff: textedit.Diff(file, src, edit), Change: pullrequest.Change{List: textedit.Splice(src, edit), Title: text.Title(), Body: text.Body(), Message: text.Title()}}
	applied.Open, err = p.answered(&applied.Change, nil, a.template)
	return applied, err
}

// linesAt returns the bytes at which the given whole lines start in a list.
func linesAt(src []byte, lines string) []int {
	var at []int
	for from := 0; lines != ""; {
		i := bytes.Index(src[from:], []byte(lines))
		if i < 0 {
			return at
		}
		from += i
		if from == 0 || src[from-1] == '\n' {
			at = append(at, from)
		}
		from++
	}
	return at
}

func hasEntry(src []byte, name string) bool {
	return slices.ContainsFunc(markdown.Read(src).Sections, func(s markdown.Section) bool {
		return slices.ContainsFunc(s.Entries, func(e markdown.Entry) bool { return e.Name == name })
	})
}

// Audited is a repair that an audit of a list found.
type Audited struct {
	Name, Section, Link string // of the entry, or of the address outside an entry
	Start, End          int    // byte range in the list
	Repair              Repair
	Facts               []propose.Fact
}

// key identifies a repair in the store. It depends on the text of the lines, so that a
// decision about them is never applied to different lines.
func (r Repair) key() string {
	return fmt.Sprintf("%s (%.4x)", strings.ToLower(r.Does), sha256.Sum256([]byte(r.Before+"\x00"+r.After)))
}

// Rejected returns a function that reports whether a person rejected a repair of a list.
func (s Service) Rejected(ctx context.Context, list string) (func(Repair) bool, error) {
	all, err := s.List(ctx, store.Filter{List: list})
	if err != nil {
		return nil, err
	}
	keys := map[string]bool{}
	for _, p := range all {
		if _, ok := p.Repair(); ok && p.Decision.Verdict == store.Rejected {
			keys[p.Project] = true
		}
	}
	return func(r Repair) bool { return keys[r.key()] }, nil
}

// SaveAudit stores the repairs of a list, worst first, and replaces those of an earlier
// audit. path is the path of the list; version is the version of the program.
func (s Service) SaveAudit(ctx context.Context, list, path, version string, found []Audited) error {
	var ps []store.Proposal
	for i, a := range found {
		a.Repair.Order = i
		kept, err := json.Marshal(evidence{Repair: &a.Repair, Facts: a.Facts})
		if err != nil {
			return err
		}
		ps = append(ps, store.Proposal{
			Project: a.Repair.key(), Entry: store.Entry{Name: a.Name, Section: a.Section, Link: a.Link}, Line: strings.TrimSpace(a.Repair.After), Evidence: kept,
			Quotes: []store.Quote{{Quote: quote.Quote{Start: a.Start, End: a.End, Text: strings.Join(a.Repair.Found, " ")}, Confidence: 1}},
		})
	}
	_, err := s.Store.Save(ctx, store.Run{Kind: store.AuditRun, List: list, Path: path, Version: version, Report: []byte("{}")}, ps)
	return err
}

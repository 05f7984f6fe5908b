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
	"namedrop/internal/pullrequest"
	"namedrop/internal/store"
	"namedrop/propose"
)

// Repair changes lines that a list has, where other proposals add one. It is
// known by what the lines say, so that it can be made on a list that has moved.
type Repair struct {
	Does   string   `json:"does"`   // in a line: "Remove aiomock"
	Found  []string `json:"found"`  // what is wrong, a sentence each
	Advice string   `json:"advice"` // what else to mind, "" for nothing
	Before string   `json:"before"` // whole lines
	After  string   `json:"after"`  // what they become; "" to take them out
	Order  int      `json:"order"`  // its place among all of its check, the worst first
}

// NewRepair is the repair that edits of a list are.
func NewRepair(src []byte, edits []propose.Edit) Repair {
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
	return Repair{Before: string(src[lo:hi]), After: string(propose.Splice(src[lo:hi], edits...))}
}

var (
	errChanged   = errors.New("the lines that it changes are no longer there; do \"extract audit\" again")
	errAmbiguous = errors.New("the lines that it changes stand there more than once")
)

// Mend makes the repair that a proposal is on the list as it is now. It is
// [pullrequest.ErrListed] if the list has been repaired meanwhile, and an error if its
// lines have become others.
func (p Proposal) Mend(src []byte) (propose.Edit, error) {
	r := p.Repair
	switch at := linesAt(src, r.Before); {
	case len(at) == 1:
		return propose.Edit{Start: at[0], End: at[0] + len(r.Before), Text: r.After}, nil
	case len(at) > 1:
		return propose.Edit{}, errAmbiguous
	case r.After != "" && len(linesAt(src, r.After)) > 0, r.After == "" && !hasEntry(src, p.Entry.Name):
		return propose.Edit{}, pullrequest.ErrListed
	}
	return propose.Edit{}, errChanged
}

// linesAt are the bytes at which whole lines stand in a list.
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

// Audit is the run of a store that is none of a transcript but the last check of
// a list.
const Audit = "audit"

// Audited is what a check of a list has found to repair.
type Audited struct {
	Name, Section, Link string // of the entry, or of what is no entry
	Start, End          int    // bytes of the list
	Repair              Repair
	Facts               []propose.Fact
}

// key is that of a repair in the store. It is about the very lines, so that what
// was decided of them is never done to others.
func (r Repair) key() string {
	return fmt.Sprintf("%s (%.4x)", strings.ToLower(r.Does), sha256.Sum256([]byte(r.Before+"\x00"+r.After)))
}

// SaveAudit puts the repairs of a list on the desk, the worst first, in place of
// those that an earlier check has found. The path is that of the list and the
// version that of the program.
func (d Desk) SaveAudit(ctx context.Context, list, path, version string, found []Audited) error {
	var ps []store.Proposal
	for i, a := range found {
		a.Repair.Order = i
		evidence, err := json.Marshal(Dossier{Repair: &a.Repair, Facts: a.Facts})
		if err != nil {
			return err
		}
		ps = append(ps, store.Proposal{
			Project: a.Repair.key(), Entry: store.Entry{Name: a.Name, Section: a.Section, Link: a.Link}, Line: strings.TrimSpace(a.Repair.After), Evidence: evidence,
			Quotes: []store.Quote{{Start: a.Start, End: a.End, Text: strings.Join(a.Repair.Found, " "), Confidence: 1}},
		})
	}
	_, err := d.Store.Save(ctx, store.Run{List: list, Transcript: Audit, Path: path, Version: version, Report: []byte("{}")}, ps)
	return err
}

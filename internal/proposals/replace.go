package proposals

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"namedrop/internal/github"
	"namedrop/internal/markdown"
	"namedrop/internal/ref"
	"namedrop/propose"
	repairs "namedrop/propose/repair"
	"namedrop/propose/textedit"
)

// Replacement is the entry that a list drops for a new one, because the section is full.
type Replacement struct {
	Name     string
	Stars    int
	Pushed   time.Time // last push; zero: unknown
	Archived bool
	Gone     bool // its repository does not exist any more
	AsOf     time.Time
}

// String describes the entry for people, in plain text: "ujson: 4100 stars, last push
// 2026-01-02, archived".
func (r Replacement) String() string {
	if r.Gone {
		return r.Name + ": no longer on GitHub"
	}
	pushed := "unknown"
	if !r.Pushed.IsZero() {
		pushed = r.Pushed.UTC().Format(time.DateOnly)
	}
	said := fmt.Sprintf("%s: %d stars, last push %s", r.Name, r.Stars, pushed)
	if r.Archived {
		said += ", archived"
	}
	return said
}

// rival is an entry of a full section that could be replaced.
type rival struct {
	Replacement
	at int // index among the entries of the place
}

// weakest compares rivals: archived repositories come first, then those without a push for
// a year, then those with the fewest stars.
func weakest(a, b rival) int {
	rank := func(r rival) int {
		switch {
		case r.Gone, r.Archived:
			return 0
		case r.AsOf.Sub(r.Pushed) > maxIdle:
			return 1
		}
		return 2
	}
	return cmp.Or(rank(a)-rank(b), a.Stars-b.Stars)
}

// maxIdle is the time without a push from which a project counts as inactive.
const maxIdle = 365 * 24 * time.Hour

// errUnweighed reports that no entry of a full section has a repository on GitHub.
var errUnweighed = errors.New("the figures of all entries are unknown")

// replace returns the weakest entry beside a new one, and the edit that removes it. It asks
// GitHub about every entry of the place; entries without a repository there are not
// considered.
func (s Sender) replace(ctx context.Context, src []byte, made propose.Proposal) (Replacement, textedit.Edit, error) {
	list := markdown.Read(src)
	var rivals []rival
	beside := propose.Beside(list, made.Place)
	for i, e := range beside {
		repo := ref.InRepository(e.URL)
		if repo == "" {
			continue
		}
		figures, err := s.GitHub.Repository(ctx, repo)
		switch {
		case errors.Is(err, github.ErrNotFound):
			rivals = append(rivals, rival{Replacement{Name: e.Name, Gone: true}, i})
			continue
		case err != nil:
			return Replacement{}, textedit.Edit{}, err
		}
		rivals = append(rivals, rival{replacement(e, figures), i})
	}
	if len(rivals) == 0 {
		return Replacement{}, textedit.Edit{}, errUnweighed
	}
	out := slices.MinFunc(rivals, weakest)
	cut, err := removal(src, list, beside[out.at])
	return out.Replacement, cut, err
}

func replacement(e markdown.Entry, f github.Repository) Replacement {
	r := Replacement{Name: e.Name, Pushed: f.Pushed, AsOf: f.AsOf}
	if f.Stars != nil {
		r.Stars = *f.Stars
	}
	r.Archived = f.Archived != nil && *f.Archived
	return r
}

// removal returns the edit that removes an entry of a list.
func removal(src []byte, list *markdown.List, e markdown.Entry) (textedit.Edit, error) {
	for i, s := range list.Sections {
		for j, f := range s.Entries {
			if f.Start != e.Start {
				continue
			}
			if cut, ok := repairs.Removal(src, list, i, j); ok {
				return cut, nil
			}
		}
	}
	return textedit.Edit{}, fmt.Errorf("line %d: %s cannot be removed without changing the entries around it; write the change by hand", e.Line, e.Name)
}

// makeRoom returns the entry to remove if the section of a new one is full and the list
// replaces entries, and the edit that removes it. It returns nil if nothing is removed.
func (a asked) makeRoom(src []byte, made propose.Proposal) (*Replacement, textedit.Edit, error) {
	if a.replace == nil || !a.guide.Replaces || !a.guide.IsFull(made) {
		return nil, textedit.Edit{}, nil
	}
	out, cut, err := a.replace(src, made)
	if errors.Is(err, errUnweighed) { // the full section is reported as a broken rule
		return nil, cut, nil
	}
	return &out, cut, err
}

// room states how full the section of a new entry is, or returns "" if there is no limit.
func (a asked) room(made propose.Proposal) string {
	if a.guide.MaxEntries == 0 {
		return ""
	}
	return fmt.Sprintf("%s has %d of at most %d entries.", made.Place, made.Beside, a.guide.MaxEntries)
}

// comparison states the figures of the replaced entry and of the new project, in plain
// text. It returns "" if nothing is replaced.
func (r *Replacement) comparison(p Proposal) string {
	if r == nil {
		return ""
	}
	own := []string{}
	for _, f := range p.Facts {
		if (f.Name == "stars" || f.Name == "last push") && f.Value != "" {
			own = append(own, f.Name+" "+f.Value)
		}
	}
	return "It replaces " + r.String() + ". Of the new project: " + cmp.Or(strings.Join(own, ", "), "unknown") + "."
}

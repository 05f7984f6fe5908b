package review

import (
	"slices"
	"strings"

	"namedrop/internal/markdown"
	"namedrop/internal/sanitize"
	"namedrop/propose"
)

// preview is the part of a section in which a new entry stands.
type preview struct {
	Title string
	Lines []previewLine
}

type previewLine struct {
	Name, URL, Description string
	New                    bool
}

// around is how many entries are shown before and behind the new one.
const around = 2

// previewOf shows an entry among its neighbours, as the list would have it.
func previewOf(src []byte, made propose.Proposal) *preview {
	at := made.At + strings.Index(made.Insert, made.Line)
	for _, sec := range markdown.Read(propose.Apply(src, made)).Sections {
		i := slices.IndexFunc(sec.Entries, func(e markdown.Entry) bool { return e.Start <= at && at < e.End })
		if i < 0 {
			continue
		}
		p := &preview{Title: made.Place}
		for j := max(0, i-around); j < min(len(sec.Entries), i+around+1); j++ {
			e := sec.Entries[j]
			p.Lines = append(p.Lines, previewLine{e.Name, sanitize.URL(e.URL), e.Description, j == i})
		}
		return p
	}
	return nil
}

// diffLine is a line of a diff, with what has changed in it marked.
type diffLine struct {
	Class string
	Parts []propose.Run
}

// readDiff makes a unified diff fit to be shown. Where one line takes the place of
// another, what is different in them is marked.
func readDiff(patch string) []diffLine {
	var all []diffLine
	lines := strings.Split(strings.TrimSuffix(patch, "\n"), "\n")
	for i, l := range lines {
		d := diffLine{Parts: []propose.Run{{Op: " ", Text: l}}}
		switch {
		case strings.HasPrefix(l, "---"), strings.HasPrefix(l, "+++"), strings.HasPrefix(l, "@@"), strings.HasPrefix(l, `\`):
			d.Class = "hunk"
		case strings.HasPrefix(l, "+"):
			d.Class = "add"
			if i > 0 && isGone(lines[i-1]) {
				old := &all[i-1]
				old.Parts, d.Parts = pair(lines[i-1], l)
			}
		case isGone(l):
			d.Class = "del"
		}
		all = append(all, d)
	}
	return all
}

func isGone(l string) bool { return strings.HasPrefix(l, "-") && !strings.HasPrefix(l, "---") }

// pair marks a line that takes the place of another, and that other.
func pair(gone, added string) (old, new []propose.Run) {
	old, new = []propose.Run{{Op: " ", Text: "-"}}, []propose.Run{{Op: " ", Text: "+"}}
	for _, p := range propose.WordDiff(gone[1:], added[1:]) {
		if p.Op != "+" {
			old = append(old, p)
		}
		if p.Op != "-" {
			new = append(new, p)
		}
	}
	return old, new
}
